#include "engine/nn/activation.h"
#include "engine/nn/network.h"
#include "engine/nn/product.h"

#include <QObject>
#include <QTest>

#include <cmath>

using namespace glassbox;

static_assert(std::is_same_v<Scalar, double>);

namespace {

Spec dense(int units, const std::string& activation = "identity") {
    return {"dense", {{"units", std::int64_t{units}}, {"activation", activation}}};
}

Spec activation(const std::string& kind, double slope = 0.01, double alpha = 1) {
    return {"activation", {{"activation", kind}, {"slope", slope}, {"alpha", alpha}}};
}

/// One network with everything that its cost depends on.
class Experiment {
  public:
    Experiment(const Shape& input, const std::vector<Spec>& layers, const Spec& loss, Index samples, Mode mode)
        : m_network(input, layers), m_loss(makeLoss(loss)), m_mode(mode) {
        Random random(7);
        m_network.initialise(random);
        // Biases and normalisation weights away from their neat starting values.
        for (Scalar& p : m_network.parameters()) p += random.uniform(-0.3, 0.3);
        for (Scalar& s : m_network.statistics()) s += random.uniform(0.1, 0.4);
        m_trace.wantInputGradient = true;
        m_trace.input.resize(input.size(), samples);
        for (Index i = 0; i < m_trace.input.size(); ++i) m_trace.input.data()[i] = random.normal();
        const Shape& output = m_network.outputShape();
        m_trace.target.resize(output.channels, output.positions() * samples);
        m_trace.target.setZero();
        for (Index n = 0; n < m_trace.target.cols(); ++n) {
            if (m_loss->forClasses() && output.channels > 1)
                m_trace.target(random.below(output.channels), n) = 1;
            else
                for (Index i = 0; i < output.channels; ++i)
                    m_trace.target(i, n) = m_loss->forClasses() ? Scalar(random.below(2)) : random.normal();
        }
    }

    /// The first number whose gradient is not what finite differences say, in words; empty if all are right.
    QString firstDifference() {
        cost();
        m_network.backward(m_trace, *m_loss);
        const Buffer gradient = m_trace.gradient;
        const Tensor inputGradient = m_trace.inputGradient;
        const auto parameters = m_network.parameters();
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            const QString wrong = compare(parameters[i], gradient[i]);
            if (!wrong.isEmpty()) return QString("parameter %1: %2").arg(i).arg(wrong);
        }
        for (Index i = 0; i < inputGradient.size(); ++i) {
            const QString wrong = compare(m_trace.input.data()[i], inputGradient.data()[i]);
            if (!wrong.isEmpty()) return QString("input %1: %2").arg(i).arg(wrong);
        }
        return {};
    }

  private:
    double cost() {
        Random random(99);  // the same dropout masks every time
        m_network.forward(m_trace, m_mode, random);
        m_network.evaluate(m_trace, *m_loss);
        return m_trace.cost;
    }

    QString compare(Scalar& number, double analytic) {
        constexpr double h = 1e-5;
        const Scalar before = number;
        number = before + h;
        const double up = cost();
        number = before - h;
        const double down = cost();
        number = before;
        const double numeric = (up - down) / (2 * h);
        const double size = std::max(std::abs(numeric), std::abs(analytic));
        if (std::abs(numeric - analytic) <= 1e-6 * size + 1e-9) return {};
        return QString("computed %1, finite differences %2").arg(analytic, 0, 'g', 12).arg(numeric, 0, 'g', 12);
    }

    Network m_network;
    std::shared_ptr<const Loss> m_loss;
    Mode m_mode;
    Trace m_trace;
};

void verify(const Shape& input, const std::vector<Spec>& layers, const Spec& loss = {"mse"}, Index samples = 5) {
    for (const Mode mode : {Mode::Training, Mode::Evaluation}) {
        const QString wrong = Experiment(input, layers, loss, samples, mode).firstDifference();
        const char* when = mode == Mode::Training ? "training: " : "evaluation: ";
        QVERIFY2(wrong.isEmpty(), qPrintable(when + wrong));
    }
}

}  // namespace

