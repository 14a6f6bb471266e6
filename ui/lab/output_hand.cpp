#include "ui/lab/output_hand.h"

#include "engine/data/drawn_data.h"
#include "ui/lab/output_canvas.h"

#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double sprayPixels = 13;   // between two points of a stroke
constexpr double eraserPixels = 12;  // radius

}  // namespace

OutputHand::OutputHand(OutputCanvas& canvas, PointEditor& editor)
    : QObject(&canvas), m_canvas(canvas), m_editor(editor) {
    canvas.installEventFilter(this);
    const auto changed = [this] {
        const bool looks = m_editor.tool() == PointTool::Look;
        // Looking, a click leaves the keys to the window; a tool takes them along.
        m_canvas.setFocusPolicy(looks ? Qt::TabFocus : Qt::StrongFocus);
        m_canvas.setTips(looks);
        if (looks || !canPlace()) m_cross.reset(), m_carrying = false;
        refresh();
        tellTool();
    };
    connect(&editor, &PointEditor::toolChanged, this, changed);
    connect(&editor, &PointEditor::choiceChanged, this, [this] {
        refresh();
        tellTool();
    });
}

QPointF OutputHand::axesAt(const QPointF& place) const {
    const OutputFrame& frame = m_canvas.frame();
    return {std::clamp(frame.xAt(place), frame.xMin, frame.xMax), std::clamp(frame.yAt(place), frame.yMin, frame.yMax)};
}

QPointF OutputHand::placeOf(const QPointF& axes) const {
    return m_canvas.frame().place(axes.x(), axes.y());
}

// On the curve of a unit, height is its output: a point has no place there.
bool OutputHand::canPlace() const {
    const OutputScene& scene = m_canvas.scene();
    return !m_canvas.frame().isEmpty() && scene.kind != OutputScene::Kind::Empty && m_editor.whyNot().isEmpty() &&
           !(scene.kind == OutputScene::Kind::Curves && scene.unit);
}

QString OutputHand::whyNotHere() const {
    if (!m_editor.whyNot().isEmpty()) return m_editor.whyNot();
    if (m_canvas.scene().kind == OutputScene::Kind::Empty) return tr("There is no picture yet to draw on.");
    return tr("Points have no place on the curve of a unit; Esc goes back to the prediction.");
}

void OutputHand::say(const QString& sentence) {
    Q_EMIT m_editor.said(sentence);
}

/// For those who do not see the strip of tools.
void OutputHand::tellTool() {
    if (m_editor.isActive()) return;
    QString words;
    if (m_editor.tool() == PointTool::Draw) {
        words = m_editor.isCurve()          ? tr("Draws points")
                : m_editor.classCount() > 0 ? tr("Draws points of class %1").arg(m_editor.label())
                                            : tr("Draws points of value %1").arg(m_editor.value());
        words += QStringLiteral(", ") + (m_editor.isValidation() ? tr("validation part") : tr("training part"));
    }
    if (m_editor.tool() == PointTool::Move) words = tr("Moves points");
    if (m_editor.tool() == PointTool::Erase) words = tr("Erases points");
    if (!words.isEmpty()) m_canvas.setAccessibleDescription(words);
}

void OutputHand::setColor(const QColor& color) {
    if (color == m_color) return;
    m_color = color;
    refresh();
}

void OutputHand::refresh() {
    OutputOverlay overlay;
    const PointTool tool = m_editor.tool();
    const bool draws = tool == PointTool::Draw;
    if (tool != PointTool::Look) {
        overlay.cross = m_cross;
        if (draws) overlay.color = m_color, overlay.ring = m_editor.isValidation();
        if (m_pointer && !m_cross && draws && !m_pressed) overlay.brush = m_pointer;
        if (tool == PointTool::Erase) {
            overlay.eraserRadius = eraserPixels;
            overlay.eraser = m_cross ? std::optional(placeOf(*m_cross)) : m_pointer;
        }
    }
    m_canvas.setOverlay(overlay);
    if (tool == PointTool::Look)
        m_canvas.unsetCursor();
    else
        m_canvas.setCursor(draws                     ? Qt::CrossCursor
                           : tool == PointTool::Move ? (m_pressed ? Qt::ClosedHandCursor : Qt::OpenHandCursor)
                                                     : Qt::ArrowCursor);
}

