#include "engine/nn/initialiser.h"

#include "engine/nn/error.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

void fillNormal(std::span<Scalar> weights, double deviation, Random& random) {
    for (Scalar& weight : weights) weight = static_cast<Scalar>(deviation * random.normal());
}

double atLeastOne(Index fan) {
    return static_cast<double>(std::max<Index>(fan, 1));
}

void zeros(std::span<Scalar> weights, Index, Index, double, Random&) {
    std::fill(weights.begin(), weights.end(), Scalar(0));
}

void normal(std::span<Scalar> weights, Index, Index, double gain, Random& random) {
    fillNormal(weights, gain, random);
}

void uniform(std::span<Scalar> weights, Index, Index, double gain, Random& random) {
    for (Scalar& weight : weights) weight = static_cast<Scalar>(random.uniform(-gain, gain));
}

void lecun(std::span<Scalar> weights, Index fanIn, Index, double gain, Random& random) {
    fillNormal(weights, gain / std::sqrt(atLeastOne(fanIn)), random);
}

void xavier(std::span<Scalar> weights, Index fanIn, Index fanOut, double gain, Random& random) {
    fillNormal(weights, gain * std::sqrt(2 / (atLeastOne(fanIn) + atLeastOne(fanOut))), random);
}

void he(std::span<Scalar> weights, Index fanIn, Index, double gain, Random& random) {
    fillNormal(weights, gain * std::sqrt(2 / atLeastOne(fanIn)), random);
}

std::vector<InitialiserInfo> makeInfos() {
    using Fill = decltype(InitialiserInfo::fill);
    const auto info = [](const char* kind, const char* title, const char* help, const char* formula, Fill fill) {
        InitialiserInfo result;
        result.kind = kind;
        result.title = title;
        result.help = help;
        result.formula = formula;
        result.fill = fill;
        return result;
    };
    return {
        info("xavier", "Xavier",
             "Keeps the spread of activations and gradients about the same from layer to layer; the usual choice for "
             "tanh and "
             "sigmoid (Glorot and Bengio 2010).",
             "w ~ N(0, σ²), σ = gain · √(2 / (inputs + outputs))", xavier),
        info("he", "He",
             "Like LeCun with twice the variance, because ReLU silences half of the units; the usual choice for ReLU "
             "and its "
             "relatives (He et al. 2015).",
             "w ~ N(0, σ²), σ = gain · √(2 / inputs)", he),
        info("lecun", "LeCun",
             "Keeps the spread of the weighted sums at that of the inputs (LeCun, Bottou, Orr and Müller 1998).",
             "w ~ N(0, σ²), σ = gain / √inputs", lecun),
        info("normal", "Normal",
             "Bell-shaped with the gain as its standard deviation, whatever the size of the layer: good for seeing "
             "what too large "
             "or too small starting weights do.",
             "w ~ N(0, gain²)", normal),
        info("uniform", "Uniform", "Evenly spread between minus and plus the gain, whatever the size of the layer.",
             "w ~ U(−gain, gain)", uniform),
        info("zeros", "Zeros",
             "All weights start at zero: every unit of a layer then gets the same gradient and they never become "
             "different. "
             "Shows why starting weights must be random.",
             "w = 0", zeros),
    };
}

}  // namespace

const std::vector<InitialiserInfo>& initialiserInfos() {
    static const std::vector<InitialiserInfo> infos = makeInfos();
    return infos;
}

const InitialiserInfo& initialiserInfo(std::string_view kind) {
    std::string known;
    for (const InitialiserInfo& info : initialiserInfos()) {
        if (info.kind == kind) return info;
        known += (known.empty() ? "" : ", ") + info.kind;
    }
    throw Error("There is no initialiser called \"" + std::string(kind) + "\"; use one of " + known + ".");
}

}  // namespace glassbox
