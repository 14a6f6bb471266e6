#include "engine/experiment/experiment.h"
#include "engine/nn/error.h"
#include "tests/support/test.h"

#include <functional>
#include <limits>

using namespace glassbox;

namespace {

QString refusal(const std::function<void(Experiment&)>& change) {
    Experiment experiment = standardExperiment();
    change(experiment);
    try {
        validate(experiment);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

using Change = std::function<void(Experiment&)>;

}  // namespace

Q_DECLARE_METATYPE(Change)

class TestExperiment : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void standardExperimentIsTheSpiralWithTwoHiddenLayers() {
        const Experiment experiment = standardExperiment();
        validate(experiment);
        QCOMPARE(experiment.data.kind, std::string("spiral"));
        QCOMPARE(experiment.seed, std::uint64_t{42});
        QCOMPARE(experiment.network.size(), std::size_t{3});
        QCOMPARE(experiment.training.epochs, std::int64_t{1000});
        QCOMPARE(networkTitle(experiment, 2), std::string("2-8-6-1 tanh"));
    }

    void refusesWithThePathOfTheKey_data() {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QStringList>("says");
        const auto row = [](const char* name, Change change, const QStringList& says) {
            QTest::newRow(name) << std::move(change) << says;
        };
        row("empty network", [](Experiment& e) { e.network.clear(); }, {"network: ", "add at least one layer"});
        row("too many layers", [](Experiment& e) { e.network.resize(2000, Spec{"dense"}); }, {"network: ", "1000"});
        row("unknown data", [](Experiment& e) { e.data.kind = "spirals"; },
            {"data.kind: there is no kind of data \"spirals\"; did you mean \"spiral\"?"});
        row("unknown layer", [](Experiment& e) { e.network[1].kind = "dens"; },
            {"network[1].layer: there is no layer \"dens\"; did you mean \"dense\"?"});
        row("unknown loss", [](Experiment& e) { e.training.loss.kind = "msee"; }, {"training.loss.kind: ", "\"mse\""});
        row("unknown optimizer", [](Experiment& e) { e.training.optimizer.kind = "zzzzzz"; },
            {"training.optimizer.kind: ", "there are ", "adam", "sgd"});
        row("unknown schedule", [](Experiment& e) { e.training.schedule.kind = "cosin"; },
            {"training.schedule.kind: ", "\"cosine\""});
        row("unknown option", [](Experiment& e) { e.training.optimizer.options.set("learning_rat", 0.1); },
            {"training.optimizer.learning_rat: unknown key; did you mean \"learning_rate\"?"});
        row("wrong type", [](Experiment& e) { e.network[0].options.set("units", std::string("many")); },
            {"network[0].units: expected a whole number", "\"many\""});
        row("no units", [](Experiment& e) { e.network[0].options.set("units", std::int64_t{0}); },
            {"network[0].units: ", "got 0"});
        row("negative batch", [](Experiment& e) { e.training.batch = -1; }, {"training.batch: ", "got -1"});
        row("no epochs", [](Experiment& e) { e.training.epochs = 0; }, {"training.epochs: ", "got 0"});
        row("decay", [](Experiment& e) { e.training.weightDecay = 101; }, {"training.weight_decay: "});
        row("decay that is no number",
            [](Experiment& e) { e.training.weightDecay = std::numeric_limits<double>::quiet_NaN(); },
            {"training.weight_decay: "});
        row("l1", [](Experiment& e) { e.training.l1 = -0.1; }, {"training.l1: "});
        row("clip norm", [](Experiment& e) { e.training.clipNorm = -1; }, {"training.clip_norm: "});
        row("clip value", [](Experiment& e) { e.training.clipValue = std::numeric_limits<double>::infinity(); },
            {"training.clip_value: "});
        row("patience", [](Experiment& e) { e.training.earlyStopping.patience = -3; },
            {"training.early_stopping.patience: "});
        row("min delta", [](Experiment& e) { e.training.earlyStopping.minDelta = -1; },
            {"training.early_stopping.min_delta: "});
        row("no features", [](Experiment& e) { e.features = std::vector<std::string>(); },
            {"features: ", "leave the key out"});
        row("unknown feature",
            [](Experiment& e) {
                e.features = {{"x1", "x3"}};
            },
            {"features[1]: there is no feature \"x3\""});
        row("table without a name", [](Experiment& e) { e.data = {"csv"}; }, {"data.path: "});
    }

    void refusesWithThePathOfTheKey() {
        QFETCH(Change, change);
        QFETCH(QStringList, says);
        const QString sentence = refusal(change);
        for (const QString& part : says)
            QVERIFY2(sentence.contains(part), qPrintable(part + " is not in: " + sentence));
        QCOMPARE(sentence.count('\n'), 0);
    }

    void edgesOfTheRangesAreAllowed() {
        Experiment experiment = standardExperiment();
        experiment.training.batch = 0;
        experiment.training.epochs = 10'000'000;
        experiment.training.weightDecay = 100;
        validate(experiment);
        experiment.training.batch = 1'000'000;
        validate(experiment);
    }

    void anAbsurdlyLongNameIsQuotedShort() {
        const QString sentence = refusal([](Experiment& e) {
            e.data.kind.assign(1'000'000, 'x');
            e.data.kind.push_back('\n');
        });
        QVERIFY(sentence.size() < 1000);
    }

    void everySettingExplainsItself() {
        for (const KindInfo* info : {&trainingInfo(), &earlyStoppingInfo()})
            for (const OptionInfo& option : info->options) {
                QVERIFY2(option.help.size() > 40, option.name.c_str());
                QVERIFY2(!option.label.empty(), option.name.c_str());
            }
    }

    void titleNamesWidthsAndTheCommonestActivation() {
        Experiment experiment;
        const auto dense = [](std::int64_t units, const char* activation) {
            return Spec{"dense", {{"units", units}, {"activation", std::string(activation)}}};
        };
        experiment.network = {dense(16, "relu"), Spec{"dropout"}, dense(16, "relu"), dense(3, "softmax")};
        QCOMPARE(networkTitle(experiment, 4), std::string("4-16-16-3 relu"));
        experiment.network = {dense(8, "tanh"), dense(1, "sigmoid")};
        QCOMPARE(networkTitle(experiment, 2), std::string("2-8-1 tanh"));
        experiment.network = {dense(1, "identity")};
        QCOMPARE(networkTitle(experiment, 1), std::string("1-1 linear"));
    }
};

QTEST_GUILESS_MAIN(TestExperiment)
#include "test_experiment.moc"
