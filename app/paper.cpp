#include "app/paper.h"

#include "app/offscreen.h"
#include "engine/formats/files.h"
#include "ui/exports/network_drawing.h"
#include "ui/exports/report.h"
#include "ui/plots/cost_plot.h"

#include <QFileInfo>

namespace glassbox {

void writeNetworkPicture(const QString& path, const PaperSource& source) {
    drawOffscreen([&] {
        PictureText text = describeExperiment(source.model->experiment, *source.model->data);
        if (!source.trained) text.caption = QStringLiteral("Starting weights, not trained. ") + text.caption;
        writePicture(path, framed(networkDrawing(*source.model), text));
    });
}

void writeCostPicture(const QString& path, const PaperSource& source) {
    drawOffscreen([&] {
        writeCostPlot(path, source.history, describeExperiment(source.model->experiment, *source.model->data));
    });
}

DataTableAbout aboutHistory(const PaperSource& source) {
    const PictureText text = describeExperiment(source.model->experiment, *source.model->data);
    return {text.title, text.caption, source.model->experiment.seed};
}

void writeReport(const QString& path, const PaperSource& source) {
    Report report;
    report.title = QFileInfo(source.experiment).completeBaseName();
    report.program = QStringLiteral("Glassbox " GLASSBOX_VERSION);
    report.command =
        repeatingCommand(QFileInfo(source.experiment).fileName(), source.model->experiment, source.history);
    report.date = QDate::currentDate();
    report.model = source.model;
    report.history = source.history;
    report.trained = source.trained;
    examine(report);
    drawOffscreen([&] { writeFile(path, reportPdf(report)); });
}

}  // namespace glassbox
