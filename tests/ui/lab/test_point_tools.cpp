#include "engine/data/drawn_data.h"
#include "tests/support/scratch_home.h"
#include "tests/support/test.h"
#include "tests/ui/lab/point_lab.h"

#include <QAccessible>
#include <QCheckBox>
#include <QDoubleSpinBox>

using namespace glassbox;
using Lab = PointLab;

namespace {

/// In which the run diverges at its first steps.
Experiment wild() {
    Experiment experiment = onPoints({"drawn_values", {{"points", Numbers{-3, -3, 1, 3, 3, -1, 2, -2, 0.5}}}});
    experiment.network = {{"dense", {{"units", std::int64_t{4}}, {"activation", std::string("identity")}}},
                          {"dense", {{"units", std::int64_t{1}}, {"activation", std::string("identity")}}}};
    experiment.training.loss = {"mse"};
    experiment.training.optimizer = {"sgd", {{"learning_rate", 500.0}}};
    return experiment;
}

void everyState() {
    QTest::addColumn<QString>("state");
    for (const char* state : {"ready", "running", "paused", "diverged"}) QTest::newRow(state) << QString(state);
}

Experiment experimentFor(const QString& state) {
    return state == QLatin1String("diverged") ? wild() : onPoints(twoClasses());
}

}  // namespace

/// Drawing, moving and erasing points in the output's picture, by mouse and by keyboard, in every state of a run.
class TestPointTools : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { nameApplication(); }

    void byMouseInEveryState_data() { everyState(); }
    void byMouseInEveryState();
    void byKeyboardInEveryState_data() { everyState(); }
    void byKeyboardInEveryState();
    void sprayingIsOneStepWithEvenDistances();
    void generatedPointsBecomeOwnInTheSameStep();
    void valuesAreDrawnInTheirColour();
    void onACurveHeightIsTheValueAndTheAxisRests();
    void onTheLargePictureOfAUnitDrawingWorksToo();
    void validationPointsGoToTheirPart();
    void lettersChooseClassAndTool();
    void theChosenSampleIsFollowed();
    void weightsAreKeptAndTheCostFollowsAtOnce();
    void draggingManyPointsNeverBlocks_data();
    void draggingManyPointsNeverBlocks();
    void everyPointHasAName();
    void clearingKeepsOnePointAClassAndTheTileStartsFromWhatIsThere();

  private:
    ScratchHome m_home;
};

void TestPointTools::byMouseInEveryState() {
    QFETCH(QString, state);
    Lab lab(experimentFor(state));
    lab.bring(state);
    const Experiment start = lab.experiment();
    const Index count = lab.points().count();

    lab.choose("toolDraw");
    lab.click(-1, 1);
    lab.settle();
    QCOMPARE(lab.points().count(false), PointSet(start.data).count(false) + 1);
    const PlacedPoint put = lab.points().at({false, lab.points().count(false) - 1});
    QVERIFY(std::abs(put.x + 1) < 0.05 && std::abs(put.y - 1) < 0.05);
    QVERIFY2(lab.undo().undoText().startsWith(QStringLiteral("Draw a point")), qPrintable(lab.undo().undoText()));

    lab.choose("toolMove");
    lab.drag(-3, -3, -4, 2);
    lab.settle();
    QVERIFY(std::abs(lab.points().at({false, 0}).x + 4) < 0.05 && std::abs(lab.points().at({false, 0}).y - 2) < 0.05);
    QCOMPARE(lab.undo().undoText(), QStringLiteral("Move a point"));

    lab.choose("toolErase");
    lab.click(-4, 2);
    lab.settle();
    QCOMPARE(lab.points().count(), count);
    QCOMPARE(lab.undo().undoText(), QStringLiteral("Erase a point"));

    QCOMPARE(lab.undo().count(), 3);
    QTRY_COMPARE(lab.session().state(), lab.stateOf(state));
    QVERIFY(lab.document().problem().isEmpty());
    const Experiment last = lab.experiment();
    for (int i = 0; i < 3; ++i) lab.undo().undo();
    QVERIFY(lab.experiment() == start);
    lab.settle();
    for (int i = 0; i < 3; ++i) lab.undo().redo();
    QVERIFY(lab.experiment() == last);
    lab.settle();
    QCOMPARE(static_cast<Index>(lab.canvas->points().points.size()), count);
}

