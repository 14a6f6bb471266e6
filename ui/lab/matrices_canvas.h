#pragma once

#include "engine/runtime/training_session.h"
#include "ui/lab/matrix_layout.h"
#include "ui/models/lab_selection.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// Paints a matrix of every layer as a heat map: weights, gradients, activations ... The arrow keys move a cell that
/// has the focus; clicking a row chooses its unit.
class MatricesCanvas : public QWidget {
    Q_OBJECT
    /// The window's shortcuts leave the arrow keys to a widget with this property while it has the focus.
    Q_PROPERTY(bool wantsArrows READ wantsArrows CONSTANT)

  public:
    MatricesCanvas(LabSelection& selection, ThemeSource& theme, MatrixSource source, QWidget* parent = nullptr);

    bool wantsArrows() const { return true; }
    void setSnapshot(const SnapshotPtr& snapshot);
    void setDataset(const DatasetPtr& dataset);
    /// Size that the canvas may fill without scrolling.
    void setStrip(const QSize& strip);

    const MatrixLayout& layoutOfMatrices() const { return m_layout; }
    const MatrixSource& source() const { return m_source; }
    /// Each layer with a scale of its own, written beside its title, or one scale for all.
    void setPerLayer(bool perLayer);
    bool isPerLayer() const { return m_perLayer; }
    /// The scale of all layers.
    const ValueRange& range() const { return m_range; }
    /// The scale that a group is painted with.
    const ValueRange& rangeOf(std::size_t group) const { return m_perLayer ? m_ranges[group] : m_range; }
    bool hasValues() const;
    /// The cell pointed at: by the mouse, else by the keys.
    std::optional<MatrixLayout::Cell> current() const;
    /// Its value in words; empty if there is none.
    QString words() const;
    QSize sizeHint() const override;

  Q_SIGNALS:
    void currentChanged();
    void rangeChanged();
    /// The cell with the focus should be visible.
    void wantsVisible(const QRectF& rect);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    bool edit(const MatrixLayout::Cell& at);
    std::optional<MatrixLayout::Cell> openCell() const;
    void refreshLayout();
    void refreshRange();
    void choose(const MatrixLayout::Cell& cell);
    void setFocused(const MatrixLayout::Cell& cell);
    bool stepAcross(MatrixLayout::Cell& cell, bool right) const;
    bool hasValues(const MatrixTable& table) const;
    ValueRange scaleAround(double largest, const ValueRange& before) const;

    LabSelection& m_selection;
    ThemeSource& m_theme;
    SnapshotPtr m_snapshot;
    DatasetPtr m_dataset;
    MatrixSource m_source;
    std::shared_ptr<const NetworkSummary> m_network;
    std::vector<MatrixBlock> m_blocks;
    QSize m_strip;
    MatrixLayout m_layout;
    ValueRange m_range;
    std::vector<ValueRange> m_ranges;  // of each group
    bool m_perLayer = false;
    bool m_scaled = false;  // the ranges come from values
    ColorMap m_map;
    std::optional<MatrixLayout::Cell> m_hovered, m_focused;
};

}  // namespace glassbox
