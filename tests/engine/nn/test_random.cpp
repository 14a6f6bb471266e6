#include "engine/nn/random.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace glassbox;

/// The same seed gives the same numbers everywhere, and the distributions are what they say.
class TestRandom : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void seedMeansTheSameEverywhere() {
        // xoshiro256** from splitmix64(0), computed by an independent program
        Random random(0);
        QCOMPARE(random.next(), std::uint64_t(0x99ec5f36cb75f2b4));
        QCOMPARE(random.next(), std::uint64_t(0xbf6e1f784956452a));
        QCOMPARE(random.next(), std::uint64_t(0x1a5f849d4933e6e0));
    }

    void copyContinuesTheSequence() {
        Random a(7);
        for (int i = 0; i < 13; ++i) a.normal();
        Random b = a;
        QVERIFY(a == b);
        for (int i = 0; i < 100; ++i) QCOMPARE(a.normal(), b.normal());
    }

    void purposesAreIndependent() {
        QVERIFY(Random::forPurpose(1, purpose::weights) == Random::forPurpose(1, purpose::weights));
        QVERIFY(Random::forPurpose(1, purpose::weights) != Random::forPurpose(1, purpose::order));
        QVERIFY(Random::forPurpose(1, purpose::weights) != Random::forPurpose(2, purpose::weights));
    }

    void uniformFillsItsRange() {
        Random random(3);
        double sum = 0, least = 1, most = 0;
        for (int i = 0; i < 100000; ++i) {
            const double x = random.uniform();
            sum += x;
            least = std::min(least, x);
            most = std::max(most, x);
        }
        QVERIFY(least >= 0 && least < 1e-3);
        QVERIFY(most < 1 && most > 0.999);
        QVERIFY(std::abs(sum / 100000 - 0.5) < 0.005);
    }

    void normalHasTheRightMoments() {
        Random random(4);
        double sum = 0, squares = 0, fourth = 0;
        constexpr int count = 200000;
        for (int i = 0; i < count; ++i) {
            const double x = random.normal();
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
        }
        QVERIFY(std::abs(sum / count) < 0.01);
        QVERIFY(std::abs(squares / count - 1) < 0.015);
        QVERIFY(std::abs(fourth / count - 3) < 0.1);
    }

    void belowIsEven() {
        Random random(5);
        std::array<int, 7> counts{};
        for (int i = 0; i < 70000; ++i) ++counts[static_cast<std::size_t>(random.below(7))];
        for (const int count : counts) QVERIFY(std::abs(count - 10000) < 500);
        QCOMPARE(random.below(1), Index(0));
    }

    void shuffleKeepsAllAndMoves() {
        Random random(6);
        std::vector<Index> values(100);
        std::iota(values.begin(), values.end(), Index(0));
        random.shuffle(values);
        QVERIFY(!std::is_sorted(values.begin(), values.end()));
        std::sort(values.begin(), values.end());
        for (std::size_t i = 0; i < values.size(); ++i) QCOMPARE(values[i], static_cast<Index>(i));
    }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "test_random.moc"
