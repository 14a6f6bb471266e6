#include "tests/support/file_size_limit.h"
#include "tests/ui/cards/card_files_learner.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QProgressDialog>
#include <QTreeWidget>

using namespace glassbox;

/// Taking a file says before what it does, takes all or nothing, and says what is wrong.
class TestCardImport : public CardFilesTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
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
    void givingUpChangesNothing();
};

void TestCardImport::anEditedTextUpdatesAndKeepsReviews() {
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

void TestCardImport::rowsWithoutIdsAreKnownAgain() {
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

void TestCardImport::rowsWithMistakesAreLeftOut() {
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

void TestCardImport::theDeckOfATableIsChosen() {
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

void TestCardImport::aDeckWithMistakesTakesNothing() {
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

void TestCardImport::whatIsNoFileOfCardsIsSaid_data() {
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

void TestCardImport::whatIsNoFileOfCardsIsSaid() {
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

void TestCardImport::aCardThatWasRemovedComesBack() {
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

void TestCardImport::whatIsTakenIntoAShippedDeckStays() {
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

void TestCardImport::aFullDiskTakesNothing() {
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

void TestCardImport::givingUpChangesNothing() {
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

QTEST_MAIN(TestCardImport)
#include "test_card_import.moc"
