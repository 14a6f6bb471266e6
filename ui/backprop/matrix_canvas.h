#pragma once

#include "ui/backprop/matrix_panel_layout.h"
#include "ui/formula/formula.h"
#include "ui/models/walk_model.h"
#include "ui/plots/color_map.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// Paints the present operation as matrices, with what the told number is made of lit. Up and Down move the focus over
/// the numbers in reading order, with Ctrl the arrows move it in all directions, PageUp and PageDown go to the other
/// matrices; Enter or a click chooses.
class MatrixCanvas : public QWidget {
    Q_OBJECT

  public:
    MatrixCanvas(WalkModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    const MatrixPanelLayout& layoutOfMatrices() const { return m_layout; }
    /// What is pointed at by mouse or keyboard, else what is told; in words with its value.
    QString words() const;
    QString words(const MatrixCell& cell) const;
    const std::optional<MatrixCell>& focusCell() const { return m_focus; }
    void setFocusCell(const MatrixCell& cell);
    void choose(const MatrixCell& cell);
    /// Follows the model: for the panel, which knows when it is seen.
    void refresh();
    /// Lets go of the step: nothing is shown until the next refresh().
    void forget();

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

  Q_SIGNALS:
    void wordsChanged();
    void wantsVisible(const QRectF& rect);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    std::vector<PlacedMatrix> measure() const;
    void arrange();
    QFont numberFont() const;
    Place placeOf(const MatrixCell& cell) const;
    bool isComputed(const PlacedMatrix& part) const;
    /// The number as it may be shown now: empty before it is computed, "?" while it is hidden.
    QString numberAt(const MatrixCell& cell) const;
    std::optional<MatrixCell> moved(const MatrixCell& from, int key, bool control) const;

    void paintPart(QPainter& painter, std::size_t i, const QRectF& visible) const;
    void paintMarks(QPainter& painter) const;
    void paintBrackets(QPainter& painter, const QRectF& rect) const;

    WalkModel& m_model;
    ThemeSource& m_theme;
    MathFontPtr m_font;
    MatrixPanelLayout m_layout;
    std::vector<PlacedMatrix> m_measured;  // before they are arranged
    std::vector<QString> m_joins;
    std::vector<Formula> m_symbols;
    std::vector<ValueRange> m_ranges;
    std::vector<std::vector<MatrixCell>> m_told;  // of each part, each once
    ColorMap m_map;
    std::optional<MatrixCell> m_focus;
};

/// Lets screen readers meet the numbers.
void installMatrixAccessibility();

}  // namespace glassbox
