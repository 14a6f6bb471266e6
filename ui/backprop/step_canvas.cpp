#include "ui/backprop/step_canvas.h"

#include "engine/explain/number_words.h"
#include "ui/backprop/step_accessible.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace glassbox {

namespace {

constexpr int flowTime = 700;       // milliseconds that the dashes move after a step
constexpr double flowSpeed = 0.05;  // pixels a millisecond

}  // namespace

StepCanvas::StepCanvas(WalkModel& model, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_theme(theme), m_painter(std::make_shared<const MathFont>()) {
    installStepAccessibility();
    setObjectName(QStringLiteral("stepCanvas"));
    setAccessibleName(tr("Network of this step"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_emptyText = tr("There is no step to show yet.");
    m_frames.setInterval(16);
    connect(&m_frames, &QTimer::timeout, this, &StepCanvas::march);
    connect(&theme, &ThemeSource::changed, this, [this] { rebuild(true); });
    connect(&model, &WalkModel::walkChanged, this, [this] { rebuild(true); });
    connect(&model, &WalkModel::placeChanged, this, [this] { rebuild(false); });
    connect(&model, &WalkModel::hoverChanged, this, &StepCanvas::light);
    rebuild(true);
}

void StepCanvas::setEmptyText(const QString& text) {
    m_emptyText = text;
    if (!m_model.walk()) rebuild(true);
}

void StepCanvas::rebuild(bool all) {
    const std::vector<StepFlow> before = std::move(m_scene.flows);
    m_scene = makeScene(m_model, m_theme.theme(), size());
    m_items.clear();
    for (Index i = 0; i < m_scene.layout.count(); ++i) {
        const bool loss = i + 1 == m_scene.layout.count();
        for (Index unit = 0; unit < m_scene.layout.column(i).count(); ++unit)
            m_items.push_back({loss ? StepItemKind::Loss : StepItemKind::Unit, i, unit});
    }
    if (!m_scene.layout.has(m_focus)) m_focus = {};
    if (!m_scene.layout.has(m_under)) m_under = {};
    m_painter.sceneChanged(all);
    setAccessibleDescription(m_scene.isEmpty()
                                 ? m_emptyText
                                 : QString::fromStdString(titleOf(*m_model.walk(), m_model.place(), m_model.grain())));
    // The dashes march for a moment after the gradient has gone on. Nothing is told by that alone.
    const bool animated = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    if (!m_scene.flows.empty() && m_scene.flows != before && animated && isVisible()) {
        m_flowing.start();
        m_frames.start();
    } else if (m_scene.flows.empty()) {
        m_frames.stop();
    }
    light();
}

void StepCanvas::march() {
    if (m_flowing.elapsed() > flowTime) m_frames.stop();
    update();
}

void StepCanvas::light() {
    m_lit = {};
    if (m_model.walk() && m_model.hovered())
        m_lit = itemOf(m_model.walk()->record(), m_scene.columns, *m_model.hovered());
    // What the mouse is on is what is lit, even where one number stands for several things.
    if (m_under && m_model.hovered() && placeOf(m_model, m_scene.columns, m_under) == m_model.hovered())
        m_lit = m_under;
    update();
}

StepItem StepCanvas::itemUnder(const QPointF& point) const {
    if (m_scene.isEmpty()) return {};
    return StepBlocks::strongest(m_scene, m_model, m_scene.layout.itemAt(point));
}

void StepCanvas::choose(const StepItem& item) {
    if (const auto place = placeOf(m_model, m_scene.columns, item)) m_model.choose(*place);
}

QString StepCanvas::wordsFor(const StepItem& item) const {
    const auto place = placeOf(m_model, m_scene.columns, item);
    if (!place) return {};
    const StepRecord& record = m_model.walk()->record();
    const QString words = QString::fromStdString(wordsOf(record, *place));
    if (isAsked(m_model, *place)) return tr("%1: to be predicted").arg(words);
    const auto value = valueAt(record, *place);
    if (!value || !isShown(m_model, *place)) return tr("%1: not computed yet").arg(words);
    return tr("%1: %2").arg(words, QString::fromStdString(numberWords(*value)));
}

void StepCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = m_theme.theme();
    if (m_scene.isEmpty()) {
        painter.fillRect(rect(), theme.panel);
        painter.setFont(theme.font(13));
        painter.setPen(theme.mute);
        painter.drawText(rect().adjusted(32, 0, -32, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    if (m_theme.isOnPaper()) return m_painter.paintOnPaper(painter, m_scene, m_model, theme);
    const double march = m_frames.isActive() ? static_cast<double>(m_flowing.elapsed()) * flowSpeed : 0;
    m_painter.paint(painter, m_scene, m_model, theme, m_lit, showsFocusRing(this) ? m_focus : StepItem{}, march);
    paintBubble(painter);
}

/// Words and number of what is pointed at, beside it.
void StepCanvas::paintBubble(QPainter& painter) const {
    const bool byKey = !m_under && m_focus && showsFocusRing(this);
    const StepItem item = m_under ? m_under : byKey ? m_focus : StepItem{};
    const QString text = item ? wordsFor(item) : QString();
    if (text.isEmpty()) return;
    const Theme& theme = m_theme.theme();
    const QFont font = theme.font(12, QFont::Medium);
    const QFontMetricsF metrics(font);
    QRectF bubble(0, 0, std::min(metrics.horizontalAdvance(text) + 18, width() - 8.0), metrics.height() + 10);
    const QRectF thing = m_scene.layout.rect(item);
    // Over the thing, which stays readable; links are longer than what is pointed at.
    const bool round = item.kind == StepItemKind::Unit || item.kind == StepItemKind::Loss;
    const QPointF at = round ? QPointF(thing.center().x(), thing.top()) : byKey ? thing.center() : m_pointer;
    bubble.moveCenter({at.x(), 0});
    bubble.moveBottom(at.y() - 10);
    if (bubble.top() < 2) bubble.moveTop(round ? thing.bottom() + m_scene.layout.noteHeight + 6 : at.y() + 22);
    bubble.moveLeft(std::clamp(bubble.left(), 4.0, std::max(4.0, width() - bubble.width() - 4.0)));
    painter.setPen(QPen(theme.line, theme.stroke(1)));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(bubble, 6, 6);
    painter.setFont(font);
    painter.setPen(theme.ink);
    painter.drawText(bubble, Qt::AlignCenter, metrics.elidedText(text, Qt::ElideRight, bubble.width() - 8));
}

void StepCanvas::resizeEvent(QResizeEvent*) {
    rebuild(true);
}

void StepCanvas::mouseMoveEvent(QMouseEvent* event) {
    m_pointer = event->position();
    m_under = itemUnder(m_pointer);
    setCursor(m_under ? Qt::PointingHandCursor : Qt::ArrowCursor);
    const auto place = m_under ? placeOf(m_model, m_scene.columns, m_under) : std::nullopt;
    m_model.setHovered(place);
    light();
}

void StepCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return event->ignore();
    if (const StepItem item = itemUnder(event->position())) choose(item);
}

// The press has done it already; the release is nobody else's.
void StepCanvas::mouseReleaseEvent(QMouseEvent* event) {
    event->setAccepted(event->button() == Qt::LeftButton);
}

void StepCanvas::leaveEvent(QEvent* event) {
    if (m_under) m_model.setHovered({});
    m_under = {};
    light();
    QWidget::leaveEvent(event);
}

}  // namespace glassbox
