#include "app/train_outputs.h"

#include "app/offscreen.h"
#include "app/paper.h"
#include "engine/formats/files.h"
#include "engine/formats/history_csv.h"
#include "engine/formats/model_export.h"
#include "engine/formats/npz.h"
#include "ui/plots/cost_plot.h"

#include <QDir>
#include <QFileInfo>

#include <functional>

namespace glassbox {

namespace {

void writePlot(const QString& path, const Trainer& trainer) {
    drawOffscreen(
        [&] { writeCostPlot(path, trainer.history(), describeExperiment(trainer.experiment(), trainer.data())); });
}

/// A table that stays where it is, as seen from the file that is saved.
void moveTable(Experiment& experiment, const TrainArguments& arguments) {
    const QString table = QString::fromStdString(experiment.data.options.text("path"));
    const QString path = QDir(QFileInfo(arguments.experiment).absolutePath()).absoluteFilePath(table);
    const QDir folder(QFileInfo(arguments.save).absolutePath());
    experiment.data.options.set("path", folder.relativeFilePath(path).toStdString());
}

/// The document that was trained, further on. A table too large to be kept inside stays where it is.
Document documentOf(const TrainArguments& arguments, const Trainer& trainer, const Document& source) {
    Document document = source;
    document.experiment = trainer.experiment();
    document.experiment.presentation = source.experiment.presentation;
    document.training = std::make_shared<const TrainerState>(trainer.save());
    for (DocumentRun& run : document.runs.kept)
        if (!run.table && run.experiment.data.kind == "csv") moveTable(run.experiment, arguments);
    if (document.experiment.data.kind != "csv" || document.table) return document;
    if (trainer.data().table) {
        const QString table = QString::fromStdString(document.experiment.data.options.text("path"));
        document.table = DocumentTable{QFileInfo(table).fileName().toStdString(), trainer.data().table};
        document.experiment.data.options.set("path", document.table->name);
    } else {
        moveTable(document.experiment, arguments);
    }
    return document;
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
    // A document may be trained in place: it is replaced only when all of the new one is written.
    const bool inPlace = isDocumentPath(arguments.experiment) && place(arguments.save) == place(arguments.experiment);
    QStringList taken;
    if (!inPlace || arguments.save.isEmpty()) taken.append(place(arguments.experiment));
    const QStringList outputs{arguments.save,    arguments.saveWeights, arguments.model,
                              arguments.history, arguments.plot,        arguments.report};
    for (const QString& path : outputs) {
        if (path.isEmpty()) continue;
        if (taken.contains(place(path)))
            throw UsageError(QString("\"%1\" is named twice and would be overwritten; name another file.").arg(path));
        taken.append(place(path));
    }
    for (const QString& path : outputs)
        if (!path.isEmpty()) requireWritable(path);
}

QStringList writeOutputs(const TrainArguments& arguments, const Trainer& trainer, const Document& source) {
    QStringList failures;
    const auto attempt = [&](const QString& path, const std::function<void()>& write) {
        if (path.isEmpty()) return;
        try {
            write();
        } catch (const std::exception& error) {
            failures.append(QString::fromStdString(error.what()));
        }
    };
    attempt(arguments.save, [&] { writeDocument(arguments.save, documentOf(arguments, trainer, source)); });
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
    attempt(arguments.report, [&] {
        writeReport(arguments.report, {std::make_shared<const Model>(modelOf(arguments, trainer)), trainer.history(),
                                       trainer.stepsDone() > 0, arguments.experiment});
    });
    return failures;
}

}  // namespace glassbox
