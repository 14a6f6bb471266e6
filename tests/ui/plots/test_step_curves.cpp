#include "tests/support/test.h"
#include "ui/plots/step_curves.h"
#include "ui/shell/theme.h"

#include <QSignalSpy>

#include <cmath>
#include <limits>

using namespace glassbox;

/// Values of several runs against the step.
class TestStepCurves : public GlassboxTest {
    Q_OBJECT

    static StepCurve curve(const char* name, std::vector<double> values) {
        return {QString::fromLatin1(name), Qt::blue, std::move(values)};
    }

  private Q_SLOTS:
    void aClickChoosesTheStep();
    void keysMoveTheStep();
    void aNameIsClicked();
    void wordsTellEveryValue();
    void aRunawayDoesNotPressTheOthersFlat();
    void logarithmicZeroLiesAtTheEdge();
    void longCurvesAreDrawnWithFewPointsAndKeepTheirPeaks();
    void missingValuesLeaveAGap();
    void stridesCountInSteps();
    void nothingToShowIsSaid();
};

void TestStepCurves::aClickChoosesTheStep() {
    ThemeSource theme(ThemeChoice::Light);
    StepCurves curves(theme);
    curves.resize(480, 200);
    curves.setCurves({curve("SGD", std::vector<double>(101, 1.0))});
    QSignalSpy chosen(&curves, &StepCurves::stepChosen);
    const QRectF& plot = curves.placing().plot;
    QTest::mouseClick(&curves, Qt::LeftButton, {}, QPointF(curves.placing().xAt(25), plot.bottom() - 3).toPoint());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(curves.step(), 25);
}

void TestStepCurves::keysMoveTheStep() {
    ThemeSource theme(ThemeChoice::Light);
    StepCurves curves(theme);
    curves.resize(480, 200);
    curves.setCurves({curve("SGD", std::vector<double>(101, 1.0))});
    QTest::keyClick(&curves, Qt::Key_Right);
    QCOMPARE(curves.step(), 1);
    QTest::keyClick(&curves, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(curves.step(), 11);
    QTest::keyClick(&curves, Qt::Key_End);
    QCOMPARE(curves.step(), 100);
    QTest::keyClick(&curves, Qt::Key_Right);
    QCOMPARE(curves.step(), 100);
    QTest::keyClick(&curves, Qt::Key_Home);
    QCOMPARE(curves.step(), 0);
}

void TestStepCurves::aNameIsClicked() {
    ThemeSource theme(ThemeChoice::Light);
    StepCurves curves(theme);
    curves.resize(480, 200);
    curves.setCurves({curve("SGD", {3, 2, 1}), curve("Adam", {3, 1, 0.5})});
    QSignalSpy clicked(&curves, &StepCurves::curveClicked);
    QTest::mouseClick(&curves, Qt::LeftButton, {}, curves.placing().legend[1].center().toPoint());
    QCOMPARE(clicked.value(0).value(0).toInt(), 1);
    QCOMPARE(curves.step(), 0);  // the names are no axis
}

void TestStepCurves::wordsTellEveryValue() {
    ThemeSource theme(ThemeChoice::Light);
    StepCurves curves(theme);
    curves.setWords(QStringLiteral("f"), {});
    curves.setCurves({curve("SGD", {3, 2.5, 1}), curve("Adam", {3, std::nan("")})});
    QCOMPARE(curves.wordsAt(1), QStringList({QStringLiteral("Step 1"), QStringLiteral("SGD: f = 2.500"),
                                             QStringLiteral("Adam: f = no value")}));
    QCOMPARE(curves.wordsAt(2).last(), QStringLiteral("Adam ended at step 1"));
}

void TestStepCurves::aRunawayDoesNotPressTheOthersFlat() {
    ThemeSource theme(ThemeChoice::Light);
    const StepCurvesLayout layout = layoutStepCurves({curve("good", {4, 2, 1}), curve("bad", {4, 400, 4e30})},
                                                     {{480, 200}, 2, false}, theme.theme());
    QVERIFY2(layout.yAt(1) - layout.yAt(4) > layout.plot.height() / 4, "the good curve fills a fair part of the plot");
    QVERIFY(std::isfinite(layout.yAt(4e30)));
}

void TestStepCurves::logarithmicZeroLiesAtTheEdge() {
    ThemeSource theme(ThemeChoice::Light);
    const StepCurvesLayout layout =
        layoutStepCurves({curve("SGD", {1, 0.1, 0, -1})}, {{480, 200}, 3, true}, theme.theme());
    QCOMPARE(layout.yAt(0), layout.plot.bottom());
    QCOMPARE(layout.yAt(-1), layout.plot.bottom());
    // Equal factors are equal distances.
    QVERIFY(std::abs((layout.yAt(0.1) - layout.yAt(1)) - (layout.yAt(0.5) - layout.yAt(5))) < 1e-6 ||
            layout.yAt(5) < layout.plot.top());
}

void TestStepCurves::longCurvesAreDrawnWithFewPointsAndKeepTheirPeaks() {
    ThemeSource theme(ThemeChoice::Light);
    std::vector<double> values(100000, 1.0);
    values[54321] = 2;
    const StepCurve peaked = curve("noise", values);
    const StepCurvesLayout layout = layoutStepCurves({peaked}, {{480, 200}, 99999, false}, theme.theme());
    const std::vector<QPolygonF> lines = curveLines(peaked, layout);
    QCOMPARE(lines.size(), std::size_t(1));
    QVERIFY(lines.front().size() < 2500);
    double highest = std::numeric_limits<double>::infinity();
    for (const QPointF& point : lines.front()) highest = std::min(highest, point.y());
    QCOMPARE(highest, layout.yAt(2));
}

void TestStepCurves::missingValuesLeaveAGap() {
    ThemeSource theme(ThemeChoice::Light);
    const StepCurve holed = curve("holes", {1, 2, std::nan(""), 3, 4});
    const StepCurvesLayout layout = layoutStepCurves({holed}, {{480, 200}, 4, false}, theme.theme());
    const std::vector<QPolygonF> lines = curveLines(holed, layout);
    QCOMPARE(lines.size(), std::size_t(2));
    QCOMPARE(lines[0].last(), QPointF(layout.xAt(1), layout.yAt(2)));
    QCOMPARE(lines[1].first(), QPointF(layout.xAt(3), layout.yAt(3)));
}

void TestStepCurves::stridesCountInSteps() {
    StepCurve sparse = curve("every tenth", {5, 4, 3});
    sparse.stride = 10;
    QCOMPARE(sparse.last(), 20);
    QCOMPARE(sparse.at(14), std::optional(4.0));
    QVERIFY(!sparse.at(21));
}

void TestStepCurves::nothingToShowIsSaid() {
    ThemeSource theme(ThemeChoice::Light);
    StepCurves curves(theme);
    curves.resize(480, 200);
    curves.setWords({}, QStringLiteral("Nobody runs."));
    QCOMPARE(curves.accessibleDescription(), QStringLiteral("Nobody runs."));
    QTest::mouseClick(&curves, Qt::LeftButton);
    QTest::keyClick(&curves, Qt::Key_Right);
    QCOMPARE(curves.step(), 0);
}

QTEST_MAIN(TestStepCurves)
#include "test_step_curves.moc"
