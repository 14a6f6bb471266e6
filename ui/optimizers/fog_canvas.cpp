#include "ui/optimizers/fog_canvas.h"

#include "ui/plots/contour_painter.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QRadialGradient>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace glassbox {

namespace {

constexpr double turnStep = 5, fineTurn = 1;  // degrees
constexpr double growStep = 1.15, fineGrow = 1.03;
constexpr double light = 46;  // pixels around the present place that are lit

bool isMove(const QKeyEvent& event) {
    const int key = event.key();
    return !(event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) &&
           (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down);
}

QPointF point(const Eigen::Vector2d& at) {
    return {at.x(), at.y()};
}

}  // namespace

FogCanvas::FogCanvas(GuessGame& game, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_game(game), m_theme(theme) {
    setObjectName(QStringLiteral("fogCanvas"));
    setAccessibleName(tr("The surface in fog"));
    setFocusPolicy(Qt::StrongFocus);
    setProperty("wantsArrows", true);
    connect(&game, &GuessGame::started, this, &FogCanvas::relayout);
    connect(&game, &GuessGame::changed, this, [this] {
        relayout();
        describe();
    });
    connect(&theme, &ThemeSource::changed, this, &FogCanvas::relayout);
    describe();
}

void FogCanvas::relayout() {
    const SurfaceView& view = m_game.surfaceInfo().guide.view;
    ContourRange range{view.xMin, view.xMax, view.yMin, view.yMax};
    // Whoever walked off the map takes the map along.
    for (const Eigen::Vector2d& place : m_game.places()) {
        range.xLow = std::min(range.xLow, place.x());
        range.xHigh = std::max(range.xHigh, place.x());
        range.yLow = std::min(range.yLow, place.y());
        range.yHigh = std::max(range.yHigh, place.y());
    }
    m_frame = contourLayout(range, size(), contourFont(m_theme.theme()), {}, true, false).frame;
    update();
}

void FogCanvas::describe() {
    const Eigen::Vector2d gradient = m_game.gradientAt(m_game.places().size() - 1);
    setAccessibleDescription(
        tr("You are at (%1, %2), where f is %3 and the gradient (%4, %5). The arrow goes (%6, %7).")
            .arg(plotNumber(m_game.place().x()), plotNumber(m_game.place().y()), plotNumber(m_game.value()),
                 plotNumber(gradient.x()), plotNumber(gradient.y()), plotNumber(m_game.plan().x()),
                 plotNumber(m_game.plan().y())));
}

QPointF FogCanvas::tip() const {
    return m_frame.place(point(m_game.place() + m_game.plan()));
}

void FogCanvas::aim(const QPointF& place) {
    const QPointF to = m_frame.at(place);
    m_game.setPlan(Eigen::Vector2d(to.x(), to.y()) - m_game.place());
}

void FogCanvas::resizeEvent(QResizeEvent*) {
    relayout();
}

void FogCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || m_game.isRevealed() || !m_frame.plot.contains(event->position()))
        return event->ignore();
    m_dragging = true;
    aim(event->position());
}

void FogCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragging) aim(event->position());
}

void FogCanvas::mouseReleaseEvent(QMouseEvent*) {
    m_dragging = false;
}

void FogCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) m_game.take();
}

void FogCanvas::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        m_game.take();
        return;
    }
    if (event->key() == Qt::Key_Backspace) {
        m_game.takeBack();
        return;
    }
    if (!isMove(*event)) return QWidget::keyPressEvent(event);
    const bool fine = event->modifiers() & Qt::ShiftModifier;
    const double grow = fine ? fineGrow : growStep;
    const double turn = (fine ? fineTurn : turnStep) * std::numbers::pi / 180;
    Eigen::Vector2d plan = m_game.plan();
    switch (event->key()) {
        case Qt::Key_Up:
            plan *= grow;
            break;
        case Qt::Key_Down:
            plan /= grow;
            break;
        default: {
            const double angle = event->key() == Qt::Key_Left ? turn : -turn;
            plan = Eigen::Vector2d(std::cos(angle) * plan.x() - std::sin(angle) * plan.y(),
                                   std::sin(angle) * plan.x() + std::cos(angle) * plan.y());
        }
    }
    m_game.setPlan(plan);
}

bool FogCanvas::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QWidget::event(event);
}

/// The slope as a short stretch of contour line and an arrow downhill.
void FogCanvas::paintKnown(QPainter& painter, std::size_t place) const {
    const Theme& theme = m_theme.theme();
    const bool present = place + 1 == m_game.places().size();
    const QPointF at = m_frame.place(point(m_game.places()[place]));
    const Eigen::Vector2d gradient = m_game.gradientAt(place);
    // In pixels, so that the line is where the contour line would be.
    const double xScale = m_frame.plot.width() / m_frame.range.width();
    const double yScale = m_frame.plot.height() / m_frame.range.height();
    const QPointF along(-gradient.y() * xScale, -gradient.x() * yScale);
    const double size = std::hypot(along.x(), along.y());
    if (size > 0 && std::isfinite(size)) {
        const double reach = present ? 30 : 12;
        painter.setPen(QPen(present ? theme.ink : theme.mute, theme.stroke(present ? 1.8 : 1.2)));
        painter.drawLine(at - along / size * reach, at + along / size * reach);
        const QPointF down(-gradient.x() * xScale, gradient.y() * yScale);
        const double length = std::hypot(down.x(), down.y());
        if (length > 0) paintArrow(painter, at, at + down / length * reach, theme.stroke(1.4), theme.mute, true);
    }
    painter.setPen(QPen(theme.panel, theme.stroke(2)));
    painter.setBrush(present ? theme.accent : theme.mute);
    painter.drawEllipse(at, present ? 6 : 4, present ? 6 : 4);
    painter.setFont(theme.font(present ? 13 : 11, present ? QFont::DemiBold : QFont::Normal));
    painter.setPen(present ? theme.ink : theme.mute);
    painter.drawText(at + QPointF(9, -9), plotNumber(m_game.valueAt(place), present ? 4 : 3));
}

void FogCanvas::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ContourLayout layout = contourLayout(m_frame.range, size(), contourFont(theme), {}, true, false);
    painter.fillRect(m_frame.plot, theme.sunk);
    painter.save();
    painter.setClipRect(m_frame.plot);
    const QPointF here = m_frame.place(point(m_game.place()));
    QRadialGradient lamp(here, light * 1.6);
    lamp.setColorAt(0, theme.panel);
    lamp.setColorAt(1, theme.sunk);
    painter.setPen(Qt::NoPen);
    painter.setBrush(lamp);
    painter.drawEllipse(here, light * 1.6, light * 1.6);
    QPolygonF way;
    for (const Eigen::Vector2d& place : m_game.places()) way << m_frame.place(point(place));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, theme.stroke(2), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(way);
    for (std::size_t i = 0; i < m_game.places().size(); ++i) paintKnown(painter, i);
    if (!m_game.isRevealed()) {
        paintArrow(painter, here, tip(), theme.stroke(2.6), theme.accent);
        painter.setPen(QPen(theme.accent, theme.stroke(2)));
        painter.setBrush(theme.panel);
        painter.drawEllipse(tip(), 7, 7);
    }
    painter.restore();
    ContourSurface axes;
    paintContourAxes(painter, layout, axes, theme);
    if (!hasFocus() || !showsFocusRing(this)) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, theme.stroke(2)));
    painter.drawRect(m_frame.plot);
}

}  // namespace glassbox
