#include "lessons/study/stored_schedule.h"
#include "tests/lessons/study/opened_store.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/python.h"
#include "tests/support/test.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>

#include <random>

using namespace glassbox;

namespace {

const QDate day(2026, 11, 21);
constexpr qint64 dayLength = 86'400'000;
constexpr qint64 noon = 20'000 * dayLength;

Moment momentAt(qint64 now) {
    return {now, now - dayLength / 2, now + dayLength / 2};
}

Flashcard card(const QString& id, const QString& question = QStringLiteral("Q")) {
    return {id, {"F4"}, {"3"}, {"easy", "math"}, {}, {}, question, QStringLiteral("A")};
}

Deck shipped() {
    return {QStringLiteral("Foundations"),
            QStringLiteral("About"),
            {card("one", QStringLiteral("What is ONE?")), card("two"), card("three")}};
}

StoredSchedule reviewed(qint64 at, StoredSchedule state = {}) {
    state.phase = CardPhase::Review;
    state.stability = 3.25;
    state.difficulty = 5.5;
    state.due = at + 3 * dayLength;
    state.lastReview = at;
    ++state.reps;
    return state;
}

void write(const QString& name, const QByteArray& bytes) {
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

}  // namespace

class TestCardStore : public GlassboxTest {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;
    QString newFile() {
        const QString folder = m_folder.filePath(QString::number(++m_number));
        QDir().mkpath(folder);
        return folder + QStringLiteral("/cards.sqlite");
    }

  private Q_SLOTS:
    void whatIsStoredIsThereAgain() {
        const QString file = newFile();
        DeckOptions options{0.85, 7, false, {1, 15}, {20}, {0.25, 1.0 / 3}};
        qint64 deck = 0;
        {
            OpenedStore store(file, day);
            QCOMPARE(store.notice(), QString());
            deck = store.addDeck(shipped());
            store.setOptions(deck, options);
            const StoredCard first = store.browse(deck, {}, noon).front();
            store.review(first.id, first.state, reviewed(noon), 4, noon, 2500);
        }
        OpenedStore store(file, day);
        QCOMPARE(store.notice(), QString());
        QCOMPARE(store.deck(deck)->name, QStringLiteral("Foundations"));
        QVERIFY(store.deck(deck)->options == options);
        const StoredCard first = store.browse(deck, {}, noon).front();
        QVERIFY(first.card == shipped().cards[0]);
        QVERIFY(first.state == reviewed(noon));
        const ReviewRecord review = store.reviews(deck).front();
        QCOMPARE(review.known, 4);
        QCOMPARE(review.milliseconds, 2500);
        QVERIFY(review.before == StoredSchedule());
    }

    void shippedCardsAreBroughtUpToDateWithoutLosingReviews() {
        OpenedStore store(newFile(), day);
        const qint64 deck = store.takeShipped(QStringLiteral("foundations"), shipped());
        const auto cards = store.browse(deck, {}, noon);
        store.review(cards[0].id, cards[0].state, reviewed(noon), 3, noon, 0);
        Flashcard own = cards[1].card;
        own.question = QStringLiteral("My own words");
        store.changeCard(cards[1].id, own);
        const qint64 added = store.addCard(deck, card({}, QStringLiteral("Added")));

        Deck next = shipped();
        next.cards[0].question = QStringLiteral("Better");
        next.cards[1].question = QStringLiteral("Better");
        next.cards.pop_back();
        next.cards.insert(next.cards.begin(), card("zero"));
        QCOMPARE(store.takeShipped(QStringLiteral("foundations"), next), deck);
        QCOMPARE(store.card(cards[0].id)->card.question, QStringLiteral("Better"));
        QVERIFY(store.card(cards[0].id)->state == reviewed(noon));
        QCOMPARE(store.card(cards[1].id)->card.question, QStringLiteral("My own words"));
        QVERIFY(store.card(added));
        QStringList ids;
        for (const StoredCard& stored : store.browse(deck, {}, noon)) ids += stored.card.id.left(5);
        QCOMPARE(ids, QStringList({"zero", "one", "two", "card-"}));
        // One that comes back has its reviews again.
        store.takeShipped(QStringLiteral("foundations"), shipped());
        QCOMPARE(store.browse(deck, QStringLiteral("three"), noon).size(), std::size_t{1});
        QCOMPARE(store.reviews(deck).size(), std::size_t{1});
    }

