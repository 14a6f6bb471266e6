#include "ui/optimizers/knob_view.h"

#include "ui/optimizers/knob_controls.h"
#include "ui/optimizers/knob_run.h"
#include "ui/optimizers/knob_telling.h"
#include "ui/optimizers/knob_words.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/step_curves.h"
#include "ui/shell/card.h"
#include "ui/shell/theme.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace glassbox {

KnobView::KnobView(ThemeSource& theme, MathFontPtr font, QWidget* parent) : QWidget(parent), m_theme(theme) {
    m_run = new KnobRun(m_scrubber, this);
    makeParts(std::move(font));
    layOut();
    connect(m_controls, &KnobControls::chosen, this, &KnobView::setSetting);
    connect(m_curves, &StepCurves::stepChosen, &m_scrubber, &StepScrubber::setStep);
    connect(&m_scrubber, &StepScrubber::stepChanged, this, &KnobView::showStep);
    connect(&theme, &ThemeSource::changed, this, [this] { showSetting(false); });
    showSetting(true);
}

KnobView::~KnobView() = default;

PageRun& KnobView::run() const {
    return *m_run;
}

const KnobPath& KnobView::path() const {
    return m_run->path();
}

ContourCanvas* KnobView::makeMap(KnobSource source) {
    auto* map = new ContourCanvas(m_theme, this);
    map->setObjectName(source == KnobSource::Formula ? QStringLiteral("knobFormulaMap")
                                                     : QStringLiteral("knobRunningMap"));
    map->setLevelCount(12);
    map->setMinimumSize(200, 150);
    const auto choose = [this](double learningRate, double momentum) {
        setSetting({learningRate, momentum, m_setting.condition});
    };
    connect(map, &ContourCanvas::startDragged, this, choose);
    connect(map, &ContourCanvas::placeClicked, this, choose);
    connect(map, &ContourCanvas::pictureChanged, this, &KnobView::compareMaps);
    // Both show the same part of the pad.
    connect(map, &ContourCanvas::rangeChanged, this, [this, map] {
        for (ContourCanvas* other : {m_formulaMap, m_runMap})
            if (other != map && other->surface().function) other->setRange(map->range());
    });
    return map;
}

void KnobView::makeParts(MathFontPtr font) {
    m_controls = new KnobControls(this);
    m_formulaMap = makeMap(KnobSource::Formula);
    m_runMap = makeMap(KnobSource::Running);
    m_bowl = new ContourCanvas(m_theme, this);
    m_bowl->setObjectName(QStringLiteral("knobBowl"));
    m_bowl->setLegendShown(false);
    m_telling = new KnobTelling(m_theme, std::move(font), this);
    m_curves = new StepCurves(m_theme, this);
    m_curves->setObjectName(QStringLiteral("knobCurves"));
    m_curves->setLogarithmic(true);
    m_curves->setWords(QStringLiteral("f"), tr("The height on the bowl against the step."));
    const auto card = [this](const QString& title, QWidget* content) {
        auto* made = new Card(title, this);
        made->body()->addWidget(content, 1);
        return made;
    };
    m_formulaCard = card(tr("Steps to a tenth, by the formula"), m_formulaMap);
    m_formulaCard->setToolTip(
        tr("For each learning rate η and momentum μ: how many steps leave a tenth of the distance "
           "to the minimum (n₁₀), from the eigenvalues. Drag the point, click, or use the arrow "
           "keys."));
    m_runCard = card(tr("The same, by running"), m_runMap);
    m_runCard->setToolTip(
        tr("Measured: the engine's momentum optimizer runs 400 steps for each place on the map, first "
           "coarsely, then finely."));
    m_bowlCard = card(tr("On the bowl"), m_bowl);
    m_curveCard = card(tr("f along the way"), m_curves);
    m_whyCard = card(tr("Why"), m_telling);
}

void KnobView::layOut() {
    const auto splitter = [this](Qt::Orientation orientation, std::initializer_list<QWidget*> parts) {
        auto* made = new QSplitter(orientation, this);
        made->setChildrenCollapsible(false);
        made->setHandleWidth(m_theme.theme().gap);
        for (QWidget* part : parts) made->addWidget(part);
        return made;
    };
    auto* maps = splitter(Qt::Horizontal, {m_formulaCard, m_runCard});
    // The words take the height they need, the maps the rest.
    auto* left = new QWidget(this);
    auto* rows = new QVBoxLayout(left);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(m_theme.theme().gap);
    rows->addWidget(maps, 1);
    rows->addWidget(m_whyCard);
    m_right = splitter(Qt::Vertical, {m_bowlCard, m_curveCard});
    m_columns = splitter(Qt::Horizontal, {left, m_right});
    m_right->setStretchFactor(0, 3);
    m_right->setStretchFactor(1, 2);
    m_columns->setStretchFactor(0, 5);
    m_columns->setStretchFactor(1, 3);
    m_columns->setSizes({760, 440});
    auto* controls = new Card(tr("Two knobs"), this);
    controls->setNote(tr("gradient descent with momentum: v ← μ v + ∇f, w ← w − η v"), tr("v ← μ v + ∇f, w ← w − η v"));
    controls->body()->addWidget(m_controls);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_theme.theme().gap);
    layout->addWidget(controls);
    layout->addWidget(m_columns, 1);
}

