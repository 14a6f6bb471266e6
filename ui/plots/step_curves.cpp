#include "ui/plots/step_curves.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr int farSteps = 10;
constexpr double reach = 6;  // pixels from a curve at which the pointer is on it

bool isMove(const QKeyEvent& event) {
    const int key = event.key();
    return !(event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) &&
           (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End);
}

}  // namespace

StepCurves::StepCurves(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("stepCurves"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(&theme, &ThemeSource::changed, this, &StepCurves::relayout);
}

void StepCurves::setCurves(std::vector<StepCurve> curves) {
    m_curves = std::move(curves);
    m_hovered = -1;
    relayout();
    tellStep();
}

void StepCurves::setWords(const QString& valueName, const QString& emptyText) {
    m_valueName = valueName;
    m_emptyText = emptyText;
    tellStep();
    relayout();
}

void StepCurves::setLast(std::optional<int> last) {
    if (last == m_last) return;
    m_last = last;
    relayout();
}

int StepCurves::last() const {
    if (m_last) return *m_last;
    int longest = 0;
    for (const StepCurve& curve : m_curves) longest = std::max(longest, curve.last());
    return longest;
}

void StepCurves::setStep(int step) {
    if (step == m_step) return;
    m_step = step;
    tellStep();
    update();
}

void StepCurves::setLogarithmic(bool logarithmic) {
    if (logarithmic == m_wish.logarithmic) return;
    m_wish.logarithmic = logarithmic;
    relayout();
}

void StepCurves::relayout() {
    m_wish.size = size();
    m_wish.last = last();
    m_layout = layoutStepCurves(m_curves, m_wish, m_theme.theme());
    m_ground = {};
    update();
}

void StepCurves::tellStep() {
    setAccessibleDescription(m_curves.empty() ? m_emptyText : wordsAt(m_step).join(QStringLiteral(", ")));
}

QStringList StepCurves::wordsAt(int step) const {
    QStringList words{tr("Step %1").arg(countText(step))};
    for (const StepCurve& curve : m_curves) {
        const auto value = curve.at(step);
        const QString what = m_valueName.isEmpty() ? QString() : m_valueName + QStringLiteral(" = ");
        if (!value)
            words << tr("%1 ended at step %2").arg(curve.name, countText(curve.last()));
        else
            words << QStringLiteral("%1: %2%3")
                         .arg(curve.name, what, std::isfinite(*value) ? plotNumber(*value, 4) : tr("no value"));
    }
    return words;
}

int StepCurves::curveAt(const QPointF& place) const {
    for (std::size_t i = 0; i < m_layout.legend.size(); ++i)
        if (m_layout.legend[i].contains(place)) return static_cast<int>(i);
    if (!m_layout.plot.contains(place)) return -1;
    int nearest = -1;
    double least = reach;
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        const auto value = m_curves[i].at(m_layout.stepAt(place.x()));
        if (!value || !std::isfinite(*value)) continue;
        const double distance = std::abs(m_layout.yAt(*value) - place.y());
        if (distance < least) least = distance, nearest = static_cast<int>(i);
    }
    return nearest;
}

void StepCurves::choose(int step) {
    step = std::clamp(step, 0, last());
    if (step == m_step) return;
    setStep(step);
    Q_EMIT stepChosen(step);
}

void StepCurves::hover(const QPointF& place) {
    const int curve = curveAt(place);
    setCursor(curve >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (curve == m_hovered) return;
    m_hovered = curve;
    Q_EMIT curveHovered(curve);
}

void StepCurves::resizeEvent(QResizeEvent*) {
    relayout();
}

void StepCurves::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || m_curves.empty()) return event->ignore();
    if (const int curve = curveAt(event->position()); curve >= 0) Q_EMIT curveClicked(curve);
    if (event->position().y() < m_layout.plot.top() - 4) return;
    m_dragging = true;
    choose(m_layout.stepAt(event->position().x()));
}

void StepCurves::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragging)
        choose(m_layout.stepAt(event->position().x()));
    else
        hover(event->position());
}

void StepCurves::mouseReleaseEvent(QMouseEvent* event) {
    m_dragging = false;
    event->setAccepted(event->button() == Qt::LeftButton);
}

void StepCurves::leaveEvent(QEvent* event) {
    hover({-1, -1});
    QWidget::leaveEvent(event);
}

void StepCurves::keyPressEvent(QKeyEvent* event) {
    if (!isMove(*event)) return QWidget::keyPressEvent(event);
    const int by = event->modifiers() & Qt::ShiftModifier ? farSteps : 1;
    switch (event->key()) {
        case Qt::Key_Home:
            return choose(0);
        case Qt::Key_End:
            return choose(last());
        case Qt::Key_Left:
            return choose(m_step - by);
        default:
            return choose(m_step + by);
    }
}

bool StepCurves::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const bool on = !m_curves.empty() && m_layout.plot.contains(help->pos());
        QToolTip::showText(help->globalPos(),
                           on ? wordsAt(m_layout.stepAt(help->pos().x())).join(QLatin1Char('\n')) : QString(), this);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QWidget::event(event);
}

}  // namespace glassbox
