#include "engine/explain/walk.h"
#include "tests/engine/explain/walk_records.h"

#include <QObject>
#include <QTest>

#include <cmath>
#include <map>

using namespace told;

static_assert(std::is_same_v<Scalar, double>);

namespace {

using Gradients = std::map<TensorRef, std::vector<double>>;

/// d cost / d every tensor, by the local derivatives that the walk tells and nothing else.
Gradients throughTheGraph(const Walk& walk) {
    const StepRecord& record = walk.record();
    Gradients gradients;
    const auto of = [&](const TensorRef& tensor) -> std::vector<double>& {
        const TensorView view = tensorOf(record, tensor);
        std::vector<double>& values = gradients[tensor];
        values.resize(static_cast<std::size_t>(view.rows * view.cols));
        return values;
    };
    of({record.isBatch() ? Quantity::Cost : Quantity::SampleLoss})[0] = 1;
    for (Index i = walk.count(); i-- > 0;) {
        const Operation& operation = walk.at(i);
        if (operation.phase != Phase::Forward) continue;
        const TensorView result = tensorOf(record, operation.result);
        const std::vector<double> up = of(operation.result);
        for (const Use& use : operation.uses) {
            if (use.derivative.empty()) continue;
            std::vector<double>& down = of(use.tensor);
            const TensorView used = tensorOf(record, use.tensor);
            for (Index col = 0; col < used.cols; ++col)
                for (Index row = 0; row < used.rows; ++row)
                    for (Index c = 0; c < result.cols; ++c)
                        for (Index r = 0; r < result.rows; ++r)
                            down[static_cast<std::size_t>(col * used.rows + row)] +=
                                up[static_cast<std::size_t>(c * result.rows + r)] *
                                operation.derivative(record, {operation.result, r, c}, {use.tensor, row, col});
        }
    }
    return gradients;
}

double costOf(const StepRecord& record, const Network& network, const Tensor& input) {
    Trace trace;
    trace.input = input;
    trace.target = record.trace.target;
    Random random = record.random;
    network.forward(trace, Mode::Training, random);
    network.evaluate(trace, *record.loss);
    return trace.cost;
}

/// Where a function has a kink within reach of the step, both sides differ and nothing can be compared.
struct Slope {
    double value = 0;
    bool smooth = true;
};

template <typename Cost>
Slope slopeOf(Scalar& place, const Cost& cost) {
    constexpr double h = 1e-5;
    const double kept = place, here = cost();
    place = kept + h;
    const double above = cost();
    place = kept - h;
    const double below = cost();
    place = kept;
    const double right = (above - here) / h, left = (here - below) / h;
    return {(above - below) / (2 * h),
            std::abs(right - left) <= 1e-2 * std::max(1.0, std::abs(right) + std::abs(left))};
}

QByteArray difference(const std::string& name, double a, double b) {
    return QByteArray::fromStdString(name) + ": " + QByteArray::number(a, 'g', 12) + " instead of " +
           QByteArray::number(b, 'g', 12);
}

}  // namespace

/// With double numbers: the derivatives that the walk tells of its forward operations are right. Multiplied along the
/// graph they give the engine's own gradients of every tensor, and what finite differences say of the whole cost.
class TestWalkInDouble : public QObject {
    Q_OBJECT

    static void rows() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < records().size(); ++i)
            if (!records()[i].record->divergence) QTest::newRow(records()[i].name.c_str()) << static_cast<int>(i);
    }
    static std::shared_ptr<const StepRecord> record() {
        QFETCH(int, index);
        return records()[static_cast<std::size_t>(index)].record;
    }

  private Q_SLOTS:
    void derivativesMultiplyToTheEnginesGradients_data() { rows(); }
    void derivativesMultiplyToTheEnginesGradients();
    void derivativesMultiplyToFiniteDifferences_data() { rows(); }
    void derivativesMultiplyToFiniteDifferences();
};

void TestWalkInDouble::derivativesMultiplyToTheEnginesGradients() {
    const auto record = TestWalkInDouble::record();
    const Walk walk(record);
    const Gradients gradients = throughTheGraph(walk);
    const auto check = [&](const TensorRef& of, const TensorRef& engine) {
        const TensorView view = tensorOf(*record, engine);
        const auto found = gradients.find(of);
        if (found == gradients.end() || view.rows == 0) return;
        double largest = 1e-12;
        for (const double g : found->second) largest = std::max(largest, std::abs(g));
        for (Index col = 0; col < view.cols; ++col)
            for (Index row = 0; row < view.rows; ++row) {
                const double told = found->second[static_cast<std::size_t>(col * view.rows + row)];
                QVERIFY2(std::abs(told - view(row, col)) <= 1e-9 * largest,
                         difference(symbolOf(*record, Place{engine, row, col}), told, view(row, col)).constData());
            }
    };
    for (Index layer = 0; layer < record->before.layerCount(); ++layer) {
        check({Quantity::Output, layer}, {Quantity::OutputGradient, layer});
        if (sumOf(*record, layer).quantity == Quantity::Inner && record->before.spec(layer).kind == "dense")
            check(sumOf(*record, layer), errorOf(*record, layer));
        for (Index part = 0; part < 2; ++part)
            check({Quantity::Parameter, layer, part}, {Quantity::Gradient, layer, part});
    }
}

void TestWalkInDouble::derivativesMultiplyToFiniteDifferences() {
    const auto record = TestWalkInDouble::record();
    const Gradients gradients = throughTheGraph(Walk(record));
    Network network = record->before;
    Tensor input = record->trace.input;
    const auto cost = [&] { return costOf(*record, network, input); };
    const auto check = [&](Scalar& place, double told, const std::string& name) {
        const Slope slope = slopeOf(place, cost);
        if (slope.smooth)
            QVERIFY2(std::abs(told - slope.value) <= 2e-6 * std::max({1.0, std::abs(told), std::abs(slope.value)}),
                     difference(name, told, slope.value).constData());
    };
    for (Index layer = 0; layer < network.layerCount(); ++layer)
        for (Index part = 0; part < 2; ++part) {
            const TensorRef parameter{Quantity::Parameter, layer, part};
            const TensorView view = tensorOf(*record, parameter);
            const auto found = gradients.find(parameter);
            if (found == gradients.end()) continue;
            for (Index col = 0; col < view.cols; ++col)
                for (Index row = 0; row < view.rows; ++row) {
                    const auto at =
                        view.data + row * view.rowStride + col * view.colStride - record->before.parameters().data();
                    check(network.parameters()[static_cast<std::size_t>(at)],
                          found->second[static_cast<std::size_t>(col * view.rows + row)],
                          symbolOf(*record, Place{parameter, row, col}));
                }
        }
    const auto found = gradients.find({Quantity::Input});
    QVERIFY(found != gradients.end());
    for (Index i = 0; i < input.size(); ++i)
        check(input.data()[i], found->second[static_cast<std::size_t>(i)], "input " + std::to_string(i));
}

QTEST_GUILESS_MAIN(TestWalkInDouble)
#include "test_walk_in_double.moc"
