#include "lessons/study/deck_writer.h"
#include "tests/lessons/study/opened_store.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/python.h"
#include "tests/support/test.h"
#include "ui/cards/card_files.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTreeWidget>

using namespace glassbox;

namespace {

const QDate day(2026, 11, 21);
constexpr qint64 dayLength = 86'400'000;
constexpr qint64 now = 20'000 * dayLength + dayLength / 2;

Flashcard card(const QString& id, const QString& question, const QString& answer = QStringLiteral("An answer.")) {
    Flashcard made;
    made.id = id;
    made.question = question;
    made.answer = answer;
    return made;
}

Deck nets() {
    Flashcard sigmoid = card("sigmoid", "What is **the** sigmoid, \"quoted\", of $z < 0$?",
                             "A `curve`:\n\n$$\\frac{1}{1+e^{-z}}$$\n\n- one\n- two");
    sigmoid.concepts = QStringList{"F4", "F5"};
    sigmoid.topics = QStringList{"3"};
    sigmoid.tags = QStringList{"activation", "curve"};
    sigmoid.see = QStringLiteral("lab one-neuron epochs=20");
    sigmoid.picture = QStringLiteral("flow a -> b");
    return {"Nets", "What they are.", {sigmoid, card("relu", "What is relu(-2)?", "0"), card("loss", "What is it?")}};
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(path));
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A learner with a store, and the window from which files are opened.
class Learner {
  public:
    explicit Learner(const QString& path) : file(path), store(path, day), files(path, &window) {
        for (auto signal : {&CardFiles::told, &CardFiles::failed})
            QObject::connect(&files, signal, &window, [this](const QString& sentence) { said += sentence; });
        QObject::connect(&files, &CardFiles::imported, &window,
                         [this](const QString& sentence, const QList<qint64>& to) {
                             said += sentence;
                             decks = to;
                         });
    }
    /// The question that comes up after a look into the file; null if it was refused.
    CardImportDialog* look(const QString& path) {
        said.clear();
        decks.clear();
        files.importFile(path);
        wait();
        return dialog();
    }
    /// Says yes to everything.
    void take(const QString& path) {
        CardImportDialog* question = look(path);
        if (!question) return;
        press(question, "importTake");
        wait();
    }
    void save(const QString& path, const QList<qint64>& which) {
        said.clear();
        files.exportTo(path, which);
        wait();
    }
    void wait() {
        if (!QTest::qWaitFor([this] { return !files.isBusy(); }, 30'000)) qFatal("the files are not done");
    }
    CardImportDialog* dialog() const {
        for (auto* found : window.findChildren<CardImportDialog*>())
            if (found->isVisible()) return found;
        return nullptr;
    }
    static void press(QWidget* dialog, const char* name) {
        auto* button = dialog->findChild<QPushButton*>(QLatin1String(name));
        if (!button || !button->isEnabled()) qFatal("no button %s to press", name);
        button->click();
    }
    qint64 deckCalled(const QString& name) const {
        qint64 id = 0;
        for (const StoredDeck& deck : store.decks())
            if (deck.name == name) id = id == 0 ? deck.id : -1;  // -1: there are two
        return id;
    }
    Deck deck(qint64 id) const {
        const StoredDeck stored = *store.deck(id);
        Deck made{stored.name, stored.about, {}};
        for (const StoredCard& one : store.browse(id, {}, now)) made.cards.push_back(one.card);
        return made;
    }
    /// Two reviews of the first card.
    void reviewFirst(qint64 id) {
        const StoredCard first = store.browse(id, {}, now).front();
        const auto reviewed = [](qint64 at, double stability, int days, int reps) {
            return StoredSchedule{CardPhase::Review, 0, stability, 5.5, at + days * dayLength, at, reps, 1, false};
        };
        store.review(first.id, first.state, reviewed(now - 5 * dayLength, 2.5, 3, 1), 3, now - 5 * dayLength, 4000);
        store.review(first.id, store.card(first.id)->state, reviewed(now, 12.25, 12, 2), 5, now, 3000);
    }
    QStringList backups() const {
        return QDir(QFileInfo(file).absolutePath() + "/backups").entryList({QFileInfo(file).completeBaseName() + "-*"});
    }

    QString file;
    OpenedStore store;
    QWidget window;
    CardFiles files;
    QStringList said;
    QList<qint64> decks;
};

ExchangeCounts counted(const CardImportDialog* dialog) {
    return dialog && dialog->look() ? dialog->look()->total() : ExchangeCounts{-1, -1, -1, -1};
}

QString text(const QWidget* dialog, const char* label) {
    const auto* found = dialog->findChild<QLabel*>(QLatin1String(label));
    return found ? found->text() : QString();
}

}  // namespace

/// Cards go to files and come back whole; a file taken twice doubles nothing; what is damaged takes nothing and says
/// what is wrong.
class TestCardFiles : public GlassboxTest {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_learners = 0;
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString fresh() { return path(QStringLiteral("learner%1/cards.sqlite").arg(++m_learners)); }

