#include "app/train_outputs.h"

#include "engine/formats/files.h"
#include "engine/formats/history_csv.h"
#include "engine/formats/npz.h"
#include "ui/plots/cost_plot.h"

#include <QApplication>
#include <QFileInfo>

#include <functional>

namespace glassbox {

namespace {

CostPlotText plotText(const Trainer& trainer) {
    const Experiment& experiment = trainer.experiment();
    const Dataset& data = trainer.data();
    const DataInfo* info = findData(experiment.data.kind);
    CostPlotText text;
    const QString source = data.generated
                               ? QString::fromStdString(info ? info->title : experiment.data.kind)
                               : QFileInfo(QString::fromStdString(experiment.data.options.text("path"))).fileName();
    const LossInfo* loss = findLoss(experiment.training.loss.kind);
    const std::string network = networkTitle(experiment, static_cast<std::int64_t>(data.featureNames.size()));
    text.title = QString("%1 · %2 · %3")
                     .arg(source, QString::fromStdString(network),
                          QString::fromStdString(loss ? loss->title : experiment.training.loss.kind));
    text.caption = QString("%1 samples for training, %2 for validation; %3, learning rate %4, %5, seed %6")
                       .arg(data.training.count())
                       .arg(data.validation.count())
                       .arg(QString::fromStdString(experiment.training.optimizer.kind))
                       .arg(trainer.optimizer().learningRate())
                       .arg(experiment.training.batch == 0 ? QString("full batch")
                                                           : QString("batch %1").arg(experiment.training.batch))
                       .arg(experiment.seed);
    return text;
}

/// Silences Qt while it lives: what it says about the machine (folders, fonts) is not for someone who asked for a plot.
class Silence {
  public:
    Silence() : m_handler(qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {})) {}
    ~Silence() { qInstallMessageHandler(m_handler); }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

  private:
    QtMessageHandler m_handler;
};

/// Drawing needs an application with fonts, but no screen.
void writePlot(const QString& path, const Trainer& trainer) {
    const Silence silence;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    char name[] = "glassbox";
    char* argv[] = {name, nullptr};
    int argc = 1;
    const QApplication application(argc, argv);
    writeCostPlot(path, trainer.history(), plotText(trainer));
}

QString place(const QString& path) {
    const QFileInfo info(path);
    return info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
}

}  // namespace

void checkOutputs(const TrainArguments& arguments) {
    QStringList taken = {place(arguments.experiment)};
    for (const QString& path : {arguments.saveWeights, arguments.history, arguments.plot}) {
        if (path.isEmpty()) continue;
        if (taken.contains(place(path)))
            throw UsageError(QString("\"%1\" is named twice and would be overwritten; name another file.").arg(path));
        taken.append(place(path));
    }
    for (const QString& path : {arguments.saveWeights, arguments.history, arguments.plot})
        if (!path.isEmpty()) requireWritable(path);
}

QStringList writeOutputs(const TrainArguments& arguments, const Trainer& trainer) {
    QStringList failures;
    const auto attempt = [&](const QString& path, const std::function<void()>& write) {
        if (path.isEmpty()) return;
        try {
            write();
        } catch (const std::exception& error) {
            failures.append(QString::fromStdString(error.what()));
        }
    };
    attempt(arguments.saveWeights, [&] { writeNpz(arguments.saveWeights, trainer.network().exportParameters()); });
    attempt(arguments.history, [&] { writeHistoryCsv(arguments.history, trainer.history()); });
    attempt(arguments.plot, [&] { writePlot(arguments.plot, trainer); });
    return failures;
}

}  // namespace glassbox