/// Every gradient is the slope that finite differences find, to 1e-6 relative.
class TestLayersInDouble : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void denseWithEveryActivation_data() { activations(); }
    void denseWithEveryActivation() {
        QFETCH(QString, kind);
        verify({5}, {dense(4, kind.toStdString()), dense(3)});
    }

    void activationLayerOfEveryKind_data() { activations(); }
    void activationLayerOfEveryKind() {
        QFETCH(QString, kind);
        verify({5}, {dense(4), activation(kind.toStdString(), 0.2, 1.7), dense(3)});
        verify({3, 2, 2}, {activation(kind.toStdString(), 0.2, 1.7)});
    }

    void denseOfEveryWidth_data() {
        QTest::addColumn<int>("in");
        QTest::addColumn<int>("out");
        QTest::addColumn<int>("samples");
        for (const int in : {1, 2, 4, 7, 8, 9, 16, 32, 33})
            for (const int out : {1, 2, 3, 4, 8, 11, 17, 32, 35})
                for (const int samples : {1, 2, 3, 7})
                    QTest::addRow("%d to %d, %d samples", in, out, samples) << in << out << samples;
        QTest::addRow("more samples than one block") << 3 << 5 << 131;
        QTest::addRow("more samples than one block, one unit") << 6 << 1 << 131;
        QTest::addRow("wide") << 70 << 75 << 20;
    }
    void denseOfEveryWidth() {
        QFETCH(int, in);
        QFETCH(int, out);
        QFETCH(int, samples);
        verify({in}, {dense(out, "tanh")}, {"mse"}, samples);
    }

    void denseWithoutBias() {
        Spec narrow = dense(4, "tanh"), wide = dense(40, "tanh");
        narrow.options.set("bias", false);
        wide.options.set("bias", false);
        verify({5}, {narrow, dense(2)});
        verify({5}, {wide, dense(2)});
    }

    void dropout() {
        verify({6}, {dense(7, "tanh"), {"dropout", {{"rate", 0.3}}}, dense(2)});
        verify({6}, {dense(7, "tanh"), {"dropout", {{"rate", 0.0}}}, dense(2)});
    }

    void batchNormalisation() {
        const Spec plain{"batch_norm"}, frozen{"batch_norm", {{"frozen", true}}},
            other{"batch_norm", {{"epsilon", 0.1}}};
        verify({4}, {dense(5), plain, activation("tanh"), dense(2)});
        verify({4}, {dense(5), frozen, activation("tanh"), dense(2)});
        verify({4}, {dense(5), other, dense(2)});
        verify({3, 2, 2}, {plain, {"flatten"}, dense(2)}, {"mse"}, 3);
        verify({70}, {plain, dense(2)}, {"mse"}, 4);
        verify({4}, {dense(5), plain, dense(2)}, {"mse"}, 1);  // takes the running statistics
    }

    void layerNormalisation() {
        verify({4}, {dense(5), {"layer_norm"}, activation("tanh"), dense(2)});
        verify({3, 4, 1}, {{"layer_norm"}, {"flatten"}, dense(2)});
        verify({3, 2, 2}, {{"layer_norm", {{"epsilon", 0.1}}}, {"flatten"}, dense(2)});
    }

    void flatten() { verify({3, 2, 2}, {{"flatten"}, dense(3, "tanh")}); }

    void everyLoss_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("last");
        QTest::addColumn<int>("outputs");
        for (const LossInfo& loss : lossInfos())
            for (const ActivationInfo& last : activationInfos())
                for (const int outputs : {1, 3})
                    QTest::addRow("%s after %s, %d outputs", loss.kind.c_str(), last.kind.c_str(), outputs)
                        << QString::fromStdString(loss.kind) << QString::fromStdString(last.kind) << outputs;
    }
    void everyLoss() {
        QFETCH(QString, kind);
        QFETCH(QString, last);
        QFETCH(int, outputs);
        Spec loss{kind.toStdString()};
        if (loss.kind == "huber") loss.options.set("delta", 0.5);
        verify({4}, {dense(5, "tanh"), dense(outputs, last.toStdString())}, loss);
        verify({4}, {dense(outputs), activation(last.toStdString())}, loss);
    }

    void lossesOverPositions() {
        for (const LossInfo& loss : lossInfos()) verify({3, 4, 1}, {activation("tanh")}, {loss.kind}, 2);
        verify({3, 4, 1}, {activation("softmax")}, {"cross_entropy"}, 2);
        verify({3, 4, 1}, {activation("sigmoid")}, {"binary_cross_entropy"}, 2);
    }

    void productsOfAllShapes_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("cols");
        QTest::addColumn<int>("depth");
        for (const int rows : {1, 3, 8, 15, 16, 17, 40, 65})
            for (const int cols : {1, 2, 3, 4, 7, 8, 13})
                for (const int depth : {0, 1, 2, 5, 19, 64, 1100})
                    QTest::addRow("%d x %d x %d", rows, cols, depth) << rows << cols << depth;
    }
    void productsOfAllShapes() {
        QFETCH(int, rows);
        QFETCH(int, cols);
        QFETCH(int, depth);
        Random random(3);
        Matrix a(rows, depth), b(depth, cols), expected = Matrix::Zero(rows, cols), c(rows, cols);
        for (Scalar& v : a.reshaped()) v = random.normal();
        for (Scalar& v : b.reshaped()) v = random.normal();
        for (int i = 0; i < rows; ++i)
            for (int j = 0; j < cols; ++j)
                for (int k = 0; k < depth; ++k) expected(i, j) += a(i, k) * b(k, j);
        const Matrix at = a.transpose(), bt = b.transpose();
        for (const Factor left : {Factor{a.data(), 1, rows}, Factor{at.data(), depth, 1}})
            for (const Factor right : {Factor{b.data(), 1, depth}, Factor{bt.data(), cols, 1}}) {
                c.setConstant(std::nan(""));
                multiply(c.data(), rows, cols, depth, left, right);
                QVERIFY((c - expected).cwiseAbs().maxCoeff() < 1e-11);
            }
    }

  private:
    static void activations() {
        QTest::addColumn<QString>("kind");
        for (const ActivationInfo& info : activationInfos())
            QTest::addRow("%s", info.kind.c_str()) << QString::fromStdString(info.kind);
    }
};

QTEST_GUILESS_MAIN(TestLayersInDouble)
#include "test_layers_in_double.moc"
