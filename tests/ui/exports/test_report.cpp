#include "engine/training/trainer.h"
#include "tests/support/test.h"
#include "ui/exports/report.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace glassbox;

namespace {

Report trained(const Experiment& experiment, Index epochs) {
    const auto data = std::make_shared<const Dataset>(
        makeDataset(experiment.data, experiment.features, experiment.seed, std::string()));
    Trainer trainer(experiment, data);
    while (trainer.epochsDone() < epochs) trainer.step();
    Report report;
    report.title = QStringLiteral("A title");
    report.program = QStringLiteral("Glassbox 1.2.3");
    report.date = QDate(2024, 5, 17);
    report.history = trainer.history();
    report.trained = epochs > 0;
    report.command = repeatingCommand(QStringLiteral("my file.json"), experiment, report.history);
    report.model = std::make_shared<const Model>(makeModel(experiment, data, trainer.network().exportParameters()));
    examine(report);
    return report;
}

Experiment regression() {
    Experiment experiment = standardExperiment();
    experiment.data = Spec{"sine"};
    experiment.network = {Spec{"dense", {{"units", std::int64_t{16}}, {"activation", std::string("tanh")}}},
                          Spec{"dense", {{"units", std::int64_t{1}}, {"activation", std::string("identity")}}}};
    experiment.features.reset();
    experiment.training.loss = Spec{"mse"};
    return experiment;
}

}  // namespace

/// The report says what was trained, how well it does, and how to repeat it.
class TestReport : public GlassboxTest {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// What a reader of the pages can select as text; empty where no program can tell.
    QString textOf(const QByteArray& pdf, const char* name) {
        const QByteArray keep = qgetenv("GLASSBOX_PICTURES");
        const QString path = keep.isEmpty()
                                 ? m_folder.filePath(QLatin1String(name))
                                 : QStringLiteral("%1/%2").arg(QString::fromLocal8Bit(keep), QLatin1String(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size()) return {};
        file.close();
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty()) return {};
        QProcess process;
        process.start(QStringLiteral("pdftotext"), {"-layout", path, "-"});
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput()).simplified();
    }
    static qsizetype pagesOf(const QByteArray& pdf) { return pdf.count("/Type /Page\n"); }

  private Q_SLOTS:
    void itsNumbersAreTheTrainers() {
        const Experiment experiment = standardExperiment();
        const Report report = trained(experiment, 20);
        const HistoryRow& last = report.history.back();
        QVERIFY(std::abs(report.training->cost - last.training.cost) < 1e-5);
        QVERIFY(std::abs(report.validation->cost - last.validation->cost) < 1e-5);
        QVERIFY(std::abs(*report.validation->accuracy - *last.validation->accuracy) < 1e-9);
        Index all = 0, right = 0;
        for (std::size_t actual = 0; actual < 2; ++actual)
            for (std::size_t said = 0; said < 2; ++said) {
                all += report.validation->confusion[actual][said];
                if (actual == said) right += report.validation->confusion[actual][said];
            }
        QCOMPARE(all, report.validation->samples);
        QCOMPARE(static_cast<double>(right) / static_cast<double>(all), *report.validation->accuracy);
    }

    void itTellsAll() {
        const Report report = trained(standardExperiment(), 20);
        const QByteArray pdf = reportPdf(report);
        QVERIFY(pdf.startsWith("%PDF") && pagesOf(pdf) >= 2 && pagesOf(pdf) <= 6);
        const QString text = textOf(pdf, "classes.pdf");
        if (text.isEmpty()) QSKIP("pdftotext is not there to read the pages");
        for (const char* words :
             {"A title", "17 May 2024", "seed 42", "Glassbox 1.2.3", "2-8-6-1 tanh", "Together", "85",
              "350 for training, 150 for validation", "Adam: learning rate 0.01", "Confusion on the validation part",
              "glassbox train \"my file.json\" --epochs 20", "\"kind\": \"spiral\"", "Page 1 of"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
        QVERIFY(text.contains(QStringLiteral("Page %1 of %1").arg(pagesOf(pdf))));
    }

    void regressionHasErrorMeasures() {
        const Report report = trained(regression(), 30);
        QVERIFY(!report.validation->accuracy && report.validation->confusion.empty());
        QVERIFY(report.validation->rootMeanSquare >= report.validation->meanAbsolute);
        QVERIFY(std::abs(report.validation->rootMeanSquare * report.validation->rootMeanSquare -
                         report.validation->cost) < 1e-4);  // mean squared error is the loss
        const QString text = textOf(reportPdf(report), "regression.pdf");
        if (text.isEmpty()) QSKIP("pdftotext is not there to read the pages");
        QVERIFY(text.contains("Root mean square error") && !text.contains("Confusion"));
    }

    void checksSayWhatIsWrong() {
        Experiment experiment = standardExperiment();
        experiment.data.options.set("validation", 0.0);
        const Report report = trained(experiment, 0);
        QVERIFY(!report.validation);
        const auto warns = [&](const char* words) {
            return std::any_of(report.checks.begin(), report.checks.end(), [&](const ReportCheck& check) {
                return !check.good && check.sentence.contains(QLatin1String(words));
            });
        };
        QVERIFY(warns("starting weights"));
        QVERIFY(warns("No samples were set aside"));
        const QString text = textOf(reportPdf(report), "untrained.pdf");
        if (text.isEmpty()) QSKIP("pdftotext is not there to read the pages");
        QVERIFY(text.contains("Confusion on the training part"));
    }

    void longTablesGoOnOverPages() {
        Experiment experiment = standardExperiment();
        experiment.network.clear();
        for (int i = 0; i < 60; ++i)
            experiment.network.push_back(
                Spec{"dense", {{"units", std::int64_t{4}}, {"activation", std::string("tanh")}}});
        experiment.network.push_back(
            Spec{"dense", {{"units", std::int64_t{1}}, {"activation", std::string("sigmoid")}}});
        const QByteArray pdf = reportPdf(trained(experiment, 1));
        QVERIFY(pagesOf(pdf) > 4);
        const QString text = textOf(pdf, "deep.pdf");
        if (text.isEmpty()) QSKIP("pdftotext is not there to read the pages");
        QVERIFY(text.contains("61 layers are too many to be drawn"));
        QVERIFY(text.count("Output shape") >= 2);  // the head stands on each page
    }

    void theCommandTellsHowFarItWent() {
        const Experiment experiment = standardExperiment();
        QCOMPARE(repeatingCommand("a.json", experiment, {}),
                 QStringLiteral("glassbox train a.json --save-weights a.npz"));
        // A trained document would go on from where it is.
        QVERIFY(repeatingCommand("a.glassbox", experiment, {}).startsWith("glassbox train a.json "));
        HistoryRow row;
        row.epoch = experiment.training.epochs;
        QVERIFY(!repeatingCommand("a.json", experiment, {row}).contains("--epochs"));
        row.epoch = 7;
        QVERIFY(repeatingCommand("b c.json", experiment, {row})
                    .startsWith("glassbox train \"b c.json\" --epochs 7 --save-weights \"b c.npz\""));
    }
};

QTEST_MAIN(TestReport)
#include "test_report.moc"
