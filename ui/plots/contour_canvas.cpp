#include "ui/plots/contour_canvas.h"

#include "ui/plots/contour_accessible.h"
#include "ui/plots/contour_overlay_painter.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QResizeEvent>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {
constexpr QSize mostPixels(2400, 1500);
constexpr double reach = 12;
constexpr double fieldApart = 38;  // pixels between arrows of the field
constexpr int tileLevels = 9;
}  // namespace

ContourCanvas::ContourCanvas(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    installContourAccessibility();
    setObjectName(QStringLiteral("contourCanvas"));
    setAccessibleName(tr("Contour plot"));
    setEmptyText(tr("Choose a surface to see it from above."));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&m_maker, &ContourMaker::pictureReady, this, &ContourCanvas::takePicture);
    connect(&theme, &ThemeSource::changed, this, [this] {
        relayout();
        dress();
    });
}

ContourCanvas::~ContourCanvas() = default;

void ContourCanvas::setEmptyText(const QString& text) {
    m_emptyText = text;
    if (!m_surface.function) setAccessibleDescription(text);
    update();
}

void ContourCanvas::setSurface(const ContourSurface& surface) {
    m_maker.forget();
    m_surface = surface;
    m_picture.reset();
    m_dress = {};
    m_hoveredItem = m_focusedItem = m_pressedItem = -1;
    m_drag = Drag::None;
    m_layout.frame.range = surface.home.isValid() ? surface.home : ContourRange();
    setAccessibleName(surface.name.isEmpty() ? tr("Contour plot") : tr("Contour plot: %1").arg(surface.name));
    setAccessibleDescription(surface.function ? QString() : m_emptyText);
    refresh(true);
    Q_EMIT rangeChanged();
}

void ContourCanvas::setOverlay(const ContourOverlay& overlay) {
    const bool same = overlay.paths.size() == m_overlay.paths.size() &&
                      overlay.start.has_value() == m_overlay.start.has_value() &&
                      overlay.stars.size() == m_overlay.stars.size();
    m_overlay = overlay;
    if (!same) m_hoveredItem = m_pressedItem = m_focusedItem = -1;
    findItems();
    update();
}

void ContourCanvas::setRange(const ContourRange& range) {
    const ContourRange before = this->range();
    if (!range.isValid() || range == before) return;
    m_layout.frame.range = range;
    const bool zoomed =
        std::abs(range.width() / before.width() - 1) > 1e-6 || std::abs(range.height() / before.height() - 1) > 1e-6;
    refresh(zoomed || m_chooseLevels);
    Q_EMIT rangeChanged();
}

void ContourCanvas::setSpacing(LevelSpacing spacing) {
    if (spacing == m_spacing) return;
    m_spacing = spacing;
    refresh(true);
}

void ContourCanvas::setLevelCount(int count) {
    count = std::clamp(count, 2, 40);
    if (count == m_levelCount) return;
    m_levelCount = count;
    refresh(true);
}

void ContourCanvas::setFieldShown(bool shown) {
    if (shown == m_fieldShown) return;
    m_fieldShown = shown;
    refresh(m_chooseLevels);
}

void ContourCanvas::setAxesShown(bool shown) {
    if (shown == m_axesShown) return;
    m_axesShown = shown;
    refresh(m_chooseLevels);
}

void ContourCanvas::setLegendShown(bool shown) {
    if (shown == m_legendShown) return;
    m_legendShown = shown;
    refresh(m_chooseLevels);
}

ContourLayout ContourCanvas::layoutOf(const ContourRange& range) const {
    return contourLayout(range, QSizeF(size()), contourFont(m_theme.theme()), m_dress.texts, m_axesShown,
                         m_legendShown && m_surface.function);
}

void ContourCanvas::relayout() {
    m_layout = layoutOf(range());
    m_ground = {};
    findItems();
    update();
}

void ContourCanvas::refresh(bool chooseLevels) {
    relayout();
    if (!m_surface.function || m_layout.frame.plot.isEmpty()) return;
    ContourRequest request;
    request.range = range();
    const double ratio = devicePixelRatioF();
    request.pixels = (m_layout.frame.plot.size() * ratio).toSize().boundedTo(mostPixels).expandedTo({1, 1});
    request.spacing = m_spacing;
    request.levelCount = isTile(m_layout.frame.plot.size()) ? std::min(m_levelCount, tileLevels) : m_levelCount;
    if (m_picture) request.keptLevels = m_picture->levels;
    if (m_fieldShown) request.fieldColumns = std::max(2, static_cast<int>(m_layout.frame.plot.width() / fieldApart));
    m_chooseLevels = chooseLevels;
    m_maker.make(m_surface, request, chooseLevels);
}

void ContourCanvas::takePicture(const ContourPicturePtr& picture) {
    m_picture = picture;
    if (picture->fine) m_chooseLevels = false;
    dress();
    setAccessibleDescription(remark());
    Q_EMIT pictureChanged();
}