  private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void aPackageGoesOutAndIn();
    void aTableGoesOutAndIn();
    void aTextGoesOutAndIn();
    void decksThatWereSortedElsewhereAreNotDoubled();
    void anEditedTextUpdatesAndKeepsReviews();
    void rowsWithoutIdsAreKnownAgain();
    void rowsWithMistakesAreLeftOut();
    void theDeckOfATableIsChosen();
    void aDeckWithMistakesTakesNothing();
    void whatIsNoFileOfCardsIsSaid_data();
    void whatIsNoFileOfCardsIsSaid();
    void aCardThatWasRemovedComesBack();
    void whatIsTakenIntoAShippedDeckStays();
    void aFullDiskTakesNothing();
    void aFullDiskLeavesTheOldFile();
    void givingUpChangesNothing();
    void theQuestionsProposeNames();
};

void TestCardFiles::aPackageGoesOutAndIn() {
    Learner giver(fresh());
    const qint64 deck = giver.store.takeShipped(QStringLiteral("nets"), nets());
    giver.reviewFirst(deck);
    const qint64 second = giver.store.addDeck({"Mine", "", {card({}, "My question?")}});
    giver.files.setPictures([](const QString& picture) { return QByteArray("\x89PNG ") + picture.toUtf8(); });
    const QString file = path("nets.apkg");
    giver.save(file, {deck, second});
    QCOMPARE(giver.said, QStringList{"Saved 4 cards to nets.apkg."});

    const char* const script = R"(
import json, sqlite3, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
open(sys.argv[2], 'wb').write(z.read('collection.anki2'))
c = sqlite3.connect(sys.argv[2])
one = lambda sql: c.execute(sql).fetchone()[0]
media = json.loads(z.read('media'))
names = sorted(d['name'] for d in json.loads(one('select decks from col')).values())
print(one('select ver from col'), one('select count(*) from notes'), one('select count(*) from revlog'), names,
      [z.read(k) for k in media], one("select tags from notes where guid like '%sigmoid'").split())
)";
    const PythonResult read = runPython({"-c", script, file, path("nets.db")});
    QCOMPARE(QString::fromUtf8(read.said).trimmed(),
             QStringLiteral("11 4 2 ['Default', 'Mine', 'Nets'] [b'\\x89PNG flow a -> b'] ['activation', 'curve']"));

    Learner taker(fresh());
    CardImportDialog* question = taker.look(file);
    QVERIFY(question);
    QCOMPARE(text(question, "importHead"), QStringLiteral("nets.apkg: 4 cards in 2 decks."));
    QCOMPARE(counted(question).added, 4);
    QCOMPARE(text(question, "importUndo"),
             QStringLiteral("Undo (Ctrl+Z) takes what is new away again; nothing else is changed."));
    QVERIFY(taker.store.decks().empty());  // it was a look
    Learner::press(question, "importTake");
    taker.wait();
    QCOMPARE(taker.said, QStringList{"Imported nets.apkg: 4 new cards, 0 changed. The log brought 2 reviews."});
    QCOMPARE(taker.decks.size(), 2);
    QCOMPARE(taker.files.freshDecks(), taker.decks);
    const qint64 taken = taker.deckCalled(QStringLiteral("Nets"));
    QVERIFY(taken > 0);
    for (const StoredCard& one : taker.store.browse(taken, {}, now)) {
        const auto cards = nets().cards;
        const auto same =
            std::find_if(cards.begin(), cards.end(), [&](const auto& it) { return it.id == one.card.id; });
        QVERIFY(same != cards.end());
        QVERIFY(one.card.question == same->question && one.card.tags == same->tags && one.card.see == same->see);
        QVERIFY(one.card.picture == same->picture && one.card.concepts == same->concepts);
    }
    const StoredCard sigmoid = taker.store.browse(taken, QStringLiteral("sigmoid"), now).front();
    QCOMPARE(sigmoid.state.stability, 12.25);
    QCOMPARE(sigmoid.state.reps, 2);
    QCOMPARE(taker.store.reviews(taken).size(), std::size_t{2});

