#include "ui/plots/surface_canvas.h"

#include "ui/plots/contour_overlay_painter.h"
#include "ui/plots/contour_painter.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/surface_accessible.h"
#include "ui/shell/theme.h"

#include <QFontMetricsF>
#include <QResizeEvent>

#include <cmath>
#include <utility>

namespace glassbox {

namespace {
constexpr int restAfter = 140;  // ms
constexpr double reach = 12;
}  // namespace

SurfaceCanvas::SurfaceCanvas(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    installSurfaceAccessibility();
    setObjectName(QStringLiteral("surfaceCanvas"));
    setAccessibleName(tr("Surface in space"));
    setEmptyText(tr("Choose a surface to see it in space."));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_rest.setSingleShot(true);
    m_rest.setInterval(restAfter);
    connect(&m_rest, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&m_maker, &ContourMaker::pictureReady, this, &SurfaceCanvas::takePicture);
    connect(&theme, &ThemeSource::changed, this, &SurfaceCanvas::spoilGround);
}

SurfaceCanvas::~SurfaceCanvas() = default;

void SurfaceCanvas::setEmptyText(const QString& text) {
    m_emptyText = text;
    if (!m_surface.function) setAccessibleDescription(text);
    update();
}

void SurfaceCanvas::setSurface(const ContourSurface& surface) {
    m_maker.forget();
    m_surface = surface;
    m_picture.reset();
    m_relief = {};
    m_hoveredItem = m_focusedItem = m_pressedItem = -1;
    m_range = surface.home.isValid() ? surface.home : ContourRange();
    setAccessibleName(surface.name.isEmpty() ? tr("Surface in space") : tr("Surface in space: %1").arg(surface.name));
    setAccessibleDescription(surface.function ? QString() : m_emptyText);
    spoilGround();
    requestPicture(true);
}

void SurfaceCanvas::setOverlay(const ContourOverlay& overlay) {
    const bool same = overlay.paths.size() == m_overlay.paths.size() &&
                      overlay.start.has_value() == m_overlay.start.has_value() &&
                      overlay.stars.size() == m_overlay.stars.size();
    m_overlay = overlay;
    if (!same) m_hoveredItem = m_pressedItem = m_focusedItem = -1;
    findItems();
    update();
}

void SurfaceCanvas::setRange(const ContourRange& range) {
    if (!range.isValid() || range == m_range) return;
    const bool zoomed =
        std::abs(range.width() / m_range.width() - 1) > 1e-6 || std::abs(range.height() / m_range.height() - 1) > 1e-6;
    m_range = range;
    requestPicture(zoomed);
}

void SurfaceCanvas::setSpacing(LevelSpacing spacing) {
    if (spacing == m_spacing) return;
    m_spacing = spacing;
    requestPicture(true);
}

void SurfaceCanvas::setPose(const SurfacePose& pose) {
    const SurfacePose next = pose.clamped();
    if (next == m_pose) return;
    m_pose = next;
    spoilGround();
    Q_EMIT poseChanged();
}

void SurfaceCanvas::requestPicture(bool chooseLevels) {
    if (!m_surface.function) return;
    if (!isVisible()) {
        m_awaited = chooseLevels || m_awaited.value_or(false);
        return;
    }
    ContourRequest request;  // as the contour plot's, so that levels and colours are the same
    request.range = m_range;
    request.pixels = {1, 1};
    request.spacing = m_spacing;
    if (m_picture && !chooseLevels) request.keptLevels = m_picture->levels;
    m_maker.make(m_surface, request, chooseLevels);
}

void SurfaceCanvas::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_awaited) requestPicture(*std::exchange(m_awaited, std::nullopt));
}

void SurfaceCanvas::takePicture(const ContourPicturePtr& picture) {
    m_picture = picture;
    makeRelief();
    setAccessibleDescription(remark());
    Q_EMIT pictureChanged();
}

void SurfaceCanvas::makeRelief() {
    m_relief = surfaceRelief(m_surface, m_picture, m_spacing);
    spoilGround();
}

void SurfaceCanvas::spoilGround() {
    m_ground = {};
    m_raster = {};
    m_projection = SurfaceProjection(m_pose, room());
    m_rest.start();
    findItems();
    update();
}

QRectF SurfaceCanvas::room() const {
    // For ticks and names around the box.
    const QFontMetricsF metrics(contourFont(m_theme.theme()));
    const double line = metrics.height();
    const double side = std::min(0.12 * width(), 4 * line), bottom = std::min(0.12 * height(), 2.4 * line);
    return QRectF(rect()).adjusted(side, line, -side, -bottom);
}

SurfaceScene SurfaceCanvas::scene(bool screen) const {
    return {m_surface,
            m_overlay,
            m_items,
            m_relief,
            m_projection,
            m_raster,
            screen ? m_hoveredItem : -1,
            screen ? m_focusedItem : -1};
}

void SurfaceCanvas::findItems() {
    m_items = surfaceItems(scene(false));
    const int count = static_cast<int>(m_items.size());
    for (int* number : {&m_hoveredItem, &m_focusedItem, &m_pressedItem})
        if (*number >= count) *number = -1;
}

int SurfaceCanvas::hit(const QPointF& place) const {
    return itemAt(m_items, place, reach);
}

QStringList SurfaceCanvas::wordsOf(const ContourItem& item) const {
    QStringList lines{contourItemName(m_surface, m_overlay, item)};
    if (item.kind == ContourItem::Kind::Head) {
        const QString& note = m_overlay.paths[item.index].note;
        if (!note.isEmpty()) lines << note;
    }
    if (!m_surface.function) return lines;
    lines << QStringLiteral("%1(%2, %3) = %4")
                 .arg(m_surface.valueName, plotNumber(item.at.x()), plotNumber(item.at.y()),
                      plotNumber(m_surface.function(item.at.x(), item.at.y()), 4));
    if (!item.inside) lines << tr("behind the surface");
    return lines;
}

QString SurfaceCanvas::remark() const {
    if (!m_picture) return {};
    if (m_picture->isBare()) return tr("The function has no finite value in this view.");
    QString text = m_relief.scale.kind == SurfaceScale::Kind::Linear ? tr("Heights are as the values are")
                                                                     : tr("Heights are logarithmic");
    if (m_relief.cut)
        text += tr("; cut at %1 and %2").arg(plotNumber(m_relief.scale.low, 2), plotNumber(m_relief.scale.high, 2));
    if (m_picture->hasHoles || m_picture->hasPlusInfinity || m_picture->hasMinusInfinity)
        text += tr("; left out where there is no finite value");
    return text + u'.';
}

void SurfaceCanvas::resizeEvent(QResizeEvent*) {
    spoilGround();
}

void SurfaceCanvas::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) spoilGround();
    QWidget::changeEvent(event);
}

void SurfaceCanvas::zoomIn() {
    setPose({m_pose.turn, m_pose.tilt, m_pose.zoom * 1.25});
}
void SurfaceCanvas::zoomOut() {
    setPose({m_pose.turn, m_pose.tilt, m_pose.zoom / 1.25});
}
void SurfaceCanvas::showHome() {
    setPose({});
}

}  // namespace glassbox
