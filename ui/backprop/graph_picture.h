#pragma once

#include "ui/backprop/graph_scene.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// The computation graph itself, as large as it needs to be; GraphCanvas scrolls it.
class GraphPicture : public QWidget {
    Q_OBJECT

  public:
    GraphPicture(WalkModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    void setEmptyText(const QString& text);
    /// Room that there is without scrolling.
    void setViewport(const QSize& size);

    const GraphScene& scene() const { return m_scene; }
    Index focusNode() const { return m_focus; }
    void setFocusNode(Index node);
    /// Goes to the node's operation; with `gradient`, to that of its gradient.
    void choose(Index node, bool gradient = false);
    QString wordsFor(Index node) const;
    QRect nodeRect(Index node) const;
    QRect noteRect(Index node) const;
    /// The node, or its gradient's line, at this place; -1: none.
    Index nodeAt(const QPointF& point) const;
    Index noteAt(const QPointF& point) const;
    bool isPresent(Index node) const;

  Q_SIGNALS:
    /// Should be scrolled into view.
    void revealed(const QRect& rect);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void rebuild();
    void reveal();

    WalkModel& m_model;
    ThemeSource& m_theme;
    FormulaStore m_formulas;
    GraphScene m_scene;
    QSize m_viewport{600, 400};
    QString m_emptyText;
    Index m_focus = -1;
};

}  // namespace glassbox
