#include "tests/support/file_size_limit.h"
#include "tests/support/python.h"
#include "tests/ui/cards/card_files_learner.h"

using namespace glassbox;

/// Cards go to files and come back whole; a file taken twice doubles nothing.
class TestCardFiles : public CardFilesTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void aPackageGoesOutAndIn();
    void aTableGoesOutAndIn();
    void aTextGoesOutAndIn();
    void decksThatWereSortedElsewhereAreNotDoubled();
    void aFullDiskLeavesTheOldFile();
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
    QCOMPARE(QDir(folder()).entryList({"*.XXXXXX", "full.*"}).size(), 2);  // nothing half written lies about
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
    QCOMPARE(asked.start, folder());  // where the last one was
    learner.files.chooseExport(deck + 1);
    QCOMPARE(learner.said.last(), QStringLiteral("There is no deck to be saved."));
}

QTEST_MAIN(TestCardFiles)
#include "test_card_files.moc"