void TestPointTools::byKeyboardInEveryState() {
    QFETCH(QString, state);
    Lab lab(experimentFor(state));
    lab.bring(state);
    const Experiment start = lab.experiment();
    const Index count = lab.points().count(false);
    lab.focus();
    const Index step = lab.session().latest()->step;

    lab.key(Qt::Key_P);
    lab.key(Qt::Key_Right);  // shows the cross-hair, in the middle
    QVERIFY(lab.canvas->overlay().cross.has_value());
    lab.key(Qt::Key_Right);
    lab.key(Qt::Key_Right);
    lab.key(Qt::Key_Up, Qt::ShiftModifier);
    lab.key(Qt::Key_Return);
    lab.settle();
    QCOMPARE(lab.points().count(false), count + 1);
    QCOMPARE(lab.points().at({false, count}).x, 1.0);
    QCOMPARE(lab.points().at({false, count}).y, 0.1);
    QVERIFY(lab.canvas->accessibleDescription().contains(QStringLiteral("x₁ = 1")));

    lab.key(Qt::Key_M);
    lab.key(Qt::Key_Return);
    lab.key(Qt::Key_Left);
    QVERIFY(lab.canvas->accessibleDescription().startsWith(QStringLiteral("Carrying a point")));
    lab.key(Qt::Key_Down);
    lab.key(Qt::Key_Return);
    lab.settle();
    QCOMPARE(lab.points().at({false, count}).x, 0.5);
    QCOMPARE(lab.points().at({false, count}).y, -0.4);
    QCOMPARE(lab.undo().undoText(), QStringLiteral("Move a point"));

    lab.key(Qt::Key_Delete);
    lab.settle();
    QCOMPARE(lab.points().count(false), count);
    lab.key(Qt::Key_X);
    lab.key(Qt::Key_PageDown);
    const auto cross = lab.canvas->overlay().cross;
    QVERIFY(cross && lab.canvas->hit(lab.canvas->frame().place(cross->x(), cross->y())));
    lab.key(Qt::Key_Return);
    lab.settle();
    QCOMPARE(lab.points().count(), PointSet(start.data).count() - 1);

    QCOMPARE(lab.undo().count(), 4);
    if (state != QLatin1String("running")) QCOMPARE(lab.session().latest()->step, step);  // no key trained
    QTRY_COMPARE(lab.session().state(), lab.stateOf(state));
    for (int i = 0; i < 4; ++i) lab.undo().undo();
    QVERIFY(lab.experiment() == start);
}

void TestPointTools::sprayingIsOneStepWithEvenDistances() {
    Lab lab(onPoints(twoClasses()));
    lab.choose("toolDraw");
    QVERIFY(lab.canvas->hasFocus());  // so that the keys of the tool work at once
    QTest::mouseClick(lab.find<QAbstractButton>("class1"), Qt::LeftButton);
    lab.drag(-5, 0, 5, 0);
    lab.settle();
    QCOMPARE(lab.undo().count(), 1);
    const PointSet points = lab.points();
    const Index drawnNow = points.count(false) - 4;
    QVERIFY2(drawnNow > 10 && drawnNow < 40, qPrintable(QString::number(drawnNow)));
    QCOMPARE(lab.undo().undoText(), QStringLiteral("Draw %1 points of class 1").arg(drawnNow));
    const double distance = points.at({false, 5}).x - points.at({false, 4}).x;
    for (Index i = 5; i < points.count(false); ++i) {
        QCOMPARE(points.at({false, i}).target, 1.0);
        QVERIFY(std::abs(points.at({false, i}).x - points.at({false, i - 1}).x - distance) < 0.01);
    }
    lab.undo().undo();
    QCOMPARE(lab.points().count(false), Index{4});
}

