#include "ui/lab/network_acts.h"

#include "engine/nn/layer.h"
#include "ui/models/network_edits.h"
#include "ui/shell/tips.h"

#include <QMenu>

namespace glassbox {

namespace {

QString kindTitle(const std::string& kind) {
    const LayerInfo* info = findLayer(kind);
    return QString::fromStdString(info ? info->title : kind);
}

}  // namespace

NetworkActs::NetworkActs(ExperimentDocument& document, LabSelection& selection, QObject* parent)
    : QObject(parent), m_document(document), m_selection(selection) {}

QString NetworkActs::title(Index layer) const {
    return kindTitle(experiment().network[static_cast<std::size_t>(layer)].kind);
}

void NetworkActs::insert(Index position, const std::string& kind) {
    if (!mayEdit()) return;
    const Index place = std::clamp<Index>(position, 0, std::max<Index>(layerCount() - 1, 0));
    const Spec layer = newLayer(experiment(), place, kind);
    if (m_document.edit(tr("Insert %1 layer").arg(kindTitle(kind).toLower()),
                        insertLayer(experiment(), place, layer))) {
        m_selection.setUnit({});
        m_selection.setLayer(place);
    }
}

void NetworkActs::remove(Index layer) {
    if (!holds(layer) || !mayEdit()) return;
    const auto selected = m_selection.layer();
    if (!m_document.edit(tr("Delete layer %1 (%2)").arg(layer + 1).arg(title(layer)), removeLayer(experiment(), layer)))
        return;
    m_selection.setUnit({});
    if (selected && *selected >= layer)
        m_selection.setLayer(std::max<Index>(*selected - (*selected > layer ? 1 : 0), 0));
    if (m_selection.layer() && *m_selection.layer() >= layerCount()) m_selection.setLayer(layerCount() - 1);
}

void NetworkActs::copy(Index layer) {
    if (!holds(layer) || !mayEdit()) return;
    if (m_document.edit(tr("Copy layer %1 (%2)").arg(layer + 1).arg(title(layer)), copyLayer(experiment(), layer))) {
        m_selection.setUnit({});
        m_selection.setLayer(layer + 1);
    }
}

void NetworkActs::move(Index from, Index to) {
    if (!mayEdit() || !holds(from) || !holds(to) || from == to) return;
    if (m_document.edit(tr("Move layer %1 (%2)").arg(from + 1).arg(title(from)), moveLayer(experiment(), from, to))) {
        m_selection.setUnit({});
        m_selection.setLayer(to);
    }
}

void NetworkActs::changeUnits(Index layer, Index by) {
    if (!holds(layer) || !mayEdit()) return;
    const QString text = by > 0 ? tr("Add unit to layer %1") : tr("Remove unit from layer %1");
    m_document.edit(text.arg(layer + 1), glassbox::changeUnits(experiment(), layer, by));
}

void NetworkActs::setFrozen(Index layer, bool frozen) {
    if (!holds(layer) || !mayEdit()) return;
    const QString text = frozen ? tr("Freeze layer %1") : tr("Unfreeze layer %1");
    m_document.edit(text.arg(layer + 1), glassbox::setFrozen(experiment(), layer, frozen));
}

void NetworkActs::fillInsertMenu(QMenu* menu, Index position) {
    menu->setToolTipsVisible(true);
    for (const LayerInfo& info : layerInfos()) {
        QAction* action = menu->addAction(QString::fromStdString(info.title));
        action->setObjectName(QStringLiteral("insert_%1").arg(QString::fromStdString(info.kind)));
        action->setToolTip(tip(info));
        connect(action, &QAction::triggered, this, [this, position, kind = info.kind] { insert(position, kind); });
    }
}

QMenu* NetworkActs::insertMenu(Index position, QWidget* parent) {
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("insertMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillInsertMenu(menu, position);
    if (!menu->actions().isEmpty()) menu->setActiveAction(menu->actions().constFirst());
    return menu;
}

QMenu* NetworkActs::layerMenu(Index layer, QWidget* parent) {
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("layerMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char* name, const QString& text, const QKeySequence& keys, auto act) {
        QAction* action = menu->addAction(text, this, act);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setShortcutVisibleInContextMenu(true);
        return action;
    };
    if (hasUnits(experiment(), layer)) {
        add("menuAddUnit", tr("Add a unit"), Qt::Key_Plus, [this, layer] { changeUnits(layer, 1); });
        add("menuRemoveUnit", tr("Remove a unit"), Qt::Key_Minus, [this, layer] {
            changeUnits(layer, -1);
        })->setEnabled(glassbox::changeUnits(experiment(), layer, -1) != experiment());
        menu->addSeparator();
    }
    fillInsertMenu(menu->addMenu(tr("Insert before")), layer);
    add("menuCopy", tr("Copy"), Qt::CTRL | Qt::Key_D, [this, layer] { copy(layer); });
    add("menuMoveLeft", tr("Move towards the input"), Qt::CTRL | Qt::Key_Left, [this, layer] {
        move(layer, layer - 1);
    })->setEnabled(layer > 0);
    add("menuMoveRight", tr("Move towards the output"), Qt::CTRL | Qt::Key_Right, [this, layer] {
        move(layer, layer + 1);
    })->setEnabled(layer + 1 < layerCount());
    if (canFreeze(experiment(), layer)) {
        QAction* freeze = menu->addAction(tr("Frozen"), this, [this, layer](bool on) { setFrozen(layer, on); });
        freeze->setObjectName(QStringLiteral("menuFreeze"));
        freeze->setCheckable(true);
        freeze->setChecked(isFrozen(experiment(), layer));
    }
    menu->addSeparator();
    add("menuDelete", tr("Delete"), Qt::Key_Delete, [this, layer] { remove(layer); });
    return menu;
}

}  // namespace glassbox
