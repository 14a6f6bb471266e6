#include "ui/lab/network_accessible.h"

#include "ui/lab/network_canvas.h"
#include "ui/lab/network_words.h"

#include <QAccessibleWidget>

#include <algorithm>

namespace glassbox {

namespace {

/// One head, unit or plus sign. Refers to its item by number, so that it may outlive the item.
class ItemAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
  public:
    ItemAccessible(QPointer<NetworkCanvas> canvas, int number) : m_canvas(std::move(canvas)), m_number(number) {}

    bool isValid() const override { return m_canvas && item(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override {
        return m_canvas ? QAccessible::queryAccessibleInterface(m_canvas) : nullptr;
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }

    QString text(QAccessible::Text kind) const override {
        if (!isValid()) return {};
        if (kind == QAccessible::Name) return itemName(m_canvas->scene(), item());
        if (kind == QAccessible::Description) return itemHelp(m_canvas->scene(), item());
        return {};
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override {
        if (!isValid()) return {};
        const QRect inside = m_canvas->scene().layout.rect(item()).toAlignedRect();
        return {m_canvas->mapToGlobal(inside.topLeft()), inside.size()};
    }
    QAccessible::Role role() const override {
        switch (item().kind) {
            case NetworkItemKind::Head:
                return QAccessible::ColumnHeader;
            case NetworkItemKind::Unit:
                return QAccessible::Graphic;
            default:
                return QAccessible::PushButton;
        }
    }
    QAccessible::State state() const override {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const NetworkScene& scene = m_canvas->scene();
        const NetworkItem own = item();
        state.focusable = true;
        state.focused = m_canvas->hasFocus() && m_canvas->focusItem() == own;
        state.selectable = own.kind == NetworkItemKind::Head || own.kind == NetworkItemKind::Unit;
        state.selected = own.kind == NetworkItemKind::Head
                             ? own.column > 0 && scene.selectedLayer == own.column - 1
                             : own.kind == NetworkItemKind::Unit && scene.keptUnit == UnitRef{own.column - 1, own.unit};
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }

    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString& name) override {
        if (!isValid()) return;
        const NetworkItem own = item();
        m_canvas->setFocusItem(own);
        if (name == pressAction()) m_canvas->activate(own);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

  private:
    NetworkItem item() const {
        if (!m_canvas) return {};
        const auto items = m_canvas->items();
        return m_number < static_cast<int>(items.size()) ? items[static_cast<std::size_t>(m_number)] : NetworkItem{};
    }

    QPointer<NetworkCanvas> m_canvas;
    int m_number;
};

class CanvasAccessible : public QAccessibleWidget {
  public:
    explicit CanvasAccessible(NetworkCanvas* canvas) : QAccessibleWidget(canvas, QAccessible::Canvas) {}
    ~CanvasAccessible() override {
        for (const QAccessible::Id id : m_items) QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return itemCount() + QAccessibleWidget::childCount(); }
    QAccessibleInterface* child(int index) const override {
        if (index < 0) return nullptr;
        if (index >= itemCount()) return QAccessibleWidget::child(index - itemCount());
        while (static_cast<int>(m_items.size()) <= index) {
            auto* item = new ItemAccessible(canvas(), static_cast<int>(m_items.size()));
            m_items.push_back(QAccessible::registerAccessibleInterface(item));
        }
        return QAccessible::accessibleInterface(m_items[static_cast<std::size_t>(index)]);
    }
    int indexOfChild(const QAccessibleInterface* child) const override {
        const auto found = std::find_if(m_items.begin(), m_items.end(), [&](QAccessible::Id id) {
            return QAccessible::accessibleInterface(id) == child;
        });
        if (found != m_items.end()) return static_cast<int>(found - m_items.begin());
        const int index = QAccessibleWidget::indexOfChild(child);
        return index < 0 ? index : index + itemCount();
    }
    QAccessibleInterface* childAt(int x, int y) const override {
        const auto items = canvas()->items();
        const NetworkItem item = canvas()->scene().layout.itemAt(canvas()->mapFromGlobal(QPoint(x, y)));
        const auto found = std::find(items.begin(), items.end(), item);
        return found == items.end() ? QAccessibleWidget::childAt(x, y) : child(static_cast<int>(found - items.begin()));
    }
    QAccessibleInterface* focusChild() const override {
        const auto items = canvas()->items();
        const auto found = std::find(items.begin(), items.end(), canvas()->focusItem());
        if (!canvas()->hasFocus() || found == items.end()) return QAccessibleWidget::focusChild();
        return child(static_cast<int>(found - items.begin()));
    }

  private:
    NetworkCanvas* canvas() const { return static_cast<NetworkCanvas*>(widget()); }
    int itemCount() const { return static_cast<int>(canvas()->items().size()); }

    mutable std::vector<QAccessible::Id> m_items;
};

QAccessibleInterface* makeAccessible(const QString&, QObject* object) {
    auto* canvas = qobject_cast<NetworkCanvas*>(object);
    return canvas ? new CanvasAccessible(canvas) : nullptr;
}

}  // namespace

void installNetworkAccessibility() {
    QAccessible::installFactory(makeAccessible);
}

void announceNetworkFocus(NetworkCanvas& canvas) {
    if (!QAccessible::isActive() || !canvas.hasFocus()) return;
    const auto items = canvas.items();
    const auto found = std::find(items.begin(), items.end(), canvas.focusItem());
    if (found == items.end()) return;
    QAccessibleEvent event(&canvas, QAccessible::Focus);
    event.setChild(static_cast<int>(found - items.begin()));
    QAccessible::updateAccessibility(&event);
}

}  // namespace glassbox
