#include "ui/optimizers/paths_card.h"

#include "ui/optimizers/race_overlay.h"
#include "ui/optimizers/race_surface.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/contour_plot.h"
#include "ui/plots/surface_canvas.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace glassbox {

PathsCard::PathsCard(RaceModel& model, ThemeSource& theme, QWidget* parent)
    : Card(tr("Trajectories"), parent), m_model(model), m_theme(theme) {
    setNote(tr("drag the start point · scroll to zoom · hover for the gradient"), tr("drag the start"));
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("pathsTabs"));
    m_tabs->setAccessibleName(tr("How the surface is shown"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setTabToolTip(m_tabs->addTab(tr("From above")), tr("Contour lines: f is the same all along each line."));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("In space")), tr("The same surface as a landscape; drag to turn it."));
    head()->addWidget(m_tabs);
    m_plot = new ContourPlot(theme, this);
    m_space = new SurfaceCanvas(theme, this);
    m_pictures = new QStackedWidget(this);
    m_pictures->addWidget(m_plot);
    m_pictures->addWidget(m_space);
    body()->addWidget(m_pictures, 1);
    ContourCanvas& canvas = m_plot->canvas();
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_pictures->setCurrentIndex(tab);
        showPaths();
    });
    connect(m_plot, &ContourPlot::spacingChanged, m_space, &SurfaceCanvas::setSpacing);
    connect(&canvas, &ContourCanvas::rangeChanged, this, [this] { m_space->setRange(m_plot->canvas().range()); });
    connect(&canvas, &ContourCanvas::startDragged, this, [this](double x, double y) {
        m_model.setStart({x, y}, QStringLiteral("drag %1").arg(m_gesture));
    });
    connect(&canvas, &ContourCanvas::startDropped, this, [this](double x, double y) {
        m_model.setStart({x, y}, QStringLiteral("drag %1").arg(m_gesture++));
    });
    connect(&canvas, &ContourCanvas::pathClicked, this, [this](int path) { m_model.setSelected(path); });
    connect(&model, &RaceModel::surfaceChanged, this, &PathsCard::showSurface);
    connect(&model, &RaceModel::resultChanged, this, &PathsCard::showPaths);
    connect(&model, &RaceModel::runningChanged, this,
            &PathsCard::showPaths);  // of a long race the start is seen at once
    connect(&model, &RaceModel::selectedChanged, this, &PathsCard::showPaths);
    connect(&model.scrubber(), &StepScrubber::stepChanged, this, &PathsCard::showPaths);
    connect(&theme, &ThemeSource::changed, this, &PathsCard::showPaths);
    showSurface();
    showPaths();
}

bool PathsCard::isInSpace() const {
    return m_tabs->currentIndex() == 1;
}

void PathsCard::setInSpace(bool space) {
    m_tabs->setCurrentIndex(space ? 1 : 0);
}

QWidget* PathsCard::picture() const {
    return isInSpace() ? static_cast<QWidget*>(m_space) : &m_plot->canvas();
}

void PathsCard::showSurface() {
    const ContourSurface surface = contourSurface(m_model.surface(), m_model.surfaceTitle());
    m_plot->canvas().setSurface(surface);
    m_space->setSurface(surface);
}

void PathsCard::showPaths() {
    const ContourOverlay overlay = raceOverlay(m_model, m_theme.theme());
    if (isInSpace())
        m_space->setOverlay(overlay);
    else
        m_plot->canvas().setOverlay(overlay);
}

}  // namespace glassbox
