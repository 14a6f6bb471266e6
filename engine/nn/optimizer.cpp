#include "engine/nn/optimizer.h"

#include "engine/nn/error.h"
#include "engine/nn/optimizer_kinds.h"

namespace glassbox {

Optimizer::~Optimizer() = default;

namespace {

OptionInfo learningRate(double standard) {
    OptionInfo info{"learning_rate", "Learning rate", OptionType::Real, standard, 0, 1000};
    info.help = "How far each update goes. Too small: slow; too large: the cost jumps about or grows without bound.";
    info.minimumExcluded = true;
    return info;
}

/// A share from 0 up to (but not at) 1.
OptionInfo share(const char* name, const char* label, double standard, const char* help) {
    OptionInfo info{name, label, OptionType::Real, standard, 0, 0.999999};
    info.help = help;
    return info;
}

OptionInfo momentum() {
    return share("momentum", "Momentum", 0.9,
                 "Share of the last step that goes into the next: 0.9 averages over about 10 steps.");
}

OptionInfo epsilon(double standard) {
    OptionInfo info{"epsilon", "Epsilon", OptionType::Real, standard, 0, 1};
    info.help = "Added to the divisor, so that nothing is divided by zero.";
    info.minimumExcluded = true;
    info.advanced = true;
    return info;
}

std::vector<OptionInfo> adamOptions() {
    return {
        learningRate(0.01),
        share("beta1", "Beta 1", 0.9, "Share of the running mean of the gradient that is kept each step."),
        share("beta2", "Beta 2", 0.999, "Share of the running mean of the squared gradient that is kept each step."),
        epsilon(1e-8)};
}

OptimizerInfo info(const char* kind, const char* title, const char* help, const char* formula,
                   std::vector<OptionInfo> options, decltype(OptimizerInfo::make) make) {
    OptimizerInfo result;
    result.kind = kind;
    result.title = title;
    result.help = help;
    result.formula = formula;
    result.options = std::move(options);
    result.make = make;
    return result;
}

std::vector<OptimizerInfo> makeInfos() {
    return {
        info("sgd", "SGD", "Stochastic gradient descent: a step against the gradient of the batch.", "w ← w − η g",
             {learningRate(0.1)}, makeSgd),
        info("momentum", "Momentum",
             "Steps add up to a velocity, like a heavy ball rolling downhill: faster along valleys, calmer across them "
             "(Polyak 1964).",
             "v ← μ v + g,  w ← w − η v", {learningRate(0.05), momentum()}, makeMomentum),
        info("nesterov", "Nesterov",
             "Momentum that looks ahead to where the velocity is going and so brakes earlier (Nesterov 1983; Sutskever "
             "et al. 2013).",
             "v ← μ v + g,  w ← w − η (g + μ v)", {learningRate(0.05), momentum()}, makeNesterov),
        info("adagrad", "AdaGrad",
             "Every parameter has a rate of its own, smaller the more gradient it has seen so far (Duchi et al. 2011).",
             "s ← s + g²,  w ← w − η g / (√s + ε)", {learningRate(0.1), epsilon(1e-10)}, makeAdagrad),
        info(
            "rmsprop", "RMSProp",
            "Divides by a running mean of the gradient's size, so that old gradients are forgotten (Tieleman and "
            "Hinton 2012).",
            "v ← α v + (1 − α) g²,  w ← w − η g / (√v + ε)",
            {learningRate(0.01),
             share("alpha", "Alpha", 0.99, "Share of the running mean of the squared gradient that is kept each step."),
             epsilon(1e-8)},
            makeRmsprop),
        info("adam", "Adam", "Momentum and RMSProp together, both corrected for starting at zero (Kingma and Ba 2015).",
             "m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,  w ← w − η m̂ / (√v̂ + ε),  m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 "
             "− β₂ᵗ)",
             adamOptions(), makeAdam),
        info("adamw", "AdamW",
             "Adam with the weight decay taken straight from the weights instead of going through the gradient "
             "(Loshchilov and Hutter 2019).",
             "w ← (1 − η λ) w,  then as Adam", adamOptions(), makeAdamw),
    };
}

}  // namespace

const std::vector<OptimizerInfo>& optimizerInfos() {
    static const std::vector<OptimizerInfo> infos = makeInfos();
    return infos;
}

const OptimizerInfo* findOptimizer(std::string_view kind) {
    for (const OptimizerInfo& info : optimizerInfos())
        if (info.kind == kind) return &info;
    return nullptr;
}

std::shared_ptr<const Optimizer> makeOptimizer(const Spec& spec) {
    if (const OptimizerInfo* info = findOptimizer(spec.kind))
        return info->make(checkedOptions(*info, spec.options, "training.optimizer"));
    std::string known;
    for (const OptimizerInfo& info : optimizerInfos()) known += (known.empty() ? "" : ", ") + info.kind;
    throw Error("training.optimizer.kind: there is no optimizer called \"" + spec.kind + "\"; use one of " + known +
                ".");
}

}  // namespace glassbox
