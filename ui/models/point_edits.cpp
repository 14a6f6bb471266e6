#include "ui/models/point_edits.h"

#include "engine/data/drawn_data.h"
#include "engine/experiment/fit_output.h"

#include <QCoreApplication>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("PointEdits", text);
}

bool sameSample(const Dataset& a, Index i, const Dataset& b, Index j) {
    if (a.inputCount() != b.inputCount() || a.training.inputs.col(i) != b.training.inputs.col(j)) return false;
    if (a.task == Task::Regression) return a.training.values(0, i) == b.training.values(0, j);
    return a.training.labels[static_cast<std::size_t>(i)] == b.training.labels[static_cast<std::size_t>(j)];
}

Spec firstPoints() {
    return {"drawn_classes", {{"classes", std::int64_t{2}}, {"points", Numbers{-2.5, -2.5, 0, 2.5, 2.5, 1}}}};
}

}  // namespace

bool hasDrawnPoints(const Experiment& experiment) {
    return isDrawn(experiment.data.kind);
}

QString whyNoDrawing(const Experiment& experiment) {
    const DataInfo* info = findData(experiment.data.kind);
    if (info && info->inputs > 0) return {};
    return tr(
        "A table's points come from its file, so they can't be drawn here. Choose “Drawn” in the data panel for "
        "points of your own.");
}

Experiment withDrawnPoints(const Experiment& experiment) {
    Experiment next = experiment;
    if (isDrawn(experiment.data.kind)) return next;
    if (whyNoDrawing(experiment).isEmpty()) {
        next.data = drawnCopy(experiment.data, experiment.seed).data;
        return next;
    }
    next.data = firstPoints();
    next.features.reset();
    fitOutput(next, Task::Classification, 2);
    return next;
}

QString wordsOnFixing(const Experiment& before, const Experiment& after) {
    if (isDrawn(before.data.kind) || !isDrawn(after.data.kind)) return {};
    const DataInfo* info = findData(before.data.kind);
    const QString name = QString::fromStdString(info ? info->title : before.data.kind);
    const Index moved = info && info->inputs > 0 ? drawnCopy(before.data, before.seed).moved : 0;
    QString text = tr("The points of “%1” are now your own: noise and seed no longer change them.").arg(name);
    if (moved == 1) text += QLatin1Char(' ') + tr("1 point outside the plane was moved to its edge.");
    if (moved > 1) text += QLatin1Char(' ') + tr("%1 points outside the plane were moved to its edge.").arg(moved);
    return text;
}

QString whyNotFewerClasses(const Experiment& experiment, Index classes) {
    if (!isDrawn(experiment.data.kind) || classesOf(experiment.data) <= classes) return {};
    const PointSet points(experiment.data);
    for (Index label = classesOf(experiment.data) - 1; label >= classes; --label) {
        Index count = 0;
        for (const bool part : {false, true})
            for (Index i = 0; i < points.count(part); ++i)
                count += points.at({part, i}).target == static_cast<double>(label) ? 1 : 0;
        if (count == 1) return tr("Class %1 still has a point; erase it first to have fewer classes.").arg(label);
        if (count > 1)
            return tr("Class %1 still has %2 points; erase them first to have fewer classes.").arg(label).arg(count);
    }
    return {};
}

Experiment withClearedPoints(const Experiment& experiment) {
    Experiment next = experiment;
    if (!isDrawn(experiment.data.kind)) return next;
    PointSet points(experiment.data);
    points.clear();
    next.data = points.spec();
    return next;
}

std::optional<Index> followSample(const Dataset* before, const Dataset* after, std::optional<Index> sample) {
    if (!before || !after || !sample || *sample < 0 || *sample >= before->training.count()) return {};
    if (before->task != after->task || before->inputCount() != after->inputCount()) return {};
    const Index count = after->training.count();
    if (*sample < count && sameSample(*before, *sample, *after, *sample)) return sample;
    for (Index i = 0; i < count; ++i)
        if (sameSample(*before, *sample, *after, i)) return i;
    const bool moved = isDrawn(after->spec.kind) && count == before->training.count();
    return moved && isDrawn(before->spec.kind) ? sample : std::nullopt;
}

}  // namespace glassbox
