#pragma once

#include "engine/nn/loss.h"

/// The lines of the registry of losses.
namespace glassbox {

LossInfo mseInfo();
LossInfo maeInfo();
LossInfo huberInfo();
LossInfo binaryCrossEntropyInfo();
LossInfo crossEntropyInfo();
LossInfo nllInfo();
LossInfo hingeInfo();

/// Positions of a sequence that belong to one sample: the loss of the sample is their mean.
inline Index positionsOf(const ConstMatrixMap& output, const MatrixMap& sampleLoss) {
    return sampleLoss.cols() > 0 ? output.cols() / sampleLoss.cols() : 1;
}

}  // namespace glassbox
