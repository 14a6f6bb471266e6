#include "ui/lab/curves_canvas.h"

#include "ui/lab/curves_accessible.h"
#include "ui/lab/matrix_source.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace glassbox {

CurvesCanvas::CurvesCanvas(LabSelection& selection, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_selection(selection), m_theme(theme) {
    installCurvesAccessibility();
    setObjectName(QStringLiteral("curvesCanvas"));
    setAccessibleName(tr("Activation functions of all layers with the units' z"));
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);  // a click leaves the arrow keys to the window
    connect(&theme, &ThemeSource::changed, this, &CurvesCanvas::rebuild);
    connect(&selection, &LabSelection::shownUnitChanged, this, &CurvesCanvas::rebuild);
}

void CurvesCanvas::setSnapshot(const SnapshotPtr& snapshot, const std::shared_ptr<const Dataset>& dataset) {
    m_snapshot = snapshot;
    m_data = dataset;
    const auto& layers = snapshot->preActivations.layers;
    m_shapes.resize(std::min(m_shapes.size(), layers.size()), ActivationShape({}));
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const Activation& function = layers[i].function;
        const auto same = [&](const Activation& other) {
            return other.kind == function.kind && other.setting == function.setting;
        };
        if (i < m_shapes.size() && same(m_shapes[i].function())) continue;
        if (i < m_shapes.size())
            m_shapes[i] = ActivationShape(function);
        else
            m_shapes.emplace_back(function);
    }
    rebuild();
}

void CurvesCanvas::setStrip(const QSize& strip) {
    if (strip == m_strip) return;
    m_strip = strip;
    rebuild();
}

void CurvesCanvas::rebuild() {
    const QSizeF before = m_layout.size;
    m_layout = m_snapshot ? layOutCurves(*m_snapshot, m_shapes, m_data.get(), m_selection.shownUnit(), m_strip,
                                         m_theme.theme().font(12))
                          : CurvesLayout();
    const auto gone = [this](const std::optional<UnitRef>& unit) { return unit && rectOf(*unit).isNull(); };
    if (gone(m_hovered)) m_hovered.reset();
    if (gone(m_focused)) m_focused.reset();
    if (m_layout.size != before || size() != sizeHint()) {
        resize(sizeHint());
        updateGeometry();
    }
    update();
    Q_EMIT currentChanged();
}

QSize CurvesCanvas::sizeHint() const {
    return {std::max(m_strip.width(), static_cast<int>(std::ceil(m_layout.size.width()))), m_strip.height()};
}

std::vector<UnitRef> CurvesCanvas::units() const {
    std::vector<UnitRef> all;
    for (const CurvePanel& panel : m_layout.panels) {
        for (const SoftmaxBar& bar : panel.bars) all.push_back({panel.layer, bar.unit});
        for (const CurveMark& mark : panel.marks)
            for (const Index unit : mark.units) all.push_back({panel.layer, unit});
    }
    return all;
}

QRectF CurvesCanvas::rectOf(const UnitRef& unit) const {
    if (const CurveMark* mark = m_layout.markOf(unit)) return mark->rect;
    if (const CurvePanel* panel = m_layout.panelOf(unit.layer))
        for (const SoftmaxBar& bar : panel->bars)
            if (bar.unit == unit.unit) return bar.row;
    return {};
}

const LayerPreActivations* CurvesCanvas::layerOf(Index layer) const {
    if (!m_snapshot) return nullptr;
    for (const LayerPreActivations& some : m_snapshot->preActivations.layers)
        if (some.layer == layer) return &some;
    return nullptr;
}

