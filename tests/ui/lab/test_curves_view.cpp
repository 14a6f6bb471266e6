#include "tests/ui/lab/inside_lab.h"
#include "ui/lab/curves_canvas.h"
#include "ui/lab/curves_view.h"

#include <QAccessible>
#include <QSignalSpy>

#include <cmath>
#include <set>

using namespace glassbox;

namespace {

Experiment withHidden(const char* activation) {
    Experiment experiment = standardExperiment();
    experiment.network[0].options.set("activation", std::string(activation));
    return experiment;
}

Experiment fourClasses() {
    Experiment experiment = standardExperiment();
    experiment.data = {"blobs", {{"classes", std::int64_t{4}}}};
    experiment.network.back().options.set("units", std::int64_t{4});
    experiment.network.back().options.set("activation", std::string("softmax"));
    experiment.training.loss = {"cross_entropy"};
    return experiment;
}

const LayerPreActivations& layerOf(const InsideLab& lab, std::size_t i) {
    return lab.snapshot->preActivations.layers[i];
}

}  // namespace

/// Where every unit stands on its activation function can be seen, and which of them hardly learn.
class TestCurvesView : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void everyUnitIsAMarkAtItsZ() {
        InsideLab lab;
        lab.selection.setSample(11);
        lab.open(InsideCard::Curves);
        auto* canvas = lab.find<CurvesCanvas>("curvesCanvas");
        const CurvesLayout& layout = canvas->layoutOfCurves();
        QCOMPARE(layout.panels.size(), std::size_t(3));
        QCOMPARE(layout.panels[0].title, QString("Layer 1 · Tanh"));
        // The network's own numbers, computed here again.
        Trace trace;
        Random random;
        gatherColumns(lab.data->training.features, {11}, trace.input);
        lab.trainer->network().forward(trace, Mode::Evaluation, random);
        for (std::size_t i = 0; i < 3; ++i) {
            const CurvePanel& panel = layout.panels[i];
            std::set<Index> units;
            for (const CurveMark& mark : panel.marks) {
                QCOMPARE(mark.units.size(), std::size_t(1));
                units.insert(mark.units.front());
                const auto z = double(trace.layers[i].inner[0](mark.units.front(), 0));
                const auto a = double(trace.layers[i].output(mark.units.front(), 0));
                QVERIFY(std::abs(mark.zs.front() - z) < 1e-6);
                if (!mark.beyond) QVERIFY(std::abs(mark.centre.x() - panel.xOf(z)) < 1e-3);
                if (!mark.beyond) QVERIFY(std::abs(mark.centre.y() - panel.yOf(a)) < 0.01);
            }
            QCOMPARE(Index(units.size()), panel.units);
        }
        QVERIFY2(lab.find<CurvesView>("curvesView")->readout().startsWith("marks: sample 12"),
                 qPrintable(lab.find<CurvesView>("curvesView")->readout()));
    }

    void withoutAChosenSampleTheFirstIsTakenAndSaidSo() {
        InsideLab lab;
        lab.open(InsideCard::Curves);
        QVERIFY(lab.find<CurvesView>("curvesView")->readout().startsWith("marks: sample 1, as none is chosen"));
    }

    void hoveringSaysZAndSlopeAndAClickChooses() {
        InsideLab lab;
        lab.open(InsideCard::Curves);
        auto* canvas = lab.find<CurvesCanvas>("curvesCanvas");
        const UnitRef unit{1, canvas->layoutOfCurves().panels[1].marks[2].units.front()};
        const QPoint place = canvas->rectOf(unit).center().toPoint();
        QTest::mouseMove(canvas, place);
        const auto hit = canvas->layoutOfCurves().hit(place);
        QVERIFY(hit.has_value());
        const auto z = double(layerOf(lab, 1).sample[std::size_t(hit->unit)]);
        const QString words = canvas->words();
        QVERIFY2(words.startsWith(QString("Layer 2, unit %1: z = ").arg(hit->unit + 1)), qPrintable(words));
        const double slope = words.section("slope ", 1).section(',', 0, 0).toDouble();
        QVERIFY2(std::abs(slope - (1 - std::tanh(z) * std::tanh(z))) < 0.01, qPrintable(words));
        QTest::mouseClick(canvas, Qt::LeftButton, {}, place);
        QVERIFY(lab.selection.unit() == *hit);
        QTest::mouseClick(canvas, Qt::LeftButton, {}, place);
        QVERIFY(!lab.selection.unit());
    }

    void saturatedUnitsAreCounted_data() {
        QTest::addColumn<QString>("activation");
        for (const char* kind : {"sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu"}) QTest::newRow(kind) << kind;
    }
    void saturatedUnitsAreCounted() {
        QFETCH(QString, activation);
        Experiment experiment = withHidden(activation.toLatin1().constData());
        experiment.network[0].options.set("gain", 6.0);  // large z
        InsideLab lab(experiment, 30);
        lab.open(InsideCard::Curves);
        const CurvePanel& panel = lab.find<CurvesCanvas>("curvesCanvas")->layoutOfCurves().panels[0];
        const LayerPreActivations& layer = layerOf(lab, 0);
        double largest = 0;
        for (double z = -10; z <= 10; z += 0.001)
            largest = std::max(largest, std::abs(activationSlope(layer.function, z)));
        Index flat = 0;
        for (const float z : layer.sample)
            flat += std::abs(activationSlope(layer.function, double(z))) < 0.05 * largest ? 1 : 0;
        QCOMPARE(panel.saturated, flat);
        QVERIFY2(
            flat == 0 ? panel.sentence.startsWith("no unit") : panel.sentence.startsWith(QString("%1 of 8").arg(flat)),
            qPrintable(panel.sentence));
        // A saturated unit's mark stands on shaded ground.
        for (const CurveMark& mark : panel.marks) {
            if (mark.beyond) continue;
            bool shaded = false;
            for (const auto& [left, right] : panel.flat)
                shaded = shaded || (mark.centre.x() > left - 1.5 && mark.centre.x() < right + 1.5);
            const double slope = std::abs(activationSlope(layer.function, mark.zs.front()));
            if (slope < 0.045 * largest) QVERIFY(shaded);
        }
        lab.card.grab();
    }

    void softmaxIsShownAsBars() {
        InsideLab lab(fourClasses());
        lab.open(InsideCard::Curves);
        const CurvePanel& panel = lab.find<CurvesCanvas>("curvesCanvas")->layoutOfCurves().panels.back();
        QCOMPARE(panel.bars.size(), std::size_t(4));
        QVERIFY(panel.marks.empty());
        QVERIFY(panel.sentence.contains("no curve of one number"));
        double sum = 0;
        for (const SoftmaxBar& bar : panel.bars) {
            QCOMPARE(bar.name, QString::fromStdString(lab.data->classNames[std::size_t(bar.unit)]));
            sum += bar.out;
        }
        QVERIFY(std::abs(sum - 1) < 1e-5);
        auto* canvas = lab.find<CurvesCanvas>("curvesCanvas");
        QTest::mouseMove(canvas, panel.bars[2].row.center().toPoint());
        QVERIFY2(canvas->words().contains("p = "), qPrintable(canvas->words()));
        lab.card.grab();
    }

    void theKeysReachEveryUnitAndChooseIt() {
        InsideLab lab(fourClasses());
        lab.open(InsideCard::Curves);
        auto* canvas = lab.find<CurvesCanvas>("curvesCanvas");
        lab.card.activateWindow();
        canvas->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(canvas->hasFocus());
        std::set<std::pair<Index, Index>> reached;
        for (int layer = 0; layer < 3; ++layer) {
            for (int i = 0; i < 10; ++i) {
                reached.insert({canvas->focusUnit()->layer, canvas->focusUnit()->unit});
                QVERIFY(!canvas->words().isEmpty());
                QTest::keyClick(canvas, layer < 2 ? Qt::Key_Right : Qt::Key_Down);
            }
        }
        QCOMPARE(reached.size(), std::size_t(8 + 6 + 4));
        QTest::keyClick(canvas, Qt::Key_Home);
        QTest::keyClick(canvas, Qt::Key_Down);
        QCOMPARE(canvas->focusUnit()->layer, Index(1));
        QTest::keyClick(canvas, Qt::Key_Return);
        QVERIFY(lab.selection.unit() == canvas->focusUnit());
        QCOMPARE(canvas->accessibleDescription(), canvas->words());
        canvas->grab();
    }

    void screenReadersKnowTheUnits() {
        InsideLab lab;
        lab.open(InsideCard::Curves);
        auto* canvas = lab.find<CurvesCanvas>("curvesCanvas");
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(canvas);
        QVERIFY(accessible);
        QCOMPARE(accessible->childCount(), 8 + 6 + 1);
        const UnitRef first = canvas->units().front();
        QVERIFY2(accessible->child(0)
                     ->text(QAccessible::Name)
                     .startsWith(QString("Layer 1, unit %1: z = ").arg(first.unit + 1)),
                 qPrintable(accessible->child(0)->text(QAccessible::Name)));
        accessible->child(0)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QVERIFY(lab.selection.unit() == first);
        QCOMPARE(accessible->indexOfChild(accessible->child(3)), 3);
    }

    void manyUnitsAreDrawnInGroups() {
        InsideLab lab(experimentWith({128, 64}));
        lab.open(InsideCard::Curves);
        auto* canvas = lab.find<CurvesCanvas>("curvesCanvas");
        const CurvePanel& panel = canvas->layoutOfCurves().panels[0];
        QVERIFY(panel.grouped && panel.marks.size() < 40);
        std::size_t units = 0;
        const CurveMark* group = nullptr;
        for (const CurveMark& mark : panel.marks) {
            units += mark.units.size();
            if (mark.isGroup()) group = &mark;
        }
        QCOMPARE(units, std::size_t(128));
        QVERIFY(group);
        QVERIFY(lab.find<CurvesView>("curvesView")->readout().contains("as one mark"));
        // A chosen unit leaves its group.
        const UnitRef chosen{0, group->units[1]};
        lab.selection.setUnit(chosen);
        QCOMPARE(canvas->layoutOfCurves().markOf(chosen)->units.size(), std::size_t(1));
        lab.card.grab();
    }

    void withoutActivationFunctionsASentenceSaysWhatToDo() {
        Experiment experiment = standardExperiment();
        experiment.data = {"plane", {}};
        experiment.features.reset();
        experiment.network = {{"dense", {{"units", std::int64_t{1}}, {"activation", std::string("identity")}}}};
        experiment.training.loss = {"mse"};
        InsideLab lab(experiment);
        lab.open(InsideCard::Curves);
        QVERIFY(!lab.find<CurvesCanvas>("curvesCanvas")->hasValues());
        lab.card.grab();
        QVERIFY(lab.card.content().widget == nullptr);
    }

    void theNumbersAreGivenAwayAsCsv() {
        InsideLab lab;
        lab.open(InsideCard::Curves);
        const QList<QByteArray> lines = tableCsv(lab.card.content().table()).split('\n');
        QCOMPARE(lines[0], QByteArray("layer,activation,unit,z,a,slope,saturated"));
        QCOMPARE(lines.size(), qsizetype(1 + 8 + 6 + 1 + 1));
        QCOMPARE(lines[3].split(',')[3].toFloat(), layerOf(lab, 0).sample[2]);
    }
};

QTEST_MAIN(TestCurvesView)
#include "test_curves_view.moc"
