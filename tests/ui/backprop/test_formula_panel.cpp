#include "engine/explain/number_words.h"
#include "tests/support/test.h"
#include "tests/ui/backprop/panel_stage.h"
#include "ui/backprop/formula_panel.h"
#include "ui/backprop/formula_panel_break.h"
#include "ui/backprop/formula_panel_chain.h"
#include "ui/backprop/formula_panel_lines.h"
#include "ui/backprop/formula_panel_rules.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QSignalSpy>

using namespace glassbox;

/// The formulas of the present operation, with its numbers.
class TestFormulaPanel : public GlassboxTest {
    Q_OBJECT

    std::unique_ptr<panels::Stage> m_stage;
    FormulaPanel* m_panel = nullptr;

    void open(bool batch = false, const Experiment& experiment = {}) {
        m_stage = std::make_unique<panels::Stage>();
        m_panel = new FormulaPanel(m_stage->model, m_stage->theme, m_stage->font);
        m_stage->model.setRecord(panels::step(batch, experiment));
        m_stage->show(m_panel);
    }
    WalkModel& model() { return m_stage->model; }
    bool shows(const char* section) const { return m_panel->findChild<QWidget*>(QLatin1String(section))->isVisible(); }
    QString said(const char* label) const { return m_panel->findChild<QLabel*>(QLatin1String(label))->text(); }
    QList<FormulaLabel*> lines() const { return m_panel->findChild<ArithmeticLines*>()->labels(); }

  private Q_SLOTS:
    void cleanup() { m_stage.reset(); }

    void ruleNumbersChainAndWordsAreShown() {
        open();
        panels::goTo(model(), {Quantity::Gradient, 1, 0});
        QCOMPARE(m_panel->findChild<FormulaLabel*>(QStringLiteral("rule"))->formula().tex(),
                 QString::fromStdString(model().operation().rule));
        for (const char* section : {"ruleSection", "numbersSection", "chainSection", "wordsSection", "checkSection"})
            QVERIFY2(shows(section), section);
        QVERIFY(!shows("rulesSection"));
        QCOMPARE(said("sentence"), QString::fromStdString(model().arithmetic().sentence));
        QCOMPARE(lines().size(), qsizetype(model().arithmetic().lines.size()));
        QVERIFY(lines().back()->formula().isValid());
        QVERIFY(lines().back()->accessibleName().contains(QStringLiteral("equals")));
        QTRY_VERIFY(said("verdict").startsWith(QStringLiteral("✓ Agrees")));
        panels::goTo(model(), {Quantity::Output, 0});
        QVERIFY(!shows("chainSection"));  // forward there is none
        QVERIFY(!shows("checkSection"));
        m_stage->pictures(QStringLiteral("formula-forward"));
        panels::goTo(model(), {Quantity::Gradient, 0, 0});
        m_stage->pictures(QStringLiteral("formula-backward"));
        panels::goTo(model(), {Quantity::NewParameter, 0, 0});
        m_stage->pictures(QStringLiteral("formula-update"));
    }

    void everyFormulaOfTheWalkCanBeRead() {
        Experiment experiment = fixture::spiral();
        experiment.network = {fixture::dense(4, "gelu"), {"batch_norm"}, {"dropout", {{"rate", 0.2}}},
                              fixture::dense(4, "elu"),  {"layer_norm"}, fixture::dense(1, "sigmoid")};
        experiment.training.clipNorm = 0.5;
        experiment.training.weightDecay = 0.01;
        for (const bool batch : {false, true}) {
            open(batch, experiment);
            for (Index i = 0; i < model().walk()->count(); ++i) {
                model().setPlace({i});
                for (const FormulaLabel* label : m_panel->findChildren<FormulaLabel*>())
                    QVERIFY2(label->formula().isValid(), qPrintable(label->formula().tex() + label->formula().error()));
            }
        }
    }

    void pointingGoesBothWays() {
        open();
        panels::goTo(model(), {Quantity::Gradient, 1, 0});
        FormulaLabel* line = lines().back();
        QTest::mouseMove(line, line->termRect(QStringLiteral("p0")).center().toPoint());
        QTRY_COMPARE(model().hovered(), std::optional(model().arithmetic().places[0]));
        QTest::mouseMove(line, QPoint(line->width() - 1, 1));
        QTRY_VERIFY(!model().hovered());
        model().setHovered(model().arithmetic().places[1]);
        const QImage marked = line->grab().toImage();
        model().setHovered({});
        QVERIFY(line->grab().toImage() != marked);
    }

    void clickingANumberShowsWhereItCameFrom() {
        open();
        panels::goTo(model(), {Quantity::Gradient, 1, 0});
        const Place place = model().arithmetic().places[1];
        QCOMPARE(place.tensor, (TensorRef{Quantity::Output, 0}));
        FormulaLabel* line = lines().back();
        QTest::mouseClick(line, Qt::LeftButton, {}, line->termRect(QStringLiteral("p1")).center().toPoint());
        QCOMPARE(model().arithmetic().place, place);
    }

    void factorsAreChosenByClickAndKey() {
        open();
        model().setGrain(Grain::Operation);
        panels::goTo(model(), {Quantity::Gradient, 0, 0});
        const QList<FactorChip*> chips = m_panel->findChildren<FactorChip*>();
        const auto chip = std::find_if(chips.begin(), chips.end(),
                                       [](const FactorChip* one) { return one->isVisible() && one->place(); });
        QVERIFY(chip != chips.end());
        const Place place = *(*chip)->place();
        (*chip)->setFocus(Qt::TabFocusReason);
        QCOMPARE(model().hovered(), std::optional(place));
        QTest::keyClick(*chip, Qt::Key_Space);
        QCOMPARE(model().arithmetic().place, place);
    }

