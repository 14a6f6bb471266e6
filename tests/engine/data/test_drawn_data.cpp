#include "engine/data/drawn_data.h"
#include "engine/experiment/experiment.h"
#include "engine/experiment/fit_output.h"
#include "engine/training/trainer.h"
#include "tests/support/test.h"

#include <limits>

using namespace glassbox;

/// Data that hold their points themselves: what goes in comes out, nothing is shuffled, and generated data can be
/// turned into them.
class TestDrawnData : public GlassboxTest {
    Q_OBJECT

    static Spec twoClasses() {
        return {"drawn_classes",
                {{"points", Numbers{1, 2, 0, -3, 4, 1, 5, -6, 1}}, {"validation_points", Numbers{0.5, 0.25, 0}}}};
    }
    static QString refusal(const Spec& spec) {
        try {
            makeDataset(spec, {}, 1);
        } catch (const Error& error) {
            return QString::fromStdString(error.what());
        }
        return "(made without complaint)";
    }
    static void everyGenerator() {
        QTest::addColumn<QString>("kind");
        for (const DataInfo& info : dataInfos()) {
            if (info.kind != "csv" && !isDrawn(info.kind))
                QTest::newRow(info.kind.c_str()) << QString::fromStdString(info.kind);
        }
    }

  private Q_SLOTS:
    void pointsKeepTheirOrderAndPart() {
        const Dataset data = makeDataset(twoClasses(), {}, 1);
        QVERIFY(data.generated);
        QCOMPARE(data.task, Task::Classification);
        QCOMPARE(data.training.count(), Index{3});
        QCOMPARE(data.validation.count(), Index{1});
        QCOMPARE(data.training.inputs(0, 1), Scalar(-3));
        QCOMPARE(data.training.inputs(1, 1), Scalar(4));
        QCOMPARE(data.training.labels, (std::vector<Index>{0, 1, 1}));
        QCOMPARE(data.validation.labels, std::vector<Index>{0});
        QCOMPARE(data.training.sourceRows, (std::vector<Index>{0, 1, 2}));
        QCOMPARE(data.validation.sourceRows, std::vector<Index>{3});
        QCOMPARE(data.classNames, (std::vector<std::string>{"class 0", "class 1"}));
        QVERIFY(data.notes.empty());
        QCOMPARE(makeDataset(twoClasses(), {}, 99).training.inputs, data.training.inputs);  // no seed reshuffles
    }

    void aCurveHasOneInputAndAValue() {
        const Dataset data = makeDataset({"drawn_curve", {{"points", Numbers{1, 0.5, -2, -0.5}}}}, {}, 1);
        QCOMPARE(data.inputNames, std::vector<std::string>{"x"});
        QCOMPARE(data.task, Task::Regression);
        QCOMPARE(data.training.inputs(0, 1), Scalar(-2));
        QCOMPARE(data.training.values(0, 1), Scalar(-0.5));
        QCOMPARE(data.validation.count(), Index{0});
    }

    void featuresAndNormalisationWorkAsForGeneratedData() {
        Spec spec = twoClasses();
        spec.options.set("normalise", true);
        const Dataset data = makeDataset(spec, {{"x1*x2", "x1"}}, 1);
        QCOMPARE(data.featureNames, (std::vector<std::string>{"x1*x2", "x1"}));
        QVERIFY(std::abs(static_cast<double>(data.training.features.row(0).mean())) < 1e-6);
        QCOMPARE(data.validation.features.cols(), Index{1});
    }

    void aClassWithoutPointsIsNotedNotRefused() {
        Spec spec = twoClasses();
        spec.options.set("classes", std::int64_t{4});
        const Dataset data = makeDataset(spec, {}, 1);
        QCOMPARE(data.classCount(), Index{4});
        QCOMPARE(classesOf(spec), Index{4});
        QCOMPARE(data.notes.size(), std::size_t{1});
        QVERIFY(QString::fromStdString(data.notes[0]).startsWith("Classes 2 and 3 have no points to train on"));
        spec.options.set("classes", std::int64_t{3});
        QVERIFY(QString::fromStdString(makeDataset(spec, {}, 1).notes[0])
                    .startsWith("Class 2 has no points to train on: the network can only learn to avoid it."));
    }

    void aPointThatIsNoNumberIsRefused() {
        Spec spec = twoClasses();
        spec.options.set("points", Numbers{1, std::numeric_limits<double>::quiet_NaN(), 0});
        QVERIFY2(refusal(spec).contains("data.points: ") && refusal(spec).contains("not-a-number"),
                 qPrintable(refusal(spec)));
        spec.options.set("points", Numbers{1, std::numeric_limits<double>::infinity(), 0});
        QVERIFY2(refusal(spec).contains("lies outside the plane"), qPrintable(refusal(spec)));
        spec.options.set("points", Numbers{1, 2});
        QVERIFY2(refusal(spec).contains("data.points: expected a list of rows of 3 numbers"),
                 qPrintable(refusal(spec)));
    }

