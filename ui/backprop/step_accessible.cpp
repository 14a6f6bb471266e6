#include "ui/backprop/step_accessible.h"

#include "ui/backprop/step_canvas.h"
#include "ui/shell/canvas_accessible.h"

#include <algorithm>

namespace glassbox {

namespace {

int numberOf(const StepCanvas& canvas, const StepItem& item) {
    const auto& items = canvas.items();
    const auto found = std::lower_bound(items.begin(), items.end(), item, [](const StepItem& a, const StepItem& b) {
        return std::pair(a.column, a.unit) < std::pair(b.column, b.unit);
    });
    // A link or a bias is told with the unit that it leads to.
    return found == items.end() ? -1 : static_cast<int>(found - items.begin());
}

class StepItems : public CanvasItems {
  public:
    explicit StepItems(StepCanvas& canvas) : m_canvas(canvas) {}

    int count() const override { return static_cast<int>(m_canvas.items().size()); }
    CanvasItem item(int number) const override {
        const StepItem own = itemAt(number);
        const bool focused = m_canvas.focusItem() && focused_(number);
        CanvasItem item{m_canvas.wordsFor(focused ? m_canvas.focusItem() : own),
                        StepCanvas::tr("Press to see how this number came about."),
                        m_canvas.scene().layout.rect(own).toAlignedRect()};
        item.selected = m_canvas.scene().result == own;
        return item;
    }
    int at(const QPoint& point) const override {
        const StepItem item = m_canvas.scene().layout.itemAt(point);
        const bool unit = item.kind == StepItemKind::Unit || item.kind == StepItemKind::Loss;
        return unit ? numberOf(m_canvas, item) : -1;
    }
    int focused() const override { return m_canvas.focusItem() ? numberOf(m_canvas, m_canvas.focusItem()) : -1; }
    void focus(int number) override { m_canvas.setFocusItem(itemAt(number)); }
    void press(int number) override { m_canvas.choose(itemAt(number)); }

  private:
    StepItem itemAt(int number) const { return m_canvas.items()[static_cast<std::size_t>(number)]; }
    bool focused_(int number) const { return numberOf(m_canvas, m_canvas.focusItem()) == number; }

    StepCanvas& m_canvas;
};

}  // namespace

void installStepAccessibility() {
    installCanvasAccessibility<StepCanvas, StepItems>();
}

void announceStepFocus(StepCanvas& canvas) {
    if (canvas.focusItem()) announceCanvasItem(canvas, numberOf(canvas, canvas.focusItem()));
}

}  // namespace glassbox
