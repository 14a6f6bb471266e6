#include "ui/models/freezing.h"

#include "engine/nn/layer.h"
#include "ui/models/network_edits.h"

#include <algorithm>

namespace glassbox {

namespace {

const Spec* layerOf(const Experiment& experiment, Index layer) {
    const bool inside = layer >= 0 && layer < static_cast<Index>(experiment.network.size());
    return inside ? &experiment.network[static_cast<std::size_t>(layer)] : nullptr;
}

std::vector<Index> wholeOf(const Spec& layer, const char* option) {
    const OptionValue* value = layer.options.find(option);
    const auto* numbers = value ? std::get_if<Numbers>(value) : nullptr;
    std::vector<Index> whole;
    if (numbers)
        std::transform(numbers->begin(), numbers->end(), std::back_inserter(whole),
                       [](double number) { return static_cast<Index>(number); });
    return whole;
}

bool holds(const std::vector<Index>& numbers, Index number) {
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

// The default is left out, as in a file written by hand.
void setNumbers(Spec& layer, const char* option, const Numbers& numbers) {
    if (numbers.empty()) {
        layer.options.erase(option);
    } else {
        layer.options.set(option, numbers);
    }
}

void setHeld(Spec& layer, const char* option, Index number, bool held) {
    std::vector<Index> numbers = wholeOf(layer, option);
    std::erase(numbers, number);
    if (held) numbers.insert(std::upper_bound(numbers.begin(), numbers.end(), number), number);
    setNumbers(layer, option, {numbers.begin(), numbers.end()});
}

}  // namespace

bool FrozenParts::holdsUnit(Index unit) const {
    return holds(units, unit);
}

bool FrozenParts::holdsWeight(Index unit, Index input) const {
    return std::find(weights.begin(), weights.end(), Weight{unit, input}) != weights.end();
}

bool FrozenParts::holdsBias(Index unit) const {
    return holds(biases, unit);
}

FrozenParts frozenParts(const Spec& layer) {
    FrozenParts parts;
    parts.units = wholeOf(layer, "frozen_units");
    parts.biases = wholeOf(layer, "frozen_biases");
    const std::vector<Index> weights = wholeOf(layer, "frozen_weights");
    for (std::size_t i = 0; i + 1 < weights.size(); i += 2) parts.weights.push_back({weights[i], weights[i + 1]});
    return parts;
}

FrozenBy frozenBy(const Experiment& experiment, const ParameterRef& place) {
    const Spec* layer = layerOf(experiment, place.layer);
    if (!layer) return FrozenBy::Nothing;
    if (isFrozen(experiment, place.layer)) return FrozenBy::Layer;
    const FrozenParts parts = frozenParts(*layer);
    if (parts.holdsUnit(place.row)) return FrozenBy::Unit;
    const bool itself = place.name == "weight" ? parts.holdsWeight(place.row, place.col) : parts.holdsBias(place.row);
    return itself ? FrozenBy::Itself : FrozenBy::Nothing;
}

bool canFreezeParts(const Experiment& experiment, Index layer) {
    const Spec* spec = layerOf(experiment, layer);
    const LayerInfo* info = spec ? findLayer(spec->kind) : nullptr;
    return info && info->option("frozen_units");
}

Experiment unfreezeParts(Experiment experiment, Index layer) {
    if (!canFreezeParts(experiment, layer)) return experiment;
    for (const char* option : {"frozen_units", "frozen_weights", "frozen_biases"})
        experiment.network[static_cast<std::size_t>(layer)].options.erase(option);
    return experiment;
}

bool isUnitFrozen(const Experiment& experiment, Index layer, Index unit) {
    const Spec* spec = layerOf(experiment, layer);
    return spec && (isFrozen(experiment, layer) || frozenParts(*spec).holdsUnit(unit));
}

Experiment setUnitFrozen(Experiment experiment, Index layer, Index unit, bool frozen) {
    if (!canFreezeParts(experiment, layer) || unit < 0) return experiment;
    setHeld(experiment.network[static_cast<std::size_t>(layer)], "frozen_units", unit, frozen);
    return experiment;
}

Experiment setFrozen(Experiment experiment, const ParameterRef& place, bool frozen) {
    const FrozenBy now = frozenBy(experiment, place);
    if (!canFreezeParts(experiment, place.layer) || now == FrozenBy::Unit || now == FrozenBy::Layer ||
        (now == FrozenBy::Itself) == frozen) {
        return experiment;
    }
    Spec& layer = experiment.network[static_cast<std::size_t>(place.layer)];
    if (place.name != "weight") {
        setHeld(layer, "frozen_biases", place.row, frozen);
        return experiment;
    }
    std::vector<FrozenParts::Weight> weights = frozenParts(layer).weights;
    std::erase(weights, FrozenParts::Weight{place.row, place.col});
    if (frozen) weights.push_back({place.row, place.col});
    Numbers numbers;
    for (const auto& [unit, input] : weights) numbers.insert(numbers.end(), {double(unit), double(input)});
    setNumbers(layer, "frozen_weights", numbers);
    return experiment;
}

}  // namespace glassbox
