#include "ui/lab/output_canvas.h"

#include "ui/lab/output_accessible.h"
#include "ui/lab/output_marks.h"
#include "ui/plots/paint_target.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextDocumentFragment>
#include <QToolTip>

#include <algorithm>
#include <numeric>

namespace glassbox {

namespace {
constexpr double reach = 9;  // pixels from which a point can be pointed at
}

OutputCanvas::OutputCanvas(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    installOutputAccessibility();
    setObjectName("outputCanvas");
    setAccessibleName(tr("Output of the network"));
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);  // a click leaves the arrow keys to the window
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme, &ThemeSource::changed, this, [this] {
        m_image = surfaceImage(m_scene, m_theme.theme());
        forgetLayers();
        refreshFrame();
    });
}

QFont OutputCanvas::labelFont() const {
    return m_theme.theme().font(11);
}

void OutputCanvas::setScene(const OutputScene& scene) {
    m_scene = scene;
    m_image = surfaceImage(m_scene, m_theme.theme());
    refreshFrame();
}

void OutputCanvas::setEmptyText(const QString& text) {
    m_emptyText = text;
    if (m_scene.kind == OutputScene::Kind::Empty) update();
}

void OutputCanvas::refreshFrame() {
    const OutputFrame before = m_frame;
    m_frame = makeOutputFrame(m_scene, QSizeF(size()), labelFont());
    const auto axes = [](const OutputFrame& f) { return std::array{f.xMin, f.xMax, f.yMin, f.yMax}; };
    if (before.rect != m_frame.rect || axes(before) != axes(m_frame)) forgetLayers();
    update();
}

void OutputCanvas::forgetLayers() {
    m_pointsLayer = {};
    m_wrongLayer = {};
    update();
}

void OutputCanvas::setPoints(const OutputPoints& points) {
    m_wrong = carriedMarks(m_points, m_wrong, points);
    m_points = points;
    m_order.resize(points.points.size());
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    std::stable_sort(m_order.begin(), m_order.end(),
                     [this](std::size_t a, std::size_t b) { return m_points.points[a].x < m_points.points[b].x; });
    setHovered({}, false);
    forgetLayers();
}

void OutputCanvas::setWrong(const std::vector<bool>& wrong) {
    m_wrong = wrong;
    m_wrongLayer = {};
    update();
}

void OutputCanvas::setValidationShown(bool shown) {
    if (shown == m_validation) return;
    m_validation = shown;
    setHovered({}, false);
    forgetLayers();
}

void OutputCanvas::setChosen(std::optional<Index> sample) {
    m_chosen = sample;
    update();
}

void OutputCanvas::resizeEvent(QResizeEvent*) {
    refreshFrame();
}

void OutputCanvas::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) refreshFrame();
    QWidget::changeEvent(event);
}

std::optional<std::size_t> OutputCanvas::hit(const QPointF& place) const {
    if (m_frame.isEmpty() || !m_frame.rect.adjusted(-reach, -reach, reach, reach).contains(place)) return {};
    double nearest = reach * reach;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < m_points.points.size(); ++i) {
        const OutputPoint& point = m_points.points[i];
        if (!isShown(point)) continue;
        const QPointF away = m_frame.place(point.x, point.y) - place;
        const double distance = QPointF::dotProduct(away, away);
        // Of points in the same place, the one drawn last lies on top.
        if (distance <= nearest) nearest = distance, found = i;
    }
    return found;
}

void OutputCanvas::setHovered(std::optional<std::size_t> point, bool tip) {
    if (point != m_hovered) {
        m_hovered = point;
        update();
        Q_EMIT pointHovered();
        setAccessibleDescription(point ? wordsOf(*point) : QString());
        if (!point) QToolTip::hideText();
        if (point) announceOutputPlace(*this, point);
    }
    if (tip && m_hovered && m_tips) showTip();
}

QString OutputCanvas::wordsOf(std::size_t point) const {
    if (!m_describe || point >= m_points.points.size()) return {};
    return QTextDocumentFragment::fromHtml(m_describe(m_points.points[point])).toPlainText();
}

void OutputCanvas::setOverlay(const OutputOverlay& overlay) {
    if (overlay == m_overlay) return;
    m_overlay = overlay;
    update();
}

void OutputCanvas::showTip() {
    if (!m_describe) return;
    const OutputPoint& point = m_points.points[*m_hovered];
    const QPoint at = m_frame.place(point.x, point.y).toPoint() + QPoint(4, 4);
    QToolTip::showText(mapToGlobal(at), m_describe(point), this, QRect(at - QPoint(14, 14), QSize(24, 24)));
}

