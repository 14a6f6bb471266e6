#include "engine/explain/number_words.h"
#include "tests/support/test.h"
#include "tests/ui/backprop/step_stage.h"
#include "ui/backprop/gradient_bars.h"

#include <QAccessible>

#include <cmath>

using namespace glassbox;

namespace {

using Stage = StepStage<GradientBars>;

Experiment deep(const char* activation) {
    return steps::experiment({steps::dense(4, activation), steps::dense(4, activation), steps::dense(4, activation),
                              steps::dense(4, activation), steps::dense(4, activation), steps::dense(1, "sigmoid")});
}

GradientSize sized(double error, std::optional<double> weights = {}) {
    GradientSize size;
    size.error = error;
    size.weights = weights;
    return size;
}

}  // namespace

/// Bars of the gradient's size appear as the walk goes back, and a sentence says what becomes of it.
class TestGradientBars : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void barsAppearAsTheWalkGoesBack();
    void sentenceTellsTheCourse();
    void predictedNumbersAreNotGivenAway();
    void axisHoldsAllSizes();
    void barsStandInThePlot();
    void clickAndKeysGoToTheLayer();
    void everyLayerOfEveryKindGetsItsBar();
    void screenReadersHearTheNumbers();
    void emptyStateSaysWhy();
};

void TestGradientBars::barsAppearAsTheWalkGoesBack() {
    Stage stage(steps::record(deep("sigmoid")), {390, 220});
    const auto known = [&] {
        QString text;
        for (Index i = 0; i < 6; ++i) text += stage.view.isKnown(i) ? QLatin1Char('x') : QLatin1Char('-');
        return text;
    };
    stage.go(Quantity::SampleLoss, -1);
    QCOMPARE(known(), QStringLiteral("------"));
    const QImage before = stage.view.grab().toImage();
    stage.go(Quantity::Gradient, 3, 0);
    QCOMPARE(known(), QStringLiteral("---xxx"));
    QVERIFY(stage.view.areWeightsKnown(3) && !stage.view.areWeightsKnown(2));
    QVERIFY(stage.view.grab().toImage() != before);
    stage.model.goToEnd();
    QCOMPARE(known(), QStringLiteral("xxxxxx"));
    stage.go(Quantity::SampleLoss, -1);
    QCOMPARE(known(), QStringLiteral("------"));  // and back
}

void TestGradientBars::sentenceTellsTheCourse() {
    Stage stage(steps::record(deep("sigmoid")));
    QVERIFY(stage.view.sentence().contains(QLatin1String("grow as the walk goes back")));
    stage.model.goToEnd();
    QVERIFY2(stage.view.sentence().startsWith(QLatin1String("From layer 6 back to layer 1 the gradient shrinks ")),
             qPrintable(stage.view.sentence()));
    QVERIFY(stage.view.sentence().endsWith(QLatin1String("it vanishes.")));
    const QString text = courseWords({sized(1e-4), sized(0.01), sized(0.1383)}, 0);
    QCOMPARE(text, QStringLiteral("From layer 3 back to layer 1 the gradient shrinks 1\u2009400-fold: it vanishes."));
    QVERIFY(courseWords({sized(350), sized(10), sized(1)}, 0).contains(QLatin1String("grows 350-fold: it explodes")));
    QVERIFY(courseWords({sized(0), sized(1)}, 0).contains(QLatin1String("learns nothing")));
    QVERIFY(courseWords({sized(0.5), sized(1)}, 0).contains(QLatin1String("shrinks 2.0-fold")));
    QVERIFY(courseWords({sized(1)}, 0).contains(QLatin1String("single layer")));
}

void TestGradientBars::predictedNumbersAreNotGivenAway() {
    Stage stage(steps::record(deep("tanh")));
    stage.go(Quantity::Inner, 5, 1);
    QVERIFY(stage.view.isKnown(5));
    stage.model.setPredicting(true);
    QVERIFY(!stage.view.isKnown(5));
    stage.model.reveal();
    QVERIFY(stage.view.isKnown(5));
}

