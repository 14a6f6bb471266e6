#include "engine/nn/error.h"
#include "engine/nn/network.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>
#include <numeric>

using namespace glassbox;

namespace {

Spec dense(int units, const std::string& activation = "identity", bool frozen = false) {
    return {"dense", {{"units", std::int64_t{units}}, {"activation", activation}, {"frozen", frozen}}};
}

template <typename Act>
QString errorOf(Act act) {
    try {
        act();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

QString refusal(const Shape& input, const std::vector<Spec>& layers) {
    return errorOf([&] { Network(input, layers); });
}

void fill(Tensor& tensor, Index rows, const std::vector<Scalar>& values) {
    tensor.resize(rows, static_cast<Index>(values.size()) / rows);
    std::copy(values.begin(), values.end(), tensor.data());
}

Network initialised(const Shape& input, const std::vector<Spec>& layers, std::uint64_t seed = 1) {
    Network network(input, layers);
    Random random(seed);
    network.initialise(random);
    return network;
}

bool equal(std::span<const Scalar> a, std::span<const Scalar> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

/// A network is put together, refused with a sentence, run, and its numbers taken out and in.
class TestNetwork : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void refusesWhatCannotWork() {
        QCOMPARE(refusal({2}, {}), QString("The network is empty: add at least one layer."));
        QCOMPARE(refusal({0}, {dense(1)}), QString("The network has no input: choose at least one feature."));
        QCOMPARE(refusal({2}, {dense(8), {"dance"}}),
                 QString("network[1].layer: there is no layer called \"dance\"; use one of dense, activation, dropout, "
                         "batch_norm, layer_norm, flatten."));
        QCOMPARE(refusal({2}, {dense(8), dense(0)}),
                 QString("network[1].units: expected a whole number from 1 to 4096, got 0."));
        QCOMPARE(refusal({2}, {{"dropout", {{"rate", 1.0}}}}),
                 QString("network[0].rate: expected a number from 0 to 0.99, got 1."));
        QCOMPARE(
            refusal({3, 28, 28}, {{"batch_norm"}, dense(8)}),
            QString("Layer 2 (dense): put a flatten layer before it, because its input has the shape 3 x 28 x 28."));
        QVERIFY(refusal({4096}, std::vector<Spec>(6, dense(4096)))
                    .startsWith("Layer 6 (dense): with it the network has more"));
    }

    void unknownActivationAndInitialiserListTheChoices() {
        QVERIFY(refusal({2}, {dense(2, "step")})
                    .startsWith("network[0].activation: expected one of identity, sigmoid, tanh, relu, "));
        QVERIFY(refusal({2}, {{"dense", {{"init", "magic"}}}}).contains("network[0].init: expected one of "));
    }

    void shapesGoThroughTheLayers() {
        const Network network({3, 4, 2},
                              {{"batch_norm"}, {"activation"}, {"flatten"}, dense(5), {"dropout"}, dense(2)});
        QCOMPARE(network.layer(1).outputShape(), (Shape{3, 4, 2}));
        QCOMPARE(network.layer(2).outputShape(), Shape{24});
        QCOMPARE(network.outputShape(), Shape{2});
        QCOMPARE(network.outputShape().text(), std::string("2"));
        QCOMPARE((Shape{16, 20, 1}.text()), std::string("16 x 20"));
        QCOMPARE((Shape{3, 28, 30}.text()), std::string("3 x 30 x 28"));  // channels x rows x columns, as PyTorch says
        QVERIFY(network.couplesSamples());
        QVERIFY(!Network({2}, {dense(1)}).couplesSamples());
    }

    void parametersLieAsPyTorchNamesThem() {
        const Network network({2}, {dense(3), {"batch_norm"}, dense(1)});
        std::vector<std::string> names;
        for (const ParameterPlace& place : network.places()) names.push_back(place.name);
        QCOMPARE(names, (std::vector<std::string>{"0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean",
                                                  "1.running_var", "2.weight", "2.bias"}));
        QCOMPARE(network.places()[0].info.shape, (std::vector<Index>{3, 2}));
        QCOMPARE(network.parameters().size(), std::size_t(6 + 3 + 3 + 3 + 3 + 1));
        QCOMPARE(network.statistics().size(), std::size_t(6));
        QCOMPARE(network.places()[6].offset, Index(15));
        QVERIFY(!network.places()[4].trained);
    }

    void startingWeightsFollowTheSeedAndBiasesAreZero() {
        const std::vector<Spec> layers{dense(4, "tanh"), {"batch_norm"}, {"layer_norm"}, dense(1)};
        const Network a = initialised({2}, layers, 3), b = initialised({2}, layers, 3), c = initialised({2}, layers, 4);
        QVERIFY(equal(a.parameters(), b.parameters()));
        QVERIFY(!equal(a.parameters(), c.parameters()));
        const auto block = a.layerParameters(0);
        for (std::size_t i = 0; i < 8; ++i) QVERIFY(block[i] != 0);
        for (std::size_t i = 8; i < 12; ++i) QCOMPARE(block[i], Scalar(0));
        for (const Index layer : {1, 2})
            for (std::size_t i = 0; i < 8; ++i) QCOMPARE(a.layerParameters(layer)[i], Scalar(i < 4 ? 1 : 0));
        QVERIFY(equal(a.statistics(), std::vector<Scalar>{0, 0, 0, 0, 1, 1, 1, 1}));
    }

    void frozenLayersAreLeftOutOfTraining() {
        using Ranges = std::vector<std::pair<Index, Index>>;
        const Network network({2}, {dense(2), dense(2), {"dropout"}, dense(2, "tanh", true), dense(1)});
        QCOMPARE(network.trainedRanges(), (Ranges{{0, 12}, {18, 21}}));
        QCOMPARE(Network({2}, {dense(2, "tanh", true)}).trainedRanges(), Ranges{});
        QCOMPARE(Network({2}, {{"batch_norm", {{"frozen", true}}}, dense(1)}).trainedRanges(), (Ranges{{4, 7}}));
    }

    void frozenLayersStillShowTheirGradient() {
        Network network = initialised({2}, {dense(2, "tanh", true), dense(1)});
        Trace trace;
        fill(trace.input, 2, {1, 2, -1, 0.5});
        fill(trace.target, 1, {1, -1});
        Random random(1);
        network.forward(trace, Mode::Training, random);
        network.backward(trace, *makeLoss({"mse"}));
        QVERIFY(trace.gradient[0] != 0);
    }

    void gradientOfAShareOfABatchIsScaledToTheBatch() {
        Network network = initialised({2}, {dense(3, "tanh"), dense(1, "sigmoid")});
        Trace trace;
        fill(trace.input, 2, {1, 2, -1, 0.5});
        fill(trace.target, 1, {1, 0});
        Random random(1);
        network.forward(trace, Mode::Training, random);
        const auto loss = makeLoss({"binary_cross_entropy"});
        network.backward(trace, *loss);
        const Buffer whole = trace.gradient;
        network.backward(trace, *loss, 8);
        for (std::size_t i = 0; i < whole.size(); ++i) QVERIFY(std::abs(trace.gradient[i] * 4 - whole[i]) < 1e-6F);
    }

    void lossSwallowsItsActivationHoweverItIsWritten() {
        const auto ce = makeLoss({"cross_entropy"}), bce = makeLoss({"binary_cross_entropy"}), mse = makeLoss({"mse"});
        const Spec softmax{"activation", {{"activation", "softmax"}}};
        const Network fusedLayer({2}, {dense(3, "softmax")}), pair({2}, {dense(3), softmax}), logits({2}, {dense(3)});
        QVERIFY(fusedLayer.fuses(*ce) && pair.fuses(*ce) && !logits.fuses(*ce));
        QVERIFY(!fusedLayer.fuses(*bce) && !fusedLayer.fuses(*mse));
        QVERIFY(Network({2}, {dense(1, "sigmoid")}).fuses(*bce));
        // All three say the same.
        std::vector<double> costs;
        for (Network network : {fusedLayer, pair, logits}) {
            for (std::size_t i = 0; i < 9; ++i) network.parameters()[i] = static_cast<Scalar>(i) * 0.2F - 0.7F;
            Trace trace;
            fill(trace.input, 2, {1, 2, -1, 0.5});
            fill(trace.target, 3, {1, 0, 0, 0, 0, 1});
            Random random(1);
            network.forward(trace, Mode::Training, random);
            network.backward(trace, *ce);
            costs.push_back(trace.cost);
            costs.push_back(trace.gradient[0]);
            Tensor prediction;
            network.predict(trace, *ce, prediction);
            costs.push_back(prediction(1, 1));
        }
        for (std::size_t i = 3; i < 9; ++i) QVERIFY(std::abs(costs[i] - costs[i % 3]) < 1e-6);
    }

    void sureAnswersHaveExactLosses() {
        const Network one({1}, {{"activation", {{"activation", "sigmoid"}}}});
        const Network three({3}, {{"activation", {{"activation", "softmax"}}}});
        Trace trace;
        Random random(1);
        fill(trace.input, 1, {-100, 100, 20, -1000, 1000});
        fill(trace.target, 1, {1, 0, 1, 0, 1});
        one.forward(trace, Mode::Evaluation, random);
        one.evaluate(trace, *makeLoss({"binary_cross_entropy"}));
        QCOMPARE(trace.sampleLoss(0, 0), 100.0F);
        QCOMPARE(trace.sampleLoss(0, 1), 100.0F);
        QVERIFY(std::abs(trace.sampleLoss(0, 2) - 2.0611537e-9F) < 1e-14F);
        QCOMPARE(trace.sampleLoss(0, 3), 0.0F);
        QCOMPARE(trace.sampleLoss(0, 4), 0.0F);
        QVERIFY(trace.layers[0].output(0, 0) >= 0 && trace.layers[0].output(0, 0) < 1e-37F);
        QCOMPARE(trace.layers[0].output(0, 1), 1.0F);
        fill(trace.input, 3, {1e30F, 0, -1e30F, 1000, 999, -1000, 0, -20, -200});
        fill(trace.target, 3, {1, 0, 0, 0, 1, 0, 1, 0, 0});
        three.forward(trace, Mode::Evaluation, random);
        three.evaluate(trace, *makeLoss({"cross_entropy"}));
        QCOMPARE(trace.sampleLoss(0, 0), 0.0F);
        QVERIFY(std::abs(trace.sampleLoss(0, 1) - 1.31326169F) < 1e-6F);
        QVERIFY(std::abs(trace.sampleLoss(0, 2) - 2.0611537e-9F) < 1e-14F);
        QCOMPARE(trace.layers[0].output(0, 0), 1.0F);
        QCOMPARE(trace.layers[0].output(2, 1), 0.0F);
    }

    void notANumberIsNeverSwallowed_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind :
             {"identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "softmax", "log_softmax"})
            QTest::newRow(kind) << kind;
    }
    void notANumberIsNeverSwallowed() {
        QFETCH(QString, kind);
        constexpr Scalar nan = std::numeric_limits<Scalar>::quiet_NaN();
        const Spec last{"activation", {{"activation", kind.toStdString()}}};
        for (int place = 0; place < 20; ++place) {
            const Network network({20}, {last});
            Trace trace;
            std::vector<Scalar> x(20, 0.5F);
            x[static_cast<std::size_t>(place)] = nan;
            fill(trace.input, 20, x);
            fill(trace.target, 20, std::vector<Scalar>(20, 0.5F));
            Random random(1);
            network.forward(trace, Mode::Evaluation, random);
            QVERIFY(std::isnan(trace.layers[0].output(place, 0)));
            for (const LossInfo& info : lossInfos()) {
                network.evaluate(trace, *makeLoss({info.kind}));
                QVERIFY2(std::isnan(trace.cost), info.kind.c_str());
            }
        }
    }

    void wrongInputAndTargetAreErrors() {
        const Network network({2}, {dense(1)});
        Trace trace;
        Random random(1);
        fill(trace.input, 3, {1, 2, 3});
        QCOMPARE(
            errorOf([&] { network.forward(trace, Mode::Evaluation, random); }),
            QString(
                "The network takes 2 values for each sample, but got 3; choose other features or another network."));
        fill(trace.input, 2, {1, 2});
        fill(trace.target, 3, {1, 0, 0});
        network.forward(trace, Mode::Evaluation, random);
        QCOMPARE(
            errorOf([&] { network.evaluate(trace, *makeLoss({"mse"})); }),
            QString("The last layer has 1 output, but the target has 3 values for each sample; give the last layer as "
                    "many units."));
    }

    void aTraceFitsAnyNetworkInTurn() {
        const Network wide = initialised({2}, {dense(40, "tanh"), {"batch_norm"}, dense(3)});
        const Network narrow = initialised({2}, {dense(4, "tanh"), dense(5), dense(1)});
        Trace reused;
        Random random(1);
        const auto loss = makeLoss({"mse"});
        for (const Network* network : {&wide, &narrow, &wide}) {
            Trace fresh;
            for (Trace* trace : {&reused, &fresh}) {
                fill(trace->input, 2, {1, 2, 3, 4, 5, 6});
                fill(trace->target, network->outputShape().size(),
                     std::vector<Scalar>(static_cast<std::size_t>(3 * network->outputShape().size()), 0.5F));
                network->forward(*trace, Mode::Training, random);
                network->backward(*trace, *loss);
            }
            QCOMPARE(reused.gradient.size(), network->parameters().size());
            QVERIFY(equal(reused.gradient, fresh.gradient));
        }
    }

    void exportAndImportKeepEveryNumber() {
        const std::vector<Spec> layers{{"layer_norm"}, {"flatten"}, dense(3), {"batch_norm"}, dense(2)};
        Network network = initialised({2, 3, 2}, layers);
        Random random(9);
        for (Scalar& p : network.parameters()) p = static_cast<Scalar>(random.normal());
        for (Scalar& s : network.statistics()) s = static_cast<Scalar>(random.uniform(0.1, 2));
        Network other({2, 3, 2}, layers);
        other.importParameters(network.exportParameters());
        QVERIFY(equal(other.parameters(), network.parameters()));
        QVERIFY(equal(other.statistics(), network.statistics()));
    }

    void exportIsRowMajorAsInPyTorch() {
        Network network({2}, {dense(3)});
        std::iota(network.parameters().begin(), network.parameters().end(), Scalar(0));
        const auto tensors = network.exportParameters();
        QCOMPARE(tensors[0].name, std::string("0.weight"));
        QCOMPARE(tensors[0].shape, (std::vector<Index>{3, 2}));
        QCOMPARE(tensors[0].values, (std::vector<float>{0, 3, 1, 4, 2, 5}));  // our columns are the inputs
        QCOMPARE(tensors[1].values, (std::vector<float>{6, 7, 8}));
    }

    void importRefusesWhatDoesNotFitAndChangesNothing() {
        Network network = initialised({2}, {dense(3), {"batch_norm"}, dense(1)});
        const Buffer before(network.parameters().begin(), network.parameters().end());
        const auto good = network.exportParameters();
        const auto refused = [&](auto change) {
            auto tensors = good;
            for (NamedTensor& tensor : tensors)
                for (float& v : tensor.values) v += 1;
            change(tensors);
            const QString sentence = errorOf([&] { network.importParameters(tensors); });
            return equal(network.parameters(), before) ? sentence : QString("the network was changed");
        };
        QCOMPARE(refused([](auto& tensors) { tensors.pop_back(); }),
                 QString("2.bias: it is missing among the weights; they belong to another network."));
        QCOMPARE(refused([](auto& tensors) { tensors.back().name = "3.bias"; }),
                 QString("3.bias: the network has no such parameter; the weights belong to another network."));
        QCOMPARE(refused([](auto& tensors) { tensors.push_back(tensors.front()); }),
                 QString("0.weight: it is there twice; keep one."));
        QCOMPARE(refused([](auto& tensors) {
                     for (NamedTensor& tensor : tensors)
                         if (tensor.name == "1.running_var") tensor.values[1] = -0.5F;
                 }),
                 QString("1.running_var: it holds a negative number, which no variance is; export the weights again."));
        QCOMPARE(
            refused([](auto& tensors) {
                tensors[0].shape = {2, 3};
            }),
            QString("0.weight: the network's shape is [3, 2], but the file's is [2, 3]; the weights belong to another "
                    "network."));
        QCOMPARE(refused([](auto& tensors) { tensors[1].values.pop_back(); }),
                 QString("0.bias: expected 3 numbers, got 2."));
        QVERIFY(refused([](auto& tensors) {
                    tensors[6].values[0] = std::numeric_limits<float>::infinity();
                }).startsWith("2.weight: it holds infinity"));
        QVERIFY(refused([](auto& tensors) {
                    tensors.push_back({"0.num_batches_tracked", {}, {7}});
                }).startsWith("0.num_batches_tracked: the network has no such parameter"));
        QCOMPARE(refused([](auto& tensors) {
                     tensors.push_back({"1.num_batches_tracked", {}, {7}});
                 }),
                 QString("the network was changed"));  // PyTorch's count of batches is accepted and ignored
    }

    void aCopyOwnsItsNumbers() {
        Network network = initialised({2}, {dense(3)});
        Network copy = network;
        copy.parameters()[0] += 1;
        QVERIFY(copy.parameters()[0] != network.parameters()[0]);
        QCOMPARE(&copy.layer(0), &network.layer(0));
    }
};

QTEST_GUILESS_MAIN(TestNetwork)
#include "test_network.moc"
