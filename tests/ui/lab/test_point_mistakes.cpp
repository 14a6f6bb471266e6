#include "tests/support/scratch_home.h"
#include "tests/support/test.h"
#include "tests/ui/lab/point_lab.h"

#include <QSlider>

using namespace glassbox;
using Lab = PointLab;

/// What can go wrong with points: drawn outside, erased to the last, given up, on a table. A sentence says so, nothing
/// is lost, and undo still works.
class TestPointMistakes : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { nameApplication(); }
    void outsideThePlaneNothingIsDrawn();
    void draggingOutStopsAtTheEdge();
    void aStrokeOnlyErasesWhatItPasses();
    void onTheCurveOfAUnitPointsHaveNoPlace();
    void theLastPointStaysAndAnEmptyClassIsSaid();
    void escapeGoesBackOneLevel();
    void undoInTheMiddleOfAStrokeEndsIt();
    void anotherDocumentEndsAStrokeAndPutsTheToolsAway();
    void aTableSaysWhyItCantBeDrawnOn();
    void fewerClassesThanPointsSayIsRefusedAndNothingIsLost();

  private:
    ScratchHome m_home;
};

void TestPointMistakes::outsideThePlaneNothingIsDrawn() {
    Lab lab(onPoints(twoClasses()));
    lab.choose("toolDraw");
    const Experiment before = lab.experiment();
    QTest::mouseClick(lab.canvas, Qt::LeftButton, {}, QPoint(3, 3));
    QVERIFY(lab.experiment() == before);
    QCOMPARE(lab.undo().count(), 0);
    QCOMPARE(lab.note(), QStringLiteral("Points lie on the plane from -6 to 6."));
    lab.choose("toolMove");
    lab.click(0, 0.5);
    QVERIFY(lab.experiment() == before);
    QVERIFY(lab.note().contains(QStringLiteral("no point here")));
}

void TestPointMistakes::draggingOutStopsAtTheEdge() {
    Lab lab(onPoints(twoClasses()));
    lab.choose("toolMove");
    lab.drag(3, 3, 30, 3);
    lab.settle();
    QCOMPARE(lab.points().at({false, 2}).x, 6.0);
    lab.choose("toolDraw");
    lab.drag(0, 0, 0, 20);
    lab.settle();
    for (Index i = 0; i < lab.points().count(false); ++i) QVERIFY(lab.points().at({false, i}).y <= 6);
}

void TestPointMistakes::aStrokeOnlyErasesWhatItPasses() {
    Lab lab(onPoints(twoClasses()));
    lab.choose("toolDraw");
    lab.click(-5, 5);
    lab.choose("toolErase");
    lab.click(5, -5);  // between the two, nothing is touched
    QCOMPARE(lab.undo().count(), 1);
    QCOMPARE(lab.points().count(false), Index{5});
    lab.drag(2, -2, 2.2, -2.2);
    lab.settle();
    QCOMPARE(lab.undo().undoText(), QStringLiteral("Erase a point"));
    QCOMPARE(lab.points().count(false), Index{4});
}

void TestPointMistakes::onTheCurveOfAUnitPointsHaveNoPlace() {
    Lab lab(onPoints({"drawn_curve", {{"points", Numbers{-3, -0.5, 3, 0.5}}}}));
    lab.choose("toolDraw");
    const Experiment before = lab.experiment();
    lab.glassbox.lab().findChild<LabSelection*>()->setUnit(UnitRef{0, 1});
    QTRY_VERIFY(lab.canvas->scene().unit.has_value());
    lab.click(0, 0);
    QVERIFY(lab.experiment() == before);
    QVERIFY2(lab.note().contains(QStringLiteral("no place on the curve of a unit")), qPrintable(lab.note()));
}

void TestPointMistakes::theLastPointStaysAndAnEmptyClassIsSaid() {
    Lab lab(onPoints(twoClasses()));
    const Experiment before = lab.experiment();
    lab.choose("toolErase");
    lab.drag(-3, -3, -2, 3);
    lab.settle();
    QTRY_VERIFY2(lab.note().contains(QStringLiteral("Class 0 has no points to train on")), qPrintable(lab.note()));
    QCOMPARE(lab.undo().undoText(), QStringLiteral("Erase 2 points"));
    QTRY_VERIFY(lab.find<QLabel>("dataNotes")->text().contains(QStringLiteral("Class 0 has no points")));
    lab.click(2, -2);
    lab.settle();
    const Experiment one = lab.experiment();
    lab.click(3, 3);
    QVERIFY(lab.experiment() == one);
    QVERIFY(lab.note().contains(QStringLiteral("The last point to train on stays")));
    QVERIFY(lab.document().problem().isEmpty());
    while (lab.undo().canUndo()) lab.undo().undo();
    QVERIFY(lab.experiment() == before);
}