void TestPointTools::generatedPointsBecomeOwnInTheSameStep() {
    Experiment spiral = standardExperiment();
    spiral.training.epochs = 100'000;
    Lab lab(spiral);
    const Dataset before = *lab.session().dataset();
    lab.choose("toolMove");
    const OutputPoint first = lab.canvas->points().points.front();
    lab.drag(first.x, first.y, -5, -5);
    lab.settle();
    QCOMPARE(lab.experiment().data.kind, std::string("drawn_classes"));
    const Dataset after = *lab.session().dataset();
    QCOMPARE(after.training.count(), before.training.count());
    QCOMPARE(after.validation.inputs, before.validation.inputs);
    Index changed = 0;
    for (Index i = 0; i < after.training.count(); ++i)
        changed += after.training.inputs.col(i) != before.training.inputs.col(i) ? 1 : 0;
    QCOMPARE(changed, Index{1});
    QTRY_VERIFY2(lab.note().contains(QStringLiteral("The points of “Spiral” are now your own")),
                 qPrintable(lab.note()));
    QCOMPARE(lab.undo().count(), 1);
    lab.undo().undo();
    QVERIFY(lab.experiment() == spiral);
    lab.settle();
    QCOMPARE(lab.session().dataset()->training.inputs, before.training.inputs);
}

void TestPointTools::valuesAreDrawnInTheirColour() {
    Lab lab(onPoints({"drawn_values", {{"points", Numbers{-3, -3, 1, 3, 3, -1}}}}));
    lab.choose("toolDraw");
    QVERIFY(!lab.find<QAbstractButton>("toolDraw")->toolTip().isEmpty());
    lab.find<QDoubleSpinBox>("drawValue")->setValue(-0.8);
    const QColor low = lab.canvas->overlay().color;
    lab.click(0, 0);
    lab.focus();
    for (int i = 0; i < 16; ++i) lab.key(Qt::Key_BracketRight);
    QVERIFY(std::abs(lab.find<QDoubleSpinBox>("drawValue")->value() - 0.8) < 1e-9);
    const QColor high = lab.canvas->overlay().color;
    QVERIFY(low.red() > low.blue() && high.blue() > high.red());  // orange is negative, blue positive
    lab.click(1, 0);
    lab.settle();
    QCOMPARE(lab.points().at({false, 2}).target, -0.8);
    QCOMPARE(lab.points().at({false, 3}).target, 0.8);
    QCOMPARE(lab.undo().undoText(), QStringLiteral("Draw a point of value 0.8"));
}

void TestPointTools::onACurveHeightIsTheValueAndTheAxisRests() {
    Lab lab(onPoints({"drawn_curve", {{"points", Numbers{-3, -0.5, 3, 0.5}}}}));
    lab.choose("toolDraw");
    lab.click(1, 0.75);
    lab.settle();
    QVERIFY(std::abs(lab.points().at({false, 2}).target - 0.75) < 0.02);
    lab.choose("toolMove");
    const OutputFrame before = lab.canvas->frame();
    lab.drag(1, 0.75, 2, before.yMax, false);
    QTRY_VERIFY(lab.points().at({false, 2}).y > 1);
    QTest::qWait(100);  // frames go by
    QCOMPARE(lab.canvas->frame().yMax, before.yMax);
    QTest::mouseRelease(lab.canvas, Qt::LeftButton, {}, lab.place(2, before.yMax));
    lab.settle();
    QTRY_VERIFY(lab.canvas->frame().yMax > before.yMax);
}

void TestPointTools::onTheLargePictureOfAUnitDrawingWorksToo() {
    Lab lab(onPoints(twoClasses()));
    lab.choose("toolDraw");
    lab.glassbox.lab().findChild<LabSelection*>()->setUnit(UnitRef{0, 1});
    QTRY_VERIFY(lab.canvas->scene().unit.has_value());
    lab.click(-1, 4);
    lab.settle();
    QCOMPARE(lab.points().count(false), Index{5});
    QCOMPARE(static_cast<Index>(lab.canvas->points().points.size()), lab.points().count());
}

