#include "ui/shell/spotlight.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QRadialGradient>
#include <QWheelEvent>
#include <QWindow>

#include <cmath>

namespace glassbox {

namespace {

const QColor dark(8, 12, 20, 175);
constexpr double softEdge = 0.35;  // of the radius, outside it

}  // namespace

Spotlight::Spotlight(QWidget* window) : QWidget(window) {
    setObjectName(QStringLiteral("spotlight"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void Spotlight::setOn(bool on) {
    if (on == m_on) return;
    m_on = on;
    if (on) {
        setGeometry(window()->rect());
        m_place = mapFromGlobal(QCursor::pos());
        if (!rect().contains(m_place)) m_place = rect().center();
        makeHole();
        raise();
        show();
        qApp->installEventFilter(this);
    } else {
        qApp->removeEventFilter(this);
        hide();
    }
    Q_EMIT switched(on);
}

void Spotlight::setRadius(int radius) {
    radius = qBound(smallest, radius, largest);
    if (radius == m_radius) return;
    m_radius = radius;
    makeHole();
    update();
}

void Spotlight::grow(int steps) {
    setRadius(qRound(m_radius * std::pow(1.25, steps)));
}

QRect Spotlight::hole() const {
    const int half = qCeil(m_radius * (1 + softEdge)) + 1;
    return {m_place.x() - half, m_place.y() - half, 2 * half, 2 * half};
}

// Drawn once for a size; a move only lays it elsewhere.
void Spotlight::makeHole() {
    const QSize size = hole().size();
    const double half = size.width() / 2.0;
    m_hole = QPixmap(size * devicePixelRatioF());
    m_hole.setDevicePixelRatio(devicePixelRatioF());
    m_hole.fill(Qt::transparent);
    QRadialGradient fade(half, half, half);
    QColor none = dark;
    none.setAlpha(0);
    fade.setColorAt(0, none);
    fade.setColorAt(1 / (1 + softEdge), none);
    fade.setColorAt(1, dark);
    QPainter(&m_hole).fillRect(QRectF(QPointF(0, 0), size), fade);
}

// Only the old and the new place of the circle are painted anew.
void Spotlight::moveTo(const QPoint& place) {
    if (place == m_place) return;
    const QRect before = hole();
    m_place = place;
    update(QRegion(before).united(hole()));
}

bool Spotlight::eventFilter(QObject* watched, QEvent* event) {
    // All of the pointer's moves come to the window first, whatever its widgets ask for.
    const QWindow* handle = window()->windowHandle();
    if (watched == handle && event->type() == QEvent::MouseMove) {
        moveTo(static_cast<QMouseEvent*>(event)->position().toPoint());
    } else if (watched == handle && event->type() == QEvent::Wheel) {
        const auto& wheel = static_cast<const QWheelEvent&>(*event);
        if (!(wheel.modifiers() & Qt::ControlModifier)) return false;
        m_wheel += wheel.angleDelta().y();
        const int steps = m_wheel / 120;
        m_wheel -= steps * 120;
        if (steps != 0) grow(steps);
        return true;
    } else if (watched == window() && event->type() == QEvent::Resize) {
        setGeometry(window()->rect());
        raise();
    }
    return false;
}

void Spotlight::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    const QRect gap = hole();
    for (const QRect& part : event->region().subtracted(gap)) painter.fillRect(part, dark);
    painter.setClipRegion(event->region());
    painter.drawPixmap(gap.topLeft(), m_hole);
}

}  // namespace glassbox
