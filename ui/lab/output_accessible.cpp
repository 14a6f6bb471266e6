#include "ui/lab/output_accessible.h"

#include "ui/lab/output_canvas.h"
#include "ui/lab/output_words.h"
#include "ui/shell/canvas_accessible.h"

namespace glassbox {

namespace {

int numberOf(const std::optional<std::size_t>& point) {
    return point ? static_cast<int>(*point) : -1;
}

class PointItems : public CanvasItems {
  public:
    explicit PointItems(OutputCanvas& canvas) : m_canvas(canvas) {}

    int count() const override { return static_cast<int>(m_canvas.points().points.size()); }
    CanvasItem item(int number) const override {
        const auto at = static_cast<std::size_t>(number);
        const OutputPoint& point = m_canvas.points().points[at];
        constexpr int half = 6;
        const QPoint place = m_canvas.frame().place(point.x, point.y).toPoint();
        CanvasItem item{pointName(m_canvas.scene(), point), m_canvas.wordsOf(at),
                        QRect(place - QPoint(half, half), QSize(2 * half, 2 * half))};
        item.selectable = !point.validation;
        item.selected = !point.validation && m_canvas.chosen() == point.sample;
        item.takesFocus = false;  // the cross-hair goes where the keys lead it
        return item;
    }
    int at(const QPoint& point) const override { return numberOf(m_canvas.hit(point)); }
    int focused() const override { return numberOf(m_canvas.hovered()); }
    void focus(int) override {}
    void press(int number) override { Q_EMIT m_canvas.pointClicked(static_cast<std::size_t>(number)); }

  private:
    OutputCanvas& m_canvas;
};

}  // namespace

void installOutputAccessibility() {
    installCanvasAccessibility<OutputCanvas, PointItems>();
}

void announceOutputPlace(OutputCanvas& canvas, std::optional<std::size_t> point) {
    announceCanvasItem(canvas, numberOf(point));
}

}  // namespace glassbox
