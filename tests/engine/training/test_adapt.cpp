#include "engine/nn/error.h"
#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

using namespace fixture;

namespace {

/// Columns of the first layer's weights as files have them: weights[unit][input].
float weightAt(const Trainer& trainer, const std::string& name, std::size_t index) {
    for (const NamedTensor& tensor : trainer.network().exportParameters())
        if (tensor.name == name) return tensor.values.at(index);
    return -999;
}

Trainer trained() {
    Trainer trainer = trainerOf(spiral());
    run(trainer, 3);
    trainer.step();
    return trainer;
}

using Indices = std::vector<Index>;

}  // namespace

/// Edits between two steps keep what can be kept, and say what was reset.
class TestAdapt : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void trainingSettingsKeepEverything() {
        Trainer trainer = trained();
        Trainer untouched = trainer;
        Experiment experiment = trainer.experiment();
        experiment.training.optimizer.options.set("learning_rate", 0.003);
        experiment.training.weightDecay = 0.01;
        experiment.training.epochs = 500;
        const auto before = weights(trainer);
        const Adaptation result = trainer.adapt(experiment, dataOf(experiment));
        QCOMPARE(weights(trainer), before);
        QVERIFY(result.resetLayers.empty() && !result.optimizerReset && !result.dataChanged && !result.historyReset);
        QCOMPARE(result.keptLayers, (Indices{0, 1, 2}));
        QCOMPARE(trainer.learningRate(), 0.003);
        QCOMPARE(trainer.stepsDone(), untouched.stepsDone());
        QCOMPARE(trainer.history().size(), untouched.history().size());
        QVERIFY(trainer.optimizerState().values[0] == untouched.optimizerState().values[0]);
        QVERIFY(trainer.trace().samples > 0);
    }

    void theSameExperimentChangesNothing() {
        Trainer a = trained();
        Trainer b = a;
        const Adaptation result =
            b.adapt(a.experiment(), a.data().spec == a.experiment().data ? dataOf(a.experiment()) : nullptr);
        QVERIFY(!result.dataChanged);
        run(a, 3);
        run(b, 3);
        QCOMPARE(weights(a), weights(b));
        QCOMPARE(costs(a), costs(b));
    }

    void anAddedLayerKeepsTheOthers() {
        Trainer trainer = trained();
        const auto first = layerWeights(trainer, 0), middle = layerWeights(trainer, 1), last = layerWeights(trainer, 2);
        Experiment experiment = trainer.experiment();
        experiment.network.insert(experiment.network.begin() + 1, dense(8, "relu"));
        const Adaptation result = trainer.adapt(experiment, dataOf(experiment));
        QCOMPARE(result.keptLayers, (Indices{0, 2, 3}));
        QCOMPARE(result.resetLayers, (Indices{1}));
        QCOMPARE(layerWeights(trainer, 0), first);
        QCOMPARE(layerWeights(trainer, 2), middle);
        QCOMPARE(layerWeights(trainer, 3), last);
        QVERIFY(!result.historyReset);
        QCOMPARE(trainer.state(), RunState::Running);
        trainer.epoch();
        QCOMPARE(trainer.history().back().epoch, Index(4));
    }

    void aDeletedLayerKeepsTheOthers() {
        Trainer trainer = trained();
        const auto first = layerWeights(trainer, 0), last = layerWeights(trainer, 2);
        Experiment experiment = trainer.experiment();
        experiment.network.erase(experiment.network.begin() + 1);
        const Adaptation result = trainer.adapt(experiment, dataOf(experiment));
        QVERIFY(result.resetLayers.empty());
        QCOMPARE(layerWeights(trainer, 0), first);
        QCOMPARE(layerWeights(trainer, 1), last);
    }

    void anAddedUnitKeepsTheWeightsOfTheOthers() {
        Trainer trainer = trained();
        Trainer before = trainer;
        Experiment experiment = trainer.experiment();
        experiment.network[0].options.set("units", std::int64_t(9));
        const Adaptation result = trainer.adapt(experiment, dataOf(experiment));
        QCOMPARE(result.keptLayers, (Indices{0, 1, 2}));
        for (std::size_t i = 0; i < 16; ++i)
            QCOMPARE(weightAt(trainer, "0.weight", i), weightAt(before, "0.weight", i));
        for (std::size_t unit = 0; unit < 8; ++unit)
            for (std::size_t input = 0; input < 8; ++input)
                QCOMPARE(weightAt(trainer, "1.weight", unit * 9 + input),
                         weightAt(before, "1.weight", unit * 8 + input));
        QVERIFY(weightAt(trainer, "0.weight", 16) != 0);  // the new unit has weights of its own
        QCOMPARE(layerWeights(trainer, 2), layerWeights(before, 2));
        run(trainer, 3);
        QVERIFY(trainer.state() != RunState::Diverged);
    }

    void featuresKeepTheirWeightsByName() {
        Trainer trainer = trained();
        Trainer before = trainer;
        Experiment experiment = trainer.experiment();
        experiment.features = std::vector<std::string>{"x2", "x1^2", "x1"};
        const Adaptation result = trainer.adapt(experiment, dataOf(experiment));
        QVERIFY(result.dataChanged && result.historyReset);
        for (std::size_t unit = 0; unit < 8; ++unit) {
            QCOMPARE(weightAt(trainer, "0.weight", unit * 3 + 2), weightAt(before, "0.weight", unit * 2));
            QCOMPARE(weightAt(trainer, "0.weight", unit * 3), weightAt(before, "0.weight", unit * 2 + 1));
        }
        trainer.epoch();
    }

    void changedInitialiserDrawsThatLayerAnew() {
        Trainer trainer = trained();
        const auto first = layerWeights(trainer, 0), middle = layerWeights(trainer, 1);
        Experiment experiment = trainer.experiment();
        experiment.network[1].options.set("init", std::string("he"));
        const Adaptation result = trainer.adapt(experiment, dataOf(experiment));
        QCOMPARE(result.resetLayers, (Indices{1}));
        QCOMPARE(layerWeights(trainer, 0), first);
        QVERIFY(layerWeights(trainer, 1) != middle);
    }

    void freezingKeepsEverything() {
        Trainer trainer = trained();
        const auto before = weights(trainer);
        Experiment experiment = trainer.experiment();
        experiment.network[0].options.set("frozen", true);
        const Adaptation result = trainer.adapt(experiment, dataOf(experiment));
        QVERIFY(result.resetLayers.empty());
        QCOMPARE(weights(trainer), before);
        const auto first = layerWeights(trainer, 0);
        trainer.epoch();
        QCOMPARE(layerWeights(trainer, 0), first);
    }

    void anotherOptimizerForgetsTheMemory() {
        Trainer trainer = trained();
        const auto before = weights(trainer);
        Experiment experiment = trainer.experiment();
        experiment.training.optimizer = {"momentum"};
        const Adaptation result = trainer.adapt(experiment, dataOf(experiment));
        QVERIFY(result.optimizerReset);
        QCOMPARE(weights(trainer), before);
        QCOMPARE(trainer.optimizerState().values[0].size(), before.size());
        QVERIFY(trainer.optimizerState().values[1].empty());
        QCOMPARE(trainer.stepsDone(), Index(31));
        trainer.step();
        QCOMPARE(trainer.optimizerState().step, Index(1));
    }

    void otherDataKeepTheWeightsAndStartAHistory() {
        Trainer trainer = trained();
        const auto before = weights(trainer);
        Experiment experiment = trainer.experiment();
        experiment.data = {"circle", {{"points", std::int64_t(100)}}};
        const Adaptation result = trainer.adapt(experiment, dataOf(experiment));
        QVERIFY(result.dataChanged && result.historyReset && result.resetLayers.empty());
        QCOMPARE(weights(trainer), before);
        QCOMPARE(trainer.history().size(), std::size_t(1));
        QCOMPARE(trainer.history()[0].epoch, Index(3));
        QCOMPARE(trainer.history()[0].training.cost, trainer.evaluateTraining().cost);
        trainer.epoch();
        QCOMPARE(trainer.epochsDone(), Index(4));
    }

    void onlyTheSeedChangedStartsAnew() {
        Trainer trainer = trained();
        Experiment experiment = trainer.experiment();
        experiment.seed = 99;
        const Adaptation result = trainer.adapt(experiment, dataOf(experiment));
        QCOMPARE(result.resetLayers, (Indices{0, 1, 2}));
        QCOMPARE(trainer.state(), RunState::Ready);
        QCOMPARE(weights(trainer), weights(trainerOf(experiment)));
    }

    void theSeedOfAReinitialiseIsNotDrawnTwice() {
        Trainer trainer = trained();
        trainer.reinitialise(99);
        run(trainer, 2);
        const auto before = weights(trainer);
        Experiment experiment = trainer.experiment();
        experiment.seed = 99;
        trainer.adapt(experiment, std::make_shared<const Dataset>(trainer.data()));
        QCOMPARE(weights(trainer), before);
        QCOMPARE(trainer.experiment().seed, std::uint64_t(99));
    }

    void rewindAfterAnEditIsTheEditedExperimentFromItsStart() {
        Trainer trainer = trained();
        Experiment experiment = trainer.experiment();
        experiment.network[1].options.set("units", std::int64_t(12));
        experiment.training.batch = 20;
        trainer.adapt(experiment, dataOf(experiment));
        run(trainer, 2);
        trainer.rewind();
        Trainer fresh = trainerOf(experiment);
        QCOMPARE(weights(trainer), weights(fresh));
        run(trainer, 3);
        run(fresh, 3);
        QCOMPARE(weights(trainer), weights(fresh));
    }

    void editingOneLayerLeavesTheStartOfTheOthers() {
        Experiment changed = spiral();
        changed.network[0].options.set("init", std::string("he"));
        QCOMPARE(layerWeights(trainerOf(changed), 1), layerWeights(trainerOf(spiral()), 1));
        QVERIFY(layerWeights(trainerOf(changed), 0) != layerWeights(trainerOf(spiral()), 0));
    }

    void importedWeightsStayTheStartOfKeptLayers() {
        Trainer trainer = trained();
        trainer.importParameters(trainer.network().exportParameters());
        const auto imported = layerWeights(trainer, 0);
        trainer.epoch();
        Experiment experiment = trainer.experiment();
        experiment.network[2].options.set("init", std::string("he"));
        trainer.adapt(experiment, dataOf(experiment));
        trainer.rewind();
        QCOMPARE(layerWeights(trainer, 0), imported);
    }

    void beforeTheFirstStepAnEditIsAFreshStart() {
        Trainer trainer = trainerOf(spiral());
        Experiment experiment = spiral();
        experiment.network[0].options.set("units", std::int64_t(5));
        trainer.adapt(experiment, dataOf(experiment));
        QCOMPARE(trainer.state(), RunState::Ready);
        QCOMPARE(weights(trainer), weights(trainerOf(experiment)));
        QCOMPARE(trainer.history()[0].training.cost, trainer.evaluateTraining().cost);
    }

    void whatDoesNotFitIsRefusedAndChangesNothing() {
        Trainer trainer = trained();
        Trainer untouched = trainer;
        Experiment experiment = trainer.experiment();
        experiment.network.back().options.set("units", std::int64_t(7));
        QVERIFY_EXCEPTION_THROWN(trainer.adapt(experiment, dataOf(trainer.experiment())), Error);
        experiment.network.clear();
        QVERIFY_EXCEPTION_THROWN(trainer.adapt(experiment, dataOf(trainer.experiment())), Error);
        QVERIFY(trainer.experiment() == untouched.experiment());
        run(trainer, 2);
        run(untouched, 2);
        QCOMPARE(weights(trainer), weights(untouched));
    }

    void moreEpochsMakeAFinishedRunUnfinished() {
        Experiment experiment = spiral();
        experiment.training.epochs = 2;
        Trainer trainer = trainerOf(experiment);
        run(trainer, 2);
        QCOMPARE(trainer.state(), RunState::Finished);
        experiment.training.epochs = 5;
        trainer.adapt(experiment, dataOf(experiment));
        QCOMPARE(trainer.state(), RunState::Running);
    }

    void earlyStoppingForgetsBestWeightsThatNoLongerFit() {
        Experiment experiment = spiral();
        experiment.training.earlyStopping.patience = 2;
        Trainer trainer = trainerOf(experiment);
        run(trainer, 2);
        QVERIFY(trainer.bestEpoch().has_value());
        experiment.network[0].options.set("units", std::int64_t(20));
        trainer.adapt(experiment, dataOf(experiment));
        QVERIFY(!trainer.bestEpoch());
        run(trainer, 10);
        QVERIFY(trainer.state() != RunState::Diverged);
    }
};

QTEST_GUILESS_MAIN(TestAdapt)
#include "test_adapt.moc"