    void aScheduleIsKeptAsTheSchedulerGivesIt() {
        const StoredSchedule kept = reviewed(noon);
        const CardSchedule schedule = scheduleOf(kept);
        QCOMPARE(schedule.state, CardState::Review);
        QCOMPARE(schedule.intervalDays, 3);
        QVERIFY(storedOf(schedule, false) == kept);
        QVERIFY(storedOf(CardSchedule(), false) == StoredSchedule());
        StoredSchedule step = kept;
        step.phase = CardPhase::Relearning;
        QCOMPARE(scheduleOf(step).state, CardState::Relearning);
        QCOMPARE(scheduleOf(step).intervalDays, 0);
    }

    void undoRestoresStateAndLog() {
        OpenedStore store(newFile(), day);
        const qint64 deck = store.addDeck(shipped());
        const StoredCard first = store.browse(deck, {}, noon).front();
        const qint64 one = store.review(first.id, first.state, reviewed(noon), 3, noon, 0);
        const StoredSchedule after = store.card(first.id)->state;
        const qint64 two =
            store.review(first.id, after, reviewed(noon + dayLength, after), 1, noon + dayLength, 0, true);
        QVERIFY(store.card(first.id)->suspended);
        QVERIFY(sentenceOf([&] { store.undoReview(one); }).startsWith(QStringLiteral("This review can't be undone")));
        QCOMPARE(store.undoReview(two), first.id);
        QVERIFY(!store.card(first.id)->suspended);
        QVERIFY(store.card(first.id)->state == after);
        QCOMPARE(store.undoReview(one), first.id);
        QVERIFY(store.card(first.id)->state == StoredSchedule());
        QVERIFY(store.reviews(deck).empty());
    }

    void whatIsDueComesInItsOrder() {
        OpenedStore store(newFile(), day);
        Deck deck = shipped();
        for (const char* id : {"four", "five", "six"}) deck.cards.push_back(card(QLatin1String(id)));
        const qint64 id = store.addDeck(deck);
        DeckOptions options;
        options.newADay = 2;
        store.setOptions(id, options);
        const auto cards = store.browse(id, {}, noon);
        StoredSchedule learning = reviewed(noon - dayLength);
        learning.phase = CardPhase::Learning;
        learning.due = noon - 1;
        store.review(cards[3].id, {}, learning, 1, noon - dayLength, 0);
        StoredSchedule soon = learning;
        soon.due = noon + 10 * 60'000;
        store.review(cards[4].id, {}, soon, 1, noon, 0);  // begun today
        StoredSchedule today = reviewed(noon - 3 * dayLength);
        today.due = noon + 1000;
        store.review(cards[5].id, {}, today, 3, noon - 3 * dayLength, 0);

        const Moment moment = momentAt(noon);
        QCOMPARE(store.newToday(id, moment), 1);
        const DueCounts counts = store.dueCounts(moment).front();
        QCOMPARE(counts.fresh, 1);
        QCOMPARE(counts.learning, 1);
        QCOMPARE(counts.review, 1);
        QCOMPARE(counts.total, 6);
        QCOMPARE(store.nextDue(id, moment)->id, cards[3].id);
        store.setSuspended(cards[3].id, true);
        QCOMPARE(store.nextDue(id, moment)->id, cards[5].id);
        store.buryUntil(cards[5].id, noon + dayLength);
        QCOMPARE(store.nextDue(id, moment)->id, cards[0].id);
        store.review(cards[0].id, {}, reviewed(noon), 3, noon, 0);
        QCOMPARE(store.nextDue(id, moment)->id, cards[4].id);  // the day allows no more new ones
        QVERIFY(!store.nextDue(id, momentAt(noon - 2 * dayLength)) ||
                store.nextDue(id, momentAt(noon - 2 * dayLength))->state.phase == CardPhase::New);
        QCOMPARE(store.browse(id, QStringLiteral("is:suspended"), noon).size(), std::size_t{1});
        QCOMPARE(store.browse(id, QStringLiteral("is:buried"), noon).size(), std::size_t{1});
    }

