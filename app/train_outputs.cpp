#include "app/train_outputs.h"

#include "engine/formats/files.h"
#include "engine/formats/history_csv.h"
#include "engine/formats/model_export.h"
#include "engine/formats/npz.h"
#include "ui/plots/cost_plot.h"

#include <QApplication>
#include <QFileInfo>

#include <functional>

namespace glassbox {

namespace {

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
    writeCostPlot(path, trainer.history(), describeExperiment(trainer.experiment(), trainer.data()));
}

Model modelOf(const TrainArguments& arguments, const Trainer& trainer) {
    return makeModel(trainer.experiment(), std::make_shared<const Dataset>(trainer.data()),
                     trainer.network().exportParameters(),
                     QFileInfo(arguments.experiment).absolutePath().toStdString());
}

QString place(const QString& path) {
    const QFileInfo info(path);
    return info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
}

}  // namespace

void checkOutputs(const TrainArguments& arguments) {
    QStringList taken = {place(arguments.experiment)};
    for (const QString& path : {arguments.saveWeights, arguments.model, arguments.history, arguments.plot}) {
        if (path.isEmpty()) continue;
        if (taken.contains(place(path)))
            throw UsageError(QString("\"%1\" is named twice and would be overwritten; name another file.").arg(path));
        taken.append(place(path));
    }
    for (const QString& path : {arguments.saveWeights, arguments.model, arguments.history, arguments.plot})
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
    attempt(arguments.saveWeights, [&] {
        const bool safetensors = arguments.saveWeights.endsWith(".safetensors", Qt::CaseInsensitive);
        if (safetensors)
            exportModel(modelOf(arguments, trainer), arguments.saveWeights);
        else
            writeNpz(arguments.saveWeights, trainer.network().exportParameters());
    });
    attempt(arguments.model, [&] { exportModel(modelOf(arguments, trainer), arguments.model); });
    attempt(arguments.history, [&] { writeHistoryCsv(arguments.history, trainer.history()); });
    attempt(arguments.plot, [&] { writePlot(arguments.plot, trainer); });
    return failures;
}

}  // namespace glassbox
