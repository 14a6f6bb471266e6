#include "ui/optimizers/guess_view.h"
#include "ui/optimizers/knob_path.h"
#include "ui/optimizers/knob_view.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/picture_menu.h"
#include "ui/plots/plot_tables.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/step_curves.h"
#include "ui/shell/card.h"

namespace glassbox {

namespace {

/// step, place and value along a way, a row each.
DataTable wayTable(const RacerPath& path) {
    DataTable table({"step", "x", "y", "f"});
    for (std::size_t i = 0; i < path.steps.size(); ++i)
        table << static_cast<Index>(i) << path.steps[i].position.x() << path.steps[i].position.y()
              << path.steps[i].value;
    return table;
}

}  // namespace

void KnobView::addMenus(ExperimentDocument& document, FileCommands& files, ThemeSource& theme) {
    const auto add = [&](Card* card, const char* name, QWidget* picture, const std::function<DataTable()>& table) {
        new PictureMenu(card, document, files, theme, [this, card, name, picture, table] {
            PictureContent content{QLatin1String(name), card->title(), picture, {}, table};
            content.text =
                PictureText{tr("Two knobs: %1").arg(card->title()),
                            tr("Gradient descent with momentum on a bowl of condition %1; learning rate %2, "
                               "momentum %3")
                                .arg(plotNumber(m_setting.condition, 4), plotNumber(m_setting.learningRate, 4),
                                     plotNumber(m_setting.momentum, 4))};
            return content;
        });
    };
    add(m_formulaCard, "knobs-formula", m_formulaMap, [this] { return contourTable(*m_formulaMap); });
    add(m_runCard, "knobs-running", m_runMap, [this] { return contourTable(*m_runMap); });
    add(m_bowlCard, "knobs-bowl", m_bowl, [this] { return wayTable(path().path); });
    add(m_curveCard, "knobs-curve", m_curves, [this] { return stepCurvesTable(*m_curves); });
    add(m_whyCard, "knobs-why", m_whyCard, {});
}

void GuessView::addMenus(ExperimentDocument& document, FileCommands& files, ThemeSource& theme) {
    const auto add = [&](Card* card, const char* name, const std::function<QWidget*()>& picture,
                         const std::function<DataTable()>& table) {
        new PictureMenu(card, document, files, theme, [this, name, picture, table] {
            PictureContent content{QLatin1String(name), tr("Be the optimizer"), picture(), {}, table};
            // The surface's name stays a riddle until it is revealed.
            content.text = PictureText{tr("Be the optimizer"), tr("%1 of %2 steps made, f = %3; game %4")
                                                                   .arg(m_game.stepsMade())
                                                                   .arg(GuessGame::stepsGiven)
                                                                   .arg(plotNumber(m_game.value(), 4))
                                                                   .arg(m_seed)};
            return content;
        });
    };
    add(
        m_ground, "guess", [this] { return picture(); },
        [this] {
            DataTable table({"step", "x", "y", "f"});
            for (std::size_t i = 0; i < m_game.places().size(); ++i)
                table << static_cast<Index>(i) << m_game.places()[i].x() << m_game.places()[i].y() << m_game.valueAt(i);
            return table;
        });
    add(
        m_below, "guess-curves", [this]() -> QWidget* { return m_curves->curves().empty() ? nullptr : m_curves; },
        [this] { return stepCurvesTable(*m_curves); });
}

}  // namespace glassbox
