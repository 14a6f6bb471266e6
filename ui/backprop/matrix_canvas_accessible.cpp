#include "ui/backprop/matrix_canvas.h"
#include "ui/shell/canvas_accessible.h"

namespace glassbox {

namespace {

class MatrixItems : public CanvasItems {
  public:
    explicit MatrixItems(MatrixCanvas& canvas) : m_canvas(canvas) {}

    int count() const override { return static_cast<int>(m_canvas.layoutOfMatrices().count()); }
    CanvasItem item(int number) const override {
        const MatrixCell cell = m_canvas.layoutOfMatrices().cellAt(number);
        CanvasItem item{m_canvas.words(cell), {}, m_canvas.layoutOfMatrices().cellRect(cell).toAlignedRect()};
        item.selectable = false;
        return item;
    }
    int at(const QPoint& point) const override { return numberOf(m_canvas.layoutOfMatrices().hit(point)); }
    int focused() const override { return numberOf(m_canvas.focusCell()); }
    void focus(int number) override { m_canvas.setFocusCell(m_canvas.layoutOfMatrices().cellAt(number)); }
    void press(int number) override { m_canvas.choose(m_canvas.layoutOfMatrices().cellAt(number)); }

  private:
    int numberOf(const std::optional<MatrixCell>& cell) const {
        return cell ? static_cast<int>(m_canvas.layoutOfMatrices().numberOf(*cell)) : -1;
    }

    MatrixCanvas& m_canvas;
};

}  // namespace

void installMatrixAccessibility() {
    installCanvasAccessibility<MatrixCanvas, MatrixItems>();
}

}  // namespace glassbox
