#include "ui/lab/curves_accessible.h"

#include "ui/lab/curves_canvas.h"

#include <QAccessibleWidget>
#include <QPointer>

#include <algorithm>

namespace glassbox {

namespace {

/// One unit on its curve. Refers to it by its place in the order of the keys, so that it may outlive it.
class UnitAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
  public:
    UnitAccessible(QPointer<CurvesCanvas> canvas, std::size_t number) : m_canvas(std::move(canvas)), m_number(number) {}

    bool isValid() const override { return unit().has_value(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override {
        return m_canvas ? QAccessible::queryAccessibleInterface(m_canvas) : nullptr;
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override {
        return isValid() && kind == QAccessible::Name ? m_canvas->nameOf(*unit()) : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override {
        if (!isValid()) return {};
        const QRect inside = m_canvas->rectOf(*unit()).toAlignedRect();
        return {m_canvas->mapToGlobal(inside.topLeft()), inside.size()};
    }
    QAccessible::Role role() const override { return QAccessible::Graphic; }
    QAccessible::State state() const override {
        QAccessible::State state;
        state.invalid = !isValid();
        if (!isValid()) return state;
        state.focusable = true;
        state.selectable = true;
        state.focused = m_canvas->hasFocus() && m_canvas->focusUnit() == unit();
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString& name) override {
        if (!isValid()) return;
        const UnitRef own = *unit();
        m_canvas->setFocusUnit(own);
        if (name == pressAction()) m_canvas->activate(own);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

  private:
    std::optional<UnitRef> unit() const {
        if (!m_canvas) return {};
        const auto units = m_canvas->units();
        return m_number < units.size() ? std::optional(units[m_number]) : std::nullopt;
    }

    QPointer<CurvesCanvas> m_canvas;
    std::size_t m_number;
};

class CurvesAccessible : public QAccessibleWidget {
  public:
    explicit CurvesAccessible(CurvesCanvas* canvas) : QAccessibleWidget(canvas, QAccessible::Canvas) {}
    ~CurvesAccessible() override {
        for (const QAccessible::Id id : m_units) QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return static_cast<int>(canvas()->units().size()); }
    QAccessibleInterface* child(int index) const override {
        if (index < 0 || index >= childCount()) return nullptr;
        while (static_cast<int>(m_units.size()) <= index)
            m_units.push_back(QAccessible::registerAccessibleInterface(new UnitAccessible(canvas(), m_units.size())));
        return QAccessible::accessibleInterface(m_units[static_cast<std::size_t>(index)]);
    }
    int indexOfChild(const QAccessibleInterface* child) const override {
        for (std::size_t i = 0; i < m_units.size(); ++i)
            if (QAccessible::accessibleInterface(m_units[i]) == child) return static_cast<int>(i);
        return -1;
    }
    QAccessibleInterface* childAt(int x, int y) const override {
        const auto unit = canvas()->layoutOfCurves().hit(canvas()->mapFromGlobal(QPoint(x, y)));
        return unit ? child(placeOf(*unit)) : nullptr;
    }
    QAccessibleInterface* focusChild() const override {
        return canvas()->hasFocus() && canvas()->focusUnit() ? child(placeOf(*canvas()->focusUnit())) : nullptr;
    }
    int placeOf(const UnitRef& unit) const {
        const auto units = canvas()->units();
        const auto found = std::find(units.begin(), units.end(), unit);
        return found == units.end() ? -1 : static_cast<int>(found - units.begin());
    }

  private:
    CurvesCanvas* canvas() const { return static_cast<CurvesCanvas*>(widget()); }

    mutable std::vector<QAccessible::Id> m_units;
};

QAccessibleInterface* makeAccessible(const QString&, QObject* object) {
    auto* canvas = qobject_cast<CurvesCanvas*>(object);
    return canvas ? new CurvesAccessible(canvas) : nullptr;
}

}  // namespace

void installCurvesAccessibility() {
    QAccessible::installFactory(makeAccessible);
}

void announceCurvesFocus(CurvesCanvas& canvas) {
    if (!QAccessible::isActive() || !canvas.hasFocus() || !canvas.focusUnit()) return;
    const auto units = canvas.units();
    const auto found = std::find(units.begin(), units.end(), *canvas.focusUnit());
    if (found == units.end()) return;
    QAccessibleEvent event(&canvas, QAccessible::Focus);
    event.setChild(static_cast<int>(found - units.begin()));
    QAccessible::updateAccessibility(&event);
}

}  // namespace glassbox
