#include "engine/nn/activation.h"
#include "engine/nn/error.h"

namespace glassbox {

namespace {

ActivationInfo line(ActivationKind value, const char* kind, const char* title, const char* help, const char* formula,
                    Scalar setting = 0) {
    ActivationInfo info;
    info.kind = kind;
    info.title = title;
    info.help = help;
    info.formula = formula;
    info.value = value;
    info.setting = setting;
    return info;
}

}  // namespace

const std::vector<ActivationInfo>& activationInfos() {
    using enum ActivationKind;
    static const std::vector<ActivationInfo> infos{
        line(Identity, "identity", "Identity",
             "Passes the value on unchanged. A network of identity layers alone can only draw straight lines; as the "
             "last "
             "activation it leaves a regression free to reach any value.",
             "a = z"),
        line(Sigmoid, "sigmoid", "Sigmoid",
             "Squeezes any value into 0 to 1, so that the last unit of a yes-or-no classifier can be read as a "
             "probability. In "
             "deep networks its small slope makes the gradient fade.",
             "a = 1 / (1 + e⁻ᶻ)"),
        line(Tanh, "tanh", "Tanh",
             "Squeezes any value into -1 to 1, centred on zero. Smooth, and a good first choice for small networks.",
             "a = tanh(z) = (eᶻ - e⁻ᶻ) / (eᶻ + e⁻ᶻ)"),
        line(Relu, "relu", "ReLU",
             "Keeps positive values and sets negative ones to zero. Cheap, and its gradient does not fade on the "
             "positive side; "
             "a unit that is negative for every sample stops learning.",
             "a = max(0, z)"),
        line(LeakyRelu, "leaky_relu", "Leaky ReLU",
             "Like ReLU, but lets a small share of negative values through, so that no unit stops learning for good.",
             "a = z for z > 0, otherwise slope · z", Scalar(0.01)),
        line(Elu, "elu", "ELU",
             "Like ReLU, but bends smoothly towards -α on the negative side, which keeps the mean of the values near "
             "zero.",
             "a = z for z > 0, otherwise α · (eᶻ - 1)", Scalar(1)),
        line(Gelu, "gelu", "GELU",
             "Weighs each value by the share of a normal distribution that lies below it: a smooth relative of ReLU, "
             "usual in "
             "transformers.",
             "a = z · Φ(z) = z / 2 · (1 + erf(z / √2))"),
        line(Softmax, "softmax", "Softmax",
             "Turns the values of a layer into probabilities that sum to 1, one for each class. Belongs at the end of "
             "a network "
             "with several classes.",
             "aᵢ = e^zᵢ / Σⱼ e^zⱼ"),
        line(LogSoftmax, "log_softmax", "Log-softmax",
             "The logarithm of softmax, computed without losing small probabilities. Made for the negative "
             "log-likelihood loss.",
             "aᵢ = zᵢ - ln Σⱼ e^zⱼ"),
    };
    return infos;
}

const ActivationInfo& activationInfo(std::string_view kind) {
    std::string known;
    for (const ActivationInfo& info : activationInfos()) {
        if (info.kind == kind) return info;
        known += (known.empty() ? "" : ", ") + info.kind;
    }
    throw Error("There is no activation called \"" + std::string(kind) + "\"; use one of " + known + ".");
}

}  // namespace glassbox