void OutputCanvas::mouseMoveEvent(QMouseEvent* event) {
    setHovered(hit(event->position()), true);
    std::optional<QPointF> place;
    if (!m_frame.isEmpty() && m_frame.rect.contains(event->position())) {
        place = QPointF(m_frame.xAt(event->position()), m_frame.yAt(event->position()));
    }
    Q_EMIT placeHovered(place);
}

void OutputCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    if (const auto point = hit(event->position())) {
        Q_EMIT pointClicked(*point);
    } else {
        Q_EMIT emptyClicked();
    }
}

void OutputCanvas::leaveEvent(QEvent*) {
    setHovered({}, false);
    Q_EMIT placeHovered({});
}

void OutputCanvas::focusOutEvent(QFocusEvent* event) {
    setHovered({}, false);
    QWidget::focusOutEvent(event);
    update();
}

std::optional<std::size_t> OutputCanvas::pointBeside(std::optional<std::size_t> point, bool forward) const {
    const auto count = static_cast<std::ptrdiff_t>(m_order.size());
    std::ptrdiff_t at = forward ? -1 : count;
    if (point) at = std::find(m_order.begin(), m_order.end(), *point) - m_order.begin();
    for (at += forward ? 1 : -1; at >= 0 && at < count; at += forward ? 1 : -1) {
        const std::size_t next = m_order[static_cast<std::size_t>(at)];
        if (isShown(m_points.points[next])) return next;
    }
    return {};
}

void OutputCanvas::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Down:
            if (const auto next = pointBeside(m_hovered, false)) setHovered(next, true);
            return;
        case Qt::Key_Right:
        case Qt::Key_Up:
            if (const auto next = pointBeside(m_hovered, true)) setHovered(next, true);
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_hovered) Q_EMIT pointClicked(*m_hovered);
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void OutputCanvas::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_scene.kind == OutputScene::Kind::Empty || m_frame.isEmpty()) {
        painter.setPen(theme.mute);
        painter.drawText(rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    } else {
        paintOutputAxes(painter, m_scene, m_frame, theme, labelFont());
        if (!m_image.isNull()) {
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            painter.drawImage(m_frame.rect, m_image);
        }
        paintSamples(painter);
        roundOutputCorners(painter, m_frame, theme);
        if (!m_theme.isOnPaper()) paintHighlights(painter);
        paintOutputOverlay(painter, m_overlay, m_frame, markRadius(m_frame, m_points.points.size()), theme);
    }
    if (hasFocus() && !m_theme.isOnPaper()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, theme.stroke(2)));
        const QRectF ring =
            m_frame.isEmpty() ? QRectF(rect()).adjusted(1, 1, -1, -1) : m_frame.rect.adjusted(1, 1, -1, -1);
        painter.drawRoundedRect(ring, 8, 8);
    }
}

// On the screen the samples are layers that are kept.
void OutputCanvas::paintSamples(QPainter& painter) {
    const Theme& theme = m_theme.theme();
    const double ratio = devicePixelRatioF();
    const bool screen = paintsScreen(painter, m_theme, ratio);
    if (screen) {
        if (m_pointsLayer.isNull())
            m_pointsLayer = pointsLayer(m_scene, m_frame, m_points, m_validation, theme, size(), ratio);
        painter.drawPixmap(0, 0, m_pointsLayer);
    } else {
        paintPoints(painter, m_scene, m_frame, m_points, m_validation, theme);
    }
    if (m_image.isNull()) paintOutputCurves(painter, m_scene, m_frame, theme);
    if (std::find(m_wrong.begin(), m_wrong.end(), true) == m_wrong.end()) return;
    if (screen) {
        if (m_wrongLayer.isNull())
            m_wrongLayer = wrongLayer(m_frame, m_points, m_wrong, m_validation, theme, size(), ratio);
        painter.drawPixmap(0, 0, m_wrongLayer);
    } else {
        paintWrongMarks(painter, m_frame, m_points, m_wrong, m_validation, theme);
    }
}

void OutputCanvas::paintHighlights(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    const double radius = markRadius(m_frame, m_points.points.size());
    const auto ring = [&](const OutputPoint& point, const QColor& color, double size) {
        const QPointF at = m_frame.place(point.x, point.y);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.panel, theme.stroke(4)));
        painter.drawEllipse(at, size, size);
        painter.setPen(QPen(color, theme.stroke(2)));
        painter.drawEllipse(at, size, size);
    };
    if (m_chosen) {
        for (const OutputPoint& point : m_points.points) {
            if (!point.validation && point.sample == *m_chosen) ring(point, theme.accent, radius + 4);
        }
    }
    if (m_hovered && *m_hovered < m_points.points.size()) ring(m_points.points[*m_hovered], theme.ink, radius + 3);
}

}  // namespace glassbox
