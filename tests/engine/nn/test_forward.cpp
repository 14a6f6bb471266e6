#include "engine/nn/activation.h"
#include "engine/nn/network.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>

using namespace glassbox;

namespace {

using Numbers = std::vector<double>;

Tensor tensor(Index rows, const Numbers& columnByColumn) {
    Tensor result(rows, static_cast<Index>(columnByColumn.size()) / rows);
    std::transform(columnByColumn.begin(), columnByColumn.end(), result.data(),
                   [](double v) { return static_cast<Scalar>(v); });
    return result;
}

bool same(const Tensor& found, const Numbers& expected, double tolerance = 1e-6) {
    if (found.size() != static_cast<Index>(expected.size())) return false;
    for (Index i = 0; i < found.size(); ++i) {
        const double want = expected[static_cast<std::size_t>(i)], got = found.data()[i];
        if (std::isnan(got) || std::abs(got - want) > tolerance * std::max(1.0, std::abs(want))) {
            qInfo("number %d: expected %.9g, got %.9g", static_cast<int>(i), want, got);
            return false;
        }
    }
    return true;
}

/// A network of one layer with the given parameters, and what it makes of an input.
struct One {
    One(const Shape& input, const Spec& spec, const Numbers& parameters, const Numbers& statistics = {})
        : network(input, {spec}) {
        std::copy(parameters.begin(), parameters.end(), network.parameters().begin());
        std::copy(statistics.begin(), statistics.end(), network.statistics().begin());
    }
    const Tensor& pass(const Numbers& x, Mode mode = Mode::Evaluation) {
        Random random(5);
        trace.input = tensor(network.inputShape().size(), x);
        network.forward(trace, mode, random);
        return trace.layers.back().output;
    }
    Network network;
    Trace trace;
};

const Numbers z{-3, -0.5, 0, 0.25, 2};

}  // namespace

