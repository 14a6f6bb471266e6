#pragma once

#include "ui/shell/theme.h"

#include <QRect>

class QMainWindow;

namespace glassbox {

class Actions;

/// Showing the window to a class: the whole screen in the projector theme, with more keys that steer. Leaving brings
/// back theme, text size and place of the window exactly as they were.
class Presenting : public QObject {
    Q_OBJECT

  public:
    Presenting(QMainWindow& window, ThemeSource& theme, Actions& actions);

    bool isOn() const { return m_on; }
    void set(bool on);
    /// Place of the window as it is to be remembered: while presenting, the one of before.
    QByteArray geometry() const;

  Q_SIGNALS:
    /// Told first when it begins and ends: the window has its old size and theme still.
    void changing(bool on);
    /// The theme is the new one; the window's size follows.
    void changed(bool on);

  private:
    QMainWindow& m_window;
    ThemeSource& m_theme;
    Actions& m_actions;
    bool m_on = false;
    QByteArray m_geometry;
    Qt::WindowStates m_state;
    QRect m_place;
    ThemeChoice m_choice = ThemeChoice::System;
    double m_textScale = 1;
};

}  // namespace glassbox
