#pragma once

#include <QScrollArea>

namespace glassbox {

class GraphPicture;
class ThemeSource;
class WalkModel;

/// The training step as a computation graph: operations as nodes, local derivatives on the edges, and under each node
/// its gradient once the walk has come back to it. Deep graphs scroll; what is told is kept in view.
class GraphCanvas : public QScrollArea {
    Q_OBJECT

  public:
    GraphCanvas(WalkModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    /// What stands here while there is no walk.
    void setEmptyText(const QString& text);
    GraphPicture& picture() { return *m_picture; }

    QSize sizeHint() const override { return {780, 520}; }

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    GraphPicture* m_picture;
};

}  // namespace glassbox
