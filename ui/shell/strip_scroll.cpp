#include "ui/shell/strip_scroll.h"

#include <QScrollBar>
#include <QWheelEvent>

namespace glassbox {

StripScroll::StripScroll(QWidget* canvas, Resized resized) : m_resized(std::move(resized)) {
    setWidget(canvas);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    canvas->setAutoFillBackground(false);
}

void StripScroll::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    m_resized(viewport()->size());
}

void StripScroll::wheelEvent(QWheelEvent* event) {
    const QPoint turn = event->angleDelta();
    if (horizontalScrollBar()->maximum() == 0) return event->ignore();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (turn.y() != 0 ? turn.y() : turn.x()) / 2);
}

}  // namespace glassbox
