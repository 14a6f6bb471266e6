#include "ui/backprop/step_columns.h"

#include "engine/explain/number_words.h"
#include "engine/nn/activation.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("StepCanvas", text);
}

QString lowered(const std::string& title) {
    QString text = QString::fromStdString(title);
    const bool name = std::any_of(text.begin() + 1, text.end(), [](QChar c) { return c.isUpper(); });
    if (!text.isEmpty() && !name) text[0] = text[0].toLower();  // "ReLU" stays
    return text;
}

QString kindTitle(const Spec& spec) {
    const LayerInfo* info = findLayer(spec.kind);
    return lowered(info ? info->title : spec.kind);
}

QString activationTitle(const std::string& kind) {
    if (kind == "identity") return tr("linear");
    return lowered(activationInfo(kind).title);
}

/// Numbers in a row of an image; 0: no image.
Index acrossOf(const Shape& shape) {
    return shape.height > 1 ? shape.channels * shape.width : 0;
}

StepColumn layerColumn(const StepRecord& record, Index number) {
    const Layer& layer = record.before.layer(number);
    const Spec& spec = record.before.spec(number);
    StepColumn column;
    column.kind = StepColumnKind::Layer;
    column.layer = number;
    column.units = layer.outputShape().size();
    column.across = acrossOf(layer.outputShape());
    column.isDropout = spec.kind == "dropout";
    const TensorView weights = tensorOf(record, {Quantity::Parameter, number, 0});
    const TensorView biases = tensorOf(record, {Quantity::Parameter, number, 1});
    const Index inputs = layer.inputShape().size();
    if (weights.rows == column.units && weights.cols == inputs && spec.kind == "dense") {
        column.links = StepLinks::Full;
        column.hasWeights = true;
    } else if (inputs == column.units && (spec.kind != "dense")) {
        column.links = StepLinks::Single;
        column.hasWeights = weights.rows * weights.cols == column.units;
    } else {
        column.links = StepLinks::Whole;
    }
    column.hasBias = biases.rows * biases.cols == column.units;
    const bool last = number + 1 == record.before.layerCount();
    if (spec.kind == "dense") {
        column.title = last ? tr("output") : tr("hidden");
        column.detail = activationTitle(layer.activation());
    } else if (spec.kind == "activation") {
        column.title = last ? tr("output") : tr("activation");
        column.detail = activationTitle(layer.activation());
    } else {
        column.title = spec.kind == "batch_norm"   ? tr("batch norm")
                       : spec.kind == "layer_norm" ? tr("layer norm")
                                                   : kindTitle(spec);
    }
    return column;
}

/// Columns of a tensor that one sample takes; 0 if they can't be told apart.
Index colsPerSample(const StepRecord& record, const TensorView& view) {
    const Index samples = std::max<Index>(record.sampleCount(), 1);
    return view.cols % samples == 0 ? view.cols / samples : 0;
}

}  // namespace

StepColumns stepColumns(const StepRecord& record) {
    StepColumns columns;
    StepColumn input;
    input.units = record.before.inputShape().size();
    input.across = acrossOf(record.before.inputShape());
    input.title = tr("input");
    columns.push_back(input);
    for (Index i = 0; i < record.before.layerCount(); ++i) columns.push_back(layerColumn(record, i));
    StepColumn loss;
    loss.kind = StepColumnKind::Loss;
    loss.links = StepLinks::Whole;
    const LossInfo* info = findLoss(record.experiment.training.loss.kind);
    loss.title = info ? lowered(info->title) : tr("loss");
    columns.push_back(loss);
    return columns;
}

QString lossDetail(const StepRecord& record, Index sample) {
    const TensorView target = tensorOf(record, {Quantity::Target});
    if (sample < 0 || sample >= target.cols) return {};
    const auto number = [&](Index row) { return QString::fromStdString(numberWords(target(row, sample))); };
    if (target.rows == 1) return tr("y = %1").arg(number(0));
    Index ones = 0, chosen = 0;
    for (Index row = 0; row < target.rows; ++row) {
        if (target(row, sample) == 1) chosen = row, ++ones;
        if (target(row, sample) != 0 && target(row, sample) != 1) ones = 2;
    }
    const auto name = static_cast<std::size_t>(chosen);
    if (ones == 1 && name < record.classNames.size())
        return tr("target: %1").arg(QString::fromStdString(record.classNames[name]));
    if (target.rows > 3) return {};
    QStringList numbers;
    for (Index row = 0; row < target.rows; ++row) numbers += number(row);
    return tr("y = (%1)").arg(numbers.join(QStringLiteral(", ")));
}

Place placeOfUnit(const StepRecord& record, const TensorRef& tensor, Index unit, Index sample) {
    const TensorView view = tensorOf(record, tensor);
    const Index cols = colsPerSample(record, view);
    if (cols <= 1 || view.rows == 0) return {tensor, unit, sample};
    return {tensor, unit % view.rows, sample * cols + unit / view.rows};
}

Index unitOfPlace(const StepRecord& record, const Place& place) {
    const TensorView view = tensorOf(record, place.tensor);
    const Index cols = colsPerSample(record, view);
    return cols <= 1 ? place.row : place.row + view.rows * (place.col % cols);
}

bool isByUnit(const StepRecord& record, const TensorRef& tensor, Index units) {
    const TensorView view = tensorOf(record, tensor);
    return view.rows > 0 && colsPerSample(record, view) * view.rows == units;
}

}  // namespace glassbox
