#include "ui/lab/output_words.h"

#include "ui/plots/plot_text.h"

#include <QCoreApplication>

#include <cmath>

namespace glassbox {

namespace {

constexpr Index mostInputs = 8;  // in a tool tip

QString tr(const char* text) {
    return QCoreApplication::translate("OutputView", text);
}

QString className(const Dataset& data, Index label) {
    if (label < 0 || label >= data.classCount()) return tr("unknown");
    return QString::fromStdString(data.classNames[static_cast<std::size_t>(label)]);
}

QString row(const QString& name, const QString& value) {
    return QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td align=right>%2</td></tr>")
        .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
}

QString predictionText(const Dataset& data, const SamplePrediction& prediction, bool margins) {
    if (prediction.outputs.empty()) return {};
    if (data.task == Task::Regression) return plotNumber(prediction.outputs.front(), 4);
    const bool one = prediction.outputs.size() == 1;
    double value = one ? prediction.outputs.front() : prediction.outputs[static_cast<std::size_t>(prediction.label)];
    if (!std::isfinite(value)) return plotNumber(value);
    const QString name = className(data, prediction.label);
    if (margins) return tr("%1 (margin %2)").arg(name, signedNumber(value));
    if (one && prediction.label == 0) value = 1 - value;
    return QStringLiteral("%1 (%2)").arg(name, percentText(value));
}

}  // namespace

QString unitName(const UnitRef& unit, const Dataset* data) {
    if (unit.layer >= 0) return tr("Layer %1, unit %2").arg(unit.layer + 1).arg(unit.unit + 1);
    if (data != nullptr && unit.unit >= 0 && unit.unit < static_cast<Index>(data->featureNames.size())) {
        return tr("Input %1").arg(screenName(data->featureNames[static_cast<std::size_t>(unit.unit)]));
    }
    return tr("Input %1").arg(unit.unit + 1);
}

QString pointName(const OutputScene& scene, const OutputPoint& point) {
    const QString name = (point.validation ? tr("Validation point %1") : tr("Training point %1")).arg(point.sample + 1);
    if (!scene.data) return name;
    return QStringLiteral("%1, %2").arg(name, scene.isClassification()
                                                  ? className(*scene.data, point.label)
                                                  : tr("value %1").arg(plotNumber(point.target, 4)));
}

QString pointWords(const Dataset& data, const OutputPoint& point, const std::optional<SamplePrediction>& prediction,
                   bool margins) {
    const DataPart& part = partOf(data, point);
    if (point.sample >= part.count()) return {};
    const auto at = static_cast<std::size_t>(point.sample);
    const Index source = at < part.sourceRows.size() ? part.sourceRows[at] : point.sample;
    const QString place = data.generated ? tr("Point %1") : tr("Row %1");
    QString text = QStringLiteral("<b>%1</b> · %2<table>")
                       .arg(place.arg(source + 1), point.validation ? tr("validation part") : tr("training part"));
    const Index shown = std::min({data.inputCount(), part.inputs.rows(), mostInputs});
    for (Index i = 0; i < shown; ++i) {
        text += row(screenName(data.inputNames[static_cast<std::size_t>(i)]),
                    plotNumber(static_cast<double>(part.inputs(i, point.sample))));
    }
    if (data.inputCount() > shown) {
        text += row(tr("… and %1 more").arg(data.inputCount() - shown), QString());
    }
    const bool classes = data.task == Task::Classification;
    text += row(classes ? tr("class") : QString::fromStdString(data.targetName),
                classes ? className(data, point.label) : plotNumber(point.target, 4));
    if (prediction) {
        text += row(tr("prediction"), predictionText(data, *prediction, margins));
        if (classes && prediction->label != point.label) text += row(QString(), tr("✕ wrong"));
    }
    return text + QStringLiteral("</table>");
}

QString placeWords(const OutputScene& scene, double x, double y) {
    if (scene.kind == OutputScene::Kind::Empty) return {};
    const Plane& plane = *scene.snapshot->plane;
    QString text = screenName(plane.xLabel()) + QStringLiteral(" = ") + plotNumber(x);
    if (!plane.isLine())
        text += QStringLiteral(", ") + screenName(plane.yLabel()) + QStringLiteral(" = ") + plotNumber(y);
    text += QStringLiteral(": ");
    const auto value = [&](Index plane_) { return scene.valueAt(plane_, x, y); };
    if (scene.unit || !scene.isClassification()) return text + signedNumber(value(scene.firstPlane));
    if (scene.classCount() > 2 && scene.planeCount == scene.classCount()) {
        Index best = 0;
        for (Index k = 1; k < scene.planeCount; ++k) {
            if (value(k) > value(best)) best = k;
        }
        const QString name = className(*scene.data, best);
        return text + (scene.margins ? tr("%1, margin %2").arg(name, signedNumber(value(best)))
                                     : QStringLiteral("%1 %2").arg(name, percentText(value(best))));
    }
    const double one = value(scene.firstPlane + (scene.planeCount == 2 ? 1 : 0));
    if (scene.margins) return text + tr("margin %1").arg(signedNumber(one));
    const bool upper = one > 0.5;
    return text +
           QStringLiteral("%1 %2").arg(className(*scene.data, upper ? 1 : 0), percentText(upper ? one : 1 - one));
}

QString noteWords(const OutputScene& scene, const std::optional<UnitRef>& unit) {
    if (!scene.snapshot) return {};
    const Snapshot& snapshot = *scene.snapshot;
    if (unit) {
        const QString name = unitName(*unit, scene.data.get());
        if (scene.unit) return name;
        // No picture of it: its value on the chosen sample.
        const auto layer = static_cast<std::size_t>(unit->layer + 1);
        if (layer < snapshot.sampleActivations.size() &&
            unit->unit < static_cast<Index>(snapshot.sampleActivations[layer].size())) {
            const float value = snapshot.sampleActivations[layer][static_cast<std::size_t>(unit->unit)];
            const Index sample = snapshot.request.sample.value_or(0);
            return tr("%1 on sample %2: %3").arg(name).arg(sample + 1).arg(signedNumber(static_cast<double>(value)));
        }
    }
    const bool validation = snapshot.validation.has_value();
    const Evaluation& part = validation ? *snapshot.validation : snapshot.training;
    // Of large data the costs are those of the last finished epoch, and the note must not claim more.
    const QString about = snapshot.costsExact ? QString() : QStringLiteral("≈ ");
    if (part.accuracy) {
        return (validation ? tr("validation accuracy %1") : tr("training accuracy %1"))
            .arg(about + percentText(*part.accuracy));
    }
    return (validation ? tr("validation cost %1") : tr("training cost %1")).arg(about + plotNumber(part.cost));
}

QString pictureWords(const OutputScene& scene) {
    if (scene.unit) return tr("Picture of %1").arg(unitName(*scene.unit, scene.data.get()));
    switch (scene.kind) {
        case OutputScene::Kind::TwoClasses:
        case OutputScene::Kind::ManyClasses:
            return tr("Decision surface of %1 classes").arg(scene.classCount());
        case OutputScene::Kind::Values:
            return tr("Surface of the predicted value");
        case OutputScene::Kind::Curves:
            return tr("Curve of the prediction");
        case OutputScene::Kind::Empty:
            break;
    }
    return tr("Output, nothing to show yet");
}

}  // namespace glassbox