    void whatIsToBePredictedIsHidden() {
        open();
        panels::goTo(model(), {Quantity::Output, 0});
        model().setPredicting(true);
        const QString number = QString::fromStdString(numberTex(model().arithmetic().result));
        QVERIFY(lines().back()->formula().tex().contains(u'?'));
        QVERIFY(!lines().back()->formula().tex().contains(number));
        QVERIFY(!said("sentence").contains(number));
        panels::goTo(model(), {Quantity::Gradient, 1, 0});
        QVERIFY(!shows("checkSection"));
        m_stage->pictures(QStringLiteral("formula-hidden"));
        model().reveal();
        QVERIFY(!lines().back()->formula().tex().contains(u'?'));
        QVERIFY(shows("checkSection"));
    }

    void coarseStepsListTheirRules() {
        open();
        model().setGrain(Grain::Layer);
        QVERIFY(shows("rulesSection") && !shows("ruleSection") && !shows("wordsSection"));
        const auto [first, last] = model().walk()->covered(model().place(), model().grain());
        auto* list = m_panel->findChild<RuleList*>();
        const auto rules = [&] {
            QStringList all;
            for (const FormulaLabel* label : list->findChildren<FormulaLabel*>())
                if (label->isVisible()) all += label->formula().tex();
            return all;
        };
        QTRY_COMPARE(rules().size(), qsizetype(last - first + 1));
        m_stage->pictures(QStringLiteral("formula-layer"));
        model().setGrain(Grain::Phase);
        model().goToEnd();
        const auto [from, to] = model().walk()->covered(model().place(), model().grain());
        QTRY_COMPARE(rules().size(), qsizetype(to - from + 1));
    }

    void longSumsGoOverSeveralRows() {
        const TexWidth letters = [](const QString& tex) { return 10.0 * double(tex.size()); };
        QCOMPARE(brokenEquation("z", "a + b", "c", 1000, letters), QString("z = a + b = c"));
        QCOMPARE(brokenEquation("z", "aaaaaaaaaaaa + bbbbbbbbbbbb", "c", 180, letters),
                 QString("\\begin{aligned} z &= aaaaaaaaaaaa \\\\ &\\quad {} + bbbbbbbbbbbb \\\\ &= c \\end{aligned}"));
        // A sum that is multiplied as a whole is opened.
        QCOMPARE(
            brokenEquation("z", "f \\left(aaaaaaaaaaaa + bbbbbbbbbbbb\\right)", "c", 180, letters),
            QString("\\begin{aligned} z &= f (aaaaaaaaaaaa \\\\ &\\quad {} + bbbbbbbbbbbb) \\\\ &= c \\end{aligned}"));
        QCOMPARE(texSummands("-a + \\left(b + c\\right) - \\frac{d + e}{f} \\times -g"),
                 QStringList({"-a", "+ \\left(b + c\\right)", "- \\frac{d + e}{f} \\times -g"}));
        QCOMPARE(texClauses("\\eta = 1,\\quad f(a,\\quad b)"), QStringList({"\\eta = 1", "f(a", "b)"}));
        QCOMPARE(inlineFraction("\\frac{\\partial L}{\\partial \\hat{y}}"),
                 QString("\\partial L / \\partial \\hat{y}"));
        QCOMPARE(inlineFraction("\\delta^{2}"), QString("\\delta^{2}"));
        Experiment wide = fixture::spiral();
        wide.network = {fixture::dense(12, "tanh"), fixture::dense(12, "tanh"), fixture::dense(1, "sigmoid")};
        open(false, wide);
        panels::goTo(model(), sumOf(model().walk()->record(), 1));
        QVERIFY(lines().back()->formula().tex().contains(QStringLiteral("aligned")));
        QVERIFY(lines().back()->formula().isValid());
        QVERIFY(lines().back()->formula().size().width() * 0.7 < m_panel->width());
        m_stage->pictures(QStringLiteral("formula-wide"));
    }

    void largeNetworksPointToTheCheckTab() {
        Experiment large = fixture::spiral();
        large.network = {fixture::dense(600, "tanh"), fixture::dense(600, "tanh"), fixture::dense(1, "sigmoid")};
        open(false, large);
        QSignalSpy wanted(m_panel, &FormulaPanel::checkWanted);
        panels::goTo(model(), {Quantity::Gradient, 0, 0});
        auto* verdict = m_panel->findChild<QLabel*>(QStringLiteral("verdict"));
        QTRY_VERIFY(verdict->text().contains(QStringLiteral("<a ")));
        QVERIFY(!verdict->text().contains(QStringLiteral("Agrees")));
        Q_EMIT verdict->linkActivated(QStringLiteral("check"));
        QCOMPARE(wanted.count(), 1);
    }

    void hiddenPanelsDoNothing() {
        open();
        panels::goTo(model(), {Quantity::Output, 0});
        m_stage->card->hide();
        const QString before = said("sentence");
        panels::goTo(model(), {Quantity::Gradient, 1, 0});
        QCOMPARE(said("sentence"), before);
        m_stage->card->show();
        QVERIFY(said("sentence") != before);
    }

    void withoutAStepItSaysWhatItIsFor() {
        open();
        model().clear();
        const auto labels = m_panel->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->isVisible() && label->text().startsWith(QStringLiteral("Take a step"));
        }));
    }
};

QTEST_MAIN(TestFormulaPanel)
#include "test_formula_panel.moc"
