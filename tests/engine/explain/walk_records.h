#pragma once

#include "engine/explain/step_record.h"
#include "tests/engine/training/parity_cases.h"

/// Recorded steps of every kind of layer, activation, loss and optimizer, and of what can go wrong: what the tests of
/// their telling share.
namespace told {

using namespace parity;

struct Told {
    std::string name;
    std::shared_ptr<const StepRecord> record;
};

inline Spec activationLayer(const std::string& kind, double slope = 0.2, double alpha = 2) {
    return {"activation", {{"activation", kind}, {"slope", slope}, {"alpha", alpha}}};
}

inline const StepChoice& one() {
    static const StepChoice choice{{3}};
    return choice;
}
inline const StepChoice& few() {
    static const StepChoice choice{{0, 5, 9, 13}};
    return choice;
}

/// The step that a run of `experiment` takes on `choice` after `before` others.
inline std::shared_ptr<const StepRecord> recordOf(const Case& run, const StepChoice& choice, int before = 2) {
    Trainer trainer(run.experiment, run.data);
    for (int i = 0; i < before; ++i) trainer.step();
    return std::make_shared<const StepRecord>(recordStep(trainer, choice));
}

inline const std::vector<LossChoice>& moreLosses() {
    static const std::vector<LossChoice> choices{
        {"mae", "identity", Task::Classification, 3, 3},
        {"huber", "identity", Task::Classification, 3, 3},
        {"binary_cross_entropy", "sigmoid", Task::Classification, 3, 3},
        {"binary_cross_entropy", "identity", Task::Classification, 3, 3},
        {"cross_entropy", "softmax", Task::Classification, 7, 7},
        {"cross_entropy", "tanh", Task::Classification, 7, 7},
        {"mse", "softmax", Task::Classification, 6, 6},
        {"mse", "log_softmax", Task::Classification, 3, 3},
        {"hinge", "tanh", Task::Classification, 7, 7},
    };
    return choices;
}

class Collection {
  public:
    void add(const std::string& name, const Case& run, int before = 2) {
        m_all.push_back({name + ", one sample", recordOf(run, one(), before)});
        m_all.push_back({name + ", batch", recordOf(run, few(), before)});
    }
    template <typename Change>
    void change(const std::string& name, Case run, const Change& change) {
        change(run.experiment);
        add(name, run);
    }
    void addLosses() {
        for (const LossChoice& loss : lossChoices()) add(lossName(loss), caseFor(loss, "tanh", {"sgd"}));
        for (const LossChoice& loss : moreLosses()) add(lossName(loss), caseFor(loss, "tanh", {"sgd"}));
        Case narrow = caseFor(lossChoices()[2], "tanh", {"sgd"});
        narrow.experiment.training.loss.options.set("delta", 0.05);
        add("huber far off", narrow);
    }
    void addActivations() {
        for (const ActivationInfo& info : activationInfos()) {
            add(info.kind + " in a dense layer", caseFor(values(), info.kind, {"sgd"}));
            change(info.kind + " as a layer", caseFor(values(), "identity", {"sgd"}), [&](Experiment& e) {
                e.network = {dense(6, "identity"), activationLayer(info.kind), dense(1, "identity")};
            });
            change(info.kind + " as the first layer", caseFor(values(), "tanh", {"sgd"}), [&](Experiment& e) {
                e.network = {activationLayer(info.kind), dense(1, "identity")};
            });
        }
        change("sigmoid as a last layer of its own", caseFor(lossChoices()[4], "tanh", {"sgd"}), [](Experiment& e) {
            e.network = {dense(4, "tanh"), dense(1, "identity"), activationLayer("sigmoid")};
        });
        change("softmax as a last layer of its own", caseFor(lossChoices()[6], "tanh", {"sgd"}), [](Experiment& e) {
            e.network = {dense(4, "tanh"), dense(3, "identity"), activationLayer("softmax")};
        });
        change("saturated sigmoid", caseFor(lossChoices()[4], "tanh", {"sgd"}),
               [](Experiment& e) { e.network[2].options.set("gain", 60.0); });
        change("saturated softmax", caseFor(lossChoices()[6], "tanh", {"sgd"}),
               [](Experiment& e) { e.network[2].options.set("gain", 60.0); });
        change("saturated tanh", caseFor(values(), "tanh", {"sgd"}),
               [](Experiment& e) { e.network[0].options.set("gain", 20.0); });
    }
    void addLayers() {
        const Case frame = caseFor(values(), "tanh", {"sgd"});
        for (const char* kind : {"dropout", "batch_norm", "layer_norm", "flatten"}) {
            change(std::string(kind) + " in the middle", frame,
                   [&](Experiment& e) { e.network.insert(e.network.begin() + 1, Spec{kind}); });
            change(std::string(kind) + " first", frame,
                   [&](Experiment& e) { e.network.insert(e.network.begin(), Spec{kind}); });
            change(std::string(kind) + " last", frame, [&](Experiment& e) { e.network.push_back(Spec{kind}); });
        }
        change("frozen batch_norm", frame, [&](Experiment& e) {
            e.network.insert(e.network.begin() + 1, Spec{"batch_norm", {{"frozen", true}}});
        });
        change("dropout 0", frame, [&](Experiment& e) {
            e.network.insert(e.network.begin() + 1, Spec{"dropout", {{"rate", 0.0}}});
        });
        change("without bias", frame, [](Experiment& e) {
            for (Spec& layer : e.network) layer.options.set("bias", false);
        });
        change("all at zero", frame, [](Experiment& e) {
            for (Spec& layer : e.network) layer.options.set("init", std::string("zeros"));
        });
        change("one unit a layer", frame, [](Experiment& e) {
            e.network = {dense(1, "relu"), dense(1, "tanh"), dense(1, "identity")};
        });
        change("square layers", frame, [](Experiment& e) {
            e.network = {dense(3, "gelu"), dense(3, "elu"), dense(1, "identity")};
        });
        change("frozen layer", frame, [](Experiment& e) { e.network[1].options.set("frozen", true); });
        change("frozen parts", caseFor(values(), "tanh", {"adam"}), [](Experiment& e) {
            e.network[0].options.set("frozen_units", Numbers{0, 2});
            e.network[1].options.set("frozen_weights", Numbers{0, 1, 2, 3});
            e.network[1].options.set("frozen_biases", Numbers{4});
            e.training.clipNorm = 0.1;
        });
    }
    void addOptimizers() {
        for (const OptimizerInfo& optimizer : optimizerInfos()) {
            const Case frame = caseFor(lossChoices()[6], "relu", {optimizer.kind});
            add(optimizer.kind + " at the start", frame, 0);
            add(optimizer.kind + " in the middle", frame, 7);
            change(optimizer.kind + " with decay", frame, [](Experiment& e) { e.training.weightDecay = 0.05; });
            change(optimizer.kind + " with all of it", frame, [](Experiment& e) {
                e.training.weightDecay = 0.02;
                e.training.l1 = 0.01;
                e.training.clipNorm = 0.3;
                e.training.clipValue = 0.02;
                e.training.schedule = {"exponential", {{"gamma", 0.5}}};
            });
        }
        change("clipped by length", caseFor(values(), "tanh", {"sgd"}),
               [](Experiment& e) { e.training.clipNorm = 0.01; });
        change("not clipped", caseFor(values(), "tanh", {"sgd"}), [](Experiment& e) { e.training.clipNorm = 1e4; });
        change("l1", caseFor(values(), "tanh", {"momentum"}), [](Experiment& e) { e.training.l1 = 0.01; });
    }
    void addDiverged(const std::string& name, const LossChoice& loss) {
        Case run = caseFor(loss, "identity", {"sgd"});
        run.experiment.training.optimizer.options.set("learning_rate", 1e3);
        for (Spec& layer : run.experiment.network) layer.options.set("gain", 100.0);
        Trainer trainer(run.experiment, run.data);
        for (int i = 0; i < 100; ++i) {
            StepRecord record = takeStep(trainer, few());
            if (!record.divergence) continue;
            m_all.push_back({name, std::make_shared<const StepRecord>(std::move(record))});
            return;
        }
    }
    std::vector<Told> take() { return std::move(m_all); }
    static const LossChoice& values() { return lossChoices()[0]; }

