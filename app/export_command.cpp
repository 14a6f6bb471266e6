#include "app/export_command.h"

#include "app/paper.h"
#include "engine/formats/document.h"
#include "engine/formats/files.h"
#include "engine/formats/history_csv.h"
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

/// What is exported: the document's own network, or that with the weights that were asked for.
PaperSource sourceOf(const ExportArguments& arguments, const Document& document) {
    Experiment experiment = document.experiment;
    const std::string folder = QFileInfo(arguments.document).absolutePath().toStdString();
    const auto data =
        std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed, folder, {},
                                                    document.table ? document.table->bytes : nullptr));
    PaperSource source{nullptr, {}, true, arguments.document};
    ModelFile file;
    if (arguments.weights.isEmpty()) {
        Trainer trainer(experiment, data);
        if (document.training) trainer.restore(*document.training);
        file.weights = trainer.network().exportParameters();
        source.history = trainer.history();
        source.trained = trainer.stepsDone() > 0;
    } else {
        file = readModel(arguments.weights);
        if (!arguments.weights.endsWith(".onnx", Qt::CaseInsensitive)) file.layers.clear();  // the experiment says them
        experiment = withModel(experiment, file, data->training.features.rows());
        const Trainer check(experiment, data);  // throws where loss and network do not fit each other
    }
    source.model = std::make_shared<const Model>(makeModel(experiment, data, file.weights, folder));
    return source;
}

void write(const ExportArguments& arguments, const PaperSource& source) {
    if (arguments.what == "report") return writeReport(arguments.to, source);
    if (arguments.what == "network") return writeNetworkPicture(arguments.to, source);
    if (arguments.what.isEmpty()) return exportModel(*source.model, arguments.to, {arguments.preprocessing});
    if (source.history.size() < 2)
        throw Error("\"" + arguments.document.toStdString() +
                    "\" was not trained yet, so it has no history; glassbox train makes one.");
    arguments.what == "cost" ? writeCostPicture(arguments.to, source)
                             : writeTable(arguments.to, historyTable(source.history), aboutHistory(source));
}

}  // namespace

int runExportCommand(const ExportArguments& arguments) {
    for (const QString& input : {arguments.document, arguments.weights})
        if (!input.isEmpty() && place(input) == place(arguments.to))
            throw UsageError(QString("\"%1\" would be overwritten; name another file.").arg(arguments.to));
    const Document document = readDocument(arguments.document);
    requireWritable(arguments.to);
    const PaperSource source = sourceOf(arguments, document);
    write(arguments, source);
    if (!source.trained && !arguments.quiet)
        say("without --weights these are the starting weights: nothing is trained.");
    return 0;
}

}  // namespace glassbox
