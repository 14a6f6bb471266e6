#include "ui/optimizers/curves_card.h"

#include "ui/optimizers/pace_box.h"
#include "ui/optimizers/race_table.h"
#include "ui/optimizers/racer_color.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/step_curves.h"
#include "ui/shell/plain_table.h"
#include "ui/shell/value_edit.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

namespace {

/// f, or for logarithmic axes its height above the lowest value that the surface has.
std::vector<double> valuesOf(const RacerPath& path, double floor) {
    std::vector<double> values;
    values.reserve(path.steps.size());
    for (const RacerStep& step : path.steps) values.push_back(step.value - floor);
    return values;
}

}  // namespace

CurvesCard::CurvesCard(RaceModel& model, ThemeSource& theme, QWidget* parent)
    : Card({}, parent), m_model(model), m_theme(theme) {
    setAccessibleName(tr("How the race went"));
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("curvesTabs"));
    m_tabs->setAccessibleName(tr("Curves or table"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setTabToolTip(m_tabs->addTab(tr("f along the way")), tr("The value of f after every step."));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Results")), tr("Who arrived when, how near, and at what price."));
    head()->addWidget(m_tabs);
    head()->addStretch(1);
    m_log = new QCheckBox(tr("log"), this);
    m_log->setObjectName(QStringLiteral("curvesLog"));
    m_log->setToolTip(
        tr("A logarithmic scale. Where the lowest value of f is known, the height above it is drawn: a "
           "straight line then means that every step takes away the same share."));
    m_log->setChecked(true);
    auto* corner = new QWidget;
    auto* controls = new QHBoxLayout(corner);
    controls->setContentsMargins(0, 0, 0, 0);
    controls->addWidget(m_log);
    controls->addWidget(new PaceBox(model.scrubber()));
    setCorner(corner);
    m_curves = new StepCurves(theme, this);
    m_curves->setAccessibleName(tr("f along the way"));
    m_curves->setLogarithmic(true);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_curves);
    m_pages->addWidget(makeTable());
    body()->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_pages->setCurrentIndex(tab);
        m_log->setVisible(tab == 0);
    });
    connect(m_log, &QCheckBox::toggled, this, &CurvesCard::showCurves);
    connect(m_curves, &StepCurves::stepChosen, &model.scrubber(), [this](int step) {
        m_model.scrubber().pause();
        m_model.scrubber().setStep(step);
    });
    connect(m_curves, &StepCurves::curveClicked, &model, &RaceModel::setSelected);
    connect(&model.scrubber(), &StepScrubber::stepChanged, m_curves, &StepCurves::setStep);
    connect(&model, &RaceModel::resultChanged, this, &CurvesCard::showCurves);
    connect(&model, &RaceModel::selectedChanged, this, &CurvesCard::showCurves);
    connect(&theme, &ThemeSource::changed, this, &CurvesCard::showCurves);
    showCurves();
}

QWidget* CurvesCard::makeTable() {
    m_table = new RaceTable(m_model, m_theme, this);
    m_view = makePlainTable(QStringLiteral("raceTable"), tr("Results of the race"), this);
    m_view->setModel(m_table);
    m_view->horizontalHeader()->setMinimumSectionSize(40);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setSectionResizeMode(RaceTable::Name, QHeaderView::Stretch);
    m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 5);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& row) {
        if (row.isValid()) m_model.setSelected(row.row());
    });
    connect(&m_model, &RaceModel::selectedChanged, m_view, [this] {
        if (m_model.selected() >= 0)
            m_view->selectRow(m_model.selected());
        else
            m_view->clearSelection();
    });
    m_tolerance = new ValueEdit;
    m_tolerance->setObjectName(QStringLiteral("raceTolerance"));
    m_tolerance->setAccessibleName(tr("Tolerance"));
    m_tolerance->setToolTip(tr("A racer has arrived when f is no more than this above the surface's lowest value."));
    m_tolerance->setMaximumWidth(90);
    m_tolerance->setCheck([](const QString& text) {
        bool number = false;
        const double value = text.toDouble(&number);
        return number && value > 0 && value < 1e9 ? QString() : tr("A number above 0, such as 0.001.");
    });
    m_tolerance->setStep([](const QString& text, int steps) {
        return QString::number(std::clamp(text.toDouble() * (steps > 0 ? 10 : 0.1), 1e-12, 1e6), 'g', 3);
    });
    m_tolerance->setShown(QString::number(m_model.tolerance()));
    connect(m_tolerance, &ValueEdit::committed, this,
            [this](const QString& text) { m_model.setTolerance(text.toDouble()); });
    connect(&m_model, &RaceModel::toleranceChanged, m_tolerance,
            [this] { m_tolerance->setShown(QString::number(m_model.tolerance())); });
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("Arrived within"));
    label->setProperty("tone", QStringLiteral("mute"));
    row->addWidget(label);
    row->addWidget(m_tolerance);
    row->addWidget(new QLabel(tr("of the lowest f")));
    row->addStretch(1);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_view, 1);
    layout->addLayout(row);
    return page;
}

bool CurvesCard::isTableShown() const {
    return m_tabs->currentIndex() == 1;
}

void CurvesCard::setTableShown(bool shown) {
    m_tabs->setCurrentIndex(shown ? 1 : 0);
}

bool CurvesCard::isLogarithmic() const {
    return m_log->isChecked();
}

void CurvesCard::setLogarithmic(bool logarithmic) {
    m_log->setChecked(logarithmic);
}

void CurvesCard::showCurves() {
    std::vector<StepCurve> curves;
    const RaceResultPtr& result = m_model.result();
    double floor = 0;
    if (result && isLogarithmic() && !result->surface->guide().minima.empty()) {
        floor = result->surface->guide().minima.front().value;
        for (const SurfaceMinimum& minimum : result->surface->guide().minima) floor = std::min(floor, minimum.value);
    }
    for (std::size_t i = 0; result && i < result->paths.size(); ++i) {
        StepCurve curve;
        curve.name = QString::fromStdString(result->paths[i].racer.name);
        curve.color = racerColor(m_theme.theme(), result->race.racers[i], static_cast<qsizetype>(i));
        curve.values = valuesOf(result->paths[i], floor);
        curve.selected = static_cast<int>(i) == m_model.selected();
        curves.push_back(std::move(curve));
    }
    m_curves->setWords(floor != 0 ? tr("f above %1").arg(plotNumber(floor, 3)) : QStringLiteral("f"),
                       tr("No racer runs. Add one on the left."));
    m_curves->setLogarithmic(isLogarithmic());
    m_curves->setLast(result ? std::optional(static_cast<int>(result->race.steps)) : std::nullopt);
    m_curves->setCurves(std::move(curves));
    m_curves->setStep(m_model.step());
}

}  // namespace glassbox
