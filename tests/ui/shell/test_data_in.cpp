#include "engine/formats/npz.h"
#include "engine/formats/samples_file.h"
#include "tests/support/scratch_home.h"
#include "tests/support/test.h"
#include "tests/ui/shell/program.h"
#include "ui/shell/actions.h"
#include "ui/shell/notices.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QUrl>

using namespace glassbox;

/// Data that are dropped and pasted, and data that are saved.
class TestDataIn : public GlassboxTest {
    Q_OBJECT

    ScratchHome m_home;

    static bool drop(Program& program, const QStringList& paths) {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& path : paths) urls << QUrl::fromLocalFile(path);
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&program.window, &enter);
        if (!enter.isAccepted()) return false;
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&program.window, &event);
        return event.isAccepted();
    }

    static QByteArray bytesOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    struct Shown : Program {
        explicit Shown(const QString& folder) : Program(folder), tables(&window, &MainWindow::tableDropped) {
            window.start({});
            show();
        }
        QString sentence() const { return window.notices()->sentence(); }
        QSignalSpy tables;
    };

  private Q_SLOTS:
    void init() { QSettings().clear(); }

    void severalFilesAndFoldersAreRefusedInWords() {
        Shown program(m_home.path());
        QVERIFY(drop(program, {m_home.file(QStringLiteral("a.csv")), m_home.file(QStringLiteral("b.csv"))}));
        QTRY_VERIFY(program.sentence().contains(QStringLiteral("one at a time")));
        QVERIFY(drop(program, {m_home.path()}));
        QTRY_VERIFY(program.sentence().contains(QStringLiteral("folder")));
        QVERIFY(drop(program, {m_home.file(QStringLiteral("song.mp3"))}));
        QTRY_VERIFY(program.sentence().contains(QStringLiteral("song.mp3")));
        QCOMPARE(program.tables.count(), 0);
    }

    void aDroppedTableIsTaken() {
        Shown program(m_home.path());
        QVERIFY(drop(program, {m_home.file(QStringLiteral("A.TSV"))}));
        QTRY_COMPARE(program.tables.count(), 1);
    }

    void arraysBecomeATable() {
        Shown program(m_home.path());
        const QString npz = m_home.file(QStringLiteral("points.npz"));
        writeNpz(npz, {{"X", {2, 2}, {1, 2, 3, 4}}, {"y", {2}, {0, 1}}});
        program.path = m_home.file(QStringLiteral("points.csv"));
        QVERIFY(drop(program, {npz}));
        QTRY_COMPARE(program.tables.count(), 1);
        QCOMPARE(program.tables.first().first().toString(), program.path);
        QCOMPARE(bytesOf(program.path), QByteArray("x1,x2,y\n1,2,0\n3,4,1\n"));
        writeNpz(npz, {{"0.weight", {1}, {1}}});
        QVERIFY(drop(program, {npz}));
        QTRY_VERIFY(program.sentence().contains(QStringLiteral("another network")));
        QCOMPARE(program.tables.count(), 1);
    }

    void cellsOfASpreadsheetArePasted() {
        Shown program(m_home.path());
        const QString cells = QStringLiteral("height\tkind\n1,5\tu\n2,5\tv\n3,5\tu\n");
        QGuiApplication::clipboard()->setText(cells);
        program.path = m_home.file(QStringLiteral("pasted.tsv"));
        program.press(Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(program.tables.count(), 1);
        QCOMPARE(bytesOf(program.path), cells.toUtf8());
        program.path.clear();  // whoever gives up at the question keeps everything
        program.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(program.tables.count(), 1);
    }

    void whatIsNoTableIsNotPasted() {
        Shown program(m_home.path());
        program.path = m_home.file(QStringLiteral("never.csv"));
        QGuiApplication::clipboard()->setText(QStringLiteral("hello"));
        program.window.actions()->pasteData->trigger();
        QVERIFY(program.sentence().contains(QStringLiteral("on the clipboard")));
        QGuiApplication::clipboard()->clear();
        program.window.actions()->pasteData->trigger();
        QVERIFY(program.sentence().contains(QStringLiteral("no table on the clipboard")));
        QVERIFY(!QFile::exists(program.path));
    }

    void textFieldsKeepTheirPaste() {
        Shown program(m_home.path());
        QLineEdit field(program.page);
        field.show();
        field.setFocus();
        QGuiApplication::clipboard()->setText(QStringLiteral("0.25"));
        program.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(field.text(), QStringLiteral("0.25"));
        QVERIFY(program.sentence().isEmpty());
    }

    void theDataAreSaved() {
        Shown program(m_home.path());
        program.path = m_home.file(QStringLiteral("saved.csv"));
        program.window.actions()->saveData->trigger();
        QTRY_COMPARE(bytesOf(program.path), samplesToCsv(samplesAsGiven(*program.session.dataset())));
        program.path = m_home.file(QStringLiteral("saved.npz"));
        program.window.actions()->saveData->trigger();
        QTRY_VERIFY(QFile::exists(program.path));
        QCOMPARE(readNpz(program.path).size(), std::size_t{3});
        program.path = m_home.file(QStringLiteral("no such folder/saved.csv"));
        program.window.actions()->saveData->trigger();
        QTRY_VERIFY(program.sentence().contains(QStringLiteral("saved.csv")));
    }
};

QTEST_MAIN(TestDataIn)
#include "test_data_in.moc"
