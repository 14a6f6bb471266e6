#pragma once

#include "engine/nn/tensor.h"

#include <vector>

namespace glassbox {

/// The two directions in which standardised inputs vary most.
struct PrincipalPlane {
    std::vector<double> mean, deviation;  ///< of each input; deviation 1 for a constant one
    std::vector<double> first, second;    ///< unit vectors, the largest component of each positive
    double firstShare = 0;                ///< of the variance, 0..1
    double secondShare = 0;
};

/// Principal component analysis of some rows of `inputs` (inputs x samples, at least two rows used). Rows not `used`
/// get their mean and no direction.
PrincipalPlane principalPlane(const Matrix& inputs, const std::vector<bool>& used);

}  // namespace glassbox
