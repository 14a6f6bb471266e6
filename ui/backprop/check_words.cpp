#include "ui/backprop/check_words.h"

#include "engine/explain/cost_probe.h"
#include "ui/plots/plot_text.h"

#include <QCoreApplication>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("CheckPanel", text);
}

QString parameterWord(const StepRecord& record, const TensorRef& tensor) {
    const auto parameters = record.before.layer(tensor.layer).parameters();
    const auto& info = parameters[static_cast<std::size_t>(tensor.part)];
    const bool matrix = parameters.front().shape.size() > 1 && record.before.spec(tensor.layer).kind == "dense";
    if (info.name == "weight") return matrix ? tr("weights") : tr("scales");
    if (info.name == "bias") return matrix ? tr("biases") : tr("shifts");
    return QString::fromStdString(info.name);
}

}  // namespace

QString checkedTensorName(const StepRecord& record, const TensorRef& tensor) {
    const QString layer = QString::number(tensor.layer + 1);
    if (tensor.quantity == Quantity::Gradient)
        return tr("Layer %1: gradient of the %2").arg(layer, parameterWord(record, tensor));
    if (tensor.quantity == Quantity::OutputGradient) return tr("Layer %1: gradient at the output").arg(layer);
    return tr("Layer %1: errors δ").arg(layer);
}

std::vector<TensorRef> checkableTensors(const StepRecord& record) {
    std::vector<TensorRef> all;
    const auto add = [&](const TensorRef& tensor) {
        if (canProbe(record, tensor)) all.push_back(tensor);
    };
    for (Index layer = record.before.layerCount() - 1; layer >= 0; --layer) {
        const Layer& of = record.before.layer(layer);
        add({Quantity::OutputGradient, layer});
        if (errorOf(record, layer).quantity == Quantity::Inner) add(errorOf(record, layer));
        const auto parts = static_cast<Index>(of.parameters().size());
        for (Index part = 0; part < parts; ++part) add({Quantity::Gradient, layer, part});
    }
    return all;
}

std::optional<TensorRef> checkedBy(const StepRecord& record, const TensorRef& result) {
    if (canProbe(record, result)) return result;
    const TensorRef gradient{Quantity::Gradient, result.layer, result.part};
    if (isParameterLike(result.quantity) && canProbe(record, gradient)) return gradient;
    return {};
}

QString checkVerdict(const StepRecord& record, const TensorCheck& check, std::optional<double> best) {
    const auto count = static_cast<qint64>(check.numbers.size());
    QString text = check.disagreeing == 0
                       ? (count == 1 ? tr("✓ The number agrees.") : tr("✓ All %1 numbers agree.").arg(countText(count)))
                       : tr("✗ %1 of %2 numbers differ.").arg(countText(check.disagreeing), countText(count));
    const CheckedNumber& worst = check.numbers[check.worst];
    text += QLatin1Char(' ') + tr("Largest relative error %1, at the %2; mean %3.")
                                   .arg(plotNumber(check.worstError, 2),
                                        QString::fromStdString(wordsOf(record, {check.tensor, worst.row, worst.col})),
                                        plotNumber(check.meanError, 2));
    if (!check.isWhole())
        text += QLatin1Char(' ') + tr("These %1 of %2 numbers are spread evenly over the whole tensor.")
                                       .arg(countText(count), countText(check.rows * check.cols));
    if (check.disagreeing == 0) return text;
    const bool far = best && (check.h > 4 * *best || check.h < *best / 4);
    return text + QLatin1Char(' ') +
           (far ? tr("The step size is far from the best one: see below why that fails.")
                : tr("A kink between the two points, such as that of ReLU at zero, makes central differences wrong "
                     "too."));
}

}  // namespace glassbox