QString CurvesCanvas::nameOf(const UnitRef& unit) const {
    const LayerPreActivations* layer = layerOf(unit.layer);
    const auto at = static_cast<std::size_t>(unit.unit);
    if (!layer || unit.unit < 0 || at >= layer->sample.size() || !m_layout.panelOf(unit.layer)) return {};
    const ActivationShape& shape = m_shapes[static_cast<std::size_t>(layer - m_snapshot->preActivations.layers.data())];
    const auto z = static_cast<double>(layer->sample[at]), a = static_cast<double>(layer->sampleOut[at]);
    const QString place = tr("%1, unit %2").arg(layerName(unit.layer, *m_snapshot->network)).arg(unit.unit + 1);
    if (!shape.isCurve()) {
        const bool logs = layer->function.kind == ActivationKind::LogSoftmax;
        const QString out = logs ? tr("log p = %1").arg(plotNumber(a)) : tr("p = %1").arg(plotNumber(a));
        return tr("%1: z = %2, %3").arg(place, plotNumber(z), out);
    }
    QString text =
        tr("%1: z = %2, a = %3, slope %4").arg(place, plotNumber(z), plotNumber(a), plotNumber(shape.slope(z)));
    if (shape.isSaturated(z)) text += tr(", saturated");
    const CurveMark* mark = m_layout.markOf(unit);
    if (mark && mark->isGroup()) text += tr("; %1 units lie here").arg(mark->units.size());
    return text;
}

QString CurvesCanvas::words() const {
    const auto unit = m_hovered ? m_hovered : hasFocus() ? m_focused : std::nullopt;
    return unit ? nameOf(*unit) : QString();
}

void CurvesCanvas::activate(const UnitRef& unit) {
    m_selection.setUnit(m_selection.unit() == unit ? std::nullopt : std::optional(unit));
}

void CurvesCanvas::setHovered(const std::optional<UnitRef>& unit) {
    if (unit == m_hovered) return;
    m_hovered = unit;
    setCursor(unit ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
    Q_EMIT currentChanged();
}

void CurvesCanvas::setFocusUnit(const UnitRef& unit) {
    m_focused = unit;
    m_hovered.reset();
    announceCurvesFocus(*this);
    update();
    Q_EMIT currentChanged();
    Q_EMIT wantsVisible(rectOf(unit));
}

void CurvesCanvas::mouseMoveEvent(QMouseEvent* event) {
    setHovered(m_layout.hit(event->position()));
}

void CurvesCanvas::leaveEvent(QEvent*) {
    setHovered({});
}

void CurvesCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
    if (const auto unit = m_layout.hit(event->position())) {
        m_focused = unit;
        activate(*unit);
    } else {
        m_selection.back();
    }
}

void CurvesCanvas::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    const std::vector<UnitRef> all = units();
    if (!m_focused && !all.empty()) m_focused = all.front();
    announceCurvesFocus(*this);
    update();
    Q_EMIT currentChanged();
}

void CurvesCanvas::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
    Q_EMIT currentChanged();
}

void CurvesCanvas::stepFocus(int by) {
    const std::vector<UnitRef> all = units();
    const auto at = std::find(all.begin(), all.end(), *m_focused) - all.begin() + by;
    if (at >= 0 && at < static_cast<std::ptrdiff_t>(all.size())) setFocusUnit(all[static_cast<std::size_t>(at)]);
}

void CurvesCanvas::stepLayer(int by) {
    const std::vector<UnitRef> all = units();
    std::optional<UnitRef> next;
    for (const UnitRef& unit : all) {
        const bool before = by < 0 && unit.layer < m_focused->layer && (!next || next->layer < unit.layer);
        const bool after = by > 0 && unit.layer > m_focused->layer && !next;
        if (before || after) next = unit;
    }
    if (next) setFocusUnit(*next);
}

void CurvesCanvas::keyPressEvent(QKeyEvent* event) {
    if (!m_focused) return QWidget::keyPressEvent(event);
    const CurvePanel* panel = m_layout.panelOf(m_focused->layer);
    const bool bars = panel && !panel->bars.empty();
    const std::vector<UnitRef> all = units();
    switch (event->key()) {
        case Qt::Key_Left:
            return bars ? stepLayer(-1) : stepFocus(-1);
        case Qt::Key_Right:
            return bars ? stepLayer(1) : stepFocus(1);
        case Qt::Key_Up:
            return bars ? stepFocus(-1) : stepLayer(-1);
        case Qt::Key_Down:
            return bars ? stepFocus(1) : stepLayer(1);
        case Qt::Key_Home:
            return setFocusUnit(all.front());
        case Qt::Key_End:
            return setFocusUnit(all.back());
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return activate(*m_focused);
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace glassbox