void KnobView::setSetting(const KnobSetting& setting) {
    const KnobSetting next = setting.clamped();
    const bool otherBowl = next.condition != m_setting.condition, same = next == m_setting;
    m_setting = next;
    // Even the same one: a map may have been dragged beyond the range.
    showSetting(otherBowl);
    if (!same) Q_EMIT settingChanged();
}

void KnobView::showSetting(bool otherBowl) {
    m_controls->setSetting(m_setting);
    const KnobPath path = knobPath(m_setting);
    const bool atEnd = m_scrubber.isAtEnd() && !m_scrubber.isPlaying();
    m_run->setPath(path);
    if (otherBowl) {
        m_bowlAwaited = true;
        if (isVisible()) showBowl();
    }
    const ContourOverlay overlay = knobOverlay(m_setting, m_theme.theme());
    m_formulaMap->setOverlay(overlay);
    m_runMap->setOverlay(overlay);
    m_telling->setPath(m_setting, path);
    std::vector<double> values;
    for (const RacerStep& step : path.path.steps) values.push_back(step.value);
    m_curves->setCurves({{tr("momentum"), m_theme.theme().accent, std::move(values)}});
    const bool lost = path.path.end != RaceEnd::Finished;
    m_curveCard->setNote(lost ? tr("diverges: followed to step %1").arg(path.last()) : QString());
    if (atEnd) m_scrubber.setStep(m_scrubber.last());
    showStep();
}

void KnobView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_bowlAwaited) showBowl();
}

void KnobView::showBowl() {
    m_bowlAwaited = false;
    m_difference.reset();
    const bool seen = static_cast<bool>(m_formulaMap->surface().function);
    const ContourRange range = m_formulaMap->range();
    for (const KnobSource source : {KnobSource::Formula, KnobSource::Running})
        map(source).setSurface(knobSurface(source, m_setting.condition));
    if (seen) m_formulaMap->setRange(range);
    m_bowl->setSurface(path().bowl);
    m_bowlCard->setNote(tr("κ = %1").arg(axisNumber(m_setting.condition)));
    compareMaps();
}

void KnobView::showStep() {
    const RacerPath& path = m_run->path().path;
    const auto at = static_cast<std::size_t>(m_scrubber.step());
    const Theme& theme = m_theme.theme();
    ContourPath gone;
    gone.color = theme.accent;
    gone.name = tr("momentum");
    ContourCurve ahead;
    ahead.color = theme.accent;
    ahead.color.setAlphaF(0.4F);
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const QPointF point(path.steps[i].position.x(), path.steps[i].position.y());
        if (i <= at) gone.points << point;
        if (i >= at) ahead.points << point;
    }
    gone.note = tr("step %1, f = %2").arg(m_scrubber.step()).arg(plotNumber(path.steps[at].value));
    ContourOverlay overlay;
    overlay.start = QPointF(path.steps.front().position.x(), path.steps.front().position.y());
    overlay.startMovable = false;
    overlay.paths = {gone};
    overlay.curves = {ahead};
    m_bowl->setOverlay(overlay);
    m_curves->setStep(m_scrubber.step());
}

void KnobView::compareMaps() {
    const ContourPicturePtr &formula = m_formulaMap->picture(), &running = m_runMap->picture();
    const bool fine =
        formula && running && formula->fine && running->fine && !m_formulaMap->isRefining() && !m_runMap->isRefining();
    m_difference = fine ? knobDifference(*formula, *running) : std::nullopt;
    m_formulaCard->setNote(tr("solid: divergence, dashed: swings begin"), QString());
    if (!m_difference) {
        m_runCard->setNote(tr("running…"));
        return;
    }
    const QString rate = plotNumber(m_difference->rate, 2);
    m_runCard->setNote(tr("rates differ by at most %1, at η %2, μ %3")
                           .arg(rate, plotNumber(m_difference->at.x(), 2), plotNumber(m_difference->at.y(), 2)),
                       tr("off by ≤ %1").arg(rate));
}

}  // namespace glassbox
