#include "ui/plots/surface_accessible.h"

#include "ui/plots/surface_canvas.h"

namespace glassbox {

namespace {

class SurfaceItems : public CanvasItems {
  public:
    explicit SurfaceItems(SurfaceCanvas& canvas) : m_canvas(canvas) {}

    int count() const override { return static_cast<int>(m_canvas.items().size()); }
    CanvasItem item(int number) const override {
        const ContourItem& of = m_canvas.items()[static_cast<std::size_t>(number)];
        const QStringList words = m_canvas.wordsOf(of);
        constexpr int half = 10;
        CanvasItem item{words.front(), words.mid(1).join(QStringLiteral(", ")),
                        QRect(of.place.toPoint() - QPoint(half, half), QSize(2 * half, 2 * half))};
        item.selectable = of.kind == ContourItem::Kind::Head;
        item.selected = item.selectable && m_canvas.overlay().paths[of.index].selected;
        return item;
    }
    int at(const QPoint& point) const override { return m_canvas.hit(point); }
    int focused() const override { return m_canvas.focusedItem(); }
    void focus(int number) override {
        m_canvas.setFocus(Qt::OtherFocusReason);
        m_canvas.focusItem(number);
    }
    void press(int number) override { m_canvas.pressItem(number); }

  private:
    SurfaceCanvas& m_canvas;
};

}  // namespace

void installSurfaceAccessibility() {
    installCanvasAccessibility<SurfaceCanvas, SurfaceItems>();
}

}  // namespace glassbox
