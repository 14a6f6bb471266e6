#include "engine/explain/number_words.h"
#include "tests/support/test.h"
#include "tests/ui/backprop/panel_stage.h"
#include "ui/backprop/matrix_panel.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QLabel>
#include <QScrollArea>

using namespace glassbox;

/// The present operation as matrices.
class TestMatrixPanel : public GlassboxTest {
    Q_OBJECT

    std::unique_ptr<panels::Stage> m_stage;
    MatrixPanel* m_panel = nullptr;
    MatrixCanvas* m_canvas = nullptr;

    void open(bool batch = false, const Experiment& experiment = {}) {
        m_stage = std::make_unique<panels::Stage>();
        m_panel = new MatrixPanel(m_stage->model, m_stage->theme, m_stage->font);
        m_canvas = m_panel->findChild<MatrixCanvas*>();
        model().setRecord(panels::step(batch, experiment));
        m_stage->show(m_panel);
    }
    WalkModel& model() { return m_stage->model; }
    const MatrixPanelLayout& layout() const { return m_canvas->layoutOfMatrices(); }
    QPoint middle(const MatrixCell& cell) const { return layout().cellRect(cell).center().toPoint(); }
    QString words() const { return m_panel->findChild<QLabel*>(QStringLiteral("matrixWords"))->text(); }

  private Q_SLOTS:
    void cleanup() { m_stage.reset(); }

    void matricesStandInTheOrderOfTheOperation() {
        open();
        panels::goTo(model(), sumOf(model().walk()->record(), 0));
        const auto& parts = layout().parts();
        QCOMPARE(parts.size(), model().operation().matrices.size());
        for (std::size_t i = 0; i < parts.size(); ++i) {
            QCOMPARE(parts[i].tensor, model().operation().matrices[i].tensor);
            QVERIFY(parts[i].numbers);
            QVERIFY(QRectF(m_canvas->rect()).contains(parts[i].rect));
            QVERIFY(QRectF(m_canvas->rect()).contains(parts[i].symbol));
            for (std::size_t j = 0; j < i; ++j) QVERIFY(!parts[i].rect.intersects(parts[j].rect));
        }
        QCOMPARE(parts[0].view.rows, 3);
        QCOMPARE(parts[0].view.cols, 2);
        m_stage->pictures(QStringLiteral("matrix-sums"));
    }

    void transposedOnesAreDrawnTransposed() {
        open();
        panels::goTo(model(), {Quantity::OutputGradient, 0});
        const PlacedMatrix& weights = layout().parts()[0];
        QVERIFY(weights.transposed);
        QCOMPARE(weights.view.rows, 3);
        QCOMPARE(weights.view.cols, 1);
        QCOMPARE(weights.placeOf(2, 0), (Place{{Quantity::Parameter, 1, 0}, 0, 2}));
        QCOMPARE(layout().find(Place{{Quantity::Parameter, 1, 0}, 0, 2}), std::optional(MatrixCell{0, 2, 0}));
        m_stage->pictures(QStringLiteral("matrix-transposed"));
    }

    void pointingAndChoosingGoBothWays() {
        open();
        panels::goTo(model(), sumOf(model().walk()->record(), 0));
        QTest::mouseMove(m_canvas, middle({0, 1, 1}));
        QTRY_COMPARE(model().hovered(), std::optional(Place{{Quantity::Parameter, 0, 0}, 1, 1}));
        QVERIFY(words().startsWith(QStringLiteral("Weight from")));
        const QImage marked = m_canvas->grab().toImage();
        model().setHovered({});
        QVERIFY(m_canvas->grab().toImage() != marked);
        QTest::mouseClick(m_canvas, Qt::LeftButton, {}, middle({3, 1, 0}));
        QCOMPARE(model().arithmetic().place, (Place{sumOf(model().walk()->record(), 0), 1, 0}));
    }

    void whatIsNotKnownIsNotShown() {
        open();
        panels::goTo(model(), {Quantity::Output, 0});
        model().setPredicting(true);
        QVERIFY2(words().endsWith(QStringLiteral("to be predicted")), qPrintable(words()));
        m_stage->pictures(QStringLiteral("matrix-hidden"));
        const QImage hidden = m_canvas->grab().toImage();
        model().reveal();
        QVERIFY(m_canvas->grab().toImage() != hidden);
        QVERIFY(words().endsWith(QString::fromStdString(numberWords(model().arithmetic().result))));
    }