void TestPointTools::validationPointsGoToTheirPart() {
    Lab lab(onPoints(twoClasses()));
    lab.choose("toolDraw");
    QTest::mouseClick(lab.find<QCheckBox>("drawValidation"), Qt::LeftButton, {}, QPoint(12, 12));
    lab.click(0, 4);
    lab.settle();
    QCOMPARE(lab.points().count(true), Index{2});
    QCOMPARE(lab.undo().undoText(), QStringLiteral("Draw a validation point of class 0"));
    lab.focus();
    lab.key(Qt::Key_V);
    QVERIFY(!lab.find<QCheckBox>("drawValidation")->isChecked());
}

void TestPointTools::lettersChooseClassAndTool() {
    Spec data = twoClasses();
    data.options.set("classes", std::int64_t{10});
    Lab lab(onPoints(data));
    lab.focus();
    lab.key(Qt::Key_P);
    QVERIFY(lab.find<QToolButton>("toolDraw")->isChecked());
    lab.key(Qt::Key_J);
    QVERIFY(lab.find<QAbstractButton>("class9")->isChecked());
    lab.key(Qt::Key_BracketRight);
    QVERIFY(lab.find<QAbstractButton>("class0")->isChecked());
    lab.key(Qt::Key_E);
    QVERIFY(lab.find<QAbstractButton>("class4")->isChecked());
    QCOMPARE(lab.canvas->accessibleDescription(), QStringLiteral("Draws points of class 4, training part"));
    lab.click(0, 0);
    lab.settle();
    QCOMPARE(lab.undo().undoText(), QStringLiteral("Draw a point of class 4"));
    lab.key(Qt::Key_X);
    QVERIFY(lab.find<QToolButton>("toolErase")->isChecked());
    lab.key(Qt::Key_L);
    QVERIFY(lab.find<QToolButton>("toolLook")->isChecked());
    for (int i = 0; i < 10; ++i) {
        auto* swatch = lab.find<QAbstractButton>(qPrintable(QStringLiteral("class%1").arg(i)));
        QCOMPARE(swatch->accessibleName(), QStringLiteral("Class %1").arg(i));
        QVERIFY(!swatch->toolTip().isEmpty());
    }
}

void TestPointTools::theChosenSampleIsFollowed() {
    Lab lab(onPoints(twoClasses()));
    lab.click(2, -2);
    QCOMPARE(lab.canvas->chosen(), std::optional<Index>(3));
    lab.choose("toolErase");
    lab.click(-3, -3);
    lab.settle();
    QTRY_COMPARE(lab.canvas->chosen(), std::optional<Index>(2));
    lab.undo().undo();
    lab.settle();
    QTRY_COMPARE(lab.canvas->chosen(), std::optional<Index>(3));
    lab.choose("toolMove");
    lab.drag(2, -2, 1, -1);
    lab.settle();
    QCOMPARE(lab.canvas->chosen(), std::optional<Index>(3));
    lab.choose("toolErase");
    lab.click(1, -1);
    lab.settle();
    QTRY_COMPARE(lab.canvas->chosen(), std::nullopt);
}

void TestPointTools::weightsAreKeptAndTheCostFollowsAtOnce() {
    Lab lab(onPoints(twoClasses()));
    lab.bring(QStringLiteral("paused"));
    const auto before = lab.session().latest();
    lab.choose("toolMove");
    lab.drag(3, 3, -3, 0, false);
    // While the button is still down:
    QTRY_VERIFY(lab.session().latest()->training.cost != before->training.cost);
    QCOMPARE(lab.session().latest()->parameters, before->parameters);
    QCOMPARE(lab.session().latest()->step, before->step);
    QTest::mouseRelease(lab.canvas, Qt::LeftButton, {}, lab.place(-3, 0));
    lab.settle();
    QVERIFY2(lab.note().contains(QStringLiteral("cost chart starts anew")), qPrintable(lab.note()));
    QCOMPARE(lab.undo().count(), 1);
}

