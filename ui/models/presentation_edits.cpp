#include "ui/models/presentation_edits.h"

#include "ui/models/experiment_document.h"

#include <QCoreApplication>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("PresentationEdits", text);
}

}  // namespace

void showPart(ExperimentDocument& document, const QString& part, bool shown) {
    const PartInfo* info = findPart(part.toStdString());
    if (!info) return;
    Experiment next = document.experiment();
    next.presentation = withPart(next.presentation, info->name, shown);
    document.edit((shown ? tr("Show %1") : tr("Hide %1")).arg(QString::fromStdString(info->phrase)), next);
}

void showEveryPart(ExperimentDocument& document) {
    Experiment next = document.experiment();
    next.presentation.hidden.clear();
    document.edit(tr("Show everything"), next);
}

void editNotes(ExperimentDocument& document, const QString& notes, int gesture) {
    Experiment next = document.experiment();
    next.presentation.notes = notes.toStdString();
    document.edit(tr("Presenter's notes"), next, QStringLiteral("presentation.notes/%1").arg(gesture));
}

}  // namespace glassbox
