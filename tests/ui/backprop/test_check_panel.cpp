#include "tests/support/test.h"
#include "tests/ui/backprop/panel_stage.h"
#include "ui/backprop/check_map.h"
#include "ui/backprop/check_panel.h"
#include "ui/backprop/check_plot.h"
#include "ui/backprop/check_words.h"

#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QTableView>

using namespace glassbox;

/// Whole gradients against central differences, with the step size to be chosen.
class TestCheckPanel : public GlassboxTest {
    Q_OBJECT

    std::unique_ptr<panels::Stage> m_stage;
    CheckPanel* m_panel = nullptr;

    void open(const Experiment& experiment = {}) {
        m_stage = std::make_unique<panels::Stage>();
        m_panel = new CheckPanel(m_stage->model, m_stage->theme);
        model().setRecord(panels::step(true, experiment));
        m_stage->show(m_panel);
    }
    WalkModel& model() { return m_stage->model; }
    template <typename Widget>
    Widget* part(const char* name) const {
        return m_panel->findChild<Widget*>(QLatin1String(name));
    }
    QString said(const char* label) const { return part<QLabel>(label)->text(); }
    static Experiment large() {
        Experiment experiment = fixture::spiral();
        experiment.network = {fixture::dense(400, "tanh"), fixture::dense(400, "tanh"), fixture::dense(1, "sigmoid")};
        return experiment;
    }

  private Q_SLOTS:
    void cleanup() { m_stage.reset(); }

    void thePresentGradientIsChecked() {
        open();
        panels::goTo(model(), {Quantity::Gradient, 0, 0});
        QCOMPARE(m_panel->tensor(), std::optional(TensorRef{Quantity::Gradient, 0, 0}));
        QTRY_VERIFY(m_panel->check());
        QVERIFY(m_panel->check()->isWhole());
        QVERIFY2(said("checkVerdict").startsWith(QStringLiteral("✓ All 6 numbers agree.")),
                 qPrintable(said("checkVerdict")));
        QCOMPARE(part<QComboBox>("checkedTensor")->currentText(), QStringLiteral("Layer 1: gradient of the weights"));
        QCOMPARE(part<QTableView>("checkTable")->model()->rowCount(), 3);
        QCOMPARE(part<CheckMap>("checkMap")->map().rows(), 3);
        m_stage->pictures(QStringLiteral("check"));
        panels::goTo(model(), errorOf(model().walk()->record(), 0));
        QCOMPARE(m_panel->tensor(), std::optional(errorOf(model().walk()->record(), 0)));
        QTRY_VERIFY(m_panel->check() && m_panel->check()->tensor == *m_panel->tensor());
    }

    void updatesCheckTheGradientThatTheyUse() {
        open();
        panels::goTo(model(), {Quantity::NewParameter, 1, 1});
        QCOMPARE(m_panel->tensor(), std::optional(TensorRef{Quantity::Gradient, 1, 1}));
        QTRY_VERIFY(m_panel->check());
    }

    void forwardItSaysWhatItIsFor() {
        open();
        model().goToStart();
        QVERIFY(part<QLabel>("nothingToCheck")->isVisible());
        QVERIFY(said("nothingToCheck").startsWith(QStringLiteral("Forward there is nothing to check")));
        QVERIFY(!part<QComboBox>("checkedTensor")->isVisible());
        m_stage->pictures(QStringLiteral("check-forward"));
        model().clear();
        QVERIFY(said("nothingToCheck").startsWith(QStringLiteral("Take a step")));
    }

    void theStepSizeDecides() {
        open();
        panels::goTo(model(), {Quantity::Gradient, 0, 0});
        QTRY_VERIFY(m_panel->check());
        const double best = m_panel->check()->h, bestError = m_panel->check()->meanError;
        auto* plot = part<CheckPlot>("checkPlot");
        QTRY_COMPARE(plot->errors().size(), stepSizes().size());
        QTest::mousePress(plot, Qt::LeftButton, {}, plot->placeOf(1e-6).toPoint());
        QTRY_VERIFY(m_panel->check() && std::abs(m_panel->check()->h / 1e-6 - 1) < 1e-6);
        QVERIFY(m_panel->check()->meanError > 20 * bestError);
        QVERIFY(said("checkVerdict").startsWith(QStringLiteral("At this step size nothing can be told")));
        m_stage->pictures(QStringLiteral("check-small-step"));
        part<QSlider>("stepSize")->setValue(28);
        QTRY_COMPARE(m_panel->check()->h, 1.0);
        QVERIFY(said("checkVerdict").startsWith(QStringLiteral("✗")));
        QVERIFY(said("checkVerdict").contains(QStringLiteral("far from the best")));
        QTest::mouseClick(part<QPushButton>("bestStep"), Qt::LeftButton);
        QTRY_COMPARE(m_panel->check()->h, best);
    }

