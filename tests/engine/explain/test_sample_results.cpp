#include "engine/explain/sample_results.h"
#include "engine/training/trainer.h"
#include "tests/support/test.h"

using namespace glassbox;

/// What is said of single samples agrees with cost and accuracy of the whole part.
class TestSampleResults : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void theMeanOfTheLossesIsTheCost_data() {
        QTest::addColumn<QString>("data");
        QTest::addColumn<int>("outputs");
        QTest::addColumn<QString>("loss");
        QTest::newRow("two classes") << "spiral" << 1 << "binary_cross_entropy";
        QTest::newRow("three classes") << "blobs" << 3 << "cross_entropy";
        QTest::newRow("regression") << "sine" << 1 << "mse";
    }
    void theMeanOfTheLossesIsTheCost() {
        QFETCH(QString, data);
        QFETCH(int, outputs);
        QFETCH(QString, loss);
        Experiment experiment = standardExperiment();
        experiment.data = {data.toStdString(), {{"points", std::int64_t{700}}}};
        if (outputs == 3) experiment.data.options.set("classes", std::int64_t{3});
        experiment.features.reset();
        experiment.training.loss = {loss.toStdString()};
        experiment.network.back().options.set("units", std::int64_t{outputs});
        experiment.network.back().options.set("activation", std::string(loss == "mse"  ? "identity"
                                                                        : outputs == 1 ? "sigmoid"
                                                                                       : "softmax"));
        const auto dataset =
            std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed));
        Trainer trainer(experiment, dataset);
        for (int i = 0; i < 3; ++i) trainer.epoch();
        Trace trace;
        const SampleResults results =
            examineSamples(trainer.network(), trainer.loss(), *dataset, dataset->training, 100000, trace);
        QCOMPARE(results.total, dataset->training.count());
        QCOMPARE(static_cast<Index>(results.samples.size()), dataset->training.count());
        double sum = 0;
        Index right = 0;
        for (std::size_t i = 0; i < results.samples.size(); ++i) {
            sum += static_cast<double>(results.losses[i]);
            if (dataset->task == Task::Classification)
                right += results.said[i] == dataset->training.labels[static_cast<std::size_t>(results.samples[i])];
        }
        const auto count = static_cast<double>(results.samples.size());
        const Evaluation whole = trainer.evaluateTraining();
        QVERIFY2(std::abs(sum / count - whole.cost) < 1e-5 * (1 + whole.cost),
                 qPrintable(QString::number(sum / count)));
        if (whole.accuracy)
            QCOMPARE(static_cast<double>(right) / count, *whole.accuracy);
        else
            QCOMPARE(results.outputs.size(), results.samples.size());
    }

    void fewerSamplesAreSpreadEvenly() {
        QCOMPARE(spreadEvenly(10, 5), (std::vector<Index>{0, 2, 4, 6, 8}));
        QCOMPARE(spreadEvenly(3, 5), (std::vector<Index>{0, 1, 2}));
        QVERIFY(spreadEvenly(0, 5).empty());
        QVERIFY(spreadEvenly(5, 0).empty());
        QCOMPARE(spreadEvenly(100000, 2000).size(), std::size_t{2000});
        QVERIFY(spreadEvenly(100000, 2000).back() >= 99900);
    }
};

QTEST_GUILESS_MAIN(TestSampleResults)
#include "test_sample_results.moc"
