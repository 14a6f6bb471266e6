#include "ui/lab/point_editor.h"

#include "engine/data/drawn_data.h"
#include "ui/models/point_edits.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {
constexpr int frameMilliseconds = 15;
constexpr int longestWait = 300;  // for a state to come on screen; then the next one is sent all the same
}  // namespace

PointEditor::PointEditor(ExperimentDocument& document, QObject* parent) : QObject(parent), m_document(document) {
    m_frame.setSingleShot(true);
    m_frame.setInterval(frameMilliseconds);
    connect(&m_frame, &QTimer::timeout, this, &PointEditor::frame);
    TrainingSession& session = document.session();
    connect(&document, &ExperimentDocument::experimentChanged, this, &PointEditor::takeExperiment);
    connect(&document, &ExperimentDocument::startedOver, this, [this] {
        m_frame.stop();
        drop();  // a stroke of the document before has no place in this one
        setTool(PointTool::Look);
    });
    connect(&session, &TrainingSession::datasetChanged, this, &PointEditor::takeDataset);
    connect(&session, &TrainingSession::experimentApplied, this, [this](quint64, const QStringList& notes) {
        takeDataset();
        if (m_note.isEmpty()) return;
        Q_EMIT said((QStringList(m_note) + notes).join(QLatin1Char(' ')));
        m_note.clear();
    });
    // What was drawn stays in sight even if nothing can run on it.
    connect(&session, &TrainingSession::failed, this, [this] { m_underWay.reset(); });
}

void PointEditor::setTool(PointTool tool) {
    if (tool != PointTool::Look && !whyNot().isEmpty()) {
        Q_EMIT said(whyNot());
        Q_EMIT toolChanged();  // buttons go back
        return;
    }
    if (tool == m_tool) return;
    finish();
    m_tool = tool;
    Q_EMIT toolChanged();
}

QString PointEditor::whyNot() const {
    return whyNoDrawing(m_document.experiment());
}

Index PointEditor::classCount() const {
    return classesOf(m_document.experiment().data);
}

bool PointEditor::isCurve() const {
    const DataInfo* info = findData(m_document.experiment().data.kind);
    return info && info->inputs == 1;
}

void PointEditor::setLabel(Index label) {
    label = std::clamp<Index>(label, 0, std::max<Index>(0, classCount() - 1));
    if (label == m_label) return;
    m_label = label;
    Q_EMIT choiceChanged();
}

void PointEditor::setValue(double value) {
    if (!std::isfinite(value)) return;
    value = std::clamp(value, -drawn::largestValue, drawn::largestValue);
    if (value == m_value) return;
    m_value = value;
    Q_EMIT choiceChanged();
}

void PointEditor::setValidation(bool validation) {
    if (validation == m_validation) return;
    m_validation = validation;
    Q_EMIT choiceChanged();
}

void PointEditor::stepChoice(int steps) {
    constexpr double tenth = 0.1;
    if (const Index classes = classCount(); classes > 0)
        setLabel((m_label + steps + classes) % classes);
    else if (!isCurve())
        setValue(std::round((m_value + steps * tenth) / tenth) * tenth);
}

void PointEditor::begin() {
    if (m_active || !whyNot().isEmpty()) return;
    m_before = m_document.experiment();
    try {
        m_start = withDrawnPoints(m_before);
        m_points.emplace(m_start.data);
    } catch (const Error& error) {
        Q_EMIT said(QString::fromUtf8(error.what()));
        return;
    }
    m_active = true;
    m_picked.reset();
    m_drawn = m_erased = 0;
    m_moved = m_keptLast = m_sent = m_dirty = false;
    ++m_stroke;
}

void PointEditor::draw(const QPointF& place) {
    if (!m_active) return;
    if (!m_points->add({place.x(), place.y(), classCount() > 0 ? static_cast<double>(m_label) : m_value},
                       m_validation)) {
        Q_EMIT said(tr("There are %1 points, the most that can be drawn.").arg(drawn::mostPoints));
        return;
    }
    ++m_drawn;
    touched();
}

void PointEditor::pick(const PointRef& point) {
    if (m_active && point.index < m_points->count(point.validation)) m_picked = point;
}

void PointEditor::moveTo(const QPointF& place) {
    if (!m_active || !m_picked) return;
    m_points->move(*m_picked, place.x(), place.y());
    m_moved = true;
    touched();
}

void PointEditor::eraseAround(const QPointF& place, const QSizeF& radius, bool validation) {
    if (!m_active) return;
    const Index gone = m_points->eraseAround(place.x(), place.y(), radius.width(), radius.height(), validation);
    m_erased += gone;
    if (gone > 0) touched();
    const PlacedPoint first = m_points->at({false, 0});
    const bool near = std::hypot((first.x - place.x()) / radius.width(), (first.y - place.y()) / radius.height()) <= 1;
    if (m_points->count(false) == 1 && near) m_keptLast = true;
}