void TestPointMistakes::escapeGoesBackOneLevel() {
    Lab lab(onPoints(twoClasses()));
    lab.choose("toolMove");
    const Experiment before = lab.experiment();
    lab.drag(3, 3, 0, 0, false);
    QTRY_VERIFY(lab.experiment() != before);
    lab.key(Qt::Key_Escape);
    QVERIFY(lab.experiment() == before);  // the point is back,
    QCOMPARE(lab.undo().count(), 0);      // undo knows nothing of it,
    QVERIFY(lab.find<QToolButton>("toolMove")->isChecked());
    lab.move(1, 1);  // and what the hand still does changes nothing
    QTest::mouseRelease(lab.canvas, Qt::LeftButton, {}, lab.place(1, 1));
    lab.settle();
    QVERIFY(lab.experiment() == before);
    lab.key(Qt::Key_Escape);
    QVERIFY(lab.find<QToolButton>("toolLook")->isChecked());
    QVERIFY(!lab.canvas->hasFocus());  // the arrow keys train again
}

void TestPointMistakes::undoInTheMiddleOfAStrokeEndsIt() {
    Lab lab(onPoints(twoClasses()));
    lab.choose("toolDraw");
    const Experiment before = lab.experiment();
    lab.drag(-5, 0, 0, 0, false);
    QTRY_VERIFY(lab.experiment() != before);
    lab.undo().undo();
    QVERIFY(lab.experiment() == before);
    lab.move(5, 0);
    QTest::mouseRelease(lab.canvas, Qt::LeftButton, {}, lab.place(5, 0));
    lab.settle();
    QVERIFY(lab.experiment() == before);
}

void TestPointMistakes::anotherDocumentEndsAStrokeAndPutsTheToolsAway() {
    Lab lab(onPoints(twoClasses()));
    lab.choose("toolDraw");
    lab.drag(-5, 0, 0, 0, false);
    lab.document().reset(standardExperiment());
    lab.move(5, 0);
    QTest::mouseRelease(lab.canvas, Qt::LeftButton, {}, lab.place(5, 0));
    lab.settle();
    QVERIFY(lab.experiment() == standardExperiment());
    QCOMPARE(lab.undo().count(), 0);
    QVERIFY(lab.find<QToolButton>("toolLook")->isChecked());
}

void TestPointMistakes::aTableSaysWhyItCantBeDrawnOn() {
    Lab lab(standardExperiment());
    Experiment table = standardExperiment();
    table.data = {"csv", {{"path", writeFlowers(m_home.path()).toStdString()}, {"target", std::string("species")}}};
    table.features.reset();
    fitOutput(table, Task::Classification, 3);
    lab.choose("toolDraw");
    QVERIFY(lab.document().edit(QStringLiteral("table"), table));
    lab.settle();
    QVERIFY(lab.find<QToolButton>("toolLook")->isChecked());  // there is nothing to draw on
    auto* draw = lab.find<QToolButton>("toolDraw");
    QVERIFY(!draw->isEnabled());
    QVERIFY2(draw->toolTip().contains(QStringLiteral("come from its file")), qPrintable(draw->toolTip()));
    lab.focus();
    lab.key(Qt::Key_P);
    QVERIFY(lab.note().contains(QStringLiteral("come from its file")));
    QTest::mouseClick(lab.find<QAbstractButton>("tile_drawn_classes"), Qt::LeftButton);
    lab.settle();
    QCOMPARE(lab.points().count(), Index{2});
    QVERIFY(draw->isEnabled());
    lab.undo().undo();
    QVERIFY(lab.experiment() == table);
}

void TestPointMistakes::fewerClassesThanPointsSayIsRefusedAndNothingIsLost() {
    Spec data = twoClasses();
    data.options.set("classes", std::int64_t{3});
    data.options.set("points", Numbers{-3, -3, 0, -2, 3, 1, 3, 3, 2});
    Lab lab(onPoints(data));
    const Experiment before = lab.experiment();
    auto* slider = lab.find<QSlider>("classesSlider");
    slider->setValue(slider->value() - 1);
    QVERIFY(lab.experiment() == before);
    QCOMPARE(slider->value(), 1);  // back at three
    QCOMPARE(lab.find<QLabel>("bannerSentence")->text(),
             QStringLiteral("Class 2 still has a point; erase it first to have fewer classes."));
    QCOMPARE(lab.undo().count(), 0);
}

QTEST_MAIN(TestPointMistakes)
#include "test_point_mistakes.moc"
