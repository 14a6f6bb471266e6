#pragma once

#include "engine/nn/options.h"
#include "engine/nn/tensor.h"

#include <memory>
#include <string>
#include <vector>

namespace glassbox {

/// A loss. Target and output have the same size: class targets are one-hot columns, or 0/1 for a single output.
/// The loss of a sample is the mean over its outputs (cross-entropy and NLL: the sum, as only one class counts; hinge
/// over several classes: as PyTorch's MultiMarginLoss), the cost is the mean over samples. Numbers are PyTorch's.
class GLASSBOX_EXPORT Loss {
  public:
    virtual ~Loss();
    /// Kind of the activation that this loss swallows when the network ends with it ("softmax", "sigmoid" or ""): the
    /// loss is then computed from the pre-activation z, in the stable form. An output without that activation is taken
    /// as z itself.
    virtual std::string fusesWith() const { return {}; }
    /// True if the loss is made for classes.
    virtual bool forClasses() const { return false; }
    /// 1 x samples. `output` is z for the losses that fuse. `positions` columns belong to one sample.
    virtual void evaluate(const ConstMatrixMap& output, const ConstMatrixMap& target, MatrixMap sampleLoss) const = 0;
    /// d cost / d output, where the cost is the mean over `samples` (which may be more than the columns given, when a
    /// batch is split over threads).
    virtual void gradient(const ConstMatrixMap& output, const ConstMatrixMap& target, Index samples,
                          MatrixMap outputGradient) const = 0;
    /// What the network says, ready to show: probabilities for the class losses (applied on top of z where the loss
    /// fuses), the margin for hinge, the value for regression. May work in place. `output` is the network's output a;
    /// `activation` the kind of its last activation.
    virtual void predict(const ConstMatrixMap& output, const std::string& activation, MatrixMap prediction) const;
    /// A single-output classifier says class 1 where the prediction is above this.
    virtual double threshold() const { return 0.5; }
    /// The class that a column of predictions names.
    Index namedClass(const Tensor& prediction, Index column) const {
        if (prediction.rows() == 1) return static_cast<double>(prediction(0, column)) > threshold() ? 1 : 0;
        Index best = 0;
        for (Index row = 1; row < prediction.rows(); ++row)
            if (prediction(row, column) > prediction(best, column)) best = row;
        return best;
    }
};

struct LossInfo : KindInfo {
    std::shared_ptr<const Loss> (*make)(const Options& options) = nullptr;
};

GLASSBOX_EXPORT const std::vector<LossInfo>& lossInfos();
GLASSBOX_EXPORT const LossInfo* findLoss(std::string_view kind);
/// Throws Error for an unknown kind or a wrong option.
GLASSBOX_EXPORT std::shared_ptr<const Loss> makeLoss(const Spec& spec);

}  // namespace glassbox
