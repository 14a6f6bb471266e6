#include "engine/nn/layer.h"
#include "tests/support/test.h"
#include "ui/lab/layer_inspector.h"
#include "ui/models/experiment_document.h"
#include "ui/models/freezing.h"
#include "ui/models/lab_selection.h"
#include "ui/shell/option_editor.h"
#include "ui/shell/value_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QUndoStack>

using namespace glassbox;

/// The inspector: everything about the selected layer, made from the registry.
class TestLayerInspector : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void withoutALayerItSaysWhatToDo();
    void everyOptionOfEveryKindHasAnEditor();
    void frozenPartsAreCountedAndLetGo();
    void unitsAreChangedAndUndone();
    void valuesOutOfRangeAreRefusedWithASentence();
    void shapesAndParametersAreShown();
    void aLayerIsFrozenWithATick();
};

namespace {

struct Lab {
    Lab() {
        document.reset(standardExperiment());
        host.resize(210, 400);
        inspector.resize(host.size());
        host.show();
    }
    template <typename Widget>
    Widget* find(const char* name) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);  // rows of the kind before
        auto* widget = inspector.findChild<Widget*>(QLatin1String(name));
        if (!widget) qFatal("no widget called %s", name);
        return widget;
    }
    const Options& options(std::size_t layer) const { return document.experiment().network[layer].options; }
    ThemeSource theme{ThemeChoice::Light};
    TrainingSession session{1};
    ExperimentDocument document{session};
    LabSelection selection;
    QWidget host;
    LayerInspector inspector{document, selection, theme, &host};
};

}  // namespace

void TestLayerInspector::withoutALayerItSaysWhatToDo() {
    Lab lab;
    auto* hint = lab.find<QLabel>("layerHint");
    QVERIFY(hint->isVisible());
    lab.selection.setLayer(0);
    QVERIFY(!hint->isVisible());
    QCOMPARE(lab.find<QLabel>("layerTitle")->text(), QStringLiteral("Layer 1 · Dense"));
    lab.selection.setLayer({});
    QVERIFY(hint->isVisible());
}

void TestLayerInspector::everyOptionOfEveryKindHasAnEditor() {
    Lab lab;
    for (const LayerInfo& info : layerInfos()) {
        Experiment next = standardExperiment();
        next.network.insert(next.network.begin() + 1, Spec{info.kind});
        QVERIFY(lab.document.edit(QStringLiteral("insert"), next));
        lab.selection.setLayer(1);
        QCOMPARE(lab.find<QLabel>("layerTitle")->text(),
                 QStringLiteral("Layer 2 · ") + QString::fromStdString(info.title));
        for (const OptionInfo& option : info.options) {
            if (option.type == OptionType::List) continue;  // edited where the numbers are seen
            const QString name = QString::fromStdString(option.name) + QStringLiteral("Option");
            OptionEditor* editor = nullptr;
            for (auto* candidate : lab.inspector.findChildren<OptionEditor*>(name))
                if (candidate->isVisibleTo(&lab.inspector)) editor = candidate;
            QVERIFY2(editor, (info.kind + "." + option.name).c_str());
            QCOMPARE(editor->value(), optionOrDefault(info, {}, option.name));
            QVERIFY(editor->field()->toolTip().contains(QString::fromStdString(option.label).toHtmlEscaped()));
        }
    }
}

void TestLayerInspector::frozenPartsAreCountedAndLetGo() {
    Lab lab;
    lab.selection.setLayer(0);
    auto* words = lab.find<QLabel>("frozenParts");
    QVERIFY(!words->isVisible());
    Experiment next = setUnitFrozen(lab.document.experiment(), 0, 3, true);
    next = setFrozen(next, {0, "weight", 1, 0}, true);
    next = setFrozen(next, {0, "weight", 2, 1}, true);
    lab.document.edit(QStringLiteral("freeze"), setFrozen(next, {0, "bias", 0, 0}, true));
    QVERIFY(words->isVisible());
    QCOMPARE(words->text(), QStringLiteral("Frozen: 1 unit, 2 weights, 1 bias"));
    lab.find<QPushButton>("unfreezeParts")->click();
    QVERIFY(frozenParts(lab.document.experiment().network[0]).isEmpty());
    QVERIFY(!words->isVisible());
    lab.document.undoStack()->undo();
    QCOMPARE(frozenParts(lab.document.experiment().network[0]).weights.size(), std::size_t(2));
}

void TestLayerInspector::unitsAreChangedAndUndone() {
    Lab lab;
    lab.selection.setLayer(0);
    auto* units = lab.find<ValueEdit>("unitsField");
    QCOMPARE(units->text(), QStringLiteral("8"));
    QTest::keyClick(units, Qt::Key_Up);
    QTest::keyClick(units, Qt::Key_Up);
    QCOMPARE(lab.options(0).integer("units"), std::int64_t{10});
    QCOMPARE(lab.document.undoStack()->count(), 1);
    QCOMPARE(lab.document.undoStack()->undoText(), QStringLiteral("Layer 1: units 10"));
    lab.document.undoStack()->undo();
    QCOMPARE(units->text(), QStringLiteral("8"));
    // The output layer's may be changed too.
    lab.selection.setLayer(2);
    units = lab.find<ValueEdit>("unitsField");
    units->selectAll();
    QTest::keyClicks(units, QStringLiteral("2"));
    QTest::keyClick(units, Qt::Key_Return);
    QCOMPARE(lab.options(2).integer("units"), std::int64_t{2});
}

void TestLayerInspector::valuesOutOfRangeAreRefusedWithASentence() {
    Lab lab;
    lab.selection.setLayer(0);
    auto* units = lab.find<ValueEdit>("unitsField");
    for (const char* nonsense : {"0", "-3", "2.5", "many", "99999999"}) {
        units->selectAll();
        QTest::keyClicks(units, QLatin1String(nonsense));
        QVERIFY2(!lab.find<QLabel>("unitsProblem")->isHidden(), nonsense);
        QTest::keyClick(units, Qt::Key_Return);
        QCOMPARE(lab.options(0).integer("units"), std::int64_t{8});
        QTest::keyClick(units, Qt::Key_Escape);
        QCOMPARE(units->text(), QStringLiteral("8"));
        QVERIFY(lab.find<QLabel>("unitsProblem")->isHidden());
    }
}

void TestLayerInspector::shapesAndParametersAreShown() {
    Lab lab;
    lab.selection.setLayer(1);
    const auto show = [&lab] {
        lab.inspector.setSnapshot(lab.session.takeSnapshot());
        return lab.find<QLabel>("layerFacts")->text();
    };
    QTRY_COMPARE(show(), QStringLiteral("8 → 6 · 54 parameters"));
}

void TestLayerInspector::aLayerIsFrozenWithATick() {
    Lab lab;
    lab.selection.setLayer(0);
    auto* frozen = lab.find<QCheckBox>("frozenField");
    QVERIFY(!frozen->isChecked());
    frozen->click();
    QVERIFY(lab.options(0).flag("frozen"));
    lab.document.undoStack()->undo();
    QVERIFY(!frozen->isChecked());
}

QTEST_MAIN(TestLayerInspector)
#include "test_layer_inspector.moc"