void PointEditor::erase(const PointRef& point) {
    if (!m_active) return;
    if (m_points->erase(point)) {
        ++m_erased;
        touched();
    } else {
        m_keptLast = true;
    }
}

QString PointEditor::strokeName() const {
    if (m_moved) return tr("Move a point");
    if (m_erased > 0) return m_erased == 1 ? tr("Erase a point") : tr("Erase %1 points").arg(m_erased);
    QString what = m_drawn == 1 ? (m_validation ? tr("Draw a validation point") : tr("Draw a point"))
                                : (m_validation ? tr("Draw %1 validation points") : tr("Draw %1 points")).arg(m_drawn);
    if (classCount() > 0) return tr("%1 of class %2").arg(what).arg(m_label);
    return isCurve() ? what : tr("%1 of value %2").arg(what).arg(m_value);
}

void PointEditor::touched() {
    m_dirty = true;
    if (!m_frame.isActive()) m_frame.start();
}

// At most once a frame: the picture changes at once, the experiment as soon as its state before is on screen.
void PointEditor::frame() {
    if (!m_active || !m_dirty) return;
    try {
        m_preview = std::make_shared<const Dataset>(makeDataset(m_points->spec(), m_start.features, m_start.seed));
        Q_EMIT previewChanged();
    } catch (const Error& error) {
        Q_EMIT said(QString::fromUtf8(error.what()));
        return cancel();
    }
    if (m_underWay && m_sinceSent.elapsed() < longestWait) return m_frame.start();
    send();
}

void PointEditor::send() {
    if (!m_points) return;
    m_dirty = false;
    Experiment next = m_start;
    next.data = m_points->spec();
    m_own = true;
    const bool accepted =
        m_document.edit(strokeName(), next, QStringLiteral("points.%1.%2").arg(quintptr(this)).arg(m_stroke));
    m_own = false;
    if (!accepted) return drop();
    if (!m_sent) m_note = wordsOnFixing(m_before, next);
    m_sent = true;
    m_underWay = m_document.session().generation();
    m_sinceSent.start();
}

void PointEditor::finish() {
    if (!m_active) return;
    m_frame.stop();
    const bool changed = m_dirty;
    if (m_dirty) send();
    m_active = false;
    m_picked.reset();
    if (m_keptLast)
        Q_EMIT said(tr("The last point to train on stays: a network can't learn from nothing."));
    else if (m_erased > 0 && m_points)
        sayEmptied();
    m_points.reset();
    if (changed || m_preview) takeDataset();
}

void PointEditor::sayEmptied() {
    const std::vector<Index> empty = m_points->emptyClasses(), before = PointSet(m_start.data).emptyClasses();
    for (const Index label : empty) {
        if (std::find(before.begin(), before.end(), label) != before.end()) continue;
        const QString sentence =
            tr("Class %1 has no points to train on: the network can only learn to avoid it.").arg(label);
        m_note += (m_note.isEmpty() ? QString() : QStringLiteral(" ")) + sentence;
        Q_EMIT said(m_note);
        return;
    }
}

void PointEditor::cancel() {
    if (!m_active) return;
    m_frame.stop();
    m_active = false;
    m_dirty = false;
    if (m_sent) {
        m_own = true;
        m_document.edit(strokeName(), m_before, QStringLiteral("points.%1.%2").arg(quintptr(this)).arg(m_stroke));
        m_own = false;
        m_note.clear();
    }
    drop();
}

void PointEditor::snapshotShown(quint64 generation) {
    if (m_underWay && generation >= *m_underWay) m_underWay.reset();
}

// Undo, another document or a change elsewhere ends a stroke: what it did so far is kept or undone by that.
void PointEditor::takeExperiment() {
    if (!m_own) {
        m_frame.stop();
        m_active = false;
        drop();
        if (m_tool != PointTool::Look && !whyNot().isEmpty()) {
            m_tool = PointTool::Look;
            Q_EMIT toolChanged();
        }
    }
    m_label = std::clamp<Index>(m_label, 0, std::max<Index>(0, classCount() - 1));
    Q_EMIT choiceChanged();
}

// The session has caught up with what is drawn.
void PointEditor::takeDataset() {
    const DatasetPtr data = m_document.session().dataset();
    if (!m_active && m_preview && data && data->spec == m_document.experiment().data) drop();
}

void PointEditor::drop() {
    m_points.reset();
    m_picked.reset();
    m_active = false;
    if (!m_preview) return;
    m_preview.reset();
    Q_EMIT previewChanged();
}

}  // namespace glassbox
