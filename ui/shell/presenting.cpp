#include "ui/shell/presenting.h"

#include "ui/shell/actions.h"
#include "ui/shell/screens.h"

#include <QAction>
#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>

namespace glassbox {

Presenting::Presenting(QMainWindow& window, ThemeSource& theme, Actions& actions)
    : QObject(&window), m_window(window), m_theme(theme), m_actions(actions) {}

void Presenting::set(bool on) {
    if (on == m_on) return;
    Q_EMIT changing(on);
    m_on = on;
    m_actions.setPresenting(on);
    if (on) {
        m_geometry = m_window.saveGeometry();
        m_state = m_window.windowState();
        m_place = m_window.geometry();
        m_choice = m_theme.choice();
        m_textScale = m_theme.chosenTextScale();
        m_theme.setChoice(ThemeChoice::Projector);
    } else {
        m_theme.setTextScale(m_textScale);
        m_theme.setChoice(m_choice);
    }
    Q_EMIT changed(on);
    if (on) {
        m_window.setWindowState(m_window.windowState() | Qt::WindowFullScreen);
    } else {
        m_window.restoreGeometry(m_geometry);
        // To the pixel, also where restoring would have moved it fully onto the screen; but the screen may be gone.
        QList<QRect> screens;
        for (const QScreen* screen : QGuiApplication::screens()) screens << screen->availableGeometry();
        if (m_state == Qt::WindowNoState) m_window.setGeometry(reachable(m_place, screens));
    }
    m_actions.present->setChecked(on);
}

QByteArray Presenting::geometry() const {
    return m_on ? m_geometry : m_window.saveGeometry();
}

}  // namespace glassbox
