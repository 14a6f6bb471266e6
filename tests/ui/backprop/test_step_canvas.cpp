#include "engine/explain/number_words.h"
#include "tests/support/test.h"
#include "tests/ui/backprop/step_stage.h"
#include "ui/backprop/step_canvas.h"

#include <QAccessible>
#include <QSignalSpy>

using namespace glassbox;

namespace {

using Stage = StepStage<StepCanvas>;
constexpr StepItem unit(Index column, Index number) {
    return {StepItemKind::Unit, column, number};
}

QString words(double value) {
    return QString::fromStdString(numberWords(value));
}

const UnitFace& face(const Stage& stage, Index column, Index number) {
    return stage.view.scene().units[static_cast<std::size_t>(column)][static_cast<std::size_t>(number)];
}

QPoint middle(const Stage& stage, const StepItem& item) {
    return stage.view.scene().layout.rect(item).center().toPoint();
}

/// Counts pixels that differ between two pictures within a rectangle.
int changed(const QImage& a, const QImage& b, const QRect& rect) {
    int count = 0;
    for (int y = rect.top(); y <= rect.bottom(); ++y)
        for (int x = rect.left(); x <= rect.right(); ++x) count += a.pixel(x, y) != b.pixel(x, y);
    return count;
}

}  // namespace

/// The picture of a step tells the step's own numbers, lights what is told, and can be pointed at and chosen from.
class TestStepCanvas : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void unitsTellTheStepsNumbersAsTheyBecomeKnown();
    void rowsAppearOneByOne();
    void errorsStandUnderTheirUnits();
    void weightGradientsStandUnderWhatFeedsTheUnit();
    void updateTellsTheChange();
    void whatIsPredictedIsHidden();
    void predictedSumsKeepTheirSign();
    void gradientIsSeenToFlowBack();
    void nothingFlowsForwards();
    void droppedUnitsAreOff();
    void hoveringPoints();
    void otherViewsLightItsUnits();
    void clickingChooses();
    void biasCanBeClicked();
    void matrixCellsCanBeClicked();
    void keyboardReachesEverything();
    void screenReadersMeetTheUnits();
    void emptyStateSaysWhy();
    void followsTheTheme();
    void everyKindOfLayerIsDrawn();
    void batchesTellTheirCost();
};

void TestStepCanvas::unitsTellTheStepsNumbersAsTheyBecomeKnown() {
    const auto record = steps::record(steps::small());
    Stage stage(record);
    stage.go(Quantity::Inner, 0);  // the weighted sums
    QCOMPARE(face(stage, 0, 0).number, words(double(record->trace.input(0, 0))));
    QCOMPARE(face(stage, 1, 2).number, words(double(record->trace.layers[0].inner[0](2, 0))));
    QVERIFY(face(stage, 1, 2).symbol.startsWith(QLatin1String("z")));
    QVERIFY(face(stage, 2, 0).number.isEmpty());
    QVERIFY(face(stage, 2, 0).stress == Stress::Ahead);
    stage.go(Quantity::Output, 0);
    QCOMPARE(face(stage, 1, 2).number, words(double(record->trace.layers[0].output(2, 0))));
    QVERIFY(face(stage, 1, 2).symbol.startsWith(QLatin1String("a")));
    stage.model.goToEnd();
    QCOMPARE(face(stage, 2, 0).number, words(double(record->trace.layers[1].output(0, 0))));
    QCOMPARE(face(stage, 3, 0).number, words(double(record->trace.sampleLoss(0, 0))));
    QCOMPARE(stage.view.scene().feet.join(u'|'),
             QStringLiteral("input|hidden · tanh|output · sigmoid|binary cross-entropy · y = %1")
                 .arg(words(double(record->trace.target(0, 0)))));
}

void TestStepCanvas::rowsAppearOneByOne() {
    Stage stage(steps::record(steps::small()));
    stage.go(Quantity::Inner, 0, 0, Grain::Unit, 1);
    QVERIFY(!face(stage, 1, 0).number.isEmpty());
    QVERIFY(!face(stage, 1, 1).number.isEmpty());
    QVERIFY(face(stage, 1, 2).number.isEmpty());
    QVERIFY(face(stage, 1, 1).stress == Stress::Result);
    QVERIFY(face(stage, 0, 0).stress == Stress::Told);
    // Weights of other units have nothing to do with it.
    QVERIFY(stage.view.scene().stressOf({StepItemKind::Link, 1, 1, 0}) == Stress::Told);
    QVERIFY(stage.view.scene().stressOf({StepItemKind::Link, 1, 2, 0}) == Stress::Plain);
    QVERIFY(stage.view.scene().stressOf({StepItemKind::Link, 2, 0, 0}) == Stress::Quiet);
}

