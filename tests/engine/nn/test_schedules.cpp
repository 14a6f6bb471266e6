#include "engine/nn/error.h"
#include "engine/nn/schedule.h"
#include "tests/support/test.h"

#include <cmath>

using namespace glassbox;

namespace {

double rateAfter(const Spec& spec, double base, Index epochs) {
    return makeSchedule(spec)->rate(base, epochs, {});
}

bool close(double a, double b) {
    return std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b));
}

}  // namespace

/// The learning rate follows PyTorch's formulas (numbers worked out by hand; test_pytorch_parity compares with
/// PyTorch).
class TestSchedules : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void constantStays() { QCOMPARE(rateAfter({"constant"}, 0.3, 1000), 0.3); }

    void stepHalvesEveryHundredEpochs() {
        QCOMPARE(rateAfter({"step"}, 0.4, 99), 0.4);
        QCOMPARE(rateAfter({"step"}, 0.4, 100), 0.2);
        QCOMPARE(rateAfter({"step"}, 0.4, 299), 0.1);
        QVERIFY(close(rateAfter({"step", {{"step_size", std::int64_t(3)}, {"gamma", 0.1}}}, 1.0, 7), 0.01));
    }

    void exponentialMultipliesEachEpoch() {
        QVERIFY(close(rateAfter({"exponential", {{"gamma", 0.9}}}, 2.0, 3), 2 * 0.9 * 0.9 * 0.9));
    }

    void cosineGlidesToItsMinimumAndBack() {
        const Spec spec{"cosine", {{"t_max", std::int64_t(10)}, {"eta_min", 0.1}}};
        QVERIFY(close(rateAfter(spec, 1.0, 0), 1.0));
        QVERIFY(close(rateAfter(spec, 1.0, 5), 0.55));
        QVERIFY(close(rateAfter(spec, 1.0, 10), 0.1));
        QVERIFY(close(rateAfter(spec, 1.0, 15), 0.55));
        QVERIFY(close(rateAfter(spec, 1.0, 20), 1.0));
    }

    void warmupRisesEvenly() {
        const Spec spec{"warmup"};
        QVERIFY(close(rateAfter(spec, 1.0, 0), 0.1));
        QVERIFY(close(rateAfter(spec, 1.0, 5), 0.55));
        QVERIFY(close(rateAfter(spec, 1.0, 10), 1.0));
        QVERIFY(close(rateAfter(spec, 1.0, 500), 1.0));
    }

    void plateauWaitsForPatienceAndCoolsDown() {
        const auto schedule = makeSchedule(
            {"plateau",
             {{"patience", std::int64_t(1)}, {"cooldown", std::int64_t(2)}, {"factor", 0.5}, {"min_rate", 0.2}}});
        ScheduleState state;
        std::vector<double> rates;
        for (int epoch = 0; epoch < 14; ++epoch) {
            schedule->epochEnded(1.0, state);
            rates.push_back(schedule->rate(1.0, epoch + 1, state));
        }
        // best, bad, bad -> halved; two of cool-down; bad, bad -> halved; ...; at last the minimum
        const std::vector<double> expected{1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2};
        QCOMPARE(rates, expected);
    }

    void plateauCountsProgressOnlyBeyondTheThreshold() {
        const auto schedule = makeSchedule({"plateau", {{"patience", std::int64_t(0)}, {"threshold", 0.1}}});
        ScheduleState state;
        schedule->epochEnded(1.0, state);
        schedule->epochEnded(0.89, state);
        QCOMPARE(state.factor, 1.0);
        schedule->epochEnded(0.85, state);  // less than a tenth below 0.89
        QCOMPARE(state.factor, 0.5);
    }

    void aMinimumNeverRaisesTheRate() { QCOMPARE(rateAfter({"plateau", {{"min_rate", 0.5}}}, 0.1, 3), 0.1); }

    void unknownKindAndBadOptionAreRefusedWithTheirPath() {
        try {
            makeSchedule({"cyclic"});
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY(QByteArray(error.what()).contains("training.schedule") &&
                    QByteArray(error.what()).contains("cosine"));
        }
        try {
            makeSchedule({"step", {{"step_size", std::int64_t(0)}}});
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY(QByteArray(error.what()).contains("training.schedule.step_size"));
        }
    }

    void everyOptionIsExplained() {
        for (const ScheduleInfo& info : scheduleInfos()) {
            QVERIFY(!info.title.empty() && !info.help.empty() && !info.formula.empty());
            for (const OptionInfo& option : info.options) QVERIFY(!option.label.empty() && !option.help.empty());
            QVERIFY(findSchedule(info.kind) == &info);
        }
        QVERIFY(findSchedule("none") == nullptr);
    }
};

QTEST_GUILESS_MAIN(TestSchedules)
#include "test_schedules.moc"
