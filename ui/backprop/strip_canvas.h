#pragma once

#include "ui/backprop/strip_layout.h"
#include "ui/formula/formula.h"
#include "ui/models/walk_model.h"
#include "ui/shell/theme.h"

#include <QWidget>

namespace glassbox {

/// All operations of the walk in a row: what was done, what is told, what comes. A click or a drag jumps.
class StripCanvas : public QWidget {
    Q_OBJECT

  public:
    StripCanvas(WalkModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    /// How much room there is; the strip is at least as large.
    void setViewport(const QSize& size);
    const StripLayout& geometryOfBoxes() const { return m_layout; }
    /// Marks the place that comes next, while the walk goes on by itself.
    void setUpcoming(bool marked);
    WalkModel& model() const { return m_model; }
    QString describe(Index operation) const;

  Q_SIGNALS:
    /// This part is to be seen.
    void revealed(const QRect& rect);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void relayout();
    QSize walkSize() const;
    void follow();
    void jumpTo(const QPointF& point);
    void paintBox(QPainter& painter, Index i, const std::pair<Index, Index>& covered) const;
    void paintLabels(QPainter& painter) const;

    WalkModel& m_model;
    ThemeSource& m_theme;
    MathFontPtr m_font;
    std::vector<Formula> m_symbols;
    StripLayout m_layout;
    QSize m_viewport;
    Index m_hovered = -1;
    bool m_upcoming = false;
};

}  // namespace glassbox
