#pragma once

#include <QPushButton>

class QAction;

namespace glassbox {

class ThemeSource;

/// A button that shows an action: its icon (tinted for the button), text, tool tip and whether it can be used now.
class ActionButton : public QPushButton {
    Q_OBJECT

  public:
    enum class Look { Plain, Primary, IconOnly };

    ActionButton(QAction* action, ThemeSource& theme, Look look, QWidget* parent = nullptr);

    /// Without its text it is a square.
    void setCompact(bool compact);

  private:
    void follow();

    QAction* m_action;
    ThemeSource& m_theme;
    Look m_look;
    bool m_compact = false;
};

}  // namespace glassbox
