#include "engine/formats/experiment_json.h"
#include "tests/support/test.h"
#include "tests/ui/shell/program.h"
#include "ui/shell/actions.h"
#include "ui/shell/notices.h"
#include "ui/shell/speed_control.h"

#include <QAction>
#include <QActionGroup>
#include <QDir>
#include <QTemporaryDir>
#include <QUndoStack>

#include <cmath>

using namespace glassbox;

/// What the next start finds again.
class TestWindowMemory : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void windowThemeAndSpeedAreRemembered();
    void theLastExperimentComesBack();
    void unsavedChangesSurviveAnotherDocument();
    void discardedChangesDoNotComeBack();

  private:
    QString folder() const { return m_folder->filePath(QStringLiteral("kept")); }
    QString file(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWindowMemory::initTestCase() {
    QCoreApplication::setOrganizationName(QStringLiteral("Glassbox test"));
    QCoreApplication::setApplicationName(QStringLiteral("window memory"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    cleanup();
}

// Each test finds a home of its own.
void TestWindowMemory::cleanup() {
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
}

void TestWindowMemory::windowThemeAndSpeedAreRemembered() {
    {
        Program program(folder());
        program.window.start({});
        program.show();
        program.window.resize(1100, 720);
        program.layout = "moved";
        program.window.actions()->themes->actions().at(2)->trigger();
        QVERIFY(program.theme.theme().isDark());
        program.window.findChild<SpeedControl*>()->setSpeed(std::numeric_limits<double>::infinity());
        QVERIFY(program.window.close());
    }
    Program program(folder());
    program.window.start({});
    program.show();
    QCOMPARE(program.window.size(), QSize(1100, 720));
    QCOMPARE(program.layout, QByteArray("moved"));
    QVERIFY(program.theme.theme().isDark());
    QVERIFY(std::isinf(program.window.findChild<SpeedControl*>()->speed()));
}

void TestWindowMemory::theLastExperimentComesBack() {
    const QString path = file("mine.json");
    writeExperiment(path, standardExperiment());
    Experiment changed;
    {
        Program program(folder());
        program.window.start(path);
        program.show();
        changed = program.withNoise(0.2);
        QVERIFY(program.document.edit(QStringLiteral("Noise 20 %"), changed));
        // As after a crash: kept a moment after the change, without being closed.
        QTRY_VERIFY(program.preferences.lastModified());
    }
    Program program(folder());
    program.window.start({});
    program.show();
    QVERIFY(program.document.experiment() == changed);
    QCOMPARE(program.document.path(), path);
    QVERIFY(program.document.isModified());
    program.document.undoStack()->undo();
    QVERIFY(program.document.experiment() == standardExperiment());
    QVERIFY(!program.document.isModified());
}

void TestWindowMemory::unsavedChangesSurviveAnotherDocument() {
    const QString path = file("other.json");
    writeExperiment(path, standardExperiment());
    Experiment changed;
    {
        Program program(folder());
        program.window.start({});
        program.show();
        changed = program.withNoise(0.2);
        QVERIFY(program.document.edit(QStringLiteral("Noise 20 %"), changed));
        QTRY_VERIFY(program.preferences.lastModified());  // and then it is ended by force
    }
    Program program(folder());
    program.window.start(path);
    const QStringList rescued = QDir(folder()).entryList({QStringLiteral("Unsaved*.json")});
    QCOMPARE(rescued.size(), 1);
    QVERIFY(readExperiment(QDir(folder()).filePath(rescued.first())) == changed);
    QVERIFY(program.window.notices()->sentence().contains(rescued.first()));
    QVERIFY(program.document.experiment() == standardExperiment());
}

void TestWindowMemory::discardedChangesDoNotComeBack() {
    {
        Program program(folder());
        program.window.start({});
        program.show();
        QVERIFY(program.document.edit(QStringLiteral("Noise 20 %"), program.withNoise(0.2)));
        program.answer = Questions::Unsaved::Discard;
        QVERIFY(program.window.close());
    }
    Program program(folder());
    program.window.start({});
    QVERIFY(program.document.experiment() == standardExperiment());
    QVERIFY(!program.document.isModified());
}

QTEST_MAIN(TestWindowMemory)
#include "test_window_memory.moc"