    for (Learner* again : {&taker, &giver}) {
        CardImportDialog* twice = again->look(file);
        QVERIFY(twice);
        QCOMPARE(counted(twice).unchanged, 4);
        QCOMPARE(counted(twice).added + counted(twice).updated + counted(twice).reviews, 0);
        QVERIFY(!twice->findChild<QPushButton*>(QStringLiteral("importTake"))->isEnabled());
        QVERIFY(text(twice, "importUndo").startsWith(QStringLiteral("There is nothing to import")));
        Learner::press(twice, "importCancel");
    }
    QCOMPARE(taker.store.decks().size(), std::size_t{2});
}

void TestCardFiles::aTableGoesOutAndIn() {
    Learner learner(fresh());
    const qint64 deck = learner.store.addDeck(nets());
    learner.reviewFirst(deck);
    const QString file = path("nets.csv");
    learner.save(file, {deck});
    QCOMPARE(learner.said, QStringList{"Saved 3 cards to nets.csv."});
    const char* const script =
        "import csv, sys\n"
        "rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8', newline='')))\n"
        "print([r['id'] for r in rows], rows[0]['question'], rows[0]['tags'])";
    QCOMPARE(QString::fromUtf8(runPython({"-c", script, file}).said).trimmed(),
             QStringLiteral("['sigmoid', 'relu', 'loss'] What is **the** sigmoid, \"quoted\", of $z < 0$? "
                            "activation, curve"));

    Learner taker(fresh());
    taker.take(file);
    QCOMPARE(taker.decks.size(), 1);
    Deck expected = nets();
    expected.name = QStringLiteral("nets");  // as the file
    expected.about.clear();
    QVERIFY(taker.deck(taker.decks.first()) == expected);

    // Back where it came from it is known by its cards, however the deck is called.
    CardImportDialog* question = learner.look(file);
    QCOMPARE(question->into(), deck);
    QCOMPARE(counted(question).unchanged, 3);
    Learner::press(question, "importCancel");
    QCOMPARE(learner.store.reviews(deck).size(), std::size_t{2});
}

void TestCardFiles::aTextGoesOutAndIn() {
    Learner learner(fresh());
    const qint64 deck = learner.store.addDeck(nets());
    const QString file = path("nets.deck.md");
    learner.save(file, {deck});
    QCOMPARE(learner.said, QStringList{"Saved 3 cards to nets.deck.md."});
    QCOMPARE(contentOf(file), writeDeck(nets()));

    Learner taker(fresh());
    taker.take(file);
    QVERIFY(taker.deck(taker.decks.first()) == nets());
    for (Learner* again : {&taker, &learner}) {
        CardImportDialog* question = again->look(file);
        QVERIFY(question);
        QCOMPARE(counted(question).unchanged, 3);
        QCOMPARE(question->look()->decks.front().name, QStringLiteral("Nets"));
        Learner::press(question, "importCancel");
        QCOMPARE(again->store.decks().size(), std::size_t{1});
    }
}

void TestCardFiles::decksThatWereSortedElsewhereAreNotDoubled() {
    Learner learner(fresh());
    const qint64 one = learner.store.addDeck({"One", "", {card("a", "A?"), card("b", "B?")}});
    const qint64 two = learner.store.addDeck({"Two", "", {card("c", "C?")}});
    // All of it in one deck, as somebody may sort it in another program.
    auto cards = learner.store.exchanged(one);
    for (const ExchangedCard& more : learner.store.exchanged(two)) cards.push_back(more);
    const qint64 deck = learner.store.deckFor(QStringLiteral("All"), {}, cards);
    const ExchangeCounts counts = learner.store.takeExchanged(deck, cards);
    QCOMPARE(counts.unchanged, 3);
    QCOMPARE(counts.added, 0);
    QCOMPARE(learner.store.browse(0, {}, now).size(), std::size_t{3});
}

void TestCardFiles::anEditedTextUpdatesAndKeepsReviews() {
    Learner learner(fresh());
    const qint64 deck = learner.store.addDeck(nets());
    learner.reviewFirst(deck);
    const StoredSchedule before = learner.store.browse(deck, {}, now).front().state;
    Deck edited = nets();
    edited.about = QStringLiteral("What they really are.");
    edited.cards[0].answer = QStringLiteral("Better words.");
    edited.cards.push_back(card("more", "More?"));
    write(path("edited.deck.md"), writeDeck(edited));
    CardImportDialog* question = learner.look(path("edited.deck.md"));
    QVERIFY(question);
    QCOMPARE(counted(question).added, 1);
    QCOMPARE(counted(question).updated, 1);
    QCOMPARE(counted(question).unchanged, 2);
    QVERIFY(text(question, "importUndo").contains(QStringLiteral("backup of today")));
    const auto* table = question->findChild<QTreeWidget*>(QStringLiteral("importTable"));
    QCOMPARE(table->topLevelItem(0)->text(1), QStringLiteral("Nets"));
    for (const QString& name : learner.backups())
        QFile::remove(QFileInfo(learner.file).absolutePath() + "/backups/" + name);
    Learner::press(question, "importTake");
    learner.wait();
    QVERIFY(learner.deck(deck) == edited);
    QVERIFY(learner.store.browse(deck, {}, now).front().state == before);
    QCOMPARE(learner.store.reviews(deck).size(), std::size_t{2});
    QVERIFY(learner.files.freshDecks().isEmpty());
    // What the dialog promised: the state before is in the backup.
    QCOMPARE(learner.backups().size(), 1);
    const CardStore backup(QFileInfo(learner.file).absolutePath() + "/backups/" + learner.backups().front());
    QCOMPARE(backup.browse(deck, {}, now).size(), std::size_t{3});
}

void TestCardFiles::rowsWithoutIdsAreKnownAgain() {
    Learner learner(fresh());
    const QString file = path("words.csv");
    write(file, "question;answer\nOne?;1\nTwo?;2\nOne?;again\n");
    learner.take(file);
    QCOMPARE(learner.store.browse(0, {}, now).size(), std::size_t{3});
    QCOMPARE(counted(learner.look(file)).unchanged, 3);
    Learner::press(learner.dialog(), "importCancel");
    write(file, "question;answer\nOne?;1\nTwo?;two\nOne?;again\nThree?;3\n");
    learner.take(file);
    QCOMPARE(learner.said, QStringList{"Imported words.csv: 1 new card, 1 changed."});
    QCOMPARE(learner.store.decks().size(), std::size_t{1});
    QCOMPARE(learner.store.browse(0, {}, now).size(), std::size_t{4});
}

void TestCardFiles::rowsWithMistakesAreLeftOut() {
    Learner learner(fresh());
    const QString file = path("some.tsv");
    write(file, "question\tanswer\nOne?\t1\nTwo?\t\nThree?\t$3\n");
    CardImportDialog* question = learner.look(file);
    QVERIFY(question);
    QCOMPARE(text(question, "importMistakesHead"),
             QStringLiteral("These rows are left out, the others can be imported:"));
    const auto* mistakes = question->findChild<QPlainTextEdit*>(QStringLiteral("importMistakes"));
    QVERIFY(mistakes->toPlainText().contains(QStringLiteral("Row 3: it has no answer.")));
    QVERIFY(mistakes->toPlainText().contains(QStringLiteral("Row 4: ")));
    Learner::press(question, "importTake");
    learner.wait();
    QCOMPARE(learner.store.browse(0, {}, now).size(), std::size_t{1});

    write(file, "front\tback\nOne?\t1\n");  // no row can be read
    question = learner.look(file);
    QVERIFY(question);
    QVERIFY(!question->findChild<QPushButton*>(QStringLiteral("importTake")));
    QVERIFY(text(question, "importMistakesHead").startsWith(QStringLiteral("No row can be imported.")));
}

void TestCardFiles::theDeckOfATableIsChosen() {
    Learner learner(fresh());
    learner.store.takeShipped(QStringLiteral("nets"), nets());
    const qint64 mine = learner.store.addDeck({"Mine", "", {card("one", "Mine?")}});
    const qint64 other = learner.store.addDeck({"Other", "", {card("two", "Other?")}});
    const QString file = path("Mine.csv");
    write(file, "id,question,answer\none,New words?,1\nthree,Three?,3\n");
    CardImportDialog* question = learner.look(file);
    QVERIFY(question);
    auto* choice = question->findChild<QComboBox*>(QStringLiteral("importInto"));
    QCOMPARE(question->into(), mine);  // has one of the cards
    QCOMPARE(choice->count(), 3);
    QCOMPARE(choice->itemText(0), QStringLiteral("A new deck, “Mine”"));
    QCOMPARE(counted(question).updated, 1);
    choice->setCurrentIndex(choice->findData(other));
    QVERIFY(!question->look());  // not known yet
    learner.wait();
    QCOMPARE(counted(question).added, 2);
    choice->setCurrentIndex(0);
    choice->setCurrentIndex(choice->findData(mine));  // changed twice before the first is answered
    choice->setCurrentIndex(0);
    learner.wait();
    QCOMPARE(counted(question).added, 2);
    Learner::press(question, "importTake");
    learner.wait();
    QCOMPARE(learner.files.freshDecks().size(), 1);
    QCOMPARE(learner.store.deck(learner.files.freshDecks().first())->name, QStringLiteral("Mine 2"));
    QVERIFY(learner.deck(mine).cards.size() == 1 && learner.deck(other).cards.size() == 1);
}

void TestCardFiles::aDeckWithMistakesTakesNothing() {
    Learner learner(fresh());
    const QString file = path("wrong.deck.md");
    write(file, writeDeck(nets()) + "\n## Not An Id\n\nQuestion?\n\n---\n\nAnswer $x.\n");
    CardImportDialog* question = learner.look(file);
    QVERIFY(question);
    QVERIFY(!question->findChild<QPushButton*>(QStringLiteral("importTake")));
    QVERIFY(text(question, "importMistakesHead").startsWith(QStringLiteral("Nothing is imported while")));
    QVERIFY(question->findChild<QPlainTextEdit*>(QStringLiteral("importMistakes"))->toPlainText().startsWith("Line "));
    Learner::press(question, "importCancel");
    QVERIFY(learner.store.decks().empty());
    QVERIFY(learner.said.isEmpty());
}

void TestCardFiles::whatIsNoFileOfCardsIsSaid_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("ending") << "cards.doc" << QByteArray("x")
                            << "cards.doc is no file of cards; their names end in .apkg, .csv, .deck.md.";
    QTest::newRow("no zip") << "broken.apkg" << QByteArray("This is no package.")
                            << "broken.apkg: The package can't be read: it is damaged or no package of cards.";
    QTest::newRow("empty") << "empty.csv" << QByteArray("question,answer\n")
                           << "empty.csv has no cards that could be taken.";
    QTest::newRow("missing") << "missing.deck.md" << QByteArray()
                             << "missing.deck.md can't be read: No such file or directory.";
}

