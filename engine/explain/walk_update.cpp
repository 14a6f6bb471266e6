#include "engine/explain/walk_update.h"

namespace glassbox {

namespace update_walk {

double setting(const StepRecord& record, const char* name) {
    const Spec& spec = record.experiment.training.optimizer;
    return checkedOptions(*findOptimizer(spec.kind), spec.options, "optimizer").real(name);
}

const std::string& kindOf(const StepRecord& record) {
    return record.experiment.training.optimizer.kind;
}

double decayInGradient(const StepRecord& record) {
    return kindOf(record) == "adamw" ? 0 : record.experiment.training.weightDecay;
}

bool changesGradient(const StepRecord& record) {
    const TrainingSpec& training = record.experiment.training;
    return training.clipNorm > 0 || training.clipValue > 0 || decayInGradient(record) != 0 || training.l1 != 0;
}

TensorRef gradientOf(const StepRecord& record, const Target& target) {
    return target.ref(changesGradient(record) ? Quantity::UpdateGradient : Quantity::Gradient);
}

}  // namespace update_walk

using namespace update_walk;

bool isFrozen(const StepRecord& record, const Place& place) {
    const TensorView view = tensorOf(record, {Quantity::Parameter, place.tensor.layer, place.tensor.part});
    const Index at =
        view.data + place.row * view.rowStride + place.col * view.colStride - record.before.parameters().data();
    for (const auto& [first, last] : record.before.trainedRanges())
        if (at >= first && at < last) return false;
    return true;
}

void tellUpdate(const StepRecord& record, Operations& operations) {
    if (record.divergence) return;  // nothing was updated
    for (Index layer = 0; layer < record.before.layerCount(); ++layer) {
        const Layer& of = record.before.layer(layer);
        if (of.frozen()) continue;
        const auto parts = static_cast<Index>(of.parameters().size());
        for (Index part = 0; part < parts; ++part) {
            const Target target{layer, part};
            if (changesGradient(record)) tellGradient(record, target, operations);
            for (Index memory = 0; memory < static_cast<Index>(record.memoryNames.size()); ++memory)
                tellMemory(record, target, memory, operations);
            tellNew(record, target, operations);
        }
    }
}

}  // namespace glassbox
