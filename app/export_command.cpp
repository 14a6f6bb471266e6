#include "app/export_command.h"

#include "engine/formats/experiment_json.h"
#include "engine/formats/files.h"
#include "engine/formats/model_export.h"
#include "engine/formats/model_import.h"
#include "engine/training/trainer.h"

#include <QFileInfo>

#include <cstdio>

namespace glassbox {

namespace {

void say(const QString& sentence) {
    std::fprintf(stderr, "glassbox: %s\n", sentence.toLocal8Bit().constData());
}

QString place(const QString& path) {
    const QFileInfo info(path);
    return info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
}

}  // namespace

int runExportCommand(const ExportArguments& arguments) {
    for (const QString& input : {arguments.document, arguments.weights})
        if (!input.isEmpty() && place(input) == place(arguments.to))
            throw UsageError(QString("\"%1\" would be overwritten; name another file.").arg(arguments.to));
    Experiment experiment = readExperiment(arguments.document);
    requireWritable(arguments.to);
    const std::string folder = QFileInfo(arguments.document).absolutePath().toStdString();
    const auto data =
        std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed, folder));
    ModelFile file;
    if (arguments.weights.isEmpty()) {
        file.weights = Trainer(experiment, data).network().exportParameters();
        if (!arguments.quiet) say("without --weights these are the starting weights: nothing is trained.");
    } else {
        file = readModel(arguments.weights);
        if (!arguments.weights.endsWith(".onnx", Qt::CaseInsensitive)) file.layers.clear();  // the experiment says them
        experiment = withModel(experiment, file, data->training.features.rows());
        const Trainer check(experiment, data);  // throws where loss and network do not fit each other
    }
    exportModel(makeModel(experiment, data, file.weights, folder), arguments.to, {arguments.preprocessing});
    return 0;
}

}  // namespace glassbox
