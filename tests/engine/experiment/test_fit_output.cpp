#include "engine/experiment/fit_output.h"
#include "tests/support/test.h"

using namespace glassbox;

namespace {

Spec dense(std::int64_t units, const char* activation) {
    return {"dense", {{"units", units}, {"activation", std::string(activation)}}};
}

/// "units activation loss" of the end.
QString ending(const Experiment& experiment) {
    const Options& options = experiment.network.back().options;
    return QString("%1 %2 %3")
        .arg(options.integer("units"))
        .arg(QString::fromStdString(options.text("activation")), QString::fromStdString(experiment.training.loss.kind));
}

}  // namespace

class TestFitOutput : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void makesTheEndFit_data() {
        QTest::addColumn<int>("units");
        QTest::addColumn<QByteArray>("activation");
        QTest::addColumn<QByteArray>("loss");
        QTest::addColumn<int>("classes");  // 0: regression
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, int units, const char* activation, const char* loss, int classes,
                            const char* expected) {
            QTest::newRow(name) << units << QByteArray(activation) << QByteArray(loss) << classes << QString(expected);
        };
        row("classes to values", 1, "sigmoid", "binary_cross_entropy", 0, "1 identity mse");
        row("many classes to values", 4, "softmax", "cross_entropy", 0, "1 identity mse");
        row("hinge to values", 1, "identity", "hinge", 0, "1 identity mse");
        row("values stay", 1, "identity", "mse", 0, "1 identity mse");
        row("huber stays", 1, "identity", "huber", 0, "1 identity huber");
        row("mae with relu stays", 1, "relu", "mae", 0, "1 relu mae");
        row("two values to one", 2, "identity", "mae", 0, "1 identity mae");
        row("values to two classes", 1, "identity", "mse", 2, "1 sigmoid binary_cross_entropy");
        row("values to four classes", 1, "identity", "huber", 4, "4 softmax cross_entropy");
        row("two classes stay", 1, "sigmoid", "binary_cross_entropy", 2, "1 sigmoid binary_cross_entropy");
        row("logit stays", 1, "identity", "binary_cross_entropy", 2, "1 identity binary_cross_entropy");
        row("two softmax units stay", 2, "softmax", "cross_entropy", 2, "2 softmax cross_entropy");
        row("hinge stays", 1, "identity", "hinge", 2, "1 identity hinge");
        row("hinge with tanh stays", 1, "tanh", "hinge", 2, "1 tanh hinge");
        row("hinge grows", 1, "identity", "hinge", 3, "3 identity hinge");
        row("hinge shrinks", 3, "identity", "hinge", 2, "1 identity hinge");
        row("squared error of probabilities stays", 1, "sigmoid", "mse", 2, "1 sigmoid mse");
        row("two to three classes", 1, "sigmoid", "binary_cross_entropy", 3, "3 softmax cross_entropy");
        row("three to two classes", 3, "softmax", "cross_entropy", 2, "1 sigmoid binary_cross_entropy");
        row("three to six classes", 3, "softmax", "cross_entropy", 6, "6 softmax cross_entropy");
        row("nll grows", 3, "log_softmax", "nll", 5, "5 log_softmax nll");
        row("logits grow", 3, "identity", "cross_entropy", 5, "5 identity cross_entropy");
        row("nll without log-softmax", 3, "softmax", "nll", 3, "3 softmax cross_entropy");
        row("softmax of one unit", 1, "softmax", "binary_cross_entropy", 2, "1 sigmoid binary_cross_entropy");
        row("unknown loss", 1, "sigmoid", "nonsense", 2, "1 sigmoid binary_cross_entropy");
    }

    void makesTheEndFit() {
        QFETCH(int, units);
        QFETCH(QByteArray, activation);
        QFETCH(QByteArray, loss);
        QFETCH(int, classes);
        QFETCH(QString, expected);
        Experiment experiment = standardExperiment();
        experiment.network.back() = dense(units, activation.constData());
        experiment.training.loss = {loss.toStdString()};
        const Experiment before = experiment;
        const bool changed = fitOutput(experiment, classes ? Task::Classification : Task::Regression, classes);
        QCOMPARE(ending(experiment), expected);
        QCOMPARE(changed, !(experiment == before));
        QVERIFY2(!fitOutput(experiment, classes ? Task::Classification : Task::Regression, classes),
                 "doing it twice changes nothing");
        QCOMPARE(experiment.network.front(), before.network.front());
        QCOMPARE(experiment.training.optimizer, before.training.optimizer);
    }

    void optionsOfALossThatStaysAreKept() {
        Experiment experiment = standardExperiment();
        experiment.network.back() = dense(3, "identity");
        experiment.training.loss = {"huber", {{"delta", 2.0}}};
        QVERIFY(fitOutput(experiment, Task::Regression, 0));
        QCOMPARE(experiment.training.loss, (Spec{"huber", {{"delta", 2.0}}}));
    }

    void otherSettingsOfTheOutputLayerAreKept() {
        Experiment experiment = standardExperiment();
        experiment.network.back().options.set("init", std::string("he"));
        QVERIFY(fitOutput(experiment, Task::Classification, 4));
        QCOMPARE(experiment.network.back().options.text("init"), std::string("he"));
    }

    void anActivationLayerAtTheEndIsTheOneThatChanges() {
        Experiment experiment = standardExperiment();
        experiment.network.back() = dense(1, "identity");
        experiment.network.push_back({"activation", {{"activation", std::string("sigmoid")}}});
        QVERIFY(!fitOutput(experiment, Task::Classification, 2));
        QVERIFY(fitOutput(experiment, Task::Classification, 3));
        QCOMPARE(experiment.network.size(), std::size_t{4});
        QCOMPARE(experiment.network[2].options.integer("units"), std::int64_t{3});
        QCOMPARE(experiment.network[2].options.text("activation"), std::string("identity"));
        QCOMPARE(experiment.network[3].options.text("activation"), std::string("softmax"));
    }

    void aNetworkWithoutAnOutputLayerGetsOne() {
        for (const std::vector<Spec>& start : {std::vector<Spec>{}, std::vector<Spec>{{"dropout"}}}) {
            Experiment experiment;
            experiment.network = start;
            QVERIFY(fitOutput(experiment, Task::Classification, 3));
            QCOMPARE(experiment.network.size(), start.size() + 1);
            QCOMPARE(ending(experiment), QString("3 softmax cross_entropy"));
        }
    }

    void knowsWhatGeneratorsAskFor() {
        using Answer = std::optional<std::pair<Task, Index>>;
        QVERIFY((taskOf({"spiral"}) == Answer({Task::Classification, 2})));
        QVERIFY((taskOf({"spiral", {{"arms", std::int64_t{3}}}}) == Answer({Task::Classification, 3})));
        QVERIFY((taskOf({"xor"}) == Answer({Task::Classification, 2})));
        QVERIFY((taskOf({"sine"}) == Answer({Task::Regression, 0})));
        QVERIFY((taskOf({"plane"}) == Answer({Task::Regression, 0})));
        QVERIFY(!taskOf({"csv"}));
        QVERIFY(!taskOf({"no such thing"}));
    }
};

QTEST_GUILESS_MAIN(TestFitOutput)
#include "test_fit_output.moc"