    void searchFindsTextAndTags() {
        OpenedStore store(newFile(), day);
        Deck deck = shipped();
        deck.cards[1].question = QStringLiteral("Über 100% of it");
        deck.cards[2].tags = QStringList{"hard"};
        const qint64 id = store.addDeck(deck);
        const auto found = [&](const char* words) { return store.browse(0, QString::fromUtf8(words), noon).size(); };
        QCOMPARE(found(""), std::size_t{3});
        QCOMPARE(found("one"), std::size_t{1});
        QCOMPARE(found("üBER 100%"), std::size_t{1});
        QCOMPARE(found("tag:MATH"), std::size_t{2});
        QCOMPARE(found("tag:mat"), std::size_t{0});
        QCOMPARE(found("concept:f4 hard"), std::size_t{1});
        QCOMPARE(found("is:new what"), std::size_t{1});
        QCOMPARE(found("' OR 1=1"), std::size_t{0});
        store.setDeckRemoved(id, true);
        QCOMPARE(found(""), std::size_t{0});
        QVERIFY(!store.deck(id));
        store.setDeckRemoved(id, false);
        QCOMPARE(found(""), std::size_t{3});
    }

    void twoWindowsLoseNoReview() {
        const QString file = newFile();
        OpenedStore one(file, day);
        CardStore two(file);
        const qint64 deck = one.addDeck(shipped());
        QVERIFY(two.changedElsewhere());
        QVERIFY(!two.changedElsewhere());
        QVERIFY(!one.changedElsewhere());
        const auto cards = two.browse(deck, {}, noon);
        one.review(cards[0].id, cards[0].state, reviewed(noon), 5, noon, 0);
        QVERIFY_EXCEPTION_THROWN(two.review(cards[0].id, cards[0].state, reviewed(noon + 1), 1, noon + 1, 0),
                                 CardChanged);
        two.review(cards[1].id, cards[1].state, reviewed(noon), 2, noon, 0);
        QVERIFY(one.changedElsewhere());
        QCOMPARE(one.reviews(deck).size(), std::size_t{2});
        QCOMPARE(one.card(cards[0].id)->state.lastReview, noon);
        one.setRemoved(cards[2].id, true);
        QVERIFY_EXCEPTION_THROWN(two.review(cards[2].id, {}, reviewed(noon), 1, noon, 0), CardChanged);
        one.setRemoved(cards[2].id, false);
        two.review(cards[2].id, {}, reviewed(noon), 1, noon, 0);
    }

    void aClockSetBackGivesNoNegativeTime() {
        OpenedStore store(newFile(), day);
        const qint64 deck = store.addDeck(shipped());
        const StoredCard first = store.browse(deck, {}, noon).front();
        store.review(first.id, first.state, reviewed(noon), 3, noon, 0);
        const StoredSchedule after = store.card(first.id)->state;
        store.review(first.id, after, reviewed(noon - dayLength, after), 3, noon - dayLength, -5);
        for (const ReviewRecord& review : store.reviews(deck)) {
            QVERIFY(review.elapsedDays >= 0);
            QVERIFY(review.milliseconds >= 0);
        }
    }

    void aBackupADayIsKeptForSevenDays() {
        const QString file = newFile();
        for (int i = 0; i < 10; ++i) OpenedStore(file, day.addDays(i));
        const QDir backups(QFileInfo(file).absolutePath() + QStringLiteral("/backups"));
        const QStringList names = backups.entryList(QDir::Files, QDir::Name);
        QCOMPARE(names.size(), qsizetype{7});
        QCOMPARE(names.last(), QStringLiteral("cards-2026-11-30.sqlite"));
    }

