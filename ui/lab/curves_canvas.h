#pragma once

#include "ui/lab/curves_layout.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// Paints the activation function of every layer with the units' z of one sample on it. The arrow keys move from unit
/// to unit; clicking a mark chooses its unit.
class CurvesCanvas : public QWidget {
    Q_OBJECT
    /// The window's shortcuts leave the arrow keys to a widget with this property while it has the focus.
    Q_PROPERTY(bool wantsArrows READ wantsArrows CONSTANT)

  public:
    CurvesCanvas(LabSelection& selection, ThemeSource& theme, QWidget* parent = nullptr);

    bool wantsArrows() const { return true; }
    void setSnapshot(const SnapshotPtr& snapshot, const std::shared_ptr<const Dataset>& dataset);
    /// Size that the canvas may fill without scrolling.
    void setStrip(const QSize& strip);
    const CurvesLayout& layoutOfCurves() const { return m_layout; }
    bool hasValues() const { return !m_layout.panels.empty(); }

    /// All units that can be pointed at, layer by layer, in the order in which the keys reach them.
    std::vector<UnitRef> units() const;
    QRectF rectOf(const UnitRef& unit) const;
    /// "Layer 1, unit 3: z = 1.52, a = 0.909, slope 0.174"
    QString nameOf(const UnitRef& unit) const;
    std::optional<UnitRef> focusUnit() const { return m_focused; }
    void setFocusUnit(const UnitRef& unit);
    /// Chooses the unit everywhere, or gives it up if it is chosen.
    void activate(const UnitRef& unit);

    /// The unit pointed at, by the mouse, else by the keys, in words; empty if there is none.
    QString words() const;
    QSize sizeHint() const override;

  Q_SIGNALS:
    void currentChanged();
    /// The unit with the focus should be visible.
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
    void rebuild();
    void setHovered(const std::optional<UnitRef>& unit);
    void stepFocus(int by);
    void stepLayer(int by);
    const LayerPreActivations* layerOf(Index layer) const;
    // curves_painter.cpp
    void paintPanel(QPainter& painter, const CurvePanel& panel) const;
    void paintAxes(QPainter& painter, const CurvePanel& panel) const;
    void paintMarks(QPainter& painter, const CurvePanel& panel) const;
    void paintBars(QPainter& painter, const CurvePanel& panel) const;

    LabSelection& m_selection;
    ThemeSource& m_theme;
    SnapshotPtr m_snapshot;
    std::shared_ptr<const Dataset> m_data;
    std::vector<ActivationShape> m_shapes;  // of the snapshot's layers
    QSize m_strip;
    CurvesLayout m_layout;
    std::optional<UnitRef> m_hovered, m_focused;
};

}  // namespace glassbox
