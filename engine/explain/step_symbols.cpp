#include "engine/explain/step_tensor.h"

namespace glassbox {

namespace {

/// How a tensor and one of its numbers are written: a letter for each and what goes above.
struct Letters {
    std::string tensor, element, above;
};

std::string traceName(const StepRecord& record, const TensorRef& ref) {
    const std::vector<std::string> names = record.before.layer(ref.layer).traceNames();
    const auto at = static_cast<std::size_t>(ref.part);
    return at < names.size() ? names[at] : std::string("v");
}

bool isMatrix(const StepRecord& record, Index layer) {
    for (const ParameterInfo& info : record.before.layer(layer).parameters())
        if (info.shape.size() > 1) return true;
    return false;
}

Letters innerLetters(const StepRecord& record, const TensorRef& ref, const std::string& layer) {
    const std::string name = traceName(record, ref);
    if (name == "dz") return {"\\delta", "\\delta", layer};
    if (name == "x_hat") return {"\\hat{x}", "\\hat{x}", layer};
    if (name == "mean") return {"\\mu", "\\mu", layer};
    if (name == "variance") return {"v", "v", layer};
    if (name == "mask") return {"r", "r", layer};
    return {name, name, layer};
}

Letters parameterLetters(const StepRecord& record, const TensorRef& ref, const std::string& layer) {
    const bool matrix = isMatrix(record, ref.layer);
    if (ref.part == 0) return matrix ? Letters{"W", "w", layer} : Letters{"\\gamma", "\\gamma", layer};
    return matrix ? Letters{"b", "b", layer} : Letters{"\\beta", "\\beta", layer};
}

Letters lettersOf(const StepRecord& record, const TensorRef& ref) {
    const std::string layer = std::to_string(ref.layer + 1);
    switch (ref.quantity) {
        case Quantity::Input:
            return {"x", "x", {}};
        case Quantity::Target:
            return {"y", "y", {}};
        case Quantity::SampleLoss:
            return {"L", "L", {}};
        case Quantity::Cost:
            return {costSymbol(record), costSymbol(record), {}};
        case Quantity::Inner:
            return innerLetters(record, ref, layer);
        case Quantity::Output:
        case Quantity::OutputGradient:
            if (ref.layer + 1 == record.before.layerCount()) return {"\\hat{y}", "\\hat{y}", {}};
            return {"a", "a", layer};
        default:
            return parameterLetters(record, ref, layer);
    }
}

std::string withScripts(const std::string& letter, const std::string& above, const std::string& below) {
    return letter + (above.empty() ? "" : "^{" + above + "}") + (below.empty() ? "" : "_{" + below + "}");
}

std::string derivativeBy(const StepRecord& record, const std::string& symbol) {
    return "\\frac{\\partial " + costSymbol(record) + "}{\\partial " + symbol + "}";
}

/// "m", "v", "s" for what the optimizer remembers.
std::string memoryLetter(const StepRecord& record, const TensorRef& ref) {
    const std::string name = record.memoryNames[static_cast<std::size_t>(ref.memory)];
    return name == "velocity" ? "v" : name == "sum" ? "s" : name;
}

/// Numbers that go with a parameter are told apart by the parameter's letter below.
std::string besideParameter(const StepRecord& record, const TensorRef& ref, const Letters& parameter,
                            const std::string& below, bool element) {
    const std::string which =
        element ? (ref.part == 0 ? below : parameter.element + "_{" + below + "}") : parameter.tensor;
    if (ref.quantity == Quantity::UpdateGradient) return withScripts("g", parameter.above, which);
    const std::string letter = memoryLetter(record, ref);
    if (ref.quantity == Quantity::MemoryAfter) return withScripts(letter, parameter.above, which);
    return withScripts(letter, parameter.above + ",\\text{old}", which);
}

std::string written(const StepRecord& record, const TensorRef& ref, const std::string& below, const std::string& sample,
                    bool element) {
    Letters letters = lettersOf(record, ref);
    if (!sample.empty()) letters.above += (letters.above.empty() ? "(" : "\\,(") + sample + ")";
    const std::string& letter = element ? letters.element : letters.tensor;
    switch (ref.quantity) {
        case Quantity::OutputGradient:
        case Quantity::Gradient:
            return derivativeBy(record, withScripts(letter, letters.above, below));
        case Quantity::UpdateGradient:
        case Quantity::MemoryBefore:
        case Quantity::MemoryAfter:
            return besideParameter(record, ref, letters, below, element);
        case Quantity::NewParameter:
            return withScripts(letter, letters.above + ",\\text{new}", below);
        default:
            return withScripts(letter, letters.above, below);
    }
}

/// Batch statistics have a single column: they are of no one sample.
bool hasSamples(const StepRecord& record, const TensorRef& ref) {
    if (isParameterLike(ref.quantity) || ref.quantity == Quantity::Cost) return false;
    return record.isBatch() && tensorOf(record, ref).cols > 1;
}

std::string parameterWords(const StepRecord& record, const Place& place) {
    const Index layer = place.tensor.layer;
    const std::string unit = unitWords(record, layer, place.row);
    const bool matrix = isMatrix(record, layer);
    if (place.tensor.part > 0) return matrix ? "bias of " + unit : "shift of " + unit;
    if (!matrix) return "scale of " + unit;
    return "weight from " + unitWords(record, layer - 1, place.col) + " to " + unit;
}

bool isLast(const StepRecord& record, Index layer) {
    return layer + 1 == record.before.layerCount();
}

std::string withoutArticle(const std::string& words) {
    return words.starts_with("the ") ? words.substr(4) : words;
}

std::string layerWords(const StepRecord& record, const Place& place) {
    const TensorRef& ref = place.tensor;
    const std::string unit = unitWords(record, ref.layer, place.row);
    if (ref.quantity == Quantity::Output) return isLast(record, ref.layer) ? withoutArticle(unit) : "output of " + unit;
    if (ref.quantity == Quantity::OutputGradient)
        return (isLast(record, ref.layer) ? "gradient at " : "gradient at the output of ") + unit;
    const std::string name = traceName(record, ref);
    // The statistics of a normalisation have one row for a sample, or one column for the batch.
    const bool ofAll = tensorOf(record, ref).rows != record.before.layer(ref.layer).outputShape().size();
    const std::string owner = ofAll ? "layer " + std::to_string(ref.layer + 1) : unit;
    if (name == "z") return "weighted sum of " + owner;
    if (name == "dz") return "error of " + owner;
    if (name == "x_hat") return "normalised value of " + owner;
    if (name == "mask") return "dropout mask of " + owner;
    return name + " of " + owner;
}

std::string targetWords(const StepRecord& record, Index row) {
    const auto at = static_cast<std::size_t>(row);
    if (record.before.outputShape().size() == 1) return "target";
    return at < record.classNames.size() ? "target for " + record.classNames[at] : "target " + std::to_string(row + 1);
}

}  // namespace

std::string unitWords(const StepRecord& record, Index layer, Index row) {
    const auto at = static_cast<std::size_t>(row);
    const std::string number = std::to_string(row + 1);
    if (layer < 0) return "input " + (at < record.inputNames.size() ? record.inputNames[at] : number);
    const bool alone = record.before.layer(layer).outputShape().size() == 1;
    if (!isLast(record, layer))
        return (alone ? "the unit of layer " : "unit " + number + " of layer ") + std::to_string(layer + 1);
    if (alone) return "the output";
    return at < record.classNames.size() ? "the output for " + record.classNames[at] : "output " + number;
}

std::string costSymbol(const StepRecord& record) {
    return record.isBatch() ? "C" : "L";
}

std::string symbolOf(const StepRecord& record, const TensorRef& tensor) {
    return written(record, tensor, {}, {}, false);
}

std::string symbolOf(const StepRecord& record, const Place& place) {
    const TensorView view = tensorOf(record, place.tensor);
    const bool samples = hasSamples(record, place.tensor);
    const bool matrix = isParameterLike(place.tensor.quantity) && view.cols > 1;
    std::string below;
    if (place.tensor.quantity != Quantity::SampleLoss && place.tensor.quantity != Quantity::Cost &&
        (view.rows > 1 || matrix || place.tensor.quantity == Quantity::Input || isParameterLike(place.tensor.quantity)))
        below = std::to_string(place.row + 1) + (matrix ? "," + std::to_string(place.col + 1) : "");
    return written(record, place.tensor, below, samples ? std::to_string(place.col + 1) : std::string(), true);
}

std::string wordsOf(const StepRecord& record, const Place& place) {
    const TensorRef& ref = place.tensor;
    const std::string sample = hasSamples(record, ref) ? " for sample " + std::to_string(place.col + 1) : std::string();
    switch (ref.quantity) {
        case Quantity::Input:
            return unitWords(record, -1, place.row) + sample;
        case Quantity::Target:
            return targetWords(record, place.row) + sample;
        case Quantity::SampleLoss:
            return "loss" + sample;
        case Quantity::Cost:
            return "cost";
        case Quantity::Parameter:
            return parameterWords(record, place);
        case Quantity::Gradient:
            return "gradient of the " + parameterWords(record, place);
        case Quantity::UpdateGradient:
            return "gradient that the optimizer gets for the " + parameterWords(record, place);
        case Quantity::MemoryBefore:
        case Quantity::MemoryAfter:
            return record.memoryNames[static_cast<std::size_t>(ref.memory)] + " of the " +
                   parameterWords(record, place);
        case Quantity::NewParameter:
            return "new " + parameterWords(record, place);
        default:
            return layerWords(record, place) + sample;
    }
}

}  // namespace glassbox
