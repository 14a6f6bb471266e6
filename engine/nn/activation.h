#pragma once

#include "engine/nn/options.h"
#include "engine/nn/tensor.h"

#include <vector>

namespace glassbox {

enum class ActivationKind { Identity, Sigmoid, Tanh, Relu, LeakyRelu, Elu, Gelu, Softmax, LogSoftmax };

/// An activation function with its setting (the slope of leaky ReLU, the alpha of ELU; unused by the others).
struct Activation {
    ActivationKind kind = ActivationKind::Identity;
    Scalar setting = 0;
};

struct ActivationInfo : KindInfo {
    ActivationKind value = ActivationKind::Identity;
    Scalar setting = 0;  ///< default setting
};

GLASSBOX_EXPORT const std::vector<ActivationInfo>& activationInfos();
/// Throws Error for an unknown name.
GLASSBOX_EXPORT const ActivationInfo& activationInfo(std::string_view kind);

/// a = f(z), column by column; z and a are `rows x cols` and may be the same memory except for log-softmax.
GLASSBOX_EXPORT void applyActivation(const Activation& f, const Scalar* z, Scalar* a, Index rows, Index cols);
/// dz = da * f'(z) (for softmax and log-softmax the full Jacobian of each column). dz may be da.
GLASSBOX_EXPORT void activationGradient(const Activation& f, const Scalar* z, const Scalar* a, const Scalar* da,
                                        Scalar* dz, Index rows, Index cols);
/// f(z) and f'(z) of one number, for curves; softmax and log-softmax of a single unit are treated as identity.
GLASSBOX_EXPORT double activationValue(const Activation& f, double z);
GLASSBOX_EXPORT double activationSlope(const Activation& f, double z);

}  // namespace glassbox
