#include "ui/backprop/step_scene.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

/// The columns between which an operation passes gradient back; no columns if it stays where it is.
std::optional<std::pair<Index, Index>> way(const StepRecord& record, const Operation& operation) {
    const TensorRef& result = operation.result;
    if (operation.phase != Phase::Backward || result.layer < 0) return {};
    const Index column = result.layer + 1;
    if (result.quantity == Quantity::Gradient)
        return result.part == 0 ? std::optional(std::pair(column, column - 1)) : std::nullopt;
    const bool isError = result == errorOf(record, result.layer);
    if (result.quantity == Quantity::OutputGradient || isError) return std::pair(column + 1, column);
    return {};
}

/// The unit of a column that the gradient passes through: the strongest term's, else a told one, else the middle one.
StepItem unitOn(const WalkModel& model, const StepColumns& columns, const std::set<StepItem>& told, Index column) {
    const StepRecord& record = model.walk()->record();
    if (const StepItem result = itemOf(record, columns, model.arithmetic().place)) {
        if (result.column == column && result.kind != StepItemKind::Link)
            return {StepItemKind::Unit, column, result.unit};
        if (result.kind == StepItemKind::Link && result.column == column)
            return {StepItemKind::Unit, column, result.unit};
        if (result.kind == StepItemKind::Link && result.column == column + 1)
            return {StepItemKind::Unit, column, result.input};
    }
    double best = -1;
    StepItem found;
    for (const Term& term : model.arithmetic().terms) {
        for (const Place& factor : term.factors) {
            const StepItem item = itemOf(record, columns, factor);
            if (item.kind != StepItemKind::Unit || item.column != column || std::abs(term.value) <= best) continue;
            best = std::abs(term.value);
            found = item;
        }
    }
    if (found) return found;
    for (const StepItem& item : told)
        if (item.column == column && item.kind == StepItemKind::Unit) return item;
    return {StepItemKind::Unit, column, columns[static_cast<std::size_t>(column)].units / 2};
}

}  // namespace

std::vector<StepFlow> flowsOf(const WalkModel& model, const StepColumns& columns, const std::set<StepItem>& told) {
    std::vector<StepFlow> flows;
    const Walk& walk = *model.walk();
    const auto [first, last] = walk.covered(model.place(), model.grain());
    for (Index i = first; i <= last; ++i) {
        const auto columnsOf = way(walk.record(), walk.at(i));
        if (!columnsOf) continue;
        StepFlow flow{unitOn(model, columns, told, columnsOf->first), unitOn(model, columns, told, columnsOf->second)};
        const auto onUnits = [&](Index column) {
            return columns[static_cast<std::size_t>(column)].links == StepLinks::Single;
        };
        if (onUnits(columnsOf->first)) flow.from.unit = flow.to.unit;
        if (columnsOf->first + 1 == static_cast<Index>(columns.size()))
            flow.from = {StepItemKind::Loss, columnsOf->first};
        const bool again = std::any_of(flows.begin(), flows.end(), [&](const StepFlow& other) {
            return other.from.column == flow.from.column && other.to.column == flow.to.column;
        });
        if (!again) flows.push_back(flow);
    }
    return flows;
}

}  // namespace glassbox
