#include "tests/support/test.h"
#include "ui/models/step_scrubber.h"

#include <QSignalSpy>

using namespace glassbox;

/// Steps that play on by themselves.
class TestStepScrubber : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void stepsStayWithinTheirRange();
    void fewerStepsTakeThePlaceAlong();
    void playingGoesToTheEndAndStops();
    void playingFromTheEndStartsAnew();
    void pacesGoUpAndDownToTheirEnds();
};

void TestStepScrubber::stepsStayWithinTheirRange() {
    StepScrubber scrubber;
    scrubber.setLast(10);
    scrubber.setStep(99);
    QCOMPARE(scrubber.step(), 10);
    scrubber.moveBy(-99);
    QCOMPARE(scrubber.step(), 0);
}

void TestStepScrubber::fewerStepsTakeThePlaceAlong() {
    StepScrubber scrubber;
    scrubber.setLast(10);
    scrubber.setStep(8);
    scrubber.setLast(5);
    QCOMPARE(scrubber.step(), 5);
    scrubber.setLast(20);
    QCOMPARE(scrubber.step(), 5);
}

void TestStepScrubber::playingGoesToTheEndAndStops() {
    StepScrubber scrubber;
    scrubber.setLast(12);
    scrubber.setPace(600);
    QSignalSpy playing(&scrubber, &StepScrubber::playingChanged);
    scrubber.play();
    QVERIFY(scrubber.isPlaying());
    QTRY_VERIFY(!scrubber.isPlaying());
    QCOMPARE(scrubber.step(), 12);
    QCOMPARE(playing.count(), 2);
}

void TestStepScrubber::playingFromTheEndStartsAnew() {
    StepScrubber scrubber;
    scrubber.play();
    QVERIFY(!scrubber.isPlaying());  // nothing to play
    scrubber.setLast(5);
    scrubber.setStep(5);
    scrubber.play();
    QCOMPARE(scrubber.step(), 0);
    scrubber.pause();
    QVERIFY(!scrubber.isPlaying());
}

void TestStepScrubber::pacesGoUpAndDownToTheirEnds() {
    StepScrubber scrubber;
    for (std::size_t i = 0; i < 2 * StepScrubber::paces().size(); ++i) scrubber.faster();
    QCOMPARE(scrubber.pace(), StepScrubber::paces().back());
    for (std::size_t i = 0; i < 2 * StepScrubber::paces().size(); ++i) scrubber.slower();
    QCOMPARE(scrubber.pace(), StepScrubber::paces().front());
}

QTEST_GUILESS_MAIN(TestStepScrubber)
#include "test_step_scrubber.moc"