void TestGradientBars::axisHoldsAllSizes() {
    const DecadeAxis axis = decadeAxis({sized(0.03, 2.0), sized(4e-7), sized(0), sized(std::nan(""))});
    QVERIFY(axis.low <= -7 && axis.high >= 1);
    QVERIFY(axis.share(4e-7) > 0 && axis.share(2.0) < 1);
    QCOMPARE(axis.share(0), 0.0);
    QCOMPARE(axis.share(std::nan("")), 0.0);
    QVERIFY(std::abs((axis.share(0.1) - axis.share(0.01)) - (axis.share(0.01) - axis.share(0.001))) < 1e-12);
    QVERIFY(decadeAxis({sized(1)}).high > decadeAxis({sized(1)}).low);
    QVERIFY(decadeAxis({sized(0)}).high > decadeAxis({sized(0)}).low);
}

void TestGradientBars::barsStandInThePlot() {
    for (const Index layers : {1, 3, 12}) {
        for (const QSizeF size : {QSizeF(220, 130), QSizeF(390, 220), QSizeF(600, 300)}) {
            const GradientBarsLayout layout = layoutGradientBars(size, layers, 14, 34);
            QCOMPARE(Index(layout.bars.size()), layers);
            for (std::size_t i = 0; i < layout.bars.size(); ++i) {
                const GradientBarPlace& bar = layout.bars[i];
                QVERIFY(layout.plot.adjusted(-0.5, -0.5, 0.5, 0.5).contains(bar.bar(layout.plot, 1)));
                QVERIFY(layout.plot.adjusted(-0.5, -0.5, 0.5, 0.5).contains(bar.thinBar(layout.plot, 1)));
                QVERIFY(!bar.bar(layout.plot, 1).intersects(bar.thinBar(layout.plot, 1)));
                if (i > 0) QVERIFY(layout.bars[i - 1].thinBar(layout.plot, 1).right() < bar.bar(layout.plot, 1).left());
                QVERIFY(QRectF(QPointF(), size).contains(bar.label));
            }
        }
    }
}

void TestGradientBars::clickAndKeysGoToTheLayer() {
    Stage stage(steps::record(deep("tanh")), {390, 220});
    stage.model.goToEnd();
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, stage.view.barRect(2).center().toPoint());
    QVERIFY(stage.model.operation().result == errorOf(stage.model.walk()->record(), 2));
    stage.view.clearFocus();
    stage.view.setFocus(Qt::TabFocusReason);
    QCOMPARE(stage.view.focusLayer(), Index{5});
    QTest::keyClick(&stage.view, Qt::Key_Up);
    QTest::keyClick(&stage.view, Qt::Key_Return);
    QVERIFY(stage.model.operation().result == errorOf(stage.model.walk()->record(), 4));
}

void TestGradientBars::everyLayerOfEveryKindGetsItsBar() {
    Stage stage(steps::record(steps::experiment({steps::dense(6, "relu"),
                                                 {"batch_norm"},
                                                 {"dropout", {{"rate", 0.3}}},
                                                 steps::dense(4, "identity"),
                                                 {"activation", {{"activation", std::string("tanh")}}},
                                                 {"layer_norm"},
                                                 {"flatten"},
                                                 steps::dense(1, "sigmoid")},
                                                "moons"),
                              {}));
    stage.model.goToEnd();
    for (Index i = 0; i < 8; ++i) QVERIFY2(stage.view.isKnown(i), qPrintable(QString::number(i)));
}

void TestGradientBars::screenReadersHearTheNumbers() {
    Stage stage(steps::record(deep("tanh")));
    QAccessibleInterface* bars = QAccessible::queryAccessibleInterface(&stage.view);
    QCOMPARE(bars->childCount(), 6);
    QVERIFY(bars->child(0)->text(QAccessible::Name).contains(QLatin1String("not come back")));
    stage.model.goToEnd();
    const QString name = bars->child(0)->text(QAccessible::Name);
    QVERIFY(name.contains(QString::fromStdString(numberWords(stage.view.sizes()[0].error))));
    QVERIFY(name.contains(QString::fromStdString(numberWords(*stage.view.sizes()[0].weights))));
}

void TestGradientBars::emptyStateSaysWhy() {
    Stage stage(nullptr);
    stage.view.setEmptyText(QStringLiteral("Nothing yet."));
    stage.view.grab();
    QTest::keyClick(&stage.view, Qt::Key_Up);
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, QPoint(100, 100));
    QVERIFY(stage.view.sentence().isEmpty());
    stage.model.setRecord(steps::record(steps::small()));
    QVERIFY(!stage.view.sentence().isEmpty());
    stage.model.clear();
    QVERIFY(stage.view.sentence().isEmpty());
}

QTEST_MAIN(TestGradientBars)
#include "test_gradient_bars.moc"
