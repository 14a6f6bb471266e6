#include "ui/shell/rail.h"

#include "ui/shell/theme.h"

#include <QButtonGroup>
#include <QToolButton>
#include <QVBoxLayout>

namespace glassbox {

Rail::Rail(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme), m_group(new QButtonGroup(this)) {
    setObjectName(QStringLiteral("rail"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Workspaces"));
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(6, 10, 5, 10);
    m_layout->setSpacing(4);
    m_layout->addStretch(1);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idClicked, this, &Rail::chosen);
    connect(&m_theme, &ThemeSource::changed, this, &Rail::applyTheme);
    applyTheme();
}

void Rail::addEntry(const QString& name, const QString& icon) {
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("railButton"));
    button->setText(name);
    button->setCheckable(true);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const int id = static_cast<int>(m_icons.size());
    button->setToolTip(tr("%1 (Alt+%2)").arg(name).arg(id + 1));
    button->setShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + id)));
    m_group->addButton(button, id);
    m_icons << icon;
    m_layout->insertWidget(id, button);
    if (id == 0) button->setChecked(true);
    applyTheme();
}

void Rail::setCurrent(int index) {
    if (QAbstractButton* button = m_group->button(index)) button->setChecked(true);
}

void Rail::applyTheme() {
    const Theme& theme = m_theme.theme();
    const double scale = m_theme.textScale();
    setFixedWidth(qRound(72 * scale));
    for (QAbstractButton* button : m_group->buttons()) {
        const QString& name = m_icons[m_group->id(button)];
        button->setIcon(themedIcon(name, button->isChecked() ? theme.accent : theme.mute));
        button->setIconSize(QSize(qRound(20 * scale), qRound(20 * scale)));
        button->setFixedHeight(qRound(56 * scale));
        disconnect(button, &QAbstractButton::toggled, this, nullptr);
        connect(button, &QAbstractButton::toggled, this, [this, button, name](bool on) {
            button->setIcon(themedIcon(name, on ? m_theme.theme().accent : m_theme.theme().mute));
        });
    }
}

}  // namespace glassbox
