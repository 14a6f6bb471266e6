#include "engine/explain/distribution.h"
#include "engine/nn/random.h"
#include "tests/support/test.h"

#include <limits>
#include <numeric>

using namespace glassbox;

/// What is recorded of many numbers says truly how they were distributed.
class TestDistribution : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void fewNumbersAreKeptAsTheyAre() {
        const std::vector<float> numbers{3, -1, 0, 0, 2, 0.5F, 7, -4};
        const Distribution all(numbers);
        QVERIFY(all.isExact() && !all.isSampled());
        QCOMPARE(all.count(), Index(8));
        QCOMPARE(all.least(), -4.0F);
        QCOMPARE(all.greatest(), 7.0F);
        QCOMPARE(all.median(), 0.25F);         // between 0 and 0.5
        QCOMPARE(all.quantiles()[1], -0.25F);  // numpy.quantile(numbers, 0.25)
        QCOMPARE(all.quantiles()[4], 5.6F);    // and 0.95
        QCOMPARE(all.share(0, 2), 3.0 / 8);    // 0, 0, 0.5: the upper end does not belong
        QCOMPARE(all.shareBelow(0), 2.0 / 8);
        QCOMPARE(all.shareBelow(0, true), 4.0 / 8);
        QCOMPARE(all.share(-100, 100), 1.0);
    }

    void binsMadeLaterAreExact() {
        Random random(3);
        std::vector<float> numbers(200);
        for (float& x : numbers) x = static_cast<float>(random.normal());
        const Distribution kept(numbers);
        for (const double width : {0.05, 0.3, 1.7}) {  // any bins, also ones nobody thought of when recording
            std::vector<double> edges, shares;
            for (double at = -4; at < 4; at += width) edges.push_back(at);
            shares.resize(edges.size());
            kept.sharesBelow(edges, shares);
            for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
                const auto inside = std::count_if(numbers.begin(), numbers.end(), [&](float x) {
                    return static_cast<double>(x) >= edges[i] && static_cast<double>(x) < edges[i + 1];
                });
                QVERIFY(std::abs(shares[i + 1] - shares[i] - static_cast<double>(inside) / 200) < 1e-12);
            }
        }
    }

    void manyNumbersAreRightToAHalfPercent() {
        Random random(4);
        std::vector<float> numbers(100'000);
        for (float& x : numbers) x = static_cast<float>(random.normal());
        numbers[77'777] = 50;  // one far away, which a sample would miss
        const Distribution kept(numbers);
        QVERIFY(kept.isSampled() && !kept.isExact());
        QCOMPARE(kept.greatest(), 50.0F);
        QVERIFY(std::abs(kept.median()) < 0.06F);
        QVERIFY(std::abs(kept.quantiles()[4] - 1.645F) < 0.12F);
        QVERIFY(std::abs(kept.share(-1, 1) - 0.6827) < 0.025);
        QVERIFY(kept.ranks().size() <= static_cast<std::size_t>(Distribution::exactCount));

        const Distribution whole(numbers, 1'000'000);  // all of them: only the ranks in between are left out
        QVERIFY(!whole.isSampled());
        std::sort(numbers.begin(), numbers.end());
        const auto inside = std::lower_bound(numbers.begin(), numbers.end(), 1.0F) -
                            std::lower_bound(numbers.begin(), numbers.end(), -1.0F);
        QVERIFY(std::abs(whole.share(-1, 1) - static_cast<double>(inside) / 100'000) < 0.005);
        QCOMPARE(whole.median(), (numbers[49'999] + numbers[50'000]) / 2);
    }

    void aSampleMeetsEveryRowOfAMatrix() {
        // 128 rows, column by column: a regular distance of 32 would see 4 rows alone.
        std::vector<float> numbers(131'072);
        for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<float>(i % 128);
        const Distribution kept(numbers);
        for (int row = 0; row < 128; row += 16) {
            const double share = kept.share(row, row + 16);
            QVERIFY2(share > 0.09 && share < 0.16, qPrintable(QString::number(share)));
        }
    }

    void numbersThatAreNoneAreCountedApart() {
        const float nan = std::numeric_limits<float>::quiet_NaN(), infinite = std::numeric_limits<float>::infinity();
        const std::vector<float> numbers{1, nan, 2, infinite, -infinite, 3};
        const Distribution kept(numbers);
        QCOMPARE(kept.invalid(), Index(3));
        QCOMPARE(kept.median(), 2.0F);
        QCOMPARE(kept.greatest(), 3.0F);
        QVERIFY(Distribution(std::vector<float>{nan}).isEmpty());
        QVERIFY(Distribution(std::span<const float>()).isEmpty());
        QCOMPARE(Distribution(std::vector<float>{nan}).share(-1, 1), 0.0);
    }

    void manyZerosStayZeros() {
        std::vector<float> numbers(1000, 0.0F);  // as after ReLU
        std::iota(numbers.begin() + 600, numbers.end(), 1.0F);
        const Distribution kept(numbers);
        QCOMPARE(kept.shareBelow(0), 0.0);
        QVERIFY(std::abs(kept.shareBelow(0, true) - 0.6) < 0.01);
        QCOMPARE(kept.median(), 0.0F);
    }
};

QTEST_APPLESS_MAIN(TestDistribution)
#include "test_distribution.moc"