void TestStepCanvas::errorsStandUnderTheirUnits() {
    const auto record = steps::record(steps::small());
    Stage stage(record);
    stage.go(Quantity::SampleLoss, -1);
    QVERIFY(face(stage, 2, 0).note.isEmpty());
    stage.go(Quantity::Inner, 0, 1);  // delta of the hidden layer
    for (Index i = 0; i < 3; ++i) {
        const double error = double(record->trace.layers[0].inner[1](i, 0));
        QVERIFY(face(stage, 1, i).note.startsWith(QStringLiteral("δ ")));
        QVERIFY(face(stage, 1, i).note.endsWith(words(error)));
        QCOMPARE(face(stage, 1, i).noteValue, error);
    }
    QVERIFY(face(stage, 0, 0).note.isEmpty());  // nobody needs the gradient at the input
}

void TestStepCanvas::weightGradientsStandUnderWhatFeedsTheUnit() {
    const auto record = steps::record(steps::small());
    Stage stage(record);
    stage.go(Quantity::Gradient, 1, 0, Grain::Weight, 0, 1);
    const TensorView gradient = tensorOf(*record, {Quantity::Gradient, 1, 0});
    for (Index i = 0; i < 2; ++i) QVERIFY(face(stage, 1, i).note.endsWith(words(gradient(0, i))));
    QVERIFY(face(stage, 1, 1).note.startsWith(QStringLiteral("∂w ")));
    QVERIFY(face(stage, 1, 1).isNoteStrong);
    QVERIFY(face(stage, 1, 2).note.isEmpty());  // the walk has not come to this weight
    QVERIFY(stage.view.scene().result == (StepItem{StepItemKind::Link, 2, 0, 1}));
    QVERIFY(stage.view.scene().meanings[2] == LinkMeaning::Gradient);
}

void TestStepCanvas::updateTellsTheChange() {
    const auto record = steps::record(steps::small());
    Stage stage(record);
    stage.go(Quantity::NewParameter, 1, 0, Grain::Weight, 0, 2);
    const double before = tensorOf(*record, {Quantity::Parameter, 1, 0})(0, 2);
    const double after = tensorOf(*record, {Quantity::NewParameter, 1, 0})(0, 2);
    QVERIFY(face(stage, 1, 2).note.startsWith(QStringLiteral("Δw ")));
    QCOMPARE(face(stage, 1, 2).noteValue, after - before);
    QCOMPARE(stage.view.scene().labels.size(), std::size_t{1});
    QCOMPARE(stage.view.scene().labels[0].text, words(before) + QStringLiteral(" → ") + words(after));
}

void TestStepCanvas::whatIsPredictedIsHidden() {
    const auto record = steps::record(steps::small());
    Stage stage(record);
    stage.go(Quantity::Inner, 0, 0, Grain::Unit, 1);
    stage.model.setPredicting(true);
    QCOMPARE(face(stage, 1, 1).number, QStringLiteral("?"));
    const QString asked = stage.view.wordsFor(unit(1, 1));
    QVERIFY2(asked.contains(QLatin1String("predicted")), qPrintable(asked));
    QVERIFY(!asked.contains(words(double(record->trace.layers[0].inner[0](1, 0)))));
    stage.go(Quantity::Gradient, 1, 0, Grain::Weight, 0, 1);
    QCOMPARE(face(stage, 1, 1).note, QStringLiteral("∂w ?"));
    QVERIFY(!valueOfLink(stage.model, stage.view.scene().columns, 2, LinkMeaning::Gradient, 0, 1));
    stage.go(Quantity::NewParameter, 1, 0, Grain::Weight, 0, 1);
    QCOMPARE(face(stage, 1, 1).note, QStringLiteral("Δw ?"));
    QVERIFY(stage.view.scene().labels[0].text.endsWith(QStringLiteral("→ ?")));
    stage.model.reveal();
    QVERIFY(!face(stage, 1, 1).note.contains(u'?'));
}

void TestStepCanvas::predictedSumsKeepTheirSign() {
    Stage stage(steps::record(steps::small()));
    stage.go(Quantity::OutputGradient, 0, 0, Grain::Unit, 1);
    QVERIFY(stage.view.scene().meanings[2] == LinkMeaning::Flow);
    stage.model.setPredicting(true);  // with one term the link would show the answer
    QVERIFY(stage.view.scene().meanings[2] == LinkMeaning::Weight);
}

