#include "ui/lab/output_accessible.h"

#include "ui/lab/output_canvas.h"
#include "ui/lab/output_words.h"

#include <QAccessibleWidget>
#include <QPointer>

#include <algorithm>

namespace glassbox {

namespace {

/// One point. Refers to it by number, so that it may outlive the point.
class PointAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
  public:
    PointAccessible(QPointer<OutputCanvas> canvas, std::size_t number)
        : m_canvas(std::move(canvas)), m_number(number) {}

    bool isValid() const override { return m_canvas && m_number < m_canvas->points().points.size(); }
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
        if (kind == QAccessible::Name) return pointName(m_canvas->scene(), point());
        if (kind == QAccessible::Description) return m_canvas->wordsOf(m_number);
        return {};
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override {
        if (!isValid()) return {};
        constexpr int half = 6;
        const QPoint at = m_canvas->frame().place(point().x, point().y).toPoint();
        return {m_canvas->mapToGlobal(at - QPoint(half, half)), QSize(2 * half, 2 * half)};
    }
    QAccessible::Role role() const override { return QAccessible::Graphic; }
    QAccessible::State state() const override {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.focusable = true;
        state.focused = m_canvas->hasFocus() && m_canvas->hovered() == m_number;
        state.selectable = !point().validation;
        state.selected = !point().validation && m_canvas->chosen() == point().sample;
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString& name) override {
        if (isValid() && name == pressAction()) Q_EMIT m_canvas->pointClicked(m_number);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

  private:
    const OutputPoint& point() const { return m_canvas->points().points[m_number]; }

    QPointer<OutputCanvas> m_canvas;
    std::size_t m_number;
};

class CanvasAccessible : public QAccessibleWidget {
  public:
    explicit CanvasAccessible(OutputCanvas* canvas) : QAccessibleWidget(canvas, QAccessible::Canvas) {}
    ~CanvasAccessible() override {
        for (const QAccessible::Id id : m_points) QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return static_cast<int>(canvas()->points().points.size()); }
    QAccessibleInterface* child(int index) const override {
        if (index < 0 || index >= childCount()) return nullptr;
        while (m_points.size() <= static_cast<std::size_t>(index))
            m_points.push_back(
                QAccessible::registerAccessibleInterface(new PointAccessible(canvas(), m_points.size())));
        return QAccessible::accessibleInterface(m_points[static_cast<std::size_t>(index)]);
    }
    int indexOfChild(const QAccessibleInterface* child) const override {
        const auto found = std::find_if(m_points.begin(), m_points.end(), [child](QAccessible::Id id) {
            return QAccessible::accessibleInterface(id) == child;
        });
        return found == m_points.end() ? -1 : static_cast<int>(found - m_points.begin());
    }
    QAccessibleInterface* childAt(int x, int y) const override {
        const auto point = canvas()->hit(canvas()->mapFromGlobal(QPoint(x, y)));
        return point ? child(static_cast<int>(*point)) : nullptr;
    }
    QAccessibleInterface* focusChild() const override {
        const auto hovered = canvas()->hovered();
        if (!canvas()->hasFocus() || !hovered) return QAccessibleWidget::focusChild();
        return child(static_cast<int>(*hovered));
    }

  private:
    OutputCanvas* canvas() const { return static_cast<OutputCanvas*>(widget()); }

    mutable std::vector<QAccessible::Id> m_points;
};

QAccessibleInterface* makeAccessible(const QString&, QObject* object) {
    auto* canvas = qobject_cast<OutputCanvas*>(object);
    return canvas ? new CanvasAccessible(canvas) : nullptr;
}

}  // namespace

void installOutputAccessibility() {
    QAccessible::installFactory(makeAccessible);
}

void announceOutputPlace(OutputCanvas& canvas, std::optional<std::size_t> point) {
    if (!QAccessible::isActive() || !canvas.hasFocus()) return;
    QAccessibleEvent event(&canvas, QAccessible::Focus);
    if (point) event.setChild(static_cast<int>(*point));
    QAccessible::updateAccessibility(&event);
}

}  // namespace glassbox
