#include "app/composition.h"
#include "tests/support/test.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/frame_clock.h"
#include "ui/start/example_tile.h"
#include "ui/start/start_page.h"

#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QUndoStack>

using namespace glassbox;

/// A person who starts finds examples that show what they are, and opens one with a click.
class TestStartPage : public GlassboxTest {
    Q_OBJECT

  private:
    static QList<ExampleTile*> tilesOf(Composition& glassbox) {
        return glassbox.startPage().findChildren<ExampleTile*>();
    }

  private Q_SLOTS:
    void init() { QSettings().clear(); }

    void thereAreAtLeastTwentyExamplesInGroups() {
        const std::vector<ExampleGroup> groups = readExamples();
        QVERIFY(groups.size() >= 4);
        QStringList names, titles;
        for (const ExampleGroup& group : groups) {
            QVERIFY(!group.examples.empty());
            for (const Example& example : group.examples) {
                names << example.name;
                titles << example.title;
                QVERIFY2(example.look.endsWith(u'.') && example.look.size() <= 180, qPrintable(example.look));
                QVERIFY(example.epochs > 0 && example.epochs <= 400);
            }
        }
        QVERIFY(names.size() >= 20);
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        QCOMPARE(QSet<QString>(titles.begin(), titles.end()).size(), titles.size());
    }

    void everyExampleOpensRunning_data() {
        QTest::addColumn<QString>("name");
        for (const ExampleGroup& group : readExamples())
            for (const Example& example : group.examples) QTest::newRow(qPrintable(example.name)) << example.name;
    }
    void everyExampleOpensRunning() {
        QFETCH(QString, name);
        Composition glassbox;
        glassbox.window().start({});
        const Example* wanted = nullptr;
        for (const ExampleGroup& group : glassbox.startPage().groups())
            for (const Example& example : group.examples)
                if (example.name == name) wanted = &example;
        for (ExampleTile* tile : tilesOf(glassbox))
            if (tile->text() == wanted->title) tile->click();
        QVERIFY(glassbox.document().experiment() == wanted->experiment);
        QCOMPARE(glassbox.window().currentPage(), QString("Lab"));
        QTRY_VERIFY(glassbox.session().latest() && glassbox.session().latest()->step > 0);
        QVERIFY2(glassbox.document().problem().isEmpty(), qPrintable(glassbox.document().problem()));
    }

    void picturesAreThoseOfTheTrainedNetworks() {
        PreviewMaker maker;
        QSignalSpy made(&maker, &PreviewMaker::made);
        const Example example = readExamples().front().examples.front();
        maker.request(7, example.experiment, example.epochs, 20);
        QVERIFY(made.wait(20000));
        QCOMPARE(made.front().at(0).toInt(), 7);
        const auto snapshot = made.front().at(1).value<SnapshotPtr>();
        QCOMPARE(snapshot->epoch, example.epochs);
        QVERIFY(!snapshot->output.values.empty());
    }

    void picturesComeWhileThePageIsSeen() {
        Composition glassbox;
        glassbox.window().start({});
        glassbox.window().showPage("Start");
        glassbox.window().show();
        QTRY_VERIFY_WITH_TIMEOUT(tilesOf(glassbox).front()->hasPicture(), 20000);
        glassbox.startPage().grab();
    }

    void theFirstThatWasNotOpenedIsToBeTriedNext() {
        Composition glassbox;
        glassbox.window().start({});
        const QString first = glassbox.startPage().next()->title;
        ExampleTile* tile = tilesOf(glassbox).front();
        QCOMPARE(tile->text(), first);
        QVERIFY(tile->isNew());
        tile->click();
        QVERIFY(glassbox.startPage().next()->title != first);
    }

    void tilesAreReachedAndOpenedByKeys() {
        Composition glassbox;
        glassbox.window().start({});
        glassbox.window().showPage("Start");
        glassbox.window().show();
        glassbox.window().activateWindow();
        ExampleTile* tile = tilesOf(glassbox).at(2);
        tile->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(tile->hasFocus());
        QVERIFY(!tile->accessibleName().isEmpty() && !tile->accessibleDescription().isEmpty());
        QTest::keyClick(tile, Qt::Key_Return);
        QCOMPARE(glassbox.window().currentPage(), QString("Lab"));
        QTRY_VERIFY(glassbox.session().state() == RunState::Running);
    }

    void unsavedChangesAreAskedAbout() {
        Composition glassbox;
        glassbox.window().start({});
        Experiment changed = glassbox.document().experiment();
        changed.seed = 7;
        glassbox.document().edit(QStringLiteral("Seed"), changed);
        int asked = 0;
        glassbox.window().files()->questions.unsaved = [&](QWidget*, const QString&) {
            ++asked;
            return Questions::Unsaved::Cancel;
        };
        tilesOf(glassbox).front()->click();
        QCOMPARE(asked, 1);
        QVERIFY(glassbox.document().experiment() == changed);
    }

    void recentFilesAreOffered() {
        QTemporaryDir folder;
        const QString path = folder.filePath("mine.json");
        Composition glassbox;
        glassbox.window().start({});
        glassbox.document().save(path);
        glassbox.window().files()->openPath(path);
        glassbox.window().showPage("Start");
        glassbox.window().show();
        auto* button = glassbox.startPage().findChild<QPushButton*>("recentFile");
        QVERIFY(button != nullptr);
        QCOMPARE(button->text(), QString("mine.json"));
        QCOMPARE(glassbox.window().currentPage(), QString("Start"));
        button->click();
        QCOMPARE(glassbox.window().currentPage(), QString("Lab"));
        QFile::remove(path);
        glassbox.window().showPage("Start");
        QCoreApplication::processEvents();
        QTRY_VERIFY(glassbox.startPage().findChild<QPushButton*>("recentFile") == nullptr);
    }

    void aBrokenCatalogueIsNamed() {
        QTemporaryDir folder;
        QVERIFY_EXCEPTION_THROWN(readExamples(folder.path()), Error);
        QFile file(folder.filePath("catalogue.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{ \"groups\": [ { \"title\": \"A\", \"examples\": [ { \"file\": \"no.json\" } ] } ] }");
        file.close();
        try {
            readExamples(folder.path());
            QFAIL("nothing was said");
        } catch (const Error& error) {
            QVERIFY(QString::fromUtf8(error.what()).contains("catalogue.json"));
        }
    }
};

QTEST_MAIN(TestStartPage)
#include "test_start_page.moc"