void TestPointTools::draggingManyPointsNeverBlocks_data() {
    QTest::addColumn<int>("count");
    for (const int count : {500, 5000, 20000}) QTest::addRow("%d points", count) << count;
}

void TestPointTools::draggingManyPointsNeverBlocks() {
    QFETCH(int, count);
    Experiment spiral = standardExperiment();
    spiral.data.options.set("points", std::int64_t{count});
    Lab lab(withDrawnPoints(spiral));
    lab.bring(QStringLiteral("running"));
    lab.choose("toolMove");
    const OutputPoint first = lab.canvas->points().points.front();
    QTest::mousePress(lab.canvas, Qt::LeftButton, {}, lab.place(first.x, first.y));
    // A heart that beats every millisecond: its longest pause is how long the window did not answer.
    std::vector<double> pauses;
    QElapsedTimer clock;
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    connect(&heart, &QTimer::timeout, this, [&] {
        pauses.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
        clock.start();
    });
    const quint64 before = lab.session().generation();
    clock.start();
    heart.start(1);
    for (int i = 0; i < 120; ++i) {
        lab.move(-5 + i / 12.0, 4);
        QTest::qWait(8);
    }
    heart.stop();
    QTest::mouseRelease(lab.canvas, Qt::LeftButton, {}, lab.place(0, 4));
    std::sort(pauses.begin(), pauses.end());
    qInfo("%d points: the longest pauses took %.0f and %.0f ms; %llu states of the drag in a second", count,
          pauses.back(), pauses[pauses.size() * 98 / 100], lab.session().generation() - before);
    QVERIFY2(pauses.back() < 500, "the window did not answer");  // generous: the machine may be busy
    QCOMPARE(lab.undo().count(), 1);
}

void TestPointTools::everyPointHasAName() {
    Lab lab(onPoints(twoClasses()));
    QAccessibleInterface* canvas = QAccessible::queryAccessibleInterface(lab.canvas);
    QVERIFY(canvas);
    QCOMPARE(canvas->childCount(), 5);
    QCOMPARE(canvas->child(0)->text(QAccessible::Name), QStringLiteral("Training point 1, class 0"));
    QCOMPARE(canvas->child(4)->text(QAccessible::Name), QStringLiteral("Validation point 1, class 1"));
    QVERIFY(canvas->child(0)->text(QAccessible::Description).contains(QStringLiteral("prediction")));
    const QRect rect = canvas->child(2)->rect();
    QVERIFY(rect.contains(lab.canvas->mapToGlobal(lab.place(3, 3))));
    QCOMPARE(canvas->indexOfChild(canvas->childAt(rect.center().x(), rect.center().y())), 2);
    for (const char* tool : {"toolLook", "toolDraw", "toolMove", "toolErase"}) {
        QVERIFY(!lab.find<QToolButton>(tool)->accessibleName().isEmpty());
        QVERIFY(!lab.find<QToolButton>(tool)->toolTip().isEmpty());
    }
}

void TestPointTools::clearingKeepsOnePointAClassAndTheTileStartsFromWhatIsThere() {
    Lab lab(standardExperiment());
    QTest::mouseClick(lab.find<QAbstractButton>("tile_drawn_classes"), Qt::LeftButton);
    lab.settle();
    QCOMPARE(lab.points().count(), Index{500});
    QVERIFY(lab.find<QAbstractButton>("tile_drawn_classes")->isChecked());
    QTest::mouseClick(lab.find<QAbstractButton>("clearPoints"), Qt::LeftButton);
    lab.settle();
    QCOMPARE(lab.points().count(), Index{2});
    QCOMPARE(lab.undo().undoText(), QStringLiteral("Clear points"));
    lab.undo().undo();
    QCOMPARE(lab.points().count(), Index{500});
}

QTEST_MAIN(TestPointTools)
#include "test_point_tools.moc"
