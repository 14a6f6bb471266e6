#pragma once

#include "engine/explain/step_tensor.h"

#include <functional>

namespace glassbox {

/// One number of a gradient, as backpropagation and as central differences give it.
struct CheckedNumber {
    Index row = 0, col = 0;
    double analytic = 0;  ///< the engine's own
    double numeric = 0;   ///< (C(v + h) - C(v - h)) / 2h
    double error = 0;     ///< |analytic - numeric| / max(|analytic| + |numeric|, floor), from 0 to 1
    bool agrees = true;   ///< see checkTensor
};

/// A whole gradient against central differences.
struct TensorCheck {
    TensorRef tensor;
    Index rows = 0, cols = 0;
    double h = 0;
    std::vector<CheckedNumber> numbers;  ///< row by row; every one, or as many as were to be checked, spread evenly
    double floor = 0;     ///< a hundredth of the tensor's largest number: those far below it don't count as wrong
    double rounding = 0;  ///< by which rounding the costs alone can falsify a numeric gradient at this h
    double worstError = 0, meanError = 0;
    std::size_t worst = 0;  ///< in `numbers`
    Index disagreeing = 0;  ///< how many do not agree

    bool isWhole() const { return static_cast<Index>(numbers.size()) == rows * cols; }
};

/// Told now and then which share is done; false ends the work.
using CheckProgress = std::function<bool(double share)>;

constexpr Index checkLimit = 20'000;

/// Checks each number of a gradient, or `limit` of them. Absent if `progress` ended it. canProbe(record, tensor) must
/// hold. A number agrees if the two differ by no more than a hundredth of them plus what rounding explains: C is
/// computed in Scalar, so that a difference of two costs is wrong by some roundings of C, divided by 2h.
GLASSBOX_EXPORT std::optional<TensorCheck> checkTensor(const StepRecord& record, const TensorRef& tensor, double h,
                                                       const CheckProgress& progress = {}, Index limit = checkLimit);

/// How wrong central differences are at a step size, over some numbers of a gradient.
struct StepSizeError {
    double h = 0;
    double mean = 0, worst = 0;  ///< relative errors as above
};

/// 1e-7 to 1, four a decade.
GLASSBOX_EXPORT std::vector<double> stepSizes();
/// For the plot of error against step size; `count` numbers spread evenly over the tensor.
GLASSBOX_EXPORT std::optional<std::vector<StepSizeError>> errorByStep(const StepRecord& record, const TensorRef& tensor,
                                                                      const std::vector<double>& steps,
                                                                      const CheckProgress& progress = {},
                                                                      Index count = 32);
/// The step size with the smallest mean error.
GLASSBOX_EXPORT double bestStep(const std::vector<StepSizeError>& errors);

/// One number alone, at the step size around which the numeric gradient changes least: the analytic one has no say in
/// the choice. Ten forward passes from that number on.
GLASSBOX_EXPORT CheckedNumber checkNumber(const StepRecord& record, const Place& place);

}  // namespace glassbox
