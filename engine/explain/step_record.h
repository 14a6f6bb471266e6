#pragma once

#include "engine/experiment/experiment.h"
#include "engine/nn/network.h"
#include "engine/nn/optimizer.h"

#include <memory>
#include <optional>

namespace glassbox {

class Trainer;

/// What a step is to be taken on: the batch that is due, or chosen samples of the training part.
struct StepChoice {
    std::vector<Index> samples;  ///< empty: the batch that is due
    friend bool operator==(const StepChoice&, const StepChoice&) = default;
};

/// One real training step with all that went into it and came out of it, kept so that it can be told number by number.
/// Immutable once made. Gradients are of the cost, the mean over the step's samples, as the engine computes them.
struct StepRecord {
    Experiment experiment;
    std::shared_ptr<const Loss> loss;
    std::shared_ptr<const Optimizer> optimizer;
    Network before, after;  ///< parameters and running statistics
    Trace trace;            ///< of the pass through `before`, backwards too
    Tensor cost;            ///< 1 x 1: the mean loss before the update
    double costAfter = 0;   ///< of the same samples with the new parameters (and the same dropout masks)
    OptimizerState memoryBefore, memoryAfter;
    std::vector<std::string> memoryNames;  ///< {"m", "v"}: what memory.values[0] and [1] are
    Buffer updateGradient;       ///< what the optimizer got: clipped, with its decay terms; laid out as parameters
    double learningRate = 0;     ///< of this step, after the schedule
    double gradientNorm = 0;     ///< length of the whole gradient before clipping
    double gradientScale = 1;    ///< by which clipping by length shortened it
    Random random;               ///< as it was before the pass: the same masks can be drawn again
    std::vector<Index> samples;  ///< of the training part, in the order of the trace's columns
    std::vector<std::string> inputNames;  ///< what the network sees
    std::vector<std::string> classNames;  ///< classification only
    std::string targetName;
    Index step = 1;                           ///< counted over the run, from 1
    Index epoch = 1;                          ///< that it is part of, from 1
    std::optional<std::string> divergence{};  ///< a sentence if a number was not finite; then nothing was updated

    Index sampleCount() const { return trace.samples; }
    bool isBatch() const { return trace.samples > 1; }
    /// The last layer and the loss are one operation backwards.
    bool isFused() const { return before.fuses(*loss); }
};

/// Takes one step of a copy of `trainer` on `choice` and keeps it; `trainer` is not changed. The numbers are those that
/// trainer.step() would give on one thread, before what the end of an epoch does to them (early stopping goes back to
/// the best weights). Throws Error for a sample that there is not, and for a run that has diverged already.
GLASSBOX_EXPORT StepRecord recordStep(const Trainer& trainer, const StepChoice& choice);
/// The same, and `trainer` itself goes on by that step, on this thread alone: the next call tells the step after.
GLASSBOX_EXPORT StepRecord takeStep(Trainer& trainer, const StepChoice& choice);

}  // namespace glassbox