void TestStepCanvas::gradientIsSeenToFlowBack() {
    Stage stage(steps::record(steps::small()));
    const auto flow = [&] { return stage.view.scene().flows; };
    stage.go(Quantity::Inner, 1, 1);  // the loss and the sigmoid are one
    QCOMPARE(flow().size(), std::size_t{1});
    QVERIFY(flow()[0] == (StepFlow{{StepItemKind::Loss, 3, 0}, unit(2, 0)}));
    stage.go(Quantity::Gradient, 1, 0, Grain::Weight, 0, 1);
    QVERIFY(flow()[0] == (StepFlow{unit(2, 0), unit(1, 1)}));
    stage.go(Quantity::OutputGradient, 0, 0, Grain::Unit, 2);
    QVERIFY(flow()[0] == (StepFlow{unit(2, 0), unit(1, 2)}));
    stage.model.setGrain(Grain::Phase);
    QCOMPARE(flow().size(), std::size_t{3});  // all the way back at once
    const QImage back = stage.view.grab().toImage();
    stage.model.goToStart();
    QVERIFY(stage.view.grab().toImage() != back);
}

void TestStepCanvas::nothingFlowsForwards() {
    Stage stage(steps::record(steps::small()));
    do {
        if (stage.model.operation().phase != Phase::Backward) QVERIFY(stage.view.scene().flows.empty());
        stage.model.goOn();
    } while (stage.model.canGoOn());
}

void TestStepCanvas::droppedUnitsAreOff() {
    const auto record = steps::record(
        steps::experiment({steps::dense(8, "tanh"), {"dropout", {{"rate", 0.5}}}, steps::dense(1, "sigmoid")}));
    Stage stage(record);
    int off = 0;
    QVERIFY(!face(stage, 2, 0).isOff);  // not before it is drawn
    stage.go(Quantity::Output, 1);
    for (Index i = 0; i < 8; ++i) {
        const bool dropped = record->trace.layers[1].inner[0](i, 0) == 0;
        QCOMPARE(face(stage, 2, i).isOff, dropped);
        off += dropped;
    }
    QVERIFY(off > 0 && off < 8);
    QVERIFY(stage.view.scene().columns[2].links == StepLinks::Single);
}

void TestStepCanvas::hoveringPoints() {
    Stage stage(steps::record(steps::small()));
    stage.go(Quantity::Output, 1);
    QSignalSpy hovers(&stage.model, &WalkModel::hoverChanged);
    QTest::mouseMove(&stage.view, middle(stage, unit(1, 1)));
    QTRY_COMPARE(hovers.count(), 1);
    QVERIFY(stage.model.hovered() == (Place{{Quantity::Output, 0}, 1, 0}));
    const QLineF link = stage.view.scene().layout.link(1, 1, 0);
    QTest::mouseMove(&stage.view, link.pointAt(0.2).toPoint());
    QTRY_VERIFY(stage.model.hovered() == (Place{{Quantity::Parameter, 0, 0}, 1, 0}));
    QTest::mouseMove(&stage.view, QPoint(3, 3));
    QTRY_VERIFY(!stage.model.hovered());
    // In the backward phase a unit stands for its error, a link for its gradient.
    stage.go(Quantity::Gradient, 0, 0);
    QTest::mouseMove(&stage.view, middle(stage, unit(1, 1)));
    QTRY_VERIFY(stage.model.hovered() == (Place{errorOf(stage.model.walk()->record(), 0), 1, 0}));
    QTest::mouseMove(&stage.view, link.pointAt(0.2).toPoint());
    QTRY_VERIFY(stage.model.hovered() == (Place{{Quantity::Gradient, 0, 0}, 1, 0}));
}

void TestStepCanvas::otherViewsLightItsUnits() {
    Stage stage(steps::record(steps::small()));
    const QImage plain = stage.view.grab().toImage();
    const QRect where = stage.view.scene().layout.rect(unit(1, 2)).toAlignedRect();
    stage.model.setHovered(Place{{Quantity::Output, 0}, 2, 0});
    const QImage lit = stage.view.grab().toImage();
    QVERIFY(changed(plain, lit, where) > 50);
    QCOMPARE(changed(plain, lit, stage.view.scene().layout.rect(unit(1, 0)).toAlignedRect()), 0);
    stage.model.setHovered({});
    QVERIFY(stage.view.grab().toImage() == plain);
}