void ContourCanvas::dress() {
    if (m_picture) {
        m_dress = dressed(*m_picture, m_theme.theme(), m_layout.frame.plot.size());
        relayout();  // the legend's numbers may be wider now
    }
    m_ground = {};
    update();
}

void ContourCanvas::findItems() {
    m_items = contourItems(m_surface, m_overlay, m_layout.frame, edgeArrowsApart(m_theme.theme()));
    const int count = static_cast<int>(m_items.size());
    if (m_hoveredItem >= count) m_hoveredItem = -1;
    if (m_focusedItem >= count) m_focusedItem = -1;
    if (m_pressedItem >= count) m_pressedItem = -1;
}

QString ContourCanvas::remark() const {
    if (!m_picture) return {};
    if (m_picture->isBare()) return tr("The function has no finite value in this view.");
    QString text = tr("%1 from %2 to %3 in this view")
                       .arg(m_surface.valueName, plotNumber(m_picture->least), plotNumber(m_picture->greatest));
    if (m_picture->hasHoles) text += tr("; hatched: not defined");
    if (m_picture->hasPlusInfinity || m_picture->hasMinusInfinity) text += tr("; infinite in places");
    return text + u'.';
}

QStringList ContourCanvas::wordsAt(const QPointF& point) const {
    if (!m_surface.function) return {};
    if (m_surface.words) return m_surface.words(point.x(), point.y());
    const double value = m_surface.function(point.x(), point.y());
    const QString place =
        QStringLiteral("%1(%2, %3)").arg(m_surface.valueName, plotNumber(point.x()), plotNumber(point.y()));
    if (std::isnan(value)) return {tr("%1 is not defined").arg(place)};
    QStringList lines{QStringLiteral("%1 = %2").arg(place, plotNumber(value, 4))};
    const QPointF gradient = gradientAt(m_surface, point);
    const double length = std::hypot(gradient.x(), gradient.y());
    if (!std::isfinite(value) || !std::isfinite(length)) return lines << tr("no gradient here");
    lines << QStringLiteral("∇%1 = (%2, %3)")
                 .arg(m_surface.valueName, plotNumber(gradient.x()), plotNumber(gradient.y()));
    return lines << (length > 0 ? tr("uphill, slope %1").arg(plotNumber(length)) : tr("flat"));
}

QStringList ContourCanvas::wordsOf(const ContourItem& item) const {
    QStringList lines{contourItemName(m_surface, m_overlay, item)};
    if (item.kind == ContourItem::Kind::Head) {
        const ContourPath& path = m_overlay.paths[item.index];
        if (!path.note.isEmpty()) lines << path.note;
        if (!item.inside) lines << tr("outside of this view");
    }
    if (item.kind == ContourItem::Kind::Start && m_overlay.startMovable)
        lines << (m_overlay.startName.isEmpty() ? tr("drag to start elsewhere; arrow keys move it")
                                                : tr("drag to move it, or use the arrow keys"));
    return lines << wordsAt(item.at).mid(0, 1);
}

int ContourCanvas::hit(const QPointF& place) const {
    return itemAt(m_items, place, reach);
}

int ContourCanvas::startItem() const {
    const bool first = !m_items.empty() && m_items.front().kind == ContourItem::Kind::Start;
    return first ? 0 : -1;
}

void ContourCanvas::resizeEvent(QResizeEvent*) {
    refresh(m_chooseLevels);
}

void ContourCanvas::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) refresh(m_chooseLevels);
    QWidget::changeEvent(event);
}

void ContourCanvas::moveStart(const QPointF& to) {
    if (!std::isfinite(to.x()) || !std::isfinite(to.y())) return;
    m_overlay.start = to;
    findItems();
    update();
    Q_EMIT startDragged(to.x(), to.y());
}

void ContourCanvas::moveView(double dx, double dy) {
    setRange(moved(range(), dx, dy));
}

void ContourCanvas::zoomAbout(const QPointF& place, double factor) {
    const QPointF about = m_layout.frame.at(place);
    ContourRange next = zoomed(range(), about, factor);
    if (next == range()) return;
    // Wider numbers at the axis move the plot; what was under the pointer stays there.
    const ContourFrame frame = layoutOf(next).frame;
    if (!frame.plot.isEmpty() && frame.plot != m_layout.frame.plot) {
        const QPointF off = about - frame.at(place);
        next = moved(next, off.x(), off.y());
    }
    setRange(next);
}

void ContourCanvas::zoomIn() {
    zoomAbout(m_layout.frame.plot.center(), 1.5);
}
void ContourCanvas::zoomOut() {
    zoomAbout(m_layout.frame.plot.center(), 1 / 1.5);
}
void ContourCanvas::showHome() {
    setRange(m_surface.home);
}

}  // namespace glassbox
