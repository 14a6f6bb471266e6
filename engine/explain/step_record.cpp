#include "engine/explain/step_record.h"

#include "engine/nn/error.h"
#include "engine/nn/update_loop.h"
#include "engine/training/trainer.h"

#include <limits>

namespace glassbox {

namespace {

/// What the optimizer was given, by the engine's own rule for it.
void keepUpdateGradient(StepRecord& record) {
    const TrainingSpec& training = record.experiment.training;
    UpdateBlock block{};
    block.l1 = training.l1;
    block.gradientScale = record.gradientScale;
    block.gradientLimit = training.clipValue > 0 ? training.clipValue : std::numeric_limits<double>::infinity();
    const GradientTerms terms(block, training.optimizer.kind == "adamw" ? 0 : training.weightDecay);
    const std::span<const Scalar> w = record.before.parameters();
    record.updateGradient = record.trace.gradient;
    if (terms.none()) return;
    for (std::size_t i = 0; i < w.size(); ++i) record.updateGradient[i] = terms(record.updateGradient[i], w[i]);
}

void keepCostAfter(StepRecord& record) {
    Trace trace;
    trace.input = record.trace.input;
    trace.target = record.trace.target;
    Random random = record.random;
    // With the running statistics of before: the batch's own are used anyway, and one sample is compared with itself.
    Network network = record.before;
    std::copy(record.after.parameters().begin(), record.after.parameters().end(), network.parameters().begin());
    network.forward(trace, Mode::Training, random);
    network.evaluate(trace, *record.loss);
    record.costAfter = trace.cost;
}

}  // namespace

StepRecord recordStep(const Trainer& trainer, const StepChoice& choice) {
    if (trainer.state() == RunState::Diverged)
        throw Error("This run has diverged: its numbers are not finite. Rewind it, then step through it.");
    Trainer copy = trainer;
    StepRecord record;
    record.samples = choice.samples.empty() ? trainer.dueSamples() : choice.samples;
    record.experiment = trainer.experiment();
    record.loss = makeLoss(record.experiment.training.loss);
    record.optimizer = makeOptimizer(record.experiment.training.optimizer);
    record.before = trainer.network();
    record.memoryBefore = trainer.optimizerState();
    record.memoryNames = record.optimizer->stateNames();
    record.learningRate = trainer.learningRate();
    record.random = trainer.dropoutRandom();
    record.inputNames = trainer.data().featureNames;
    record.classNames = trainer.data().classNames;
    record.targetName = trainer.data().targetName;
    record.step = trainer.stepsDone() + 1;
    record.epoch = trainer.epochsDone() + 1;

    copy.stepOn(record.samples);
    record.trace = copy.trace();
    record.after = copy.network();
    record.memoryAfter = copy.optimizerState();
    record.cost.resize(1, 1);
    record.cost(0, 0) = static_cast<Scalar>(record.trace.cost);
    if (copy.state() == RunState::Diverged) {
        record.divergence = copy.divergence()->sentence;
        record.updateGradient = record.trace.gradient;
        record.costAfter = record.trace.cost;
        return record;
    }
    record.gradientNorm = copy.gradientNorm();
    record.gradientScale = record.experiment.training.clipNorm > 0 ? copy.gradientScale() : 1;
    keepUpdateGradient(record);
    keepCostAfter(record);
    return record;
}

StepRecord takeStep(Trainer& trainer, const StepChoice& choice) {
    StepRecord record = recordStep(trainer, choice);
    if (choice.samples.empty())
        trainer.stepAlone();
    else
        trainer.stepOn(choice.samples);
    return record;
}

}  // namespace glassbox
