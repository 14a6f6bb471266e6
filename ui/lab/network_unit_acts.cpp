#include "ui/lab/network_acts.h"
#include "ui/models/freezing.h"

#include <QMenu>

namespace glassbox {

void NetworkActs::setUnitFrozen(const UnitRef& unit, bool frozen) {
    if (!mayEdit()) return;
    const QString text = frozen ? tr("Freeze unit %1 of layer %2") : tr("Unfreeze unit %1 of layer %2");
    m_document.edit(text.arg(unit.unit + 1).arg(unit.layer + 1),
                    glassbox::setUnitFrozen(experiment(), unit.layer, unit.unit, frozen));
}

void NetworkActs::setFrozen(const ParameterRef& place, bool frozen) {
    if (!mayEdit()) return;
    m_document.edit(frozen ? tr("Freeze a weight") : tr("Unfreeze a weight"),
                    glassbox::setFrozen(experiment(), place, frozen));
}

QMenu* NetworkActs::unitMenu(const UnitRef& unit, QWidget* parent) {
    QMenu* menu = layerMenu(unit.layer, parent);
    menu->setObjectName(QStringLiteral("unitMenu"));
    QAction* before = menu->actions().isEmpty() ? nullptr : menu->actions().constFirst();
    const auto insert = [&](const char* name, const QString& text, const QKeySequence& keys, auto act) {
        auto* action = new QAction(text, menu);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setShortcutVisibleInContextMenu(true);
        connect(action, &QAction::triggered, this, act);
        menu->insertAction(before, action);
        return action;
    };
    menu->insertSection(before, tr("Unit %1").arg(unit.unit + 1));
    insert("menuEditWeights", tr("Change its weights…"), Qt::Key_W, [this, unit] { Q_EMIT weightsWanted(unit); });
    insert("menuEditBias", tr("Change its bias…"), Qt::Key_B, [this, unit] { Q_EMIT biasWanted(unit); });
    if (canFreezeParts(experiment(), unit.layer)) {
        QAction* freeze = insert("menuFreezeUnit", tr("Freeze the unit"), Qt::Key_F,
                                 [this, unit](bool on) { setUnitFrozen(unit, on); });
        freeze->setCheckable(true);
        freeze->setChecked(isUnitFrozen(experiment(), unit.layer, unit.unit));
        freeze->setEnabled(!frozenByLayer(unit.layer));
    }
    menu->insertSection(before, tr("Layer %1").arg(unit.layer + 1));
    return menu;
}

bool NetworkActs::frozenByLayer(Index layer) const {
    return frozenBy(experiment(), {layer, "weight", 0, 0}) == FrozenBy::Layer;
}

QMenu* NetworkActs::parameterMenu(const ParameterRef& place, QWidget* parent) {
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("weightMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool bias = place.name == "bias";
    menu->addAction(bias ? tr("Change the bias…") : tr("Change the weight…"), this,
                    [this, place] { m_selection.setParameter(place); })
        ->setObjectName(QStringLiteral("menuEditWeight"));
    menu->addAction(tr("Set to 0"), this,
                    [this, place] {
                        m_document.editParameters(tr("Weight 0"), {{place, 0.0F}});
                    })
        ->setObjectName(QStringLiteral("menuZeroWeight"));
    if (canFreezeParts(experiment(), place.layer)) {
        const FrozenBy by = frozenBy(experiment(), place);
        QAction* freeze = menu->addAction(tr("Frozen"), this, [this, place](bool on) { setFrozen(place, on); });
        freeze->setObjectName(QStringLiteral("menuFreezeWeight"));
        freeze->setCheckable(true);
        freeze->setChecked(by != FrozenBy::Nothing);
        freeze->setEnabled(by == FrozenBy::Nothing || by == FrozenBy::Itself);
    }
    return menu;
}

}  // namespace glassbox
