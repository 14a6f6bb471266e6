#include "engine/nn/error.h"
#include "engine/nn/initialiser.h"
#include "tests/support/test.h"

#include <cmath>

using namespace glassbox;

namespace {

struct Spread {
    double mean = 0, deviation = 0, largest = 0;
};

Spread spreadOf(const char* kind, Index fanIn, Index fanOut, double gain) {
    Random random(11);
    std::vector<Scalar> weights(50000);
    initialiserInfo(kind).fill(weights, fanIn, fanOut, gain, random);
    Spread spread;
    for (const Scalar w : weights) spread.mean += static_cast<double>(w);
    spread.mean /= static_cast<double>(weights.size());
    for (const Scalar w : weights) {
        spread.deviation += std::pow(static_cast<double>(w) - spread.mean, 2);
        spread.largest = std::max(spread.largest, std::abs(static_cast<double>(w)));
    }
    spread.deviation = std::sqrt(spread.deviation / static_cast<double>(weights.size()));
    return spread;
}

}  // namespace

/// Starting weights have the spread that the literature gives.
class TestInitialisers : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void spreads_data() {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<double>("deviation");
        const double fanIn = 30, fanOut = 20, gain = 1.5;
        QTest::newRow("normal") << QByteArray("normal") << gain;
        QTest::newRow("uniform") << QByteArray("uniform") << gain / std::sqrt(3);
        QTest::newRow("lecun") << QByteArray("lecun") << gain / std::sqrt(fanIn);
        QTest::newRow("xavier") << QByteArray("xavier") << gain * std::sqrt(2 / (fanIn + fanOut));
        QTest::newRow("he") << QByteArray("he") << gain * std::sqrt(2 / fanIn);
        QTest::newRow("zeros") << QByteArray("zeros") << 0.0;
    }

    void spreads() {
        QFETCH(QByteArray, kind);
        QFETCH(double, deviation);
        const Spread spread = spreadOf(kind.constData(), 30, 20, 1.5);
        QVERIFY(std::abs(spread.mean) <= 0.02 * deviation);
        QVERIFY(std::abs(spread.deviation - deviation) <= 0.01 * deviation);
        if (kind == "uniform") QVERIFY(spread.largest <= 1.5 && spread.largest > 1.49);
        if (kind == "normal") QVERIFY(spread.largest > 3 * deviation);
    }

    void everyKindIsExplained() {
        QCOMPARE(initialiserInfos().size(), std::size_t(6));
        for (const InitialiserInfo& info : initialiserInfos()) {
            QVERIFY(!info.title.empty() && !info.help.empty() && !info.formula.empty());
            QCOMPARE(initialiserInfo(info.kind).kind, info.kind);
        }
    }

    void unknownKindIsRefusedWithTheNamesThereAre() {
        try {
            initialiserInfo("glorot");
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY(QByteArray(error.what()).contains("glorot") && QByteArray(error.what()).contains("xavier"));
        }
    }
};

QTEST_GUILESS_MAIN(TestInitialisers)
#include "test_initialisers.moc"
