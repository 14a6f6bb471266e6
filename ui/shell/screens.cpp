#include "ui/shell/screens.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWidget>

namespace glassbox {

QRect otherScreen(const QWidget& window) {
    const QScreen* own = window.screen();
    for (const QScreen* screen : QGuiApplication::screens())
        if (screen != own) return screen->availableGeometry();
    return {};
}

QRect reachable(const QRect& window, const QList<QRect>& screens) {
    constexpr int enough = 120;  // pixels of the title that one can take hold of
    for (const QRect& screen : screens) {
        const QRect seen = window.intersected(screen);
        if (seen.width() >= qMin(enough, window.width()) && seen.height() >= qMin(enough, window.height()))
            return window;
    }
    if (screens.isEmpty()) return window;
    const QRect& screen = screens.first();
    QRect place(QPoint(), window.size().boundedTo(screen.size()));
    place.moveCenter(screen.center());
    return place;
}

ScreenKeeper::ScreenKeeper(QObject* parent) : QObject(parent) {
    // Qt moves windows too when a screen goes, but not always to where they can be seen: ours is the last word.
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, [this](QScreen* gone) {
        QMetaObject::invokeMethod(
            this, [this, gone] { bringBack(gone); }, Qt::QueuedConnection);
    });
    connect(qGuiApp, &QGuiApplication::screenAdded, this,
            [this] { Q_EMIT screenCountChanged(QGuiApplication::screens().size()); });
}

void ScreenKeeper::bringBack(const QScreen* gone) {
    QList<QRect> left;
    for (const QScreen* screen : QGuiApplication::screens())
        if (screen != gone) left << screen->availableGeometry();
    bool moved = false;
    for (const auto& window : m_windows) {
        if (!window || !window->isVisible() || left.isEmpty()) continue;
        const QRect place = reachable(window->geometry(), left);
        if (place == window->geometry()) continue;
        moved = true;
        // A window that fills the screen has to be told which one anew.
        const Qt::WindowStates states = window->windowState();
        const bool fills = states & (Qt::WindowFullScreen | Qt::WindowMaximized);
        if (fills) window->setWindowState(states & ~(Qt::WindowFullScreen | Qt::WindowMaximized));
        window->setGeometry(place);
        if (fills) window->setWindowState(states);
    }
    Q_EMIT screenLost(moved);
    Q_EMIT screenCountChanged(left.size());
}

}  // namespace glassbox
