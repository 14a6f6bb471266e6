#include "tests/support/test.h"
#include "tests/ui/models/study_fixture.h"
#include "ui/models/card_list_model.h"
#include "ui/models/deck_list_model.h"

#include <QFile>
#include <QFileInfo>

namespace glassbox {

class TestCardStudy : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void opensInTheBackgroundWithTheDecksOfTheProgram() {
        StudyFixture fixture;
        const auto study = fixture.make();
        QVERIFY(!study->isOpen());
        QSignalSpy opened(study.get(), &CardStudy::opened), noticed(study.get(), &CardStudy::noticed);
        study->open();
        study->open();
        QVERIFY(!study->isOpen());
        QVERIFY(opened.wait());
        QCOMPARE(opened.count(), 1);
        QCOMPARE(noticed.count(), 0);
        QCOMPARE(study->decks().size(), std::size_t{1});
        QCOMPARE(study->counts(0).total, 3);
        QCOMPARE(study->counts(study->decks().front().id).fresh, 3);
        QCOMPARE(study->tags(), QStringList({"even", "odd"}));
    }

    void aFileThatCannotBeOpenedIsToldOnce() {
        StudyFixture fixture;
        CardStudy study(QStringLiteral("/proc/cards.sqlite"), StudyClock{[&] { return fixture.now; }, StudyDays()},
                        [] { return CardStudy::NamedDecks(); });
        QSignalSpy failed(&study, &CardStudy::failed);
        study.open();
        QVERIFY(failed.wait());
        QVERIFY(!study.isOpen());
        QVERIFY(failed.first().first().toString().contains(QStringLiteral("can't be")));
    }