/// What each layer, activation and loss makes of a few numbers, worked out by hand or by PyTorch.
class TestForward : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void activations_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QList<double>>("expected");
        using List = QList<double>;
        QTest::newRow("identity") << "identity" << List{-3, -0.5, 0, 0.25, 2};
        QTest::newRow("sigmoid") << "sigmoid" << List{0.047425874, 0.377540678, 0.5, 0.562176526, 0.880797029};
        QTest::newRow("tanh") << "tanh" << List{-0.995054781, -0.462117165, 0, 0.244918659, 0.964027584};
        QTest::newRow("relu") << "relu" << List{0, 0, 0, 0.25, 2};
        QTest::newRow("leaky_relu") << "leaky_relu" << List{-0.03, -0.005, 0, 0.25, 2};
        QTest::newRow("elu") << "elu" << List{-0.950212955, -0.393469334, 0, 0.25, 2};
        QTest::newRow("gelu") << "gelu" << List{-0.004049867, -0.154268786, 0, 0.149676561, 1.954499960};
        QTest::newRow("softmax") << "softmax" << List{0.004819938, 0.058718871, 0.096811049, 0.124307849, 0.715342283};
        QTest::newRow("log_softmax") << "log_softmax"
                                     << List{-5.334994316, -2.834994078, -2.334994078, -2.084994078, -0.334994137};
    }
    void activations() {
        QFETCH(QString, kind);
        QFETCH(QList<double>, expected);
        const Numbers numbers(expected.begin(), expected.end());
        One layer({5}, {"activation", {{"activation", kind.toStdString()}}}, {});
        QVERIFY(same(layer.pass(z), numbers));
        QVERIFY(same(layer.trace.layers[0].inner[0], z));
        // The same as the end of a dense layer that hands its inputs through.
        One dense({5}, {"dense", {{"units", std::int64_t{5}}, {"activation", kind.toStdString()}}},
                  {1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0});
        QVERIFY(same(dense.pass(z), numbers));
        // The curve on screen shows the same function.
        const ActivationInfo& info = activationInfo(kind.toStdString());
        for (std::size_t i = 0; i < z.size() && !kind.contains("softmax"); ++i)
            QVERIFY(std::abs(activationValue({info.value, info.setting}, z[i]) - numbers[i]) < 1e-6);
    }

    void curveSlopesAreTheSlopesOfTheCurves() {
        for (const ActivationInfo& info : activationInfos())
            for (const double at : {-3.0, -0.4, 0.3, 2.5}) {
                const Activation f{info.value, info.setting};
                const double slope = (activationValue(f, at + 1e-6) - activationValue(f, at - 1e-6)) / 2e-6;
                QVERIFY2(std::abs(activationSlope(f, at) - slope) < 1e-7, info.kind.c_str());
            }
    }

    void slopeAndAlphaOfTheActivationLayer() {
        QVERIFY(same(One({5}, {"activation", {{"activation", "leaky_relu"}, {"slope", 0.5}}}, {}).pass(z),
                     {-1.5, -0.25, 0, 0.25, 2}));
        QVERIFY(same(One({5}, {"activation", {{"activation", "elu"}, {"alpha", 2.0}}}, {}).pass(z),
                     {-1.90042586, -0.78693868, 0, 0.25, 2}));
    }

    void functionsAreRightToAFewUnitsInTheLastPlace() {
        std::vector<Scalar> at, found;
        for (double v = -20; v <= 20; v += 0.00137) at.push_back(static_cast<Scalar>(v));
        found.resize(at.size());
        const auto compare = [&](const char* kind, auto exact) {
            const ActivationInfo& info = activationInfo(kind);
            applyActivation({info.value, info.setting}, at.data(), found.data(), 1, static_cast<Index>(at.size()));
            for (std::size_t i = 0; i < at.size(); ++i) {
                const double want = exact(static_cast<double>(at[i]));
                if (std::abs(found[i] - want) > 5e-7 * std::abs(want)) {
                    qInfo("%s(%g): expected %.9g, got %.9g", kind, static_cast<double>(at[i]), want,
                          static_cast<double>(found[i]));
                    return false;
                }
            }
            return true;
        };
        QVERIFY(compare("tanh", [](double v) { return std::tanh(v); }));
        QVERIFY(compare("sigmoid", [](double v) { return 1 / (1 + std::exp(-v)); }));
        QVERIFY(compare("elu", [](double v) { return v > 0 ? v : std::expm1(v); }));
    }

    void dense() {
        // W = [1 2 3; -1 0 0.5], b = [0.1; -0.2], stored column by column.
        const Numbers parameters{1, -1, 2, 0, 3, 0.5, 0.1, -0.2};
        One layer({3}, {"dense", {{"units", std::int64_t{2}}, {"activation", "relu"}}}, parameters);
        QVERIFY(same(layer.pass({1, 1, 1, 2, -1, 0.5}), {6.1, 0, 1.6, 0}));
        QVERIFY(same(layer.trace.layers[0].inner[0], {6.1, -0.7, 1.6, -1.95}));
    }

    void denseWithoutBias() {
        const Spec spec{"dense", {{"units", std::int64_t{2}}, {"bias", false}}};
        QVERIFY(same(One({3}, spec, {1, -1, 2, 0, 3, 0.5}).pass({1, 1, 1}), {6, -0.5}));
    }

    void denseOfAnyWidthAgreesWithPlainSums_data() {
        QTest::addColumn<int>("in");
        QTest::addColumn<int>("out");
        QTest::addColumn<int>("samples");
        for (const int in : {1, 3, 4, 8, 20, 32, 33, 600, 784})
            for (const int out : {1, 2, 5, 8, 10, 16, 32, 45, 128})
                for (const int samples : {1, 3, 10, 33})
                    QTest::addRow("%d to %d, %d samples", in, out, samples) << in << out << samples;
    }
    void denseOfAnyWidthAgreesWithPlainSums() {
        QFETCH(int, in);
        QFETCH(int, out);
        QFETCH(int, samples);
        Random random(11);
        One layer({in}, {"dense", {{"units", std::int64_t{out}}}}, {});
        for (Scalar& p : layer.network.parameters()) p = static_cast<Scalar>(random.normal());
        Numbers x(static_cast<std::size_t>(in * samples));
        for (double& v : x) v = static_cast<Scalar>(random.normal());
        const Tensor& found = layer.pass(x);
        const auto p = layer.network.parameters();
        Numbers expected;
        for (int n = 0; n < samples; ++n)
            for (int o = 0; o < out; ++o) {
                double sum = p[static_cast<std::size_t>(in * out + o)];
                for (int i = 0; i < in; ++i)
                    sum += static_cast<double>(p[static_cast<std::size_t>(i * out + o)]) *
                           x[static_cast<std::size_t>(n * in + i)];
                expected.push_back(sum);
            }
        QVERIFY(same(found, expected, 5e-5));
    }

    void batchNormalisation() {
        // Two channels, three samples; weight (2, 0.5), bias (0.1, -0.2).
        const Numbers x{1, 2, 3, -1, 5, 0.5};
        One layer({2}, {"batch_norm"}, {2, 0.5, 0.1, -0.2}, {0, 0, 1, 1});
        QVERIFY(same(layer.pass(x, Mode::Training),
                     {-2.349484921, 0.412370384, 0.100000024, -0.812370420, 2.549485207, -0.200000018}));
        layer.network.absorb(layer.trace);
        const auto s = layer.network.statistics();
        QVERIFY(same(tensor(4, {s[0], s[1], s[2], s[3]}), {0.3, 0.05, 1.3, 1.125}));
        QVERIFY(same(layer.pass(x), {1.327876568, 0.719234765, 4.836095333, -0.694972575, 8.344313622, 0.012131095}));
        layer.network.absorb(layer.trace);  // an evaluation pass leaves the running averages alone
        QVERIFY(same(tensor(4, {s[0], s[1], s[2], s[3]}), {0.3, 0.05, 1.3, 1.125}));
    }

    void batchNormalisationOfImagesIsPerChannel() {
        // One sample of 2 channels x 3 x 1 is the same as three samples of 2 features.
        One layer({2, 3, 1}, {"batch_norm"}, {2, 0.5, 0.1, -0.2}, {0, 0, 1, 1});
        QVERIFY(same(layer.pass({1, 2, 3, -1, 5, 0.5}, Mode::Training),
                     {-2.349484921, 0.412370384, 0.100000024, -0.812370420, 2.549485207, -0.200000018}));
        layer.network.absorb(layer.trace);
        QVERIFY(std::abs(layer.network.statistics()[2] - 1.3F) < 1e-6F);
    }

    void batchNormalisationOfASingleSampleUsesTheRunningAverages() {
        One layer({2}, {"batch_norm"}, {1, 1, 0, 0}, {1, 2, 4, 9});
        QVERIFY(same(layer.pass({3, 8}, Mode::Training), {1, 2}, 1e-5));
        layer.network.absorb(layer.trace);
        QCOMPARE(layer.network.statistics()[0], Scalar(1));
        QCOMPARE(layer.network.statistics()[3], Scalar(9));
    }

    void frozenBatchNormalisationStaysAsItIs() {
        One layer({1}, {"batch_norm", {{"frozen", true}}}, {1, 0}, {1, 4});
        QVERIFY(same(layer.pass({3, 5, -1}, Mode::Training), {1, 2, -1}, 1e-5));
        layer.network.absorb(layer.trace);
        QCOMPARE(layer.network.statistics()[0], Scalar(1));
        QVERIFY(!layer.network.couplesSamples());
    }

    void layerNormalisation() {
        One layer({4}, {"layer_norm"}, {1, 2, 3, 4, 0, 0.1, 0.2, 0.3});
        QVERIFY(same(layer.pass({1, 2, 4, 9}), {-0.973328054, -1.197770715, 0.2, 6.788853645}));
    }

    void dropoutIsOffWhenTheNetworkIsUsed() {
        One layer({5}, {"dropout"}, {});
        QVERIFY(same(layer.pass(z), z));
    }

    void dropoutSwitchesOffItsShareAndScalesTheRest() {
        const Numbers ones(10001, 1.0);
        One layer({1}, {"dropout", {{"rate", 0.3}}}, {});
        const Tensor& a = layer.pass(ones, Mode::Training);
        Index off = 0;
        for (Index i = 0; i < a.size(); ++i) {
            QCOMPARE(a.data()[i], layer.trace.layers[0].inner[0].data()[i]);
            QVERIFY(a.data()[i] == 0 || std::abs(a.data()[i] - 1 / 0.7F) < 1e-6F);
            off += a.data()[i] == 0;
        }
        QVERIFY(off > 2850 && off < 3150);  // 3.3 standard deviations
    }

    void flattenKeepsTheOrder() {
        One layer({2, 1, 2}, {"flatten"}, {});
        QVERIFY(same(layer.pass({1, 2, 3, 4, 5, 6, 7, 8}), {1, 2, 3, 4, 5, 6, 7, 8}));
        QCOMPARE(layer.trace.layers[0].output.rows(), Index(4));
        QCOMPARE(layer.trace.layers[0].output.cols(), Index(2));
    }

    void losses_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QList<double>>("target");
        QTest::addColumn<QList<double>>("expected");
        using List = QList<double>;
        const List values{0, 0.5, 2.5, 3, -1, 0}, several{1, 0, 1, 0, 0, 1}, classes{0, 0, 1, 1, 0, 0};
        QTest::newRow("mse") << "mse" << values << List{0.916666687, 3.4375};
        QTest::newRow("mae") << "mae" << values << List{0.833333313, 1.583333373};
        QTest::newRow("huber") << "huber" << values << List{0.416666657, 1.177083373};
        QTest::newRow("binary_cross_entropy") << "binary_cross_entropy" << several << List{0.304755539, 1.280204892};
        QTest::newRow("cross_entropy") << "cross_entropy" << classes << List{0.241311327, 1.076784492};
        QTest::newRow("nll") << "nll" << classes << List{-2, -1};
        QTest::newRow("hinge") << "hinge" << classes << List{0, 0.5};
    }
    void losses() {
        QFETCH(QString, kind);
        QFETCH(QList<double>, target);
        QFETCH(QList<double>, expected);
        const Tensor output = tensor(3, {0.5, -1, 2, 1, 1.5, -0.25});
        const Tensor y = tensor(3, Numbers(target.begin(), target.end()));
        Tensor sampleLoss(1, 2);
        makeLoss({kind.toStdString()})->evaluate(output.map(), y.map(), sampleLoss.map());
        QVERIFY(same(sampleLoss, Numbers(expected.begin(), expected.end())));
    }

    void huberTurnsAtDelta() {
        const Tensor output = tensor(1, {0.5, 3}), y = tensor(1, {0, 0});
        Tensor sampleLoss(1, 2);
        makeLoss({"huber", {{"delta", 2.0}}})->evaluate(output.map(), y.map(), sampleLoss.map());
        QVERIFY(same(sampleLoss, {0.125, 4}));  // 0.5²/2;  2 (3 - 2/2)
    }

    void hingeOfOneOutput() {
        const Tensor output = tensor(1, {2, 0.25, -0.5, -3}), y = tensor(1, {1, 1, 1, 0});
        Tensor sampleLoss(1, 4);
        const auto hinge = makeLoss({"hinge"});
        hinge->evaluate(output.map(), y.map(), sampleLoss.map());
        QVERIFY(same(sampleLoss, {0, 0.75, 1.5, 0}));
        QCOMPARE(hinge->threshold(), 0.0);
    }

    void sequencesCountAsOneSample() {
        // Two samples of two steps each: the loss of a sample is the mean of its steps.
        const Tensor output = tensor(1, {1, 2, 3, 4}), y = tensor(1, {0, 0, 0, 0});
        Tensor sampleLoss(1, 2);
        makeLoss({"mse"})->evaluate(output.map(), y.map(), sampleLoss.map());
        QVERIFY(same(sampleLoss, {2.5, 12.5}));
    }

    void predictionsAreProbabilitiesForClasses() {
        const auto predicted = [](const char* loss, const char* activation, const Numbers& output) {
            Tensor values = tensor(2, output);
            makeLoss({loss})->predict(std::as_const(values).map(), activation, values.map());
            return values;
        };
        const double half = std::log(0.5), quarter = std::log(0.25);
        QVERIFY(same(predicted("cross_entropy", "identity", {1, 1, std::log(3), 0}), {0.5, 0.5, 0.75, 0.25}));
        QVERIFY(same(predicted("cross_entropy", "softmax", {0.2, 0.8}), {0.2, 0.8}));
        QVERIFY(same(predicted("binary_cross_entropy", "identity", {0, std::log(3)}), {0.5, 0.75}));
        QVERIFY(same(predicted("binary_cross_entropy", "sigmoid", {0.2, 0.8}), {0.2, 0.8}));
        QVERIFY(same(predicted("nll", "log_softmax", {half, quarter}), {0.5, 0.25}));
        QVERIFY(same(predicted("hinge", "identity", {-2, 3}), {-2, 3}));
        QVERIFY(same(predicted("mse", "identity", {-2, 3}), {-2, 3}));
    }
};

QTEST_GUILESS_MAIN(TestForward)
#include "test_forward.moc"
