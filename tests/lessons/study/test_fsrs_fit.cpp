#include "lessons/study/fsrs_fit.h"
#include "lessons/study/fsrs_loss.h"
#include "tests/lessons/study/synthetic_log.h"
#include "tests/support/test.h"

#include <cmath>
#include <stdexcept>

using namespace glassbox;

namespace {

// A learner who starts weaker, forgets along another curve and gains less from each review than most.
FsrsParameters slowLearner() {
    FsrsParameters w = fsrsDefaults;
    w[0] = 0.05;
    w[1] = 0.3;
    w[2] = 0.6;
    w[3] = 2.5;
    w[8] = 1.2;
    w[20] = 0.35;
    return w;
}

std::vector<CardHistory> histories(const FsrsParameters& truth, int cards, std::uint64_t seed) {
    return historiesOf(synthetic::log(truth, cards, 240, seed), StudyDays());
}

double meanLoss(const std::vector<CardHistory>& log, const FsrsParameters& w) {
    double sum = 0;
    int n = 0;
    for (const CardHistory& history : log) {
        sum += fsrsLoss(history, w);
        for (std::size_t i = 0; i < history.steps.size(); ++i) n += history.predicts(i);
    }
    return sum / n;
}

}  // namespace

class TestFsrsFit : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void theGradientIsThatOfTheLoss() {
        const auto log = histories(slowLearner(), 40, 5);
        FsrsParameters w = fsrsDefaults;
        w[7] = 0.02;  // off its bound, so that both sides can be tried
        for (const CardHistory& history : log) {
            const FsrsLoss loss = fsrsLossWithGradient(history, w);
            QVERIFY(std::abs(loss.sum - fsrsLoss(history, w)) < 1e-9);
            for (std::size_t i = 0; i < w.size(); ++i) {
                const double h = 1e-6;
                FsrsParameters up = w, down = w;
                up[i] += h;
                down[i] -= h;
                const double slope = (fsrsLoss(history, up) - fsrsLoss(history, down)) / (2 * h);
                QVERIFY2(std::abs(slope - loss.gradient[i]) < 1e-4 * (1 + std::abs(slope)),
                         qPrintable(QString("w%1: %2 against %3").arg(i).arg(loss.gradient[i]).arg(slope)));
            }
        }
    }

    void theLossIsThatOfThePredictions() {
        for (const CardHistory& history : histories(fsrsDefaults, 20, 4)) {
            double sum = 0;
            const auto said = predictions(history, Fsrs());
            for (std::size_t i = 0; i < said.size(); ++i)
                if (history.predicts(i))
                    sum -= std::log(history.steps[i].remembered() ? said[i].recall : 1 - said[i].recall);
            QVERIFY(std::abs(sum - fsrsLoss(history, fsrsDefaults)) < 1e-9);
        }
    }

    void anotherLearnerIsPredictedBetter() {
        const auto log = histories(slowLearner(), 400, 1);
        const FsrsFit fit = fitFsrs(log);
        QCOMPARE(fit.outcome, FsrsFitOutcome::Fitted);
        QVERIFY(fit.gain() > 2 * fit.gainError && fit.gainError > 0);
        Fsrs{fit.parameters};  // within bounds
        // What the same learner will answer about other cards: most of what could be gained is.
        const auto other = histories(slowLearner(), 400, 2);
        const double defaults = meanLoss(other, fsrsDefaults), found = meanLoss(other, fit.parameters);
        const double best = meanLoss(other, slowLearner());
        QVERIFY(best < defaults);
        QVERIFY2(defaults - found > 0.8 * (defaults - best), qPrintable(QString::number(found)));
    }

    void aShortLogIsFittedOnlyForAClearGain() {
        const auto other = histories(slowLearner(), 400, 99);
        int fitted = 0;
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            const FsrsFit fit = fitFsrs(histories(slowLearner(), 40, seed));
            QVERIFY2(fit.reviews >= 300 && fit.reviews < 900, qPrintable(QString::number(fit.reviews)));
            QCOMPARE(fit.outcome == FsrsFitOutcome::Fitted, fit.gain() > 2 * fit.gainError);
            QVERIFY(meanLoss(other, fit.parameters) <= meanLoss(other, fsrsDefaults));
            fitted += fit.outcome == FsrsFitOutcome::Fitted;
        }
        QVERIFY2(fitted >= 2, qPrintable(QString::number(fitted)));
    }

    void whoeverLearnsAsTheDefaultsSayIsNotMadeWorse() {
        const auto other = histories(fsrsDefaults, 400, 99);
        for (const int cards : {40, 150}) {
            for (std::uint64_t seed = 10; seed < 14; ++seed) {
                const FsrsFit fit = fitFsrs(histories(fsrsDefaults, cards, seed));
                QVERIFY(fit.outcome == FsrsFitOutcome::NoGain || fit.outcome == FsrsFitOutcome::Fitted);
                if (fit.outcome == FsrsFitOutcome::NoGain) QCOMPARE(fit.parameters, fsrsDefaults);
                const double worse = meanLoss(other, fit.parameters) - meanLoss(other, fsrsDefaults);
                QVERIFY2(worse < 0.005, qPrintable(QString::number(worse)));
            }
        }
    }

    void aLogThatIsTooShortIsNotFitted() {
        std::vector<Review> log = synthetic::log(slowLearner(), 60, 240, 1);
        log.resize(299);
        FsrsFit fit = fitFsrs(historiesOf(log, StudyDays()));
        QCOMPARE(fit.outcome, FsrsFitOutcome::TooShort);
        QCOMPARE(fit.reviews, 299);
        QCOMPARE(fit.parameters, fsrsDefaults);
        QCOMPARE(fitFsrs({}).outcome, FsrsFitOutcome::TooShort);
        // All on one day: nothing tests a prediction.
        for (Review& review : log) review.utcMs = synthetic::start;
        QCOMPARE(fitFsrs(historiesOf(log, StudyDays())).outcome, FsrsFitOutcome::TooShort);
    }

    void theSameLogGivesTheSameParameters() {
        const auto log = histories(slowLearner(), 60, 8);
        QCOMPARE(fitFsrs(log).parameters, fitFsrs(log).parameters);
    }

    void fittingTellsHowFarItIsAndCanBeCancelled() {
        const auto log = histories(slowLearner(), 60, 8);
        double last = -1;
        fitFsrs(log, {}, [&](double done) {
            if (done < last || done > 1) qWarning("progress went back");
            last = done;
            return true;
        });
        QCOMPARE(last, 1.0);
        int calls = 0;
        const FsrsFit fit = fitFsrs(log, {}, [&](double) { return ++calls < 3; });
        QCOMPARE(fit.outcome, FsrsFitOutcome::Cancelled);
        QCOMPARE(fit.parameters, fsrsDefaults);
        QCOMPARE(calls, 3);
    }

    void logsOutOfOrderAndDamagedAreRead() {
        std::vector<Review> log{
            {2, 3 * synthetic::dayMs, 4}, {1, synthetic::dayMs, 3}, {2, 0, 9}, {2, synthetic::dayMs, 1}};
        const auto cards = historiesOf(log, StudyDays());
        QCOMPARE(cards.size(), std::size_t(2));
        QCOMPARE(cards[1].steps.size(), std::size_t(2));  // an answer 9 does not exist
        QCOMPARE(cards[1].steps[0].rating, Rating::Again);
        QCOMPARE(cards[1].steps[1].elapsedDays, 2);
    }

    void wrongOptionsAreRefused() {
        FsrsFitOptions options;
        options.parts = 1;
        QVERIFY_EXCEPTION_THROWN(fitFsrs({}, options), std::invalid_argument);
        options = {};
        options.descent.start[20] = 7;
        QVERIFY_EXCEPTION_THROWN(fitFsrs({}, options), std::invalid_argument);
    }
};

QTEST_GUILESS_MAIN(TestFsrsFit)
#include "test_fsrs_fit.moc"
