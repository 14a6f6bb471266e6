#include "ui/lab/network_action_bar.h"

#include "ui/models/network_edits.h"
#include "ui/shell/tips.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace glassbox {

NetworkActionBar::NetworkActionBar(NetworkActs& acts, Extent extent, QWidget* parent)
    : QFrame(parent), m_acts(acts), m_extent(extent) {
    setObjectName(extent == Extent::All ? QStringLiteral("layerActions") : QStringLiteral("hoverActions"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2, 1, 2, 1);
    row->setSpacing(0);
    m_remove = addButton("removeUnit", "minus", tr("Remove a unit"),
                         tr("Fewer units: a simpler layer that can express less. Key: −"));
    m_add = addButton("addUnit", "plus", tr("Add a unit"),
                      tr("More units: the layer can bend its answer in more ways, with more weights to learn. Key: +"));
    connect(m_remove, &QToolButton::clicked, this, [this] { m_acts.changeUnits(m_layer.value_or(-1), -1); });
    connect(m_add, &QToolButton::clicked, this, [this] { m_acts.changeUnits(m_layer.value_or(-1), 1); });
    if (extent == Extent::All) {
        m_copy = addButton("copyLayer", "copy", tr("Copy layer"),
                           tr("Puts a layer with the same options right behind this one. Key: Ctrl+D"));
        m_freeze = addButton(
            "freezeLayer", "freeze", tr("Freeze layer"),
            tr("A frozen layer keeps its weights: training leaves them as they are, gradients still pass through."));
        m_freeze->setCheckable(true);
        m_delete = addButton("deleteLayer", "delete", tr("Delete layer"), tr("Takes this layer out. Key: Delete"));
        connect(m_copy, &QToolButton::clicked, this, [this] { m_acts.copy(m_layer.value_or(-1)); });
        connect(m_freeze, &QToolButton::clicked, this, [this](bool on) { m_acts.setFrozen(m_layer.value_or(-1), on); });
        connect(m_delete, &QToolButton::clicked, this, [this] { m_acts.remove(m_layer.value_or(-1)); });
    }
    hide();
}

QToolButton* NetworkActionBar::addButton(const char* name, const char* icon, const QString& title,
                                         const QString& help) {
    auto* button = new QToolButton(this);
    const QString prefix = m_extent == Extent::All ? QString() : QStringLiteral("hover_");
    button->setObjectName(prefix + QLatin1String(name) + QStringLiteral("Button"));
    button->setProperty("iconName", QLatin1String(icon));
    button->setAccessibleName(title);
    button->setToolTip(tip(title, help));
    button->setAutoRaise(true);
    // The hover bar goes away with the pointer: the keyboard has its own ways.
    button->setFocusPolicy(m_extent == Extent::All ? Qt::TabFocus : Qt::NoFocus);
    layout()->addWidget(button);
    return button;
}

void NetworkActionBar::setTheme(const Theme& theme) {
    const int size = std::max(14, theme.font(14).pixelSize());
    setStyleSheet(QStringLiteral("QFrame#%1 { background: %2; border: 1px solid %3; border-radius: %4px; }"
                                 "QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 2px; }"
                                 "QToolButton:hover { background: %3; } QToolButton:focus { border-color: %5; }"
                                 "QToolButton:checked { background: %6; }")
                      .arg(objectName(), theme.panel.name(), theme.line.name(), QString::number(theme.controlRadius),
                           theme.accent.name(), theme.accentSoft.name()));
    for (auto* button : findChildren<QToolButton*>()) {
        // As a finished picture: the icon would be read anew for each frame.
        const QIcon icon = themedIcon(button->property("iconName").toString(), theme.mute, size);
        button->setIcon(QIcon(icon.pixmap(QSize(size, size), devicePixelRatioF())));
        button->setIconSize(QSize(size, size));
    }
    adjustSize();
}

bool NetworkActionBar::setLayer(std::optional<Index> layer) {
    if (!m_acts.mayEdit()) layer.reset();
    if (layer && (*layer < 0 || *layer >= m_acts.layerCount())) layer.reset();
    if (layer && m_extent == Extent::Units && !hasUnits(m_acts.experiment(), *layer)) layer.reset();
    m_layer = layer;
    if (!layer) {
        hide();
        return false;
    }
    const Experiment& experiment = m_acts.experiment();
    const bool units = hasUnits(experiment, *layer);
    m_remove->setVisible(units);
    m_add->setVisible(units);
    m_remove->setEnabled(units && changeUnits(experiment, *layer, -1) != experiment);
    m_add->setEnabled(units && changeUnits(experiment, *layer, 1) != experiment);
    if (m_extent == Extent::All) {
        m_freeze->setVisible(canFreeze(experiment, *layer));
        m_freeze->setChecked(isFrozen(experiment, *layer));
        setAccessibleName(tr("Actions for layer %1").arg(*layer + 1));
    }
    adjustSize();
    return true;
}

}  // namespace glassbox