void TestCardFiles::whatIsNoFileOfCardsIsSaid() {
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, sentence);
    Learner learner(fresh());
    if (!bytes.isEmpty()) write(path(name), bytes);
    QVERIFY(!learner.look(path(name)));
    QCOMPARE(learner.said, QStringList{sentence});
    QVERIFY(learner.store.decks().empty());
    // A package that was cut off says so too.
    const qint64 deck = learner.store.addDeck(nets());
    learner.save(path("whole.apkg"), {deck});
    const QByteArray whole = contentOf(path("whole.apkg"));
    for (const qsizetype size : {whole.size() / 3, whole.size() / 2, whole.size() - 30}) {
        write(path("cut.apkg"), whole.left(size));
        QVERIFY(!learner.look(path("cut.apkg")));
        QVERIFY2(learner.said.size() == 1 && learner.said.front().startsWith(QStringLiteral("cut.apkg: The package")),
                 qPrintable(learner.said.join(' ')));
    }
}

void TestCardFiles::aCardThatWasRemovedComesBack() {
    Learner learner(fresh());
    const qint64 deck = learner.store.addDeck(nets());
    learner.reviewFirst(deck);
    for (const char* name : {"back.apkg", "back.csv", "back.deck.md"}) {
        learner.save(path(QLatin1String(name)), {deck});
        learner.store.setRemoved(learner.store.browse(deck, {}, now).front().id, true);
        QCOMPARE(learner.store.browse(deck, {}, now).size(), std::size_t{2});
        QCOMPARE(counted(learner.look(path(QLatin1String(name)))).added, 1);
        Learner::press(learner.dialog(), "importTake");
        learner.wait();
        QCOMPARE(learner.store.browse(deck, {}, now).size(), std::size_t{3});
        QCOMPARE(learner.store.reviews(deck).size(), std::size_t{2});
    }
}

