#pragma once

#include "engine/explain/arithmetic_writer.h"
#include "engine/nn/activation.h"

namespace glassbox {

/// One unit with its activation function, for one sample.
struct ActiveUnit {
    ArithmeticWriter& writer;
    Place z, a;
    Activation f;

    double sum() const { return writer.value(z); }
    double output() const { return writer.value(a); }
    std::string setting() const;  ///< TeX of the slope of leaky ReLU, the alpha of ELU
};

/// How an activation function of a single unit is written and told. Softmax, which couples units, is told in
/// walk_softmax.cpp.
struct FunctionTeller {
    ActivationKind kind;
    /// TeX of f(z) and f'(z) in letters, with the setting's number.
    std::string (*rule)(const std::string& setting);
    std::string (*slopeRule)(const std::string& setting);
    /// TeX of f(z) with numbers: only the case that holds.
    std::string (*numbers)(const ActiveUnit& unit);
    /// TeX of f'(z) with numbers, as the engine computes it.
    std::string (*slopeNumbers)(const ActiveUnit& unit);
    /// The slope's numbers can stand as a factor; otherwise the slope gets a line of its own.
    bool slopeIsFactor;
    /// What the function does to this unit; `name` is "unit 2 of layer 1".
    std::string (*sentence)(const ActiveUnit& unit, const std::string& name);
};

/// Null for identity, softmax and log-softmax.
const FunctionTeller* functionTeller(ActivationKind kind);

}  // namespace glassbox
