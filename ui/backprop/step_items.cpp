#include "ui/backprop/step_items.h"

#include <algorithm>

namespace glassbox {

namespace {

/// True if the walk stands at rows or numbers of this tensor and has not come to this one.
bool isAhead(const WalkModel& model, const Place& place) {
    const WalkPlace& at = model.place();
    if (at.row < 0 || model.operation().result != place.tensor) return false;
    if (place.row != at.row || at.item < 0 || !isParameterLike(place.tensor.quantity)) return place.row > at.row;
    return place.col > at.item;
}

bool coversResult(const WalkModel& model, const TensorRef& tensor) {
    const auto [first, last] = model.walk()->covered(model.place(), model.grain());
    for (Index i = first; i <= last; ++i)
        if (model.walk()->at(i).result == tensor) return true;
    return false;
}

bool isReached(const WalkModel& model, const TensorRef& tensor) {
    return model.walk()->isKnown(tensor, model.place(), model.grain());
}

TensorRef parameter(Quantity quantity, const StepColumn& column, Index part) {
    return {quantity, column.layer, part};
}

Place linkPlace(const StepColumn& column, const TensorRef& tensor, Index unit, Index input) {
    return {tensor, unit, column.links == StepLinks::Full ? input : 0};
}

}  // namespace

bool isAsked(const WalkModel& model, const Place& place) {
    return model.isHidden() && place == model.arithmetic().place;
}

bool isShown(const WalkModel& model, const Place& place) {
    return model.isKnown(place) && !isAhead(model, place);
}

Place valueOfUnit(const WalkModel& model, const StepColumn& column, Index unit) {
    const StepRecord& record = model.walk()->record();
    const auto place = [&](const TensorRef& tensor) { return placeOfUnit(record, tensor, unit, model.sample()); };
    if (column.kind == StepColumnKind::Input) return place({Quantity::Input});
    if (column.kind == StepColumnKind::Loss) return {{Quantity::SampleLoss}, 0, model.sample()};
    const Place output = place({Quantity::Output, column.layer});
    if (isShown(model, output) || isAsked(model, output)) return output;
    const Layer& layer = record.before.layer(column.layer);
    const std::vector<std::string> names = layer.traceNames();
    for (std::size_t part = 0; part < names.size(); ++part) {
        const bool leads = static_cast<int>(part) == layer.preActivation() || names[part] == "x_hat";
        const TensorRef tensor{Quantity::Inner, column.layer, static_cast<Index>(part)};
        if (!leads || !isByUnit(record, tensor, column.units)) continue;
        const Place inner = place(tensor);
        if (isShown(model, inner) || isAsked(model, inner)) return inner;
    }
    return output;
}

std::optional<Place> gradientOfUnit(const WalkModel& model, const StepColumn& column, Index unit) {
    if (!column.isLayer()) return {};
    const StepRecord& record = model.walk()->record();
    const TensorRef error = errorOf(record, column.layer), output{Quantity::OutputGradient, column.layer};
    const bool hasError = isByUnit(record, error, column.units);
    if (!isReached(model, error) && isReached(model, output) && isByUnit(record, output, column.units))
        return placeOfUnit(record, output, unit, model.sample());
    if (!hasError) return {};
    return placeOfUnit(record, error, unit, model.sample());
}

LinkMeaning meaningOfLinks(const WalkModel& model, const StepColumn& column) {
    const Phase phase = model.operation().phase;
    if (!column.hasWeights) return phase == Phase::Backward ? LinkMeaning::Passed : LinkMeaning::None;
    if (phase == Phase::Forward) return LinkMeaning::Weight;
    if (phase == Phase::Update)
        return isReached(model, parameter(Quantity::NewParameter, column, 0)) ? LinkMeaning::NewWeight
                                                                              : LinkMeaning::Weight;
    // While such a sum is to be predicted, its terms would give its sign away.
    if (column.links == StepLinks::Full && column.layer > 0 &&
        coversResult(model, {Quantity::OutputGradient, column.layer - 1}) &&
        !coversResult(model, parameter(Quantity::Gradient, column, 0)))
        return model.isHidden() ? LinkMeaning::Weight : LinkMeaning::Flow;
    return isReached(model, parameter(Quantity::Gradient, column, 0)) ? LinkMeaning::Gradient : LinkMeaning::Weight;
}

std::optional<double> valueOfLink(const WalkModel& model, const StepColumns& columns, Index number, LinkMeaning meaning,
                                  Index unit, Index input) {
    const StepRecord& record = model.walk()->record();
    const StepColumn& column = columns[static_cast<std::size_t>(number)];
    const auto at = [&](Quantity quantity) -> std::optional<double> {
        const Place place = linkPlace(column, parameter(quantity, column, 0), unit, input);
        return isShown(model, place) ? valueAt(record, place) : std::nullopt;
    };
    switch (meaning) {
        case LinkMeaning::Weight:
            return at(Quantity::Parameter);
        case LinkMeaning::Gradient:
            return at(Quantity::Gradient);
        case LinkMeaning::NewWeight: {
            const auto value = at(Quantity::NewParameter);
            return value ? value : at(Quantity::Parameter);
        }
        case LinkMeaning::Flow: {
            const Place error = placeOfUnit(record, errorOf(record, column.layer), unit, model.sample());
            const auto weight = at(Quantity::Parameter), passed = valueAt(record, error);
            if (!weight || !passed || !isShown(model, error)) return {};
            return *weight * *passed;
        }
        case LinkMeaning::Passed: {
            const auto passed = gradientOfUnit(model, columns[static_cast<std::size_t>(number - 1)], input);
            return passed && isShown(model, *passed) ? valueAt(record, *passed) : std::nullopt;
        }
        case LinkMeaning::None:
            break;
    }
    return {};
}

std::optional<Place> placeOf(const WalkModel& model, const StepColumns& columns, const StepItem& item) {
    if (!model.walk() || item.column < 0 || item.column >= static_cast<Index>(columns.size())) return {};
    const StepColumn& column = columns[static_cast<std::size_t>(item.column)];
    const Phase phase = model.operation().phase;
    const Quantity quantity = phase == Phase::Forward    ? Quantity::Parameter
                              : phase == Phase::Backward ? Quantity::Gradient
                                                         : Quantity::NewParameter;
    switch (item.kind) {
        case StepItemKind::Unit:
            if (phase == Phase::Backward)
                if (const auto gradient = gradientOfUnit(model, column, item.unit)) return gradient;
            return valueOfUnit(model, column, item.unit);
        case StepItemKind::Loss:
            return valueOfUnit(model, column, 0);
        case StepItemKind::Link:
            if (column.hasWeights) return linkPlace(column, parameter(quantity, column, 0), item.unit, item.input);
            return valueOfUnit(model, column, item.unit);
        case StepItemKind::Bias:
            return Place{parameter(quantity, column, 1), item.unit, 0};
        case StepItemKind::None:
            break;
    }
    return {};
}

StepItem itemOf(const StepRecord& record, const StepColumns& columns, const Place& place) {
    const TensorRef& tensor = place.tensor;
    const auto last = static_cast<Index>(columns.size()) - 1;
    switch (tensor.quantity) {
        case Quantity::Input:
            return {StepItemKind::Unit, 0, unitOfPlace(record, place)};
        case Quantity::Target:
        case Quantity::SampleLoss:
        case Quantity::Cost:
            return {StepItemKind::Loss, last, 0};
        default:
            break;
    }
    const Index number = tensor.layer + 1;
    if (number < 1 || number >= last) return {};
    const StepColumn& column = columns[static_cast<std::size_t>(number)];
    if (!isParameterLike(tensor.quantity)) {
        if (!isByUnit(record, tensor, column.units)) return {};
        return {StepItemKind::Unit, number, unitOfPlace(record, place)};
    }
    if (tensor.part == 0 && column.links == StepLinks::Full) return {StepItemKind::Link, number, place.row, place.col};
    if (tensor.part == 0 && column.hasWeights) return {StepItemKind::Link, number, place.row, place.row};
    if (tensor.part == 1 && column.hasBias) return {StepItemKind::Bias, number, place.row};
    return {};
}

}  // namespace glassbox
