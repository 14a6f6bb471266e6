#pragma once

#include "engine/runtime/training_session.h"
#include "ui/lab/weight_tables.h"
#include "ui/models/lab_selection.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// Paints the heat maps of all layers. The arrow keys move a cell that has the focus; clicking a row chooses its unit.
class WeightsCanvas : public QWidget {
    Q_OBJECT
    /// The window's shortcuts leave the arrow keys to a widget with this property while it has the focus.
    Q_PROPERTY(bool wantsArrows READ wantsArrows CONSTANT)

  public:
    WeightsCanvas(LabSelection& selection, ThemeSource& theme, QWidget* parent = nullptr);

    bool wantsArrows() const { return true; }
    void setSnapshot(const SnapshotPtr& snapshot);
    void setDataset(const DatasetPtr& dataset);
    /// Size that the canvas may fill without scrolling.
    void setStrip(const QSize& strip);

    const WeightLayout& layoutOfWeights() const { return m_layout; }
    /// One scale for all layers.
    const ValueRange& range() const { return m_range; }
    /// The cell pointed at: by the mouse, else by the keys.
    std::optional<WeightLayout::Cell> current() const;
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
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void refreshLayout();
    void refreshRange();
    void choose(const WeightLayout::Cell& cell);
    void setFocused(const WeightLayout::Cell& cell);
    bool stepAcross(WeightLayout::Cell& cell, bool right) const;
    bool hasValues(const WeightTable& table) const;

    LabSelection& m_selection;
    ThemeSource& m_theme;
    SnapshotPtr m_snapshot;
    DatasetPtr m_dataset;
    std::shared_ptr<const NetworkSummary> m_network;
    QSize m_strip;
    WeightLayout m_layout;
    ValueRange m_range;
    ColorMap m_map;
    std::optional<WeightLayout::Cell> m_hovered, m_focused;
};

}  // namespace glassbox