void TestStepCanvas::clickingChooses() {
    Stage stage(steps::record(steps::small()));
    stage.model.goToStart();
    stage.go(Quantity::Output, 1);
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, middle(stage, unit(1, 2)));
    QVERIFY(stage.model.operation().result == (TensorRef{Quantity::Output, 0}));
    QCOMPARE(stage.model.question().row, Index{2});
    const QPoint link = stage.view.scene().layout.link(1, 0, 1).pointAt(0.15).toPoint();
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, link);
    QVERIFY(stage.model.operation().result == sumOf(stage.model.walk()->record(), 0));  // that uses the weight
    QCOMPARE(stage.model.question().row, Index{0});
    QCOMPARE(stage.model.question().term, Index{1});
}

void TestStepCanvas::biasCanBeClicked() {
    Stage stage(steps::record(steps::small()));
    stage.go(Quantity::Gradient, 1, 1);
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, middle(stage, {StepItemKind::Bias, 1, 2}));
    QVERIFY(stage.model.operation().result == (TensorRef{Quantity::Gradient, 0, 1}));
    QCOMPARE(stage.model.question().row, Index{2});
    QVERIFY(stage.view.scene().result == (StepItem{StepItemKind::Bias, 1, 2}));
    QVERIFY(face(stage, 1, 2).note.startsWith(QStringLiteral("∂b ")));
}

void TestStepCanvas::matrixCellsCanBeClicked() {
    Stage stage(steps::wide(40, {steps::dense(24, "relu"), steps::dense(3, "softmax")}), {1200, 760});
    stage.go(Quantity::Gradient, 0, 0);
    const StepLayout& layout = stage.view.scene().layout;
    QVERIFY(layout.column(0).isCollapsed() && layout.column(1).isCollapsed() && !layout.column(2).isCollapsed());
    const StepItem weight{StepItemKind::Link, 1, 7, 30};
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, middle(stage, weight));
    QVERIFY(stage.view.scene().result == weight);
    const auto [row, col] = litLines(stage.view.scene(), 1);
    QCOMPARE(row.value_or(-1), Index{7});
    QCOMPARE(col.value_or(-1), Index{30});
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, middle(stage, unit(1, 11)));
    QVERIFY(stage.view.scene().result == unit(1, 11));
}

void TestStepCanvas::keyboardReachesEverything() {
    Stage stage(steps::record(steps::small()));
    stage.go(Quantity::Output, 1);
    stage.view.clearFocus();
    const QImage before = stage.view.grab().toImage();
    stage.view.setFocus(Qt::TabFocusReason);
    QVERIFY(stage.view.focusItem() == unit(0, 0));
    QVERIFY(stage.view.grab().toImage() != before);  // a ring
    QTest::keyClick(&stage.view, Qt::Key_PageDown);
    QTest::keyClick(&stage.view, Qt::Key_Down);
    QVERIFY(stage.view.focusItem() == unit(1, 1));
    QVERIFY(stage.model.hovered() == (Place{{Quantity::Output, 0}, 1, 0}));
    QTest::keyClick(&stage.view, Qt::Key_End);
    QVERIFY(stage.view.focusItem() == unit(1, 2));
    QTest::keyClick(&stage.view, Qt::Key_Down);  // the last one stays
    QVERIFY(stage.view.focusItem() == unit(1, 2));
    QTest::keyClick(&stage.view, Qt::Key_Down, Qt::ControlModifier);
    QTest::keyClick(&stage.view, Qt::Key_Down, Qt::ControlModifier);
    QVERIFY(stage.view.focusItem() == (StepItem{StepItemKind::Link, 1, 2, 1}));
    QTest::keyClick(&stage.view, Qt::Key_Down, Qt::ControlModifier);
    QVERIFY(stage.view.focusItem() == (StepItem{StepItemKind::Bias, 1, 2}));
    QTest::keyClick(&stage.view, Qt::Key_Up, Qt::ControlModifier);
    QTest::keyClick(&stage.view, Qt::Key_Return);
    QVERIFY(stage.model.operation().result == sumOf(stage.model.walk()->record(), 0));
    QCOMPARE(stage.model.question().row, Index{2});
    QTest::keyClick(&stage.view, Qt::Key_PageDown);
    QTest::keyClick(&stage.view, Qt::Key_PageDown);
    QVERIFY(stage.view.focusItem().kind == StepItemKind::Loss);
    QTest::keyClick(&stage.view, Qt::Key_Left);  // is the walk's
    QVERIFY(stage.view.focusItem().kind == StepItemKind::Loss);
}

