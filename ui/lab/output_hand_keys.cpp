#include "ui/lab/output_accessible.h"
#include "ui/lab/output_canvas.h"
#include "ui/lab/output_hand.h"

#include <QKeyEvent>

#include <algorithm>

namespace glassbox {

namespace {

// With these a key is still itself; on some keyboards brackets need the group switch.
constexpr Qt::KeyboardModifiers plainModifiers = Qt::ShiftModifier | Qt::KeypadModifier | Qt::GroupSwitchModifier;

}  // namespace

bool OutputHand::wants(const QKeyEvent& event) const {
    if (event.modifiers() & ~plainModifiers) return false;
    switch (event.key()) {
        case Qt::Key_P:
        case Qt::Key_M:
        case Qt::Key_X:
        case Qt::Key_L:
            return true;
        case Qt::Key_V:
        case Qt::Key_BracketLeft:
        case Qt::Key_BracketRight:
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            return m_editor.tool() != PointTool::Look;
        default:
            return m_editor.tool() != PointTool::Look && event.key() >= Qt::Key_A && event.key() <= Qt::Key_J;
    }
}

bool OutputHand::letter(const QKeyEvent& event) {
    switch (event.key()) {
        case Qt::Key_P:
            m_editor.setTool(PointTool::Draw);
            break;
        case Qt::Key_M:
            m_editor.setTool(PointTool::Move);
            break;
        case Qt::Key_X:
            m_editor.setTool(PointTool::Erase);
            break;
        case Qt::Key_L:
            m_editor.setTool(PointTool::Look);
            break;
        case Qt::Key_V:
            m_editor.setValidation(!m_editor.isValidation());
            break;
        case Qt::Key_BracketLeft:
            m_editor.stepChoice(-1);
            break;
        case Qt::Key_BracketRight:
            m_editor.stepChoice(1);
            break;
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            eraseUnderCross();
            break;
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            jumpToPoint(event.key() == Qt::Key_PageDown);
            break;
        default:
            if (m_editor.classCount() == 0) return false;
            if (event.key() - Qt::Key_A >= m_editor.classCount())
                say(tr("There is no class %1; the data panel sets how many classes there are.")
                        .arg(event.key() - Qt::Key_A));
            else
                m_editor.setLabel(event.key() - Qt::Key_A);
    }
    return true;
}

bool OutputHand::key(const QKeyEvent& event) {
    if (event.key() == Qt::Key_Escape) return back();
    if (wants(event)) return letter(event);
    if (m_editor.tool() == PointTool::Look || (event.modifiers() & ~plainModifiers)) return false;
    const bool fine = event.modifiers() & Qt::ShiftModifier;
    switch (event.key()) {
        case Qt::Key_Left:
            moveCross(-1, 0, fine);
            return true;
        case Qt::Key_Right:
            moveCross(1, 0, fine);
            return true;
        case Qt::Key_Up:
            moveCross(0, 1, fine);
            return true;
        case Qt::Key_Down:
            moveCross(0, -1, fine);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!event.isAutoRepeat()) act();  // held down it would pile up points in one place
            return true;
        default:
            return false;
    }
}

void OutputHand::moveCross(int columns, int rows, bool fine) {
    if (!canPlace() || m_pressed) return;
    const OutputFrame& frame = m_canvas.frame();
    const double stepX = (frame.xMax - frame.xMin) / (fine ? 120 : 24);
    const double stepY = (frame.yMax - frame.yMin) / (fine ? 120 : 24);
    const bool first = !m_cross;
    if (first) m_cross = QPointF((frame.xMin + frame.xMax) / 2, (frame.yMin + frame.yMax) / 2);
    // The first key only shows where it is.
    if (!first) {
        m_cross = QPointF(std::clamp(m_cross->x() + columns * stepX, frame.xMin, frame.xMax),
                          std::clamp(m_cross->y() + rows * stepY, frame.yMin, frame.yMax));
    }
    if (m_carrying) m_editor.moveTo(*m_cross);
    refresh();
    announce();
}

void OutputHand::jumpToPoint(bool forward) {
    if (!canPlace() || m_carrying) return;
    const auto next = m_canvas.pointBeside(m_cross ? m_canvas.hit(placeOf(*m_cross)) : std::nullopt, forward);
    if (!next) return;
    const OutputPoint& point = m_canvas.points().points[*next];
    m_cross = QPointF(point.x, point.y);
    refresh();
    announce();
}

// Enter: draws, picks up or puts down, or erases at the cross-hair.
void OutputHand::act() {
    if (!canPlace()) return say(whyNotHere());
    if (!m_cross) return moveCross(0, 0, false);
    if (m_carrying) {
        m_editor.finish();
        m_carrying = false;
    } else if (m_editor.tool() == PointTool::Move) {
        pickAt(placeOf(*m_cross));
        m_carrying = m_editor.isActive();
    } else if (m_editor.tool() == PointTool::Erase) {
        m_editor.begin();
        eraseAt(placeOf(*m_cross));
        m_editor.finish();
    } else {
        m_editor.begin();
        drawAt(*m_cross);
        m_editor.finish();
    }
    refresh();
    announce();
}

void OutputHand::eraseUnderCross() {
    if (!canPlace() || m_carrying || !m_cross) return;
    const auto point = m_canvas.hit(placeOf(*m_cross));
    if (!point) return say(tr("There is no point under the cross-hair."));
    const OutputPoint& found = m_canvas.points().points[*point];
    m_editor.begin();
    m_editor.erase({found.validation, found.sample});
    m_editor.finish();
    announce();
}

bool OutputHand::back() {
    if (m_editor.isActive()) {
        m_editor.cancel();
        m_pressed = m_carrying = false;
        refresh();
        return true;
    }
    if (m_editor.tool() == PointTool::Look) return false;
    m_editor.setTool(PointTool::Look);
    return true;
}

void OutputHand::announce() {
    if (!m_cross) return;
    QString words = m_describe ? m_describe(*m_cross) : QString();
    if (m_carrying) words = tr("Carrying a point. %1").arg(words);
    m_canvas.setAccessibleDescription(words);
    Q_EMIT crossMoved(m_cross);
    announceOutputPlace(m_canvas, m_canvas.hit(placeOf(*m_cross)));
}

}  // namespace glassbox
