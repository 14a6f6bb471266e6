#include "ui/lab/curves_accessible.h"

#include "ui/lab/curves_canvas.h"
#include "ui/shell/canvas_accessible.h"

#include <algorithm>

namespace glassbox {

namespace {

int numberOf(const CurvesCanvas& canvas, const std::optional<UnitRef>& unit) {
    const auto units = canvas.units();
    const auto found = unit ? std::find(units.begin(), units.end(), *unit) : units.end();
    return found == units.end() ? -1 : static_cast<int>(found - units.begin());
}

/// Units on their curves, in the order of the keys.
class CurveItems : public CanvasItems {
  public:
    explicit CurveItems(CurvesCanvas& canvas) : m_canvas(canvas) {}

    int count() const override { return static_cast<int>(m_canvas.units().size()); }
    CanvasItem item(int number) const override {
        const UnitRef own = unit(number);
        return {m_canvas.nameOf(own), {}, m_canvas.rectOf(own).toAlignedRect()};
    }
    int at(const QPoint& point) const override { return numberOf(m_canvas, m_canvas.layoutOfCurves().hit(point)); }
    int focused() const override { return numberOf(m_canvas, m_canvas.focusUnit()); }
    void focus(int number) override { m_canvas.setFocusUnit(unit(number)); }
    void press(int number) override { m_canvas.activate(unit(number)); }

  private:
    UnitRef unit(int number) const { return m_canvas.units()[static_cast<std::size_t>(number)]; }

    CurvesCanvas& m_canvas;
};

}  // namespace

void installCurvesAccessibility() {
    installCanvasAccessibility<CurvesCanvas, CurveItems>();
}

void announceCurvesFocus(CurvesCanvas& canvas) {
    if (const int number = numberOf(canvas, canvas.focusUnit()); number >= 0) announceCanvasItem(canvas, number);
}

}  // namespace glassbox
