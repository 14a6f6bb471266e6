#include "ui/backprop/check_words.h"

#include "engine/explain/cost_probe.h"
#include "ui/plots/plot_text.h"

#include <QCoreApplication>

#include <algorithm>

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

bool canTell(const TensorCheck& check) {
    const double largest = check.floor * 100;
    return largest == 0 || check.rounding < largest / 10;
}

QString checkVerdict(const StepRecord& record, const TensorCheck& check, std::optional<double> best) {
    const auto count = static_cast<qint64>(check.numbers.size());
    const CheckedNumber& worst = check.numbers[check.worst];
    QString text;
    if (check.disagreeing > 0)
        text = tr("✗ %1 of %2 numbers differ.").arg(countText(check.disagreeing), countText(count));
    else if (!canTell(check))
        text = tr("At this step size nothing can be told: rounding alone makes a difference of up to %1.")
                   .arg(plotNumber(check.rounding, 1));
    else
        text = count == 1 ? tr("✓ The number agrees.") : tr("✓ All %1 numbers agree.").arg(countText(count));
    text += QLatin1Char(' ') + tr("Worst relative error %1: %2.")
                                   .arg(plotNumber(check.worstError, 2),
                                        QString::fromStdString(wordsOf(record, {check.tensor, worst.row, worst.col})));
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

QString checkedNumberWords(const StepRecord& record, const TensorCheck& check, Index row, Index col) {
    const QString name = QString::fromStdString(wordsOf(record, {check.tensor, row, col}));
    const auto found = std::lower_bound(check.numbers.begin(), check.numbers.end(), std::pair(row, col),
                                        [](const CheckedNumber& number, const std::pair<Index, Index>& place) {
                                            return std::pair(number.row, number.col) < place;
                                        });
    if (found == check.numbers.end() || found->row != row || found->col != col)
        return tr("%1: not among those that were checked").arg(name);
    return tr("%1: backpropagation %2, central differences %3, relative error %4")
        .arg(name, plotNumber(found->analytic, 4), plotNumber(found->numeric, 4), plotNumber(found->error, 2));
}

}  // namespace glassbox
