#pragma once

#include "engine/nn/export.h"
#include "engine/nn/tensor.h"

namespace glassbox {

// Momentum on a quadratic bowl whose curvatures (eigenvalues of the Hessian) lie from `lowest` to `highest`, both above
// 0: v <- mu v + g, w <- w - eta v (Polyak 1964). Along an axis of curvature c, the pair (w, w before) is multiplied in
// each step by the companion matrix [[1 + mu - eta c, -mu], [1, 0]]; its eigenvalues tell all. The pad is the plane of
// the two knobs, learning rate eta and momentum mu (0 to below 1).

enum class MomentumRegion {
    Monotone,     ///< every axis creeps to the minimum from one side: real eigenvalues, none negative
    Oscillating,  ///< some axis swings through the minimum: complex or negative eigenvalues
    Divergent     ///< some eigenvalue has a size of 1 or more: the distance does not shrink
};

/// The curvatures of a bowl.
struct BowlCurvatures {
    double lowest = 0.1, highest = 1;
};

/// What is left of the distance along one axis after a step, in the long run: the spectral radius of its companion
/// matrix.
GLASSBOX_EXPORT double momentumRate(double curvature, double learningRate, double momentum);
/// That of the slowest axis.
GLASSBOX_EXPORT double momentumRate(const BowlCurvatures& bowl, double learningRate, double momentum);
GLASSBOX_EXPORT MomentumRegion momentumRegion(const BowlCurvatures& bowl, double learningRate, double momentum);
/// From this learning rate on the bowl's steepest axis diverges: 2 (1 + mu) / highest.
GLASSBOX_EXPORT double divergenceLearningRate(const BowlCurvatures& bowl, double momentum);
/// Up to this learning rate no axis swings: (1 - sqrt(mu))^2 / highest.
GLASSBOX_EXPORT double monotoneLearningRate(const BowlCurvatures& bowl, double momentum);

/// The setting that converges fastest: eta = 4 / (sqrt(L) + sqrt(l))^2, mu = ((sqrt(k) - 1) / (sqrt(k) + 1))^2, where
/// l, L are the lowest and highest curvature and k = L / l; the rate there is sqrt(mu). Without momentum the best is
/// eta = 2 / (L + l) with the rate (k - 1) / (k + 1).
struct MomentumOptimum {
    double learningRate = 0, momentum = 0, rate = 0;
};
GLASSBOX_EXPORT MomentumOptimum optimalMomentum(const BowlCurvatures& bowl);
GLASSBOX_EXPORT MomentumOptimum optimalWithoutMomentum(const BowlCurvatures& bowl);

/// The same rate measured: runs the engine's momentum optimizer for `steps` steps from (1, 1) and compares the distance
/// (with that of the step before) at the middle and at the end. Above 1 where it diverges. The numbers are scaled back
/// by powers of two on the way, so that neither overflow nor underflow ends the measurement.
GLASSBOX_EXPORT double measuredMomentumRate(const BowlCurvatures& bowl, double learningRate, double momentum,
                                            Index steps = 400);

}  // namespace glassbox
