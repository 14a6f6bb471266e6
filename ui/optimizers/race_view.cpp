#include "ui/optimizers/race_view.h"

#include "ui/optimizers/curves_card.h"
#include "ui/optimizers/paths_card.h"
#include "ui/optimizers/race_side.h"
#include "ui/optimizers/racer_card.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/contour_plot.h"
#include "ui/shell/splitter.h"

#include <QDataStream>
#include <QIODevice>
#include <QShortcut>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr qint32 layoutVersion = 1;

}  // namespace

RaceView::RaceView(RaceModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent), m_model(model), m_run(model) {
    setObjectName(QStringLiteral("raceView"));
    m_side = new RaceSide(model, theme);
    m_paths = new PathsCard(model, theme);
    m_curves = new CurvesCard(model, theme);
    m_racer = new RacerCard(model, theme, std::move(font));
    const int gap = theme.theme().gap;
    m_below = makeSplitter(Qt::Horizontal, "raceBelow", gap);
    m_below->addWidget(m_curves);
    m_below->addWidget(m_racer);
    m_below->setStretchFactor(0, 3);
    m_below->setStretchFactor(1, 2);
    m_below->setSizes({520, 430});
    m_rows = makeSplitter(Qt::Vertical, "raceRows", gap);
    m_rows->addWidget(m_paths);
    m_rows->addWidget(m_below);
    m_rows->setStretchFactor(0, 5);
    m_rows->setStretchFactor(1, 2);
    m_rows->setSizes({470, 225});
    m_columns = makeSplitter(Qt::Horizontal, "raceColumns", gap);
    m_columns->addWidget(m_side);
    m_columns->addWidget(m_rows);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({304, 900});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_columns);
    addKeys();
}

void RaceView::addKeys() {
    const auto key = [this](const QKeySequence& keys, const auto& act) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    key(Qt::Key_Home, [this] { m_model.scrubber().setStep(0); });
    key(Qt::Key_End, [this] { m_model.scrubber().setStep(m_model.scrubber().last()); });
    key(Qt::Key_N, [this] { m_model.addRacer(); });
    key(Qt::Key_J, [this] { m_model.setSelected(m_model.selected() + 1); });
    key(Qt::Key_K, [this] { m_model.setSelected(m_model.selected() - 1); });
    key(Qt::Key_B, [this] { m_side->setVisible(m_side->isHidden()); });
    key(Qt::Key_D, [this] { m_paths->setInSpace(!m_paths->isInSpace()); });
    key(Qt::Key_T, [this] { m_curves->setTableShown(!m_curves->isTableShown()); });
}

QByteArray RaceView::saveLayout() const {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << layoutVersion << m_columns->saveState() << m_rows->saveState() << m_below->saveState()
        << m_model.scrubber().pace() << static_cast<qint32>(m_paths->plot().spacing()) << m_curves->isLogarithmic()
        << m_model.tolerance();
    return bytes;
}

void RaceView::restoreLayout(const QByteArray& layout) {
    QDataStream in(layout);
    in.setVersion(QDataStream::Qt_6_0);
    qint32 version = 0, pace = 0, spacing = 0;
    QByteArray columns, rows, below;
    bool logarithmic = true;
    double tolerance = 0;
    in >> version >> columns >> rows >> below >> pace >> spacing >> logarithmic >> tolerance;
    if (in.status() != QDataStream::Ok || version != layoutVersion) return;
    m_columns->restoreState(columns);
    m_rows->restoreState(rows);
    m_below->restoreState(below);
    m_model.scrubber().setPace(pace);
    if (spacing >= 0 && spacing <= static_cast<qint32>(LevelSpacing::EqualArea))
        m_paths->plot().setSpacing(static_cast<LevelSpacing>(spacing));
    m_curves->setLogarithmic(logarithmic);
    m_model.setTolerance(tolerance);
}

void RaceView::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_model.scrubber().pause();
}

}  // namespace glassbox