    void aDamagedFileIsPutAsideAndTheNewestGoodBackupTaken() {
        const QString file = newFile();
        qint64 deck = 0;
        {
            OpenedStore store(file, day);
            deck = store.addDeck(shipped());
            store.backUp(day);
            store.backUp(day.addDays(1));
            store.renameDeck(deck, QStringLiteral("Later"), {});
        }
        const QString backups = QFileInfo(file).absolutePath() + QStringLiteral("/backups/");
        write(backups + QStringLiteral("cards-2026-11-22.sqlite"), "no backup at all");
        QByteArray bytes = contents(file);
        for (qsizetype i = 4096; i < bytes.size(); i += 7) bytes[i] = static_cast<char>(i);
        write(file, bytes);
        OpenedStore store(file, day.addDays(2));
        const QString aside = QFileInfo(file).absolutePath() + QStringLiteral("/cards-damaged-2026-11-23.sqlite");
        QCOMPARE(store.notice(), QStringLiteral("The reviews were damaged and are put aside as %1; they go on from the "
                                                "backup %2cards-2026-11-21.sqlite.")
                                     .arg(aside, backups));
        QCOMPARE(contents(aside), bytes);
        QCOMPARE(store.deck(deck)->name, QStringLiteral("Foundations"));
        QCOMPARE(store.browse(deck, {}, noon).size(), std::size_t{3});
    }

    void withoutABackupItBeginsAnewAndSaysSo() {
        const QString file = newFile();
        write(file, "This is no database, but a letter that someone wrote.");
        OpenedStore store(file, day);
        QVERIFY(store.notice().contains(QStringLiteral("no good backup was found")));
        QVERIFY(store.decks().empty());
        store.addDeck(shipped());
    }