void TestStepCanvas::screenReadersMeetTheUnits() {
    const auto record = steps::record(steps::small());
    Stage stage(record);
    stage.go(Quantity::Output, 1);
    QAccessibleInterface* canvas = QAccessible::queryAccessibleInterface(&stage.view);
    QVERIFY(canvas);
    QCOMPARE(canvas->childCount(), 2 + 3 + 1 + 1);
    const QString name = canvas->child(3)->text(QAccessible::Name);
    QVERIFY2(name.contains(QLatin1String("unit 2 of layer 1")), qPrintable(name));
    QVERIFY2(name.endsWith(words(double(record->trace.layers[0].output(1, 0)))), qPrintable(name));
    canvas->child(3)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(stage.view.scene().result == unit(1, 1));
    QVERIFY(canvas->child(3)->state().selected);
}

void TestStepCanvas::emptyStateSaysWhy() {
    Stage stage(nullptr);
    stage.view.setEmptyText(QStringLiteral("The network does not fit its data."));
    QCOMPARE(stage.view.accessibleDescription(), QStringLiteral("The network does not fit its data."));
    const QImage empty = stage.view.grab().toImage();
    QTest::mouseMove(&stage.view, QPoint(100, 100));
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, QPoint(100, 100));
    QTest::keyClick(&stage.view, Qt::Key_Down);
    QTest::keyClick(&stage.view, Qt::Key_Return);
    stage.model.setRecord(steps::record(steps::small()));
    QVERIFY(stage.view.grab().toImage() != empty);
    stage.model.clear();
    QVERIFY(stage.view.scene().isEmpty());
}

void TestStepCanvas::followsTheTheme() {
    Stage stage(steps::record(steps::small()));
    const QColor light = stage.view.grab().toImage().pixelColor(2, 2);
    stage.theme.setChoice(ThemeChoice::Dark);
    QVERIFY(stage.view.grab().toImage().pixelColor(2, 2) != light);
    stage.theme.setTextScale(1.4);
    QVERIFY(stage.view.scene().layout.noteHeight > 18);
}

void TestStepCanvas::everyKindOfLayerIsDrawn() {
    const Experiment all = steps::experiment({steps::dense(6, "relu"),
                                              {"batch_norm"},
                                              {"dropout", {{"rate", 0.3}}},
                                              steps::dense(4, "identity"),
                                              {"activation", {{"activation", std::string("tanh")}}},
                                              {"layer_norm"},
                                              {"flatten"},
                                              steps::dense(1, "sigmoid")},
                                             "moons");
    for (const auto& samples : {std::vector<Index>{2}, std::vector<Index>{}}) {
        Stage stage(steps::record(all, samples));
        for (const Grain grain : {Grain::Phase, Grain::Layer, Grain::Operation, Grain::Unit}) {
            stage.model.setGrain(grain);
            stage.model.goToStart();
            do {
                const StepScene& scene = stage.view.scene();
                QCOMPARE(scene.columns.size(), std::size_t{10});
                // Every number of a unit is the record's own.
                for (std::size_t i = 0; i < scene.units.size(); ++i)
                    for (std::size_t k = 0; k < scene.units[i].size(); ++k) {
                        const Place place = valueOfUnit(stage.model, scene.columns[i], Index(k));
                        const QString& number = scene.units[i][k].number;
                        if (!number.isEmpty()) QCOMPARE(number, words(*valueAt(stage.model.walk()->record(), place)));
                        QVERIFY(!number.isEmpty() || !isShown(stage.model, place));
                    }
                stage.model.goOn();
            } while (stage.model.canGoOn());
            stage.view.grab();
        }
    }
}

void TestStepCanvas::batchesTellTheirCost() {
    const auto record = steps::record(steps::small(), {0, 1, 2, 3});
    Stage stage(record);
    stage.go(Quantity::Cost, -1);
    stage.model.setSample(2);
    QCOMPARE(face(stage, 3, 0).number, words(double(record->trace.sampleLoss(0, 2))));
    QCOMPARE(face(stage, 3, 0).note, QStringLiteral("C ") + words(double(record->cost(0, 0))));
    QCOMPARE(face(stage, 1, 0).number, words(double(record->trace.layers[0].output(0, 2))));
}

QTEST_MAIN(TestStepCanvas)
#include "test_step_canvas.moc"
