#include "ui/shell/action_button.h"

#include "ui/shell/theme.h"

#include <QAction>
#include <QStyle>

namespace glassbox {

ActionButton::ActionButton(QAction* action, ThemeSource& theme, Look look, QWidget* parent)
    : QPushButton(parent), m_action(action), m_theme(theme), m_look(look), m_compact(look == Look::IconOnly) {
    setFocusPolicy(Qt::TabFocus);  // a click leaves the focus, and with it the keys, where they are
    setAutoDefault(false);
    if (look == Look::Primary) setProperty("kind", QStringLiteral("primary"));
    if (look == Look::IconOnly) setProperty("kind", QStringLiteral("quiet"));
    setProperty("iconOnly", m_compact);
    connect(this, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, this, &ActionButton::follow);
    connect(&theme, &ThemeSource::changed, this, &ActionButton::follow);
    follow();
}

void ActionButton::setCompact(bool compact) {
    if (compact == m_compact) return;
    m_compact = compact;
    setProperty("iconOnly", compact);
    style()->unpolish(this);
    style()->polish(this);
    follow();
}

void ActionButton::follow() {
    const Theme& theme = m_theme.theme();
    const QString name = m_action->property("iconName").toString();
    setIcon(themedIcon(name, m_look == Look::Primary ? theme.accentInk : theme.ink, 16));
    const int side = qRound(16 * m_theme.textScale());
    setIconSize(QSize(side, side));
    setText(m_compact ? QString() : m_action->text());
    setToolTip(m_action->toolTip());
    setAccessibleName(m_action->text());
    setEnabled(m_action->isEnabled());
}

}  // namespace glassbox