    void anyDamageIsMendedOrHarmless() {
        const QString file = newFile();
        {
            OpenedStore store(file, day);
            const qint64 deck = store.addDeck(shipped());
            const StoredCard first = store.browse(deck, {}, noon).front();
            store.review(first.id, first.state, reviewed(noon), 3, noon, 0);
            store.backUp(day);
        }
        const QByteArray good = contents(file);
        std::mt19937 random(11);
        for (int round = 0; round < 200; ++round) {
            QByteArray bytes = good;
            for (int i = 0; i < 20; ++i) {
                const auto at =
                    static_cast<qsizetype>(random() % static_cast<unsigned>(round % 2 ? bytes.size() : 2000));
                bytes[at] = static_cast<char>(random());
            }
            if (round % 4 == 0) bytes.truncate(static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size())));
            write(file, bytes);
            OpenedStore store(file, day);
            for (const StoredDeck& deck : store.decks()) store.browse(deck.id, QStringLiteral("one"), noon);
            if (!store.notice().isEmpty()) QCOMPARE(store.reviews(0).size(), std::size_t{1});
        }
    }

    void anOlderFileIsBroughtUpWithABackupBefore() {
        if (!pythonHas(QStringLiteral("sqlite3"))) QSKIP("Python has no sqlite3");
        const QString file = newFile();
        qint64 deck = 0;
        {
            OpenedStore store(file, day);
            deck = store.addDeck(shipped());
            const StoredCard first = store.browse(deck, {}, noon).front();
            store.review(first.id, first.state, reviewed(noon), 3, noon, 0);
        }
        // What later versions added is taken out.
        const QString script = QStringLiteral(
            "import sqlite3,sys\nc=sqlite3.connect(sys.argv[1])\nc.executescript('''DROP INDEX cards_guid; ALTER TABLE "
            "cards "
            "DROP COLUMN guid; ALTER TABLE reviews DROP COLUMN taken_over; "
            "ALTER TABLE decks DROP COLUMN removed; UPDATE about_file SET value='1'; PRAGMA "
            "user_version=1''')\nc.close()");
        const PythonResult result = runPython({QStringLiteral("-c"), script, file});
        QVERIFY2(result.code == 0, result.said.constData());
        {
            OpenedStore store(file, day);
            QCOMPARE(store.notice(), QString());
            QCOMPARE(store.reviews(deck).size(), std::size_t{1});
            QCOMPARE(store.exchanged(deck).size(), std::size_t{3});
        }
        QVERIFY(
            QFile::exists(QFileInfo(file).absolutePath() + QStringLiteral("/backups/cards-before-version-3.sqlite")));
        // One from the future is refused, and left alone.
        runPython(
            {QStringLiteral("-c"),
             QStringLiteral("import sqlite3,sys\nc=sqlite3.connect(sys.argv[1])\nc.executescript(\"UPDATE about_file "
                            "SET value='99'; PRAGMA user_version=99\")\nc.close()"),
             file});
        QVERIFY(sentenceOf([&] { OpenedStore(file, day); }).contains(QStringLiteral("newer Glassbox")));
    }

    void aFullDiskLosesNothing() {
        const QString file = newFile();
        OpenedStore store(file, day);
        const qint64 deck = store.addDeck(shipped());
        const StoredCard first = store.browse(deck, {}, noon).front();
        Flashcard large = card({}, QString(500'000, 'x'));
        {
            const FileSizeLimit limit(200'000);
            QVERIFY(sentenceOf([&] { store.addCard(deck, large); }).contains(QStringLiteral("the disk may be full")));
        }
        QCOMPARE(store.browse(deck, {}, noon).size(), std::size_t{3});
        store.review(first.id, first.state, reviewed(noon), 3, noon, 0);
        store.addCard(deck, large);
        QCOMPARE(store.browse(deck, {}, noon).size(), std::size_t{4});
        {
            const FileSizeLimit limit(200'000);
            QVERIFY(sentenceOf([&] { store.backUp(day); }) != QStringLiteral("no mistake"));
        }
        QVERIFY(
            !contents(QFileInfo(file).absolutePath() + QStringLiteral("/backups/cards-2026-11-21.sqlite")).isEmpty());
    }

    void aReadOnlyFileIsToldAndLeftAlone() {
        const QString file = newFile();
        { OpenedStore(file, day).addDeck(shipped()); }
        const QByteArray before = contents(file);
        const QString folder = QFileInfo(file).absolutePath();
        QFile::setPermissions(file, QFile::ReadOwner);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner);
        const auto restore =
            qScopeGuard([&] { QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner); });
        if (QFile(folder + QStringLiteral("/other")).open(QIODevice::WriteOnly))
            QSKIP("The system's owner may write anywhere");
        const QString sentence = sentenceOf([&] { OpenedStore(file, day).addDeck(shipped()); });
        QVERIFY2(sentence.contains(QStringLiteral("read-only")), qPrintable(sentence));
        QCOMPARE(contents(file), before);
    }

    void aPlaceThatCannotBeWrittenIsTold() {
        const QString file = newFile();
        write(file, {});
        const QString sentence = sentenceOf([&] { OpenedStore(file + QStringLiteral("/cards.sqlite"), day); });
        QVERIFY2(sentence.contains(QStringLiteral("can't be opened")), qPrintable(sentence));
        QVERIFY(sentenceOf([&] {
                    OpenedStore(QStringLiteral("/proc/cards.sqlite"), day);
                }).contains(QStringLiteral("can't be")));
    }

    void aYearOfFiveThousandCards() {
        OpenedStore store(newFile(), day);
        Deck deck{QStringLiteral("Large"), {}, {}};
        for (int i = 0; i < 5000; ++i) deck.cards.push_back(card(QStringLiteral("c-%1").arg(i)));
        const qint64 id = store.addDeck(deck);
        DeckOptions options;
        options.newADay = 5000;
        store.setOptions(id, options);
        QElapsedTimer timer;
        timer.start();
        int count = 0;
        for (int d = 0; d < 365; ++d)
            for (int i = 0; i < 20; ++i) {
                const qint64 now = noon + d * dayLength + i * 10'000;
                const auto next = store.nextDue(id, momentAt(now));
                QVERIFY(next);
                store.review(next->id, next->state, reviewed(now, next->state), 3, now, 1000);
                ++count;
            }
        qInfo("%d ratings, %.2f ms each with the choice of the next card", count,
              static_cast<double>(timer.elapsed()) / count);
        QCOMPARE(store.reviews(id).size(), static_cast<std::size_t>(count));
    }
};

QTEST_GUILESS_MAIN(TestCardStore)
#include "test_card_store.moc"