    void keysMoveOverTheNumbers() {
        open();
        panels::goTo(model(), sumOf(model().walk()->record(), 0));
        m_canvas->setFocus(Qt::TabFocusReason);
        QTest::keyClick(m_canvas, Qt::Key_PageUp);
        QTest::keyClick(m_canvas, Qt::Key_PageUp);
        QTest::keyClick(m_canvas, Qt::Key_PageUp);
        QTest::keyClick(m_canvas, Qt::Key_PageUp);
        QCOMPARE(m_canvas->focusCell(), std::optional(MatrixCell{0, 0, 0}));
        QTest::keyClick(m_canvas, Qt::Key_Down);
        QTest::keyClick(m_canvas, Qt::Key_Down);
        QCOMPARE(m_canvas->focusCell(), std::optional(MatrixCell{0, 1, 0}));
        QTest::keyClick(m_canvas, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(m_canvas->focusCell(), std::optional(MatrixCell{0, 1, 1}));
        QCOMPARE(model().hovered(), std::optional(Place{{Quantity::Parameter, 0, 0}, 1, 1}));
        QTest::keyClick(m_canvas, Qt::Key_End);
        QTest::keyClick(m_canvas, Qt::Key_Down);
        QCOMPARE(m_canvas->focusCell(), std::optional(MatrixCell{1, 0, 0}));
        QTest::keyClick(m_canvas, Qt::Key_Right);  // belongs to the walk
        QCOMPARE(m_canvas->focusCell(), std::optional(MatrixCell{1, 0, 0}));
        QTest::keyClick(m_canvas, Qt::Key_PageDown);
        QTest::keyClick(m_canvas, Qt::Key_PageDown);
        QTest::keyClick(m_canvas, Qt::Key_Return);
        QCOMPARE(model().arithmetic().place, (Place{sumOf(model().walk()->record(), 0), 0, 0}));
    }

    void screenReadersMeetTheNumbers() {
        open();
        panels::goTo(model(), sumOf(model().walk()->record(), 0));
        QAccessibleInterface* canvas = QAccessible::queryAccessibleInterface(m_canvas);
        QVERIFY(canvas);
        QCOMPARE(canvas->childCount(), 6 + 2 + 3 + 3);
        const QString name = canvas->child(0)->text(QAccessible::Name);
        QVERIFY2(name.startsWith(QStringLiteral("weight from")) && name.contains(u':'), qPrintable(name));
    }

    void batchesMarkTheirSample() {
        open(true);
        panels::goTo(model(), sumOf(model().walk()->record(), 0));
        QCOMPARE(layout().parts()[1].view.cols, model().walk()->record().sampleCount());
        model().setSample(5);
        const QImage five = m_canvas->grab().toImage();
        model().setSample(6);
        QVERIFY(m_canvas->grab().toImage() != five);
        m_stage->pictures(QStringLiteral("matrix-batch"));
    }

    void largeMatricesAreHeatMapsAndStayQuick() {
        Experiment large = fixture::spiral();
        large.network = {fixture::dense(784, "relu"), fixture::dense(128, "relu"), fixture::dense(1, "sigmoid")};
        open(false, large);
        panels::goTo(model(), sumOf(model().walk()->record(), 1));
        const PlacedMatrix& weights = layout().parts()[0];
        QVERIFY(!weights.numbers);
        QVERIFY(m_canvas->rect().width() >= weights.rect.right());
        QVERIFY(m_canvas->height() < 1200);
        const MatrixCell last{0, 127, 783};
        QVERIFY(weights.rect.contains(layout().cellRect(last).center()));
        QCOMPARE(layout().cellAt(layout().numberOf(last)), last);
        model().setHovered(Place{{Quantity::Parameter, 1, 0}, 100, 700});
        QVERIFY(words().startsWith(QStringLiteral("Weight from unit 701")));
        m_stage->pictures(QStringLiteral("matrix-large"));
        const auto hit = layout().hit(layout().parts()[0].rect.center());
        QVERIFY(hit && hit->part == 0);
    }

    void everyOperationCanBeShown() {
        Experiment experiment = fixture::spiral();
        experiment.network = {fixture::dense(4, "gelu"), {"batch_norm"}, {"dropout", {{"rate", 0.2}}},
                              fixture::dense(4, "elu"),  {"layer_norm"}, fixture::dense(1, "sigmoid")};
        for (const bool batch : {false, true}) {
            open(batch, experiment);
            for (Index i = 0; i < model().walk()->count(); ++i) {
                model().setPlace({i});
                QVERIFY(!m_canvas->grab().isNull());
                for (const PlacedMatrix& part : layout().parts()) QVERIFY(part.view.rows > 0 && part.view.cols > 0);
            }
        }
    }

    void withoutAStepItSaysWhatItIsFor() {
        open();
        model().clear();
        QVERIFY(!m_panel->findChild<QScrollArea*>()->isVisible());
        const auto labels = m_panel->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->isVisible() && label->text().startsWith(QStringLiteral("Take a step"));
        }));
    }
};

QTEST_MAIN(TestMatrixPanel)
#include "test_matrix_panel.moc"