    void aDamagedFileIsMendedAndTheLearnerTold() {
        StudyFixture fixture;
        { fixture.open(); }
        QFile file(fixture.file());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(0));
        file.write("no database");
        file.close();
        const auto study = fixture.make();
        QSignalSpy noticed(study.get(), &CardStudy::noticed);
        study->open();
        QVERIFY(noticed.wait());
        QVERIFY(noticed.first().first().toString().contains(QStringLiteral("damaged")));
        QCOMPARE(study->counts(0).total, 3);
    }

    void whatWasReviewedIsInTheBackupAtTheEnd() {
        StudyFixture fixture;
        {
            const auto study = fixture.open();
            const StoredCard card = study->store().browse(0, {}, fixture.now).front();
            const StoredSchedule after = fixture.answered(card);
            QVERIFY(study->review(card, after, 3, 0));
        }
        QFile file(fixture.file());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(100));
        file.close();
        const auto study = fixture.open();
        QCOMPARE(study->store().reviews(0).size(), std::size_t{1});
    }

    void whatIsReviewedInALongSittingIsBackedUpOnTheWay() {
        StudyFixture fixture(60);
        const auto study = fixture.open();
        const QString backup =
            QFileInfo(fixture.file()).absolutePath() + QStringLiteral("/backups/cards-2026-11-21.sqlite");
        QVERIFY(QFile::exists(backup));
        const qint64 size = QFileInfo(backup).size();
        for (const StoredCard& card : study->browse(0)) QVERIFY(study->review(card, fixture.answered(card), 3, 0));
        QTRY_VERIFY(QFileInfo(backup).size() > size);
        QVERIFY(CardStore(backup).reviews(0).size() >= 50);
    }

    void aFileThatIsDamagedMeanwhileIsToldAndEndsNothing() {
        StudyFixture fixture;
        const auto study = fixture.open();
        QSignalSpy refused(study.get(), &CardStudy::refused);
        const StoredCard card = *study->nextDue(study->decks().front().id, true);
        for (const char* part : {"", "-wal"}) {
            QFile file(fixture.file() + QLatin1String(part));
            QVERIFY(file.open(QIODevice::ReadWrite));
            const qint64 size = file.size();
            file.write(QByteArray(static_cast<qsizetype>(size), 'x'));
        }
        {
            CardStore::prepare(fixture.file(), QDate(2026, 11, 21));  // another window mends it
        }
        study->refresh();
        study->browse(0);
        study->card(card.id);
        study->tags();
        const StoredSchedule after = fixture.answered(card);
        study->review(card, after, 3, 0);
        study->suspend({card.id}, true);
        study->undoStack()->undo();
        const qint64 made = study->addDeck({QStringLiteral("New"), {}, {}});
        QVERIFY(made == 0 || study->deck(made));
        QVERIFY(made != 0 || refused.count() > 0);
    }

    void everyEditCanBeUndoneAndRedone() {
        StudyFixture fixture;
        const auto study = fixture.open();
        QUndoStack& undo = *study->undoStack();
        const qint64 deck = study->decks().front().id;
        const auto cards = [&] { return study->store().browse(0, {}, fixture.now); };
        const StoredCard first = cards().front();
        Flashcard edited = first.card;
        edited.question = QStringLiteral("Better?");
        DeckOptions options;
        options.retention = 0.8;
        options.newADay = 2;

        QVERIFY(study->changeCard(first.id, edited));
        QVERIFY(study->suspend({first.id}, true));
        QVERIFY(study->bury({cards()[1].id}));
        QVERIFY(study->setOptions(deck, options));
        const qint64 own = study->addDeck({QStringLiteral("My cards"), {}, {}});
        Flashcard fresh;
        fresh.question = QStringLiteral("Own?");
        fresh.answer = QStringLiteral("Yes.");
        const qint64 id = study->addCard(own, fresh);
        QVERIFY(own != 0 && id != 0);
        QVERIFY(study->renameDeck(own, QStringLiteral("Exam"), QStringLiteral("In June")));
        QVERIFY(study->removeCards({id}));
        QVERIFY(study->removeDeck(own));
        QCOMPARE(study->decks().size(), std::size_t{1});
        QCOMPARE(undo.count(), 9);

        undo.undo();
        QCOMPARE(study->deck(own)->name, QStringLiteral("Exam"));
        QCOMPARE(study->counts(own).total, 0);
        undo.undo();
        QCOMPARE(study->counts(own).total, 1);
        undo.undo();
        QCOMPARE(study->deck(own)->name, QStringLiteral("My cards"));
        undo.undo();
        QVERIFY(!study->store().card(id));
        undo.undo();
        QVERIFY(!study->deck(own));
        undo.undo();
        QCOMPARE(study->deck(deck)->options, DeckOptions());
        undo.undo();
        QCOMPARE(cards()[1].buriedUntil, 0);
        undo.undo();
        QVERIFY(!cards().front().suspended);
        undo.undo();
        QCOMPARE(cards().front().card, first.card);
        QVERIFY(!cards().front().edited);

        while (undo.canRedo()) undo.redo();
        QCOMPARE(cards().front().card.question, QStringLiteral("Better?"));
        QVERIFY(cards().front().suspended);
        QCOMPARE(study->deck(deck)->options, options);
        QCOMPARE(study->decks().size(), std::size_t{1});
    }

    void whatAnotherWindowDidIsSeenAndNothingOfItLost() {
        StudyFixture fixture;
        const auto study = fixture.open();
        CardStore other(fixture.file());
        const StoredCard card = study->store().browse(0, {}, fixture.now).front();
        const StoredSchedule after = fixture.answered(card, 3);
        other.review(card.id, card.state, after, 4, fixture.now, 1000);
        QSignalSpy changed(study.get(), &CardStudy::cardsChanged), refused(study.get(), &CardStudy::refused);
        study->refresh();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(study->counts(0).fresh, 2);
        // The same card again, from what it was before: refused, and the other review is kept.
        QVERIFY(!study->review(card, after, 1, 0));
        QVERIFY(refused.first().first().toString().contains(QStringLiteral("another window")));
        QCOMPARE(study->store().reviews(0).size(), std::size_t{1});
        QVERIFY(!study->undoStack()->canUndo());
    }

    void anUndoThatIsOvertakenIsToldAndLeavesTheStack() {
        StudyFixture fixture;
        const auto study = fixture.open();
        const StoredCard card = study->store().browse(0, {}, fixture.now).front();
        const StoredSchedule after = fixture.answered(card);
        QVERIFY(study->review(card, after, 4, 0));
        CardStore other(fixture.file());
        StoredSchedule later = after;
        later.reps = 2;
        later.lastReview = fixture.now + StudyFixture::hour;
        other.review(card.id, after, later, 4, fixture.now + StudyFixture::hour, 0);
        QSignalSpy refused(study.get(), &CardStudy::refused);
        study->undoStack()->undo();
        QCOMPARE(refused.count(), 1);
        QCOMPARE(study->store().reviews(0).size(), std::size_t{2});
        QVERIFY(!study->undoStack()->canUndo() && !study->undoStack()->canRedo());
    }

    void aClockSetBackIsTold() {
        StudyFixture fixture;
        {
            const auto study = fixture.open();
            const StoredCard card = study->store().browse(0, {}, fixture.now).front();
            const StoredSchedule after = fixture.answered(card);
            QVERIFY(study->review(card, after, 3, 0));
        }
        fixture.now -= 40 * StudyFixture::day;
        const auto study = fixture.make();
        QSignalSpy noticed(study.get(), &CardStudy::noticed);
        study->open();
        QVERIFY(noticed.wait());
        QVERIFY(noticed.first().first().toString().contains(QStringLiteral("clock")));
    }

    void decksAreListedWithWhatIsDue() {
        StudyFixture fixture;
        const auto study = fixture.make();
        DeckListModel list(*study);
        QCOMPARE(list.rowCount(), 0);
        QSignalSpy opened(study.get(), &CardStudy::opened);
        study->open();
        QVERIFY(opened.wait());
        QCOMPARE(list.rowCount(), 2);
        QCOMPARE(list.data(list.index(0), Qt::DisplayRole).toString(), QStringLiteral("All decks"));
        QCOMPARE(list.data(list.index(1), DeckListModel::DueRole).toInt(), 3);
        DeckOptions options;
        options.newADay = 1;
        study->setOptions(list.deckAt(1), options);
        QCOMPARE(list.data(list.index(1), DeckListModel::DueRole).toInt(), 1);
        QCOMPARE(list.rowOf(list.deckAt(1)), 1);
        QCOMPARE(list.rowOf(4711), -1);
    }

    void cardsAreListedFoundAndSorted() {
        StudyFixture fixture(12);
        const auto study = fixture.open();
        CardListModel list(*study);
        list.setSearch(0, {});
        QCOMPARE(list.rowCount(), 12);
        QCOMPARE(list.data(list.index(0, CardListModel::State), Qt::DisplayRole).toString(), QStringLiteral("new"));
        list.setSearch(0, QStringLiteral("tag:even question"));
        QCOMPARE(list.rowCount(), 6);
        list.sort(CardListModel::Question, Qt::DescendingOrder);
        QCOMPARE(list.cardAt(0).card.id, QStringLiteral("c8"));
        list.sort(-1, Qt::AscendingOrder);
        QCOMPARE(list.cardAt(0).card.id, QStringLiteral("c2"));
        const qint64 id = list.cardAt(3).id;
        QCOMPARE(list.rowOf(id), 3);
        study->suspend({id}, true);
        QCOMPARE(list.data(list.index(3, CardListModel::State), Qt::DisplayRole).toString(),
                 QStringLiteral("suspended"));
        QCOMPARE(plainWords(QStringLiteral("A *b* and $x^2$\n\n- one")), QStringLiteral("A b and x^2 one"));
    }
};

}  // namespace glassbox

QTEST_MAIN(glassbox::TestCardStudy)
#include "test_card_study.moc"