  private:
    static std::string lossName(const LossChoice& loss) {
        return std::string(loss.loss) + " of " + std::to_string(loss.outputs) + " " + loss.lastActivation;
    }
    std::vector<Told> m_all;
};

/// 300 inputs: sums with so many terms that only some are written.
inline Told wideRecord() {
    Case run = caseFor(lossChoices()[6], "relu", {"adam"});
    auto data = std::make_shared<Dataset>(*run.data);
    Random random(4);
    data->training.features.resize(300, data->training.count());
    for (Index i = 0; i < data->training.features.size(); ++i)
        data->training.features.data()[i] = static_cast<Scalar>(random.normal());
    data->training.inputs = data->training.features;
    data->validation.features.resize(300, 0);
    data->validation.inputs = data->validation.features;
    data->featureNames.assign(300, "pixel");
    data->inputNames = data->featureNames;
    run.data = data;
    run.experiment.network = {dense(20, "relu"), dense(3, "softmax")};
    return {"wide", recordOf(run, few())};
}

inline const std::vector<Told>& records() {
    static const std::vector<Told> all = [] {
        Collection collection;
        collection.addLosses();
        collection.addActivations();
        collection.addLayers();
        collection.addOptimizers();
        collection.addDiverged("diverged", lossChoices()[0]);
        collection.addDiverged("diverged classes", lossChoices()[6]);
        return collection.take();
    }();
    return all;
}

}  // namespace told
