#include "ui/backprop/graph_canvas.h"

#include "ui/backprop/graph_picture.h"

#include <QScrollBar>
#include <QWheelEvent>

namespace glassbox {

GraphCanvas::GraphCanvas(WalkModel& model, ThemeSource& theme, QWidget* parent)
    : QScrollArea(parent), m_picture(new GraphPicture(model, theme)) {
    setObjectName(QStringLiteral("graphCanvas"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    setWidget(m_picture);
    m_picture->setAutoFillBackground(false);
    connect(m_picture, &GraphPicture::revealed, this, [this](const QRect& rect) {
        const QPoint middle = rect.center();
        ensureVisible(middle.x(), middle.y(), rect.width() / 2 + 60, rect.height() / 2 + 20);
    });
}

void GraphCanvas::setEmptyText(const QString& text) {
    m_picture->setEmptyText(text);
}

void GraphCanvas::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    m_picture->setViewport(viewport()->size());
}

// The graph grows sideways: where there is nothing to scroll up and down, the wheel moves it so.
void GraphCanvas::wheelEvent(QWheelEvent* event) {
    if (verticalScrollBar()->maximum() > 0 || horizontalScrollBar()->maximum() == 0)
        return QScrollArea::wheelEvent(event);
    const QPoint turn = event->angleDelta();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (turn.y() != 0 ? turn.y() : turn.x()) / 2);
}

}  // namespace glassbox