bool OutputHand::eventFilter(QObject* watched, QEvent* event) {
    if (watched != &m_canvas) return false;
    switch (event->type()) {
        case QEvent::KeyPress:
            return key(static_cast<QKeyEvent&>(*event));
        case QEvent::ShortcutOverride:
            if (wants(static_cast<QKeyEvent&>(*event))) event->accept();
            return false;
        case QEvent::FocusOut:
            if (m_carrying) m_editor.finish(), m_carrying = false;
            m_cross.reset();
            refresh();
            return false;
        default:
            break;
    }
    if (m_editor.tool() == PointTool::Look) return false;
    switch (event->type()) {
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonDblClick:
            return press(static_cast<QMouseEvent&>(*event));
        case QEvent::MouseMove: {
            const auto& mouse = static_cast<QMouseEvent&>(*event);
            if (m_pressed) {
                drag(mouse.position());
                return true;
            }
            const bool inside = m_canvas.frame().rect.contains(mouse.position());
            m_pointer = inside && canPlace() ? std::optional(mouse.position()) : std::nullopt;
            if (!m_carrying) m_cross.reset();
            refresh();
            return false;  // the canvas says what is there
        }
        case QEvent::MouseButtonRelease:
            if (!m_pressed || static_cast<QMouseEvent&>(*event).button() != Qt::LeftButton) return false;
            m_pressed = false;
            m_editor.finish();
            refresh();
            return true;
        case QEvent::Leave:
            m_pointer.reset();
            refresh();
            return false;
        default:
            return false;
    }
}

bool OutputHand::press(const QMouseEvent& event) {
    if (event.button() != Qt::LeftButton) return false;
    if (m_carrying) m_editor.finish(), m_carrying = false;
    m_cross.reset();
    if (!canPlace()) {
        say(whyNotHere());
        return true;
    }
    const QPointF place = event.position();
    if (!m_canvas.frame().rect.contains(place)) {
        say(m_editor.isCurve() ? tr("Points lie on the line from -6 to 6.")
                               : tr("Points lie on the plane from -6 to 6."));
        return true;
    }
    if (m_editor.tool() == PointTool::Move) {
        pickAt(place);
        m_pressed = m_editor.isActive();
    } else {
        m_lastPut = place;
        m_editor.begin();
        m_pressed = m_editor.isActive();
        if (m_pressed && m_editor.tool() == PointTool::Draw) drawAt(axesAt(place));
        if (m_pressed && m_editor.tool() == PointTool::Erase) eraseAt(place);
    }
    m_pointer = place;
    refresh();
    return true;
}

void OutputHand::drag(const QPointF& place) {
    if (!m_editor.isActive()) return;  // given up meanwhile
    m_pointer = place;
    switch (m_editor.tool()) {
        case PointTool::Draw:
            spray(place);
            break;
        case PointTool::Move:
            m_editor.moveTo(axesAt(place));
            break;
        case PointTool::Erase:
            eraseAt(place);
            break;
        case PointTool::Look:
            break;
    }
    refresh();
}

// Evenly along the way, however fast the pointer was.
void OutputHand::spray(const QPointF& to) {
    const QPointF first = m_lastPut;
    const double length = std::hypot(to.x() - first.x(), to.y() - first.y());
    for (int i = 1; i * sprayPixels <= length; ++i) {
        m_lastPut = first + (to - first) * (i * sprayPixels / length);
        // Along the edge the pointer may be outside: points there would lie on each other.
        if (m_canvas.frame().rect.contains(m_lastPut)) drawAt(axesAt(m_lastPut));
    }
}

void OutputHand::drawAt(const QPointF& axes) {
    m_editor.draw(axes);
}

void OutputHand::eraseAt(const QPointF& place) {
    const OutputFrame& frame = m_canvas.frame();
    const auto erase = [&](const QPointF& at) {
        const QSizeF radius(eraserPixels / frame.rect.width() * (frame.xMax - frame.xMin),
                            eraserPixels / frame.rect.height() * (frame.yMax - frame.yMin));
        m_editor.eraseAround({frame.xAt(at), frame.yAt(at)}, radius, m_canvas.isValidationShown());
    };
    const QPointF first = m_pressed ? m_lastPut : place;
    const double length = std::hypot(place.x() - first.x(), place.y() - first.y());
    for (double done = eraserPixels; done < length; done += eraserPixels)
        erase(first + (place - first) * done / length);
    erase(place);
    m_lastPut = place;
}

void OutputHand::pickAt(const QPointF& place) {
    const auto point = m_canvas.hit(place);
    if (!point) return say(tr("There is no point here; take one by its middle."));
    const OutputPoint& found = m_canvas.points().points[*point];
    m_editor.begin();
    m_editor.pick({found.validation, found.sample});
}

}  // namespace glassbox