    void moreThanTwentyThousandAreRefused() {
        Numbers rows(2 * 20000, 0.0);
        Spec spec{"drawn_curve", {{"points", rows}}};
        QCOMPARE(makeDataset(spec, {}, 1).training.count(), Index{20000});
        spec.options.set("validation_points", Numbers{0, 0});
        QVERIFY2(refusal(spec).contains("20001 points are more than the 20000"), qPrintable(refusal(spec)));
    }

    void anExperimentSaysTheSameBeforeItRuns() {
        Experiment experiment = standardExperiment();
        experiment.data = twoClasses();
        validate(experiment);
        experiment.data.options.set("points", Numbers{900, 0, 0});
        try {
            validate(experiment);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(QString(error.what()), QString("data.points[0]: x1 = 900 lies outside the plane from -6 to 6."));
        }
    }

    void generatedDataBecomeDrawnWithTheSamePoints_data() { everyGenerator(); }
    void generatedDataBecomeDrawnWithTheSamePoints() {
        QFETCH(QString, kind);
        for (std::uint64_t seed = 0; seed < 4; ++seed) {
            const Spec spec{kind.toStdString(),
                            {{"points", std::int64_t{400}}, {"validation", 0.25}, {"normalise", seed % 2 == 0}}};
            const DrawnCopy copy = drawnCopy(spec, seed);
            const std::vector<std::string> features = findData(spec.kind)->inputs == 1
                                                          ? std::vector<std::string>{"x", "x^2"}
                                                          : std::vector<std::string>{"x1", "x1*x2", "radius"};
            const Dataset before = makeDataset(spec, features, seed);
            const Dataset after = makeDataset(copy.data, features, seed + 100);
            if (copy.moved == 0) {
                QCOMPARE(after.training.inputs, before.training.inputs);
                QCOMPARE(after.training.features, before.training.features);
                QCOMPARE(after.validation.features, before.validation.features);
            }
            QCOMPARE(after.training.values, before.training.values);
            QCOMPARE(after.training.labels, before.training.labels);
            QCOMPARE(after.validation.labels, before.validation.labels);
            QCOMPARE(after.classNames, before.classNames);
            QVERIFY(taskOf(copy.data) == taskOf(spec));
            QCOMPARE(drawnCopy(copy.data, 5).data, copy.data);
        }
    }

    void pointsOutsideThePlaneMoveToItsEdge() {
        const Spec wild{"spiral", {{"noise", 0.6}}};
        const DrawnCopy copy = drawnCopy(wild, 1);
        QVERIFY(copy.moved > 20);
        const Dataset data = makeDataset(copy.data, {}, 1);
        QCOMPARE(static_cast<double>(data.training.inputs.cwiseAbs().maxCoeff()), 6.0);
        QCOMPARE(data.training.count() + data.validation.count(), Index{500});
    }

    void aTableCantBeDrawn() {
        try {
            drawnCopy({"csv", {{"path", std::string("x.csv")}}}, 1);
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY(QString(error.what()).contains("table"));
        }
    }

    void trainingTakesNoNoticeOfTheChange() {
        Experiment experiment = standardExperiment();
        const auto dataOf = [&experiment] {
            return std::make_shared<const Dataset>(
                makeDataset(experiment.data, experiment.features, experiment.seed, {}, {}));
        };
        Trainer trainer(experiment, dataOf(), nullptr);
        for (int i = 0; i < 30; ++i) trainer.step();
        Trainer other = trainer;
        experiment.data = drawnCopy(experiment.data, experiment.seed).data;
        const Adaptation adaptation = other.adapt(experiment, dataOf());
        QVERIFY(!adaptation.dataChanged && !adaptation.historyReset && adaptation.resetLayers.empty());
        for (int i = 0; i < 30; ++i) trainer.step(), other.step();
        QVERIFY(std::equal(trainer.network().parameters().begin(), trainer.network().parameters().end(),
                           other.network().parameters().begin()));
    }

    void onePointIsEnoughToTrain_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"drawn_classes", "drawn_values", "drawn_curve"}) QTest::newRow(kind) << QString(kind);
    }
    void onePointIsEnoughToTrain() {
        QFETCH(QString, kind);
        Experiment experiment = standardExperiment();
        const Index inputs = findData(kind.toStdString())->inputs;
        experiment.data = {kind.toStdString(), {{"points", Numbers(static_cast<std::size_t>(inputs + 1), 1.0)}}};
        experiment.features.reset();
        const auto answer = taskOf(experiment.data);
        QVERIFY(answer);
        fitOutput(experiment, answer->first, answer->second);
        validate(experiment);
        Trainer trainer(experiment, std::make_shared<const Dataset>(makeDataset(experiment.data, {}, 1)), nullptr);
        for (int i = 0; i < 50; ++i) trainer.step();
        QVERIFY(trainer.state() == RunState::Running);
    }
};

QTEST_APPLESS_MAIN(TestDrawnData)
#include "test_drawn_data.moc"
