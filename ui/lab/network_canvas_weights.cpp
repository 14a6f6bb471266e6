#include "ui/lab/network_canvas.h"
#include "ui/lab/network_marks.h"
#include "ui/lab/network_weights.h"
#include "ui/lab/network_words.h"
#include "ui/lab/weight_editor.h"
#include "ui/models/freezing.h"

#include <QApplication>
#include <QKeyEvent>

namespace glassbox {

namespace {

constexpr double pixelsAUnit = 100;  // a drag of so many changes a weight by 1

}  // namespace

std::optional<ParameterRef> NetworkCanvas::parameterAt(const QPointF& point) const {
    if (!m_scene.editable) return {};
    if (const auto unit = biasAt(m_scene, point)) return ParameterRef{unit->layer, "bias", unit->unit, 0};
    if (m_scene.layout.itemAt(point)) return {};
    const auto link = NetworkLinks::linkAt(m_scene, point);
    if (!link) return {};
    return ParameterRef{link->column - 1, "weight", link->to, link->from};
}

// The selection's weight as the picture shows it.
void NetworkCanvas::chooseParameter() {
    const std::optional<ParameterRef>& place = m_selection.parameter();
    if (place && !m_scene.editable) return m_selection.setParameter({});
    m_scene.chosenLink.reset();
    m_scene.chosenBias.reset();
    if (place && place->layer + 1 < m_scene.columnCount()) {
        if (place->name == "bias") m_scene.chosenBias = UnitRef{place->layer, place->row};
        if (place->name == "weight") m_scene.chosenLink = NetworkLink{place->layer + 1, place->col, place->row};
        m_weightEditor->setTitle(parameterWords(m_scene, *place));
    }
    m_weightEditor->setVisible(place.has_value());
    if (place) placeEditor();
    selectionChanged();
}

// At the lower edge, where it covers least; above what it changes where that would be covered.
void NetworkCanvas::placeEditor() {
    QPointF at = m_editorPlace.value_or(QPointF());
    if (!m_editorPlace) {
        if (m_scene.chosenBias) at = biasRect(m_scene, *m_scene.chosenBias).center();
        const bool shown = m_scene.chosenLink &&
                           m_scene.place(m_scene.chosenLink->column).shows(m_scene.chosenLink->to) &&
                           m_scene.place(m_scene.chosenLink->column - 1).shows(m_scene.chosenLink->from);
        if (shown) at = NetworkLinks::middle(m_scene, *m_scene.chosenLink);
    }
    m_weightEditor->adjustSize();
    const QSize size = m_weightEditor->size();
    const double low = m_scene.layout.footer.top() - size.height() - 2;
    const double y = low >= at.y() + 14 ? low : at.y() - 18 - size.height();
    m_weightEditor->move(std::clamp(qRound(at.x() - size.width() / 2.0), 2, std::max(2, width() - size.width() - 2)),
                         std::clamp(qRound(y), 2, std::max(2, height() - size.height() - 2)));
    m_weightEditor->raise();
}

void NetworkCanvas::openParameter(const ParameterRef& place, const QPointF& at) {
    m_editorPlace = at;
    if (m_selection.parameter() == place) {
        placeEditor();
    } else {
        m_selection.setParameter(place);
    }
    m_editorPlace.reset();
}

// Up is more. The number follows the pointer while the card shows it.
bool NetworkCanvas::dragParameter(const QPointF& point, Qt::KeyboardModifiers modifiers) {
    if (!m_pressedParameter) return false;
    PressedParameter& pressed = *m_pressedParameter;
    if (!pressed.startValue) {
        if ((point - m_pressedAt).manhattanLength() < QApplication::startDragDistance()) return true;
        openParameter(pressed.place, m_pressedAt);
        m_weightEditor->endGesture();
        pressed.startValue = m_weightEditor->value();
        pressed.startY = point.y();
        setCursor(Qt::SizeVerCursor);
    }
    const double fine = modifiers & Qt::ShiftModifier ? 10 : 1;
    m_weightEditor->setValue(*pressed.startValue + (pressed.startY - point.y()) / (pixelsAUnit * fine));
    return true;
}

void NetworkCanvas::editWeights(const UnitRef& unit) {
    if (!m_scene.snapshot || !weightsOf(*m_scene.snapshot, unit.layer)) return editBias(unit);
    m_selection.editParameter(ParameterRef{unit.layer, "weight", unit.unit, 0});
}

void NetworkCanvas::editBias(const UnitRef& unit) {
    if (!m_scene.snapshot || !biasOf(*m_scene.snapshot, unit.layer, unit.unit)) return;
    m_selection.editParameter(ParameterRef{unit.layer, "bias", unit.unit, 0});
}

bool NetworkCanvas::editParameterByKey(const QKeyEvent& event) {
    if ((event.modifiers() & ~Qt::KeypadModifier) || !m_scene.editable) return false;
    std::optional<UnitRef> unit = m_selection.unit();
    if (m_keyboardUse && m_focus.kind == NetworkItemKind::Unit) unit = UnitRef{m_focus.column - 1, m_focus.unit};
    if (!unit || unit->layer < 0) return false;
    switch (event.key()) {
        case Qt::Key_W:
            editWeights(*unit);
            return true;
        case Qt::Key_B:
            editBias(*unit);
            return true;
        case Qt::Key_F:
            m_acts->setUnitFrozen(*unit, !isUnitFrozen(m_document.experiment(), unit->layer, unit->unit));
            return true;
        default:
            return false;
    }
}

}  // namespace glassbox