    void pointingAndChoosingGoBothWays() {
        open();
        panels::goTo(model(), {Quantity::Gradient, 0, 0});
        QTRY_VERIFY(m_panel->check());
        // Afterwards nothing moves any more.
        QTRY_COMPARE(part<CheckPlot>("checkPlot")->errors().size(), stepSizes().size());
        auto* map = part<CheckMap>("checkMap");
        const auto placeOf = [&](HeatCell cell) { return map->map().cellRect(cell).center().toPoint(); };
        const auto point = [&](HeatCell cell) {
            QTest::mouseMove(map, placeOf({0, 0}));
            QTest::mouseMove(map, placeOf(cell));
            return model().hovered();
        };
        QTRY_COMPARE(point({2, 1}), std::optional(Place{{Quantity::Gradient, 0, 0}, 2, 1}));
        QTest::mouseClick(map, Qt::LeftButton, {}, placeOf({2, 1}));
        QCOMPARE(model().arithmetic().place, (Place{{Quantity::Gradient, 0, 0}, 2, 1}));
    }

    void theMapIsWalkedByKeysAndReadAloud() {
        open();
        panels::goTo(model(), {Quantity::Gradient, 0, 0});
        QTRY_VERIFY(m_panel->check());
        auto* map = part<CheckMap>("checkMap");
        map->setFocus(Qt::TabFocusReason);
        QTest::keyClick(map, Qt::Key_Home);
        QTest::keyClick(map, Qt::Key_Down);
        QCOMPARE(map->focusCell(), std::optional(HeatCell{0, 1}));
        QCOMPARE(model().hovered(), std::optional(Place{{Quantity::Gradient, 0, 0}, 0, 1}));
        QAccessibleInterface* items = QAccessible::queryAccessibleInterface(map);
        QCOMPARE(items->childCount(), 6);
        const QString name = items->child(1)->text(QAccessible::Name);
        QVERIFY2(name.contains(QStringLiteral("weight from")) && name.contains(QStringLiteral("central differences")),
                 qPrintable(name));
        QTest::keyClick(map, Qt::Key_Return);
        QCOMPARE(model().arithmetic().place, (Place{{Quantity::Gradient, 0, 0}, 0, 1}));
    }

    void anyGradientCanBeChosen() {
        open();
        panels::goTo(model(), {Quantity::Gradient, 0, 0});
        auto* combo = part<QComboBox>("checkedTensor");
        const auto all = checkableTensors(model().walk()->record());
        QCOMPARE(combo->count(), static_cast<int>(all.size()));
        combo->setCurrentIndex(0);
        Q_EMIT combo->activated(0);
        QCOMPARE(m_panel->tensor(), std::optional(all[0]));
        QTRY_VERIFY(m_panel->check() && m_panel->check()->tensor == all[0]);
    }

    void longChecksCanBeCancelled() {
        open(large());
        panels::goTo(model(), {Quantity::Gradient, 1, 0});
        auto* cancel = part<QPushButton>("cancelCheck");
        QTRY_VERIFY(cancel->isVisible());
        QVERIFY(!m_panel->check());
        m_stage->pictures(QStringLiteral("check-working"));
        QTest::mouseClick(cancel, Qt::LeftButton);
        QVERIFY(!cancel->isVisible());
        QVERIFY(said("checkVerdict").startsWith(QStringLiteral("Cancelled")));
        QVERIFY(!m_panel->check());
    }

    void resultsOfAnotherWalkAreDropped() {
        open(large());
        panels::goTo(model(), {Quantity::Gradient, 1, 0});
        QTRY_VERIFY(part<QPushButton>("cancelCheck")->isVisible());
        model().setRecord(panels::step());
        panels::goTo(model(), {Quantity::Gradient, 1, 1});
        QTRY_VERIFY(m_panel->check());
        QCOMPARE(m_panel->check()->rows, 1);
        QCOMPARE(m_panel->check()->tensor, (TensorRef{Quantity::Gradient, 1, 1}));
    }

    void largeTensorsSayHowManyWereChecked() {
        open();
        const StepRecord& record = model().walk()->record();
        const auto check = checkTensor(record, {Quantity::Gradient, 0, 0}, 1e-2, {}, 3);
        QVERIFY(checkVerdict(record, *check, 1e-2).contains(QStringLiteral("These 3 of 6 numbers are spread evenly")));
    }

    void whatIsToBePredictedIsNotGivenAway() {
        open();
        panels::goTo(model(), {Quantity::Gradient, 0, 0});
        model().setPredicting(true);
        QVERIFY(said("nothingToCheck").contains(QStringLiteral("predict")));
        QVERIFY(!part<QTableView>("checkTable")->isVisible());
        model().reveal();
        QVERIFY(part<QTableView>("checkTable")->isVisible());
    }
};

QTEST_MAIN(TestCheckPanel)
#include "test_check_panel.moc"
