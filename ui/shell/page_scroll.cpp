#include "ui/shell/page_scroll.h"

#include <QEvent>
#include <QScrollBar>

namespace glassbox {

namespace {

constexpr int mostTurns = 4;

}  // namespace

PageScroll::PageScroll(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
}

void PageScroll::setFitsWidth(bool fits) {
    m_fitsWidth = fits;
    setHorizontalScrollBarPolicy(fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    fitWidth();
}

void PageScroll::fitWidth() {
    if (!m_fitsWidth || !widget()) return;
    setMinimumWidth(widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width());
}

bool PageScroll::eventFilter(QObject* watched, QEvent* event) {
    if (watched != widget() || (event->type() != QEvent::Resize && event->type() != QEvent::LayoutRequest))
        return QScrollArea::eventFilter(watched, event);
    if (event->type() == QEvent::LayoutRequest) fitWidth();
    if (m_turns >= mostTurns) return false;
    ++m_turns;
    const bool handled = QScrollArea::eventFilter(watched, event);
    --m_turns;
    return handled;
}

void PageScroll::resizeEvent(QResizeEvent* event) {
    if (m_turns >= mostTurns) return;
    ++m_turns;
    QScrollArea::resizeEvent(event);
    --m_turns;
}

}  // namespace glassbox
