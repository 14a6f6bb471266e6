#include "engine/runtime/snapshot_builder.h"
#include "tests/support/test.h"

#include <cmath>

using namespace glassbox;

namespace {

struct Run {
    explicit Run(Experiment experiment = standardExperiment())
        : data(std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed))),
          trainer(experiment, data) {}
    SnapshotPtr look(const ViewRequest& request) {
        builder.setRequest(request);
        return builder.build(trainer);
    }
    std::shared_ptr<const Dataset> data;
    Trainer trainer;
    SnapshotBuilder builder;
};

double lengthOf(std::span<const Scalar> values) {
    double sum = 0;
    for (const Scalar x : values) sum += static_cast<double>(x) * static_cast<double>(x);
    return std::sqrt(sum);
}

}  // namespace

/// Who asks gets the lengths of weights, gradient and update, and z in every layer; who does not ask pays nothing.
class TestSnapshotInside : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void nothingIsComputedUnasked() {
        Run run;
        run.trainer.step();
        const SnapshotPtr snapshot = run.look({});
        QVERIFY(snapshot->norms.empty() && snapshot->preActivations.layers.empty());
        run.trainer.step();
        QVERIFY(run.trainer.updateNorms().empty());
    }

    void normsAreThoseOfTheNumbersThemselves() {
        Experiment experiment = standardExperiment();
        experiment.network[1].options.set("frozen", true);
        Run run(experiment);
        ViewRequest request;
        request.norms = true;
        SnapshotPtr snapshot = run.look(request);
        QCOMPARE(snapshot->norms.size(), std::size_t(3));
        QVERIFY(!snapshot->norms[0].gradient && !snapshot->norms[0].update);  // before the first step
        for (int i = 0; i < 5; ++i) {
            const auto before = std::vector<Scalar>(run.trainer.network().parameters().begin(),
                                                    run.trainer.network().parameters().end());
            run.trainer.step();
            snapshot = run.look(request);
            const Network& network = run.trainer.network();
            for (const LayerNorms& norms : snapshot->norms) {
                const auto now = network.layerParameters(norms.layer);
                const auto first = static_cast<std::size_t>(now.data() - network.parameters().data());
                std::vector<Scalar> change(now.begin(), now.end());
                for (std::size_t j = 0; j < change.size(); ++j) change[j] -= before[first + j];
                QVERIFY(std::abs(norms.parameters - lengthOf(now)) < 1e-9);
                QVERIFY(std::abs(*norms.update - lengthOf(change)) <= 1e-6 * *norms.update);
                const std::span<const Scalar> gradient(run.trainer.trace().gradient);
                QVERIFY(std::abs(*norms.gradient - lengthOf(gradient.subspan(first, now.size()))) < 1e-9);
                QCOMPARE(norms.frozen, norms.layer == 1);
                QCOMPARE(*norms.ratio() == 0, norms.frozen);
            }
        }
        run.look({});  // nobody looks any more
        run.trainer.step();
        QVERIFY(run.trainer.updateNorms().empty());
    }

    void slowPicturesArePaintedNowAndThenWhileTrainingRuns() {
        Experiment experiment = standardExperiment();
        experiment.network = {{"dense", {{"units", std::int64_t{2048}}, {"activation", std::string("tanh")}}},
                              {"dense", {{"units", std::int64_t{2048}}, {"activation", std::string("tanh")}}},
                              {"dense", {{"units", std::int64_t{1}}, {"activation", std::string("sigmoid")}}}};
        Run run(experiment);
        ViewRequest request;
        request.outputPicture = 100;
        run.builder.setRequest(request);
        const auto first = run.builder.build(run.trainer, true);
        run.trainer.step();
        const auto second = run.builder.build(run.trainer, true);
        QCOMPARE(second->output.values, first->output.values);  // the one before stands in
        QVERIFY(second->parameters != first->parameters);
        const auto paused = run.builder.build(run.trainer, false);
        QVERIFY(paused->output.values != first->output.values);  // what is seen at rest is of this moment
        run.trainer.step();
        const auto moved = run.builder.build(run.trainer, true);  // a fine one does not stand in for long
        QVERIFY(moved->output.width < paused->output.width);
        request.outputPicture = 12;  // and what is asked for anew is painted at once
        run.builder.setRequest(request);
        const auto smaller = run.builder.build(run.trainer, true);
        QCOMPARE(smaller->output.width, Index(12));
        QVERIFY(smaller->output.values != paused->output.values);
    }

    void zIsWhatGoesIntoTheActivation() {
        Experiment experiment = standardExperiment();
        experiment.network = {{"dense", {{"units", std::int64_t{5}}, {"activation", std::string("identity")}}},
                              {"activation", {{"activation", std::string("leaky_relu")}, {"slope", 0.2}}},
                              {"dense", {{"units", std::int64_t{4}}, {"activation", std::string("tanh")}}},
                              {"dropout", {{"rate", 0.5}}},
                              {"dense", {{"units", std::int64_t{1}}, {"activation", std::string("sigmoid")}}}};
        Run run(experiment);
        run.trainer.step();
        ViewRequest request;
        request.preActivations = true;
        request.sample = 7;
        const SnapshotPtr snapshot = run.look(request);
        const PreActivations& all = snapshot->preActivations;
        QCOMPARE(all.sample, Index(7));
        QCOMPARE(all.layers.size(), std::size_t(3));  // not the layer without an activation, nor dropout
        QCOMPARE(all.layers[0].layer, Index(1));
        QCOMPARE(all.layers[0].activation, std::string("leaky_relu"));
        QCOMPARE(all.layers[0].function.setting, Scalar(0.2));
        for (const LayerPreActivations& layer : all.layers) {
            QCOMPARE(static_cast<Index>(layer.sample.size()), layer.units);
            QCOMPARE(static_cast<Index>(layer.batch.size()), layer.units * all.batchSamples);
            for (std::size_t i = 0; i < layer.sample.size(); ++i) {
                const double a = activationValue(layer.function, static_cast<double>(layer.sample[i]));
                QVERIFY(std::abs(a - static_cast<double>(layer.sampleOut[i])) < 1e-5);
            }
        }
        request.sample.reset();
        QCOMPARE(run.look(request)->preActivations.sample, Index(0));  // the first, where none is chosen
    }
};

QTEST_GUILESS_MAIN(TestSnapshotInside)
#include "test_snapshot_inside.moc"
