#pragma once

#include "ui/backprop/gradient_bars_layout.h"
#include "ui/models/walk_model.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// How large the gradient still is at each layer, as bars on a logarithmic scale that appear as the walk goes back:
/// where it fades or grows from layer to layer, it is seen and said.
class GradientBars : public QWidget {
    Q_OBJECT

  public:
    GradientBars(WalkModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    /// What stands here while there is no walk.
    void setEmptyText(const QString& text);
    /// "From layer 6 back to layer 1 the gradient shrinks 1 400-fold: it vanishes."
    const QString& sentence() const { return m_sentence; }
    const std::vector<GradientSize>& sizes() const { return m_sizes; }
    /// True once the walk has come back to the layer.
    bool isKnown(Index layer) const;
    bool areWeightsKnown(Index layer) const;
    QString wordsFor(Index layer) const;
    QRectF barRect(Index layer) const;
    /// Layer whose bars are there; -1: none.
    Index layerAt(const QPointF& point) const;
    Index focusLayer() const { return m_focus; }
    void setFocusLayer(Index layer);
    /// Goes to where the layer's error is computed.
    void choose(Index layer);

    QSize sizeHint() const override { return {360, 200}; }
    QSize minimumSizeHint() const override { return {220, 130}; }

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void walkChanged();
    void placeChanged();
    void relayout();
    void point(Index layer);
    Index firstKnown() const;
    // gradient_bars_painter.cpp
    void paintAxis(QPainter& painter) const;
    void paintBar(QPainter& painter, Index layer) const;
    void paintLegend(QPainter& painter) const;

    WalkModel& m_model;
    ThemeSource& m_theme;
    std::vector<GradientSize> m_sizes;
    DecadeAxis m_axis;
    GradientBarsLayout m_layout;
    QString m_sentence, m_emptyText;
    Index m_focus = -1;
};

/// The sentence for the layers from `first` on, which the walk has come back to.
QString courseWords(const std::vector<GradientSize>& sizes, Index first);

}  // namespace glassbox