void TestCardFiles::whatIsTakenIntoAShippedDeckStays() {
    Learner learner(fresh());
    const qint64 deck = learner.store.takeShipped(QStringLiteral("nets"), nets());
    Deck more = nets();
    more.cards.push_back(card("of-mine", "Mine?"));
    write(path("more.deck.md"), writeDeck(more));
    learner.take(path("more.deck.md"));
    QCOMPARE(learner.decks, QList<qint64>{deck});  // no second deck of that name
    QCOMPARE(learner.store.browse(deck, {}, now).size(), std::size_t{4});
    Deck next = nets();
    next.cards.pop_back();
    learner.store.takeShipped(QStringLiteral("nets"), next);  // the next version of the program
    QCOMPARE(learner.store.browse(deck, {}, now).size(), std::size_t{3});
    QCOMPARE(learner.store.browse(deck, QStringLiteral("of-mine"), now).size(), std::size_t{1});
}

void TestCardFiles::aFullDiskTakesNothing() {
    Learner learner(fresh());
    const qint64 deck = learner.store.addDeck(nets());
    Deck large{"Large", "", {}};
    for (int i = 0; i < 400; ++i)
        large.cards.push_back(
            card(QStringLiteral("c%1").arg(i), QStringLiteral("Question %1?").arg(i), QString(1000, 'x')));
    write(path("large.deck.md"), writeDeck(large));
    CardImportDialog* question = learner.look(path("large.deck.md"));
    QVERIFY(question);
    learner.said.clear();
    {
        const FileSizeLimit full(300'000);
        Learner::press(question, "importTake");
        learner.wait();
    }
    QCOMPARE(learner.said.size(), 1);
    QVERIFY2(learner.said.front().contains(QStringLiteral("the disk may be full")), qPrintable(learner.said.front()));
    QCOMPARE(learner.store.decks().size(), std::size_t{1});
    QVERIFY(learner.deck(deck) == nets());
    learner.take(path("large.deck.md"));  // and with room again
    QCOMPARE(learner.deck(learner.deckCalled(QStringLiteral("Large"))).cards.size(), std::size_t{400});
}

void TestCardFiles::aFullDiskLeavesTheOldFile() {
    Learner learner(fresh());
    Deck large{"Large", "", {}};
    for (int i = 0; i < 400; ++i)
        large.cards.push_back(
            card(QStringLiteral("c%1").arg(i), QStringLiteral("Question %1?").arg(i), QString(2000, 'x')));
    const qint64 deck = learner.store.addDeck(large);
    for (const char* name : {"full.csv", "full.deck.md"}) {
        write(path(QLatin1String(name)), "old");
        {
            const FileSizeLimit full(200'000);
            learner.save(path(QLatin1String(name)), {deck});
        }
        QCOMPARE(learner.said.size(), 1);
        QVERIFY2(learner.said.front().startsWith(QStringLiteral("%1 could not be written: ").arg(QLatin1String(name))),
                 qPrintable(learner.said.front()));
        QCOMPARE(contentOf(path(QLatin1String(name))), QByteArray("old"));
    }
    learner.save(path("nowhere/x.csv"), {deck});
    QVERIFY(learner.said.front().startsWith(QStringLiteral("x.csv could not be written: ")));
    learner.save(path("x.pdf"), {deck});
    QCOMPARE(learner.said, QStringList{"Cards can't be saved as x.pdf; the name has to end in .apkg, .csv, .deck.md."});
    learner.save(path("x.csv"), {deck, learner.store.addDeck(nets())});
    QVERIFY(learner.said.front().startsWith(QStringLiteral("Several decks go into a package")));
    QCOMPARE(QDir(m_folder.path()).entryList({"*.XXXXXX", "full.*"}).size(), 2);  // nothing half written lies about
}

void TestCardFiles::givingUpChangesNothing() {
    Learner learner(fresh());
    Deck large{"Large", "", {}};
    for (int i = 0; i < 1000; ++i)
        large.cards.push_back(card(QStringLiteral("c%1").arg(i), QStringLiteral("Question %1?").arg(i)));
    write(path("many.deck.md"), writeDeck(large));
    const CardFile file = readCardFile(path("many.deck.md"));
    const std::optional<CardTaking> seen = lookAtCards(learner.store, file, 0);
    QVERIFY(seen);
    double last = 0;
    const auto half = [&](double share) {
        last = share;
        return share < 0.5;
    };
    QVERIFY(!takeCards(learner.store, file, 0, *seen, day, half));
    QVERIFY(last >= 0.5 && last < 1);
    QVERIFY(learner.store.decks().empty());
    // In the window: the progress has a way out.
    learner.files.importFile(path("many.deck.md"));
    QVERIFY(learner.files.isBusy());
    learner.files.importFile(path("many.deck.md"));
    QCOMPARE(learner.said,
             QStringList{"Another file of cards is still being read or written; try again when that is done."});
    learner.said.clear();
    auto* progress = learner.window.findChild<QProgressDialog*>(QStringLiteral("cardFileProgress"));
    QVERIFY(progress);
    Q_EMIT progress->canceled();
    learner.wait();
    QVERIFY(!learner.dialog());
    QCOMPARE(learner.said, QStringList{"Nothing was imported from many.deck.md."});
    QVERIFY(learner.store.decks().empty());
    const qint64 deck = learner.store.addDeck(nets());
    const CardProgress no = [](double) { return false; };
    for (const char* name : {"given-up.apkg", "given-up.csv", "given-up.deck.md"}) {
        QVERIFY(!writeCardFile(learner.store, {deck}, path(QLatin1String(name)), {}, now, no));
        QVERIFY(!QFile::exists(path(QLatin1String(name))));
    }
}

void TestCardFiles::theQuestionsProposeNames() {
    Learner learner(fresh());
    const qint64 deck = learner.store.addDeck({"Nets: a/b?", "", {card("a", "A?")}});
    Questions::File asked;
    QString answer;
    learner.files.questions.savePath = [&](QWidget*, const Questions::File& file) {
        asked = file;
        return answer;
    };
    learner.files.chooseExport(deck);
    QCOMPARE(QFileInfo(asked.start).fileName(), QStringLiteral("Nets- a-b-.apkg"));
    QVERIFY(asked.filter.contains(QStringLiteral("*.csv")) && asked.filter.contains(QStringLiteral("*.deck.md")));
    QVERIFY(!learner.files.isBusy() && learner.said.isEmpty());  // thought better of it
    answer = path("chosen.apkg");
    learner.files.chooseExport(0);
    learner.wait();
    QVERIFY(!asked.filter.contains(QStringLiteral("*.csv")));
    QCOMPARE(learner.said, QStringList{"Saved 1 card to chosen.apkg."});
    learner.files.questions.openPath = [&](QWidget*, const Questions::File& file) {
        asked = file;
        return answer;
    };
    learner.files.chooseImport();
    learner.wait();
    QVERIFY(learner.dialog());
    QCOMPARE(asked.start, m_folder.path());  // where the last one was
    learner.files.chooseExport(deck + 1);
    QCOMPARE(learner.said.last(), QStringLiteral("There is no deck to be saved."));
}

QTEST_MAIN(TestCardFiles)
#include "test_card_files.moc"
