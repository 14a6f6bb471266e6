#pragma once

#include "engine/formats/document.h"
#include "tests/support/test.h"
#include "tests/ui/shell/program.h"

#include <QTemporaryDir>

namespace glassbox {

/// Tests of documents in the window, each in a folder of its own.
class DocumentTest : public GlassboxTest {
  protected:
    /// Settings in this folder, whoever runs the test.
    static void nameTest(const QString& settings) {
        QCoreApplication::setOrganizationName(QStringLiteral("Glassbox test"));
        QCoreApplication::setApplicationName(QStringLiteral("documents"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings);
    }
    void begin() {
        m_folder = std::make_unique<QTemporaryDir>();
        nameTest(m_folder->path());
    }

    QString folder() const { return m_folder->path(); }
    QString kept() const { return m_folder->filePath(QStringLiteral("kept")); }
    QString file(const char* name) const { return m_folder->filePath(QLatin1String(name)); }

    static void start(Program& program) {
        program.window.start({});
        program.show();
    }
    static Index steps(Program& program) {
        program.session.takeSnapshot();
        const SnapshotPtr latest = program.session.latest();
        return latest ? latest->step : -1;
    }
    static void train(Program& program, int count) {
        const Index before = std::max<Index>(steps(program), 0);
        for (int i = 0; i < count; ++i) program.session.step();
        QTRY_COMPARE(steps(program), before + count);
    }
    static void saveAs(Program& program, const QString& path) {
        program.path = path;
        QVERIFY(program.window.files()->saveAs());
        QTRY_VERIFY(!program.window.files()->isBusy());
        QCOMPARE(program.document.path(), path);
    }
    /// What the status line says of where the weights come from.
    static QString origin(const Program& program) {
        return program.window.findChild<QLabel*>(QStringLiteral("statusOrigin"))->text();
    }
    static Index stepsIn(const QString& path) { return readDocument(path).training->steps; }

    /// A network for the table that writeFlowers() makes.
    static Experiment flowers(const QString& table) {
        Experiment experiment = standardExperiment();
        experiment.data = {"csv", {{"path", table.toStdString()}, {"target", std::string("species")}}};
        experiment.features.reset();
        experiment.training.loss = {"cross_entropy"};
        experiment.network = {{"dense", {{"units", std::int64_t{3}}, {"activation", std::string("softmax")}}}};
        return experiment;
    }

  private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

}  // namespace glassbox
