#include "ui/shell/canvas_accessible.h"

#include <QAccessibleWidget>
#include <QPointer>

#include <algorithm>
#include <vector>

namespace glassbox {

namespace {

/// One thing. Refers to it by number, so that it may outlive the thing; the canvas outlives neither.
class ItemAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
  public:
    ItemAccessible(QWidget* canvas, CanvasItems& items, int number)
        : m_canvas(canvas), m_items(items), m_number(number) {}

    bool isValid() const override { return m_canvas && m_number < m_items.count(); }
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
        if (kind == QAccessible::Name) return item().name;
        return kind == QAccessible::Description ? item().description : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override {
        if (!isValid()) return {};
        const QRect inside = item().rect;
        return {m_canvas->mapToGlobal(inside.topLeft()), inside.size()};
    }
    QAccessible::Role role() const override { return isValid() ? item().role : QAccessible::Graphic; }
    QAccessible::State state() const override {
        QAccessible::State state;
        state.invalid = !isValid();
        if (!isValid()) return state;
        const CanvasItem own = item();
        state.focusable = true;
        state.focused = m_canvas->hasFocus() && m_items.focused() == m_number;
        state.selectable = own.selectable;
        state.selected = own.selected;
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }

    QStringList actionNames() const override {
        if (!isValid()) return {};
        return item().takesFocus ? QStringList{pressAction(), setFocusAction()} : QStringList{pressAction()};
    }
    void doAction(const QString& name) override {
        if (!isValid()) return;
        m_items.focus(m_number);
        if (name == pressAction()) m_items.press(m_number);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

  private:
    CanvasItem item() const { return m_items.item(m_number); }

    QPointer<QWidget> m_canvas;
    CanvasItems& m_items;
    int m_number;
};

class CanvasAccessible : public QAccessibleWidget {
  public:
    CanvasAccessible(QWidget* canvas, std::unique_ptr<CanvasItems> items)
        : QAccessibleWidget(canvas, QAccessible::Canvas), m_items(std::move(items)) {}
    ~CanvasAccessible() override {
        for (const QAccessible::Id id : m_made) QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return m_items->count() + QAccessibleWidget::childCount(); }
    QAccessibleInterface* child(int index) const override {
        if (index < 0) return nullptr;
        if (index >= m_items->count()) return QAccessibleWidget::child(index - m_items->count());
        while (static_cast<int>(m_made.size()) <= index) {
            auto* item = new ItemAccessible(widget(), *m_items, static_cast<int>(m_made.size()));
            m_made.push_back(QAccessible::registerAccessibleInterface(item));
        }
        return QAccessible::accessibleInterface(m_made[static_cast<std::size_t>(index)]);
    }
    int indexOfChild(const QAccessibleInterface* child) const override {
        const auto found = std::find_if(m_made.begin(), m_made.end(), [&](QAccessible::Id id) {
            return QAccessible::accessibleInterface(id) == child;
        });
        if (found != m_made.end()) return static_cast<int>(found - m_made.begin());
        const int index = QAccessibleWidget::indexOfChild(child);
        return index < 0 ? index : index + m_items->count();
    }
    QAccessibleInterface* childAt(int x, int y) const override {
        const int number = m_items->at(widget()->mapFromGlobal(QPoint(x, y)));
        return number < 0 ? QAccessibleWidget::childAt(x, y) : child(number);
    }
    QAccessibleInterface* focusChild() const override {
        const int number = widget()->hasFocus() ? m_items->focused() : -1;
        return number < 0 ? QAccessibleWidget::focusChild() : child(number);
    }

  private:
    std::unique_ptr<CanvasItems> m_items;
    mutable std::vector<QAccessible::Id> m_made;
};

}  // namespace

QAccessibleInterface* makeCanvasAccessible(QWidget* canvas, std::unique_ptr<CanvasItems> items) {
    return new CanvasAccessible(canvas, std::move(items));
}

void announceCanvasItem(QWidget& canvas, int number) {
    if (!QAccessible::isActive() || !canvas.hasFocus()) return;
    QAccessibleEvent event(&canvas, QAccessible::Focus);
    if (number >= 0) event.setChild(number);
    QAccessible::updateAccessibility(&event);
}

}  // namespace glassbox
