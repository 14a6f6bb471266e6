#include "lessons/study/fsrs.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>
#include <stdexcept>

using namespace glassbox;

namespace {

constexpr Rating again = Rating::Again, hard = Rating::Hard, good = Rating::Good, easy = Rating::Easy;

#define NEAR(actual, expected) \
    QVERIFY2(std::abs((actual) - (expected)) < 1e-4, qPrintable(QString::number(actual, 'g', 12)))

}  // namespace

class TestFsrs : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void publishedVectors() {
        const std::vector<Rating> ratings{again, good, good, good, good, good};
        const std::vector<double> days{0, 0, 1, 3, 8, 21};
        const Memory memory = Fsrs().after(ratings, days);
        NEAR(memory.stability, 53.62691);
        NEAR(memory.difficulty, 6.3574867);
        const Memory longTerm = Fsrs().withoutSameDay().after(ratings, days);
        NEAR(longTerm.stability, 53.335106);
        NEAR(longTerm.difficulty, 6.3574867);
    }

    void firstReviews() {
        const Fsrs model;
        const double stability[] = {0.212, 1.2931, 2.3065, 8.2956}, difficulty[] = {6.4133, 5.11217071, 2.11810397, 1};
        for (int g = 1; g <= 4; ++g) {
            NEAR(model.first(Rating(g)).stability, stability[g - 1]);
            NEAR(model.first(Rating(g)).difficulty, difficulty[g - 1]);
        }
    }

    // For stability 1, as published for desired retentions 0.1, 0.2, ... 1 (computed there in single precision).
    void intervalsForRetention() {
        const double expected[] = {3116766, 34793, 2508, 387, 90, 27, 9, 3, 1, 0};
        for (int i = 0; i < 10; ++i) {
            const double days = Fsrs().interval(1, 0.1 * (i + 1));
            QVERIFY2(std::abs(days - expected[i]) <= 0.51 + 1e-5 * expected[i], qPrintable(QString::number(days)));
        }
    }

    void recallIsNineTenthsAfterStabilityDays() {
        const Fsrs model;
        for (const double s : {0.01, 1.0, 50.0, 20000.0}) {
            NEAR(model.retrievability({s, 5}, s), 0.9);
            QCOMPARE(model.retrievability({s, 5}, 0), 1.0);
            QCOMPARE(model.retrievability({s, 5}, -3), 1.0);
            QVERIFY(model.retrievability({s, 5}, 2 * s) < 0.9);
            for (const double retention : {0.7, 0.85, 0.99})
                NEAR(model.retrievability({s, 5}, model.interval(s, retention)), retention);
        }
    }

    void withinADayOnlyAgainWeakens() {
        const Fsrs model;
        for (double s = 0.001; s < 40000; s *= 1.7)
            for (double d = 1; d <= 10; d += 0.5) {
                for (const Rating rating : {hard, good, easy})
                    QVERIFY(model.next({s, d}, 0, rating).stability >= std::min(s, 36500.0));
                QVERIFY(model.next({s, d}, 0, again).stability <= s);
            }
    }

    void laterReviewsKeepTheOrderOfRatings() {
        const Fsrs model;
        for (double s = 0.001; s < 36500; s *= 2.3)
            for (double d = 1; d <= 10; d += 1)
                for (const double days : {1.0, 7.0, 400.0}) {
                    const Memory m{s, d};
                    const double a = model.next(m, days, again).stability, h = model.next(m, days, hard).stability;
                    const double g = model.next(m, days, good).stability, e = model.next(m, days, easy).stability;
                    QVERIFY(a <= s && s <= h && h <= g && g <= e);
                    QVERIFY(model.next(m, days, again).difficulty >= model.next(m, days, good).difficulty);
                    QVERIFY(model.next(m, days, good).difficulty >= model.next(m, days, easy).difficulty);
                }
    }

    void memoryStaysWithinItsBounds() {
        const Fsrs model;
        for (const Rating rating : {again, hard, good, easy}) {
            Memory memory = model.first(rating);
            for (int i = 0; i < 300; ++i) {
                memory = model.next(memory, i % 3 ? 36500 : 0, rating);
                QVERIFY(memory.stability >= 0.001 && memory.stability <= 36500);
                QVERIFY(memory.difficulty >= 1 && memory.difficulty <= 10);
            }
        }
    }

    void aClockSetBackIsTheSameDay() { QCOMPARE(Fsrs().next({10, 5}, -4, good), Fsrs().next({10, 5}, 0, good)); }

    void cardsOfAnotherProgram() {
        const Memory memory = Fsrs().fromEase(2.5, 30, 0.9);
        NEAR(memory.stability, 30);
        NEAR(Fsrs().next(memory, 30, good).stability, 75);  // one more Good multiplies by the ease
        QVERIFY(Fsrs().fromEase(1.3, 30).difficulty > memory.difficulty);
        QCOMPARE(Fsrs().fromEase(2.5, 0).stability, 0.001);
    }

    void wrongParametersAreRefused() {
        FsrsParameters w = fsrsDefaults;
        w[20] = 0.9;
        QVERIFY_EXCEPTION_THROWN(Fsrs{w}, std::invalid_argument);
        w[20] = std::numeric_limits<double>::quiet_NaN();
        QVERIFY_EXCEPTION_THROWN(Fsrs{w}, std::invalid_argument);
        Fsrs{fsrsLeast};
        Fsrs{fsrsMost};
        QVERIFY_EXCEPTION_THROWN(Fsrs().after({}, {}), std::invalid_argument);
    }
};

QTEST_GUILESS_MAIN(TestFsrs)
#include "test_fsrs.moc"
