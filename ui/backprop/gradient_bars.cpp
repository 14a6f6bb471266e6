#include "ui/backprop/gradient_bars.h"

#include "engine/explain/number_words.h"
#include "ui/backprop/step_items.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/canvas_accessible.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

class BarItems : public CanvasItems {
  public:
    explicit BarItems(GradientBars& bars) : m_bars(bars) {}

    int count() const override { return static_cast<int>(m_bars.sizes().size()); }
    CanvasItem item(int number) const override {
        return {m_bars.wordsFor(number), GradientBars::tr("Press to go to this layer's error."),
                m_bars.barRect(number).toAlignedRect()};
    }
    int at(const QPoint& point) const override { return static_cast<int>(m_bars.layerAt(point)); }
    int focused() const override { return static_cast<int>(m_bars.focusLayer()); }
    void focus(int number) override { m_bars.setFocusLayer(number); }
    void press(int number) override { m_bars.choose(number); }

  private:
    GradientBars& m_bars;
};

/// 1383 -> "1 400-fold": two digits say enough.
QString fold(double factor) {
    if (!std::isfinite(factor) || factor >= 1e6)
        return QCoreApplication::translate("GradientBars", "more than a million-fold");
    const double unit = std::pow(10, std::max(0.0, std::floor(std::log10(factor)) - 1));
    const double rounded = std::round(factor / unit) * unit;
    const QString number = factor < 10 ? plotNumber(factor, 2) : countText(static_cast<qint64>(std::llround(rounded)));
    return QCoreApplication::translate("GradientBars", "%1-fold").arg(number);
}

bool isMove(const QKeyEvent& event) {
    const int key = event.key();
    return !(event.modifiers() & ~Qt::KeypadModifier) &&
           (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Home || key == Qt::Key_End);
}

}  // namespace

QString courseWords(const std::vector<GradientSize>& sizes, Index first) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("GradientBars", text); };
    const auto course = gradientCourse(sizes, first);
    if (!course) {
        return sizes.size() < 2 ? tr("With a single layer the gradient has no way to go.")
                                : tr("The bars grow as the walk goes back through the layers.");
    }
    const QString way = tr("From layer %1 back to layer %2").arg(course->from + 1).arg(course->to + 1);
    switch (course->trend) {
        case GradientTrend::Vanishes:
            return tr("%1 the gradient shrinks %2: it vanishes.").arg(way, fold(course->factor));
        case GradientTrend::Explodes:
            return tr("%1 the gradient grows %2: it explodes.").arg(way, fold(1 / course->factor));
        case GradientTrend::Stops:
            return tr("%1 nothing of the gradient is left: that layer learns nothing in this step.").arg(way);
        case GradientTrend::NotFinite:
            return tr("%1 the gradient is no longer a finite number.").arg(way);
        case GradientTrend::Steady:
            break;
    }
    return course->factor >= 1 ? tr("%1 the gradient shrinks %2: it stays of use.").arg(way, fold(course->factor))
                               : tr("%1 the gradient grows %2: it stays of use.").arg(way, fold(1 / course->factor));
}

GradientBars::GradientBars(WalkModel& model, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_theme(theme) {
    installCanvasAccessibility<GradientBars, BarItems>();
    setObjectName(QStringLiteral("gradientBars"));
    setAccessibleName(tr("Size of the gradient by layer"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    m_emptyText = tr("There is no step to show yet.");
    connect(&theme, &ThemeSource::changed, this, &GradientBars::relayout);
    connect(&model, &WalkModel::walkChanged, this, &GradientBars::walkChanged);
    connect(&model, &WalkModel::placeChanged, this, &GradientBars::placeChanged);
    connect(&model, &WalkModel::hoverChanged, this, QOverload<>::of(&GradientBars::update));
    walkChanged();
}

void GradientBars::setEmptyText(const QString& text) {
    m_emptyText = text;
    update();
}

void GradientBars::walkChanged() {
    m_sizes = m_model.walk() ? gradientSizes(m_model.walk()->record()) : std::vector<GradientSize>{};
    m_axis = decadeAxis(m_sizes);
    if (m_focus >= static_cast<Index>(m_sizes.size())) m_focus = -1;
    relayout();
    placeChanged();
}

void GradientBars::placeChanged() {
    m_sentence = m_sizes.empty() ? QString() : courseWords(m_sizes, firstKnown());
    setAccessibleDescription(m_sizes.empty() ? m_emptyText : m_sentence);
    update();
}

void GradientBars::relayout() {
    const QFontMetricsF metrics(m_theme.theme().font(11));
    m_layout = layoutGradientBars(size(), static_cast<Index>(m_sizes.size()), std::ceil(metrics.height()),
                                  metrics.horizontalAdvance(QStringLiteral("10⁻¹²")) + 6);
    update();
}

// A number that is to be predicted is not given away by its bar.
bool GradientBars::isKnown(Index layer) const {
    const TensorRef& tensor = m_sizes[static_cast<std::size_t>(layer)].tensor;
    if (m_model.isHidden() && m_model.arithmetic().place.tensor == tensor) return false;
    return m_model.walk()->isKnown(tensor, m_model.place(), m_model.grain());
}

bool GradientBars::areWeightsKnown(Index layer) const {
    const TensorRef tensor{Quantity::Gradient, layer, 0};
    if (m_model.isHidden() && m_model.arithmetic().place.tensor == tensor) return false;
    return m_model.walk()->isKnown(tensor, m_model.place(), m_model.grain());
}

Index GradientBars::firstKnown() const {
    auto first = static_cast<Index>(m_sizes.size());
    while (first > 0 && isKnown(first - 1)) --first;
    return first;
}

QString GradientBars::wordsFor(Index layer) const {
    const GradientSize& size = m_sizes[static_cast<std::size_t>(layer)];
    const QString name = tr("Layer %1").arg(layer + 1);
    if (!isKnown(layer)) return tr("%1: the gradient has not come back to it yet").arg(name);
    const QString error =
        tr("%1: root mean square of the error %2").arg(name, QString::fromStdString(numberWords(size.error)));
    if (!size.weights || !areWeightsKnown(layer)) return error;
    return tr("%1, length of the weights' gradient %2").arg(error, QString::fromStdString(numberWords(*size.weights)));
}

QRectF GradientBars::barRect(Index layer) const {
    return m_layout.bars[static_cast<std::size_t>(layer)].band.united(
        m_layout.bars[static_cast<std::size_t>(layer)].label);
}

Index GradientBars::layerAt(const QPointF& point) const {
    for (std::size_t i = 0; i < m_layout.bars.size(); ++i)
        if (barRect(static_cast<Index>(i)).contains(point)) return static_cast<Index>(i);
    return -1;
}

void GradientBars::choose(Index layer) {
    const auto& tensor = m_sizes[static_cast<std::size_t>(layer)].tensor;
    if (const auto operation = m_model.walk()->operationOf(tensor)) m_model.setPlace({*operation, -1, -1});
}

void GradientBars::point(Index layer) {
    if (layer < 0) return m_model.setHovered({});
    m_model.setHovered(Place{m_sizes[static_cast<std::size_t>(layer)].tensor, 0, m_model.sample()});
}

void GradientBars::resizeEvent(QResizeEvent*) {
    relayout();
}

void GradientBars::mouseMoveEvent(QMouseEvent* event) {
    const Index layer = layerAt(event->position());
    setCursor(layer >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    point(layer);
}

void GradientBars::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return event->ignore();
    if (const Index layer = layerAt(event->position()); layer >= 0) choose(layer);
}

// The press has done it already; the release is nobody else's.
void GradientBars::mouseReleaseEvent(QMouseEvent* event) {
    event->setAccepted(event->button() == Qt::LeftButton);
}

void GradientBars::leaveEvent(QEvent* event) {
    m_model.setHovered({});
    QWidget::leaveEvent(event);
}

bool GradientBars::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isMove(static_cast<QKeyEvent&>(*event))) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const Index layer = layerAt(help->pos()); layer >= 0)
            QToolTip::showText(help->globalPos(), wordsFor(layer), this, barRect(layer).toAlignedRect());
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void GradientBars::setFocusLayer(Index layer) {
    if (layer < 0 || layer >= static_cast<Index>(m_sizes.size())) return;
    m_focus = layer;
    point(layer);
    announceCanvasItem(*this, static_cast<int>(layer));
    update();
}

void GradientBars::keyPressEvent(QKeyEvent* event) {
    const auto last = static_cast<Index>(m_sizes.size()) - 1;
    const int key = event->key();
    if (isMove(*event) && last >= 0) {
        // Up is back towards the first layer, as the gradient goes.
        return setFocusLayer(key == Qt::Key_Home  ? 0
                             : key == Qt::Key_End ? last
                             : m_focus < 0        ? last
                                                  : std::clamp<Index>(m_focus + (key == Qt::Key_Up ? -1 : 1), 0, last));
    }
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_focus >= 0) return choose(m_focus);
    QWidget::keyPressEvent(event);
}

void GradientBars::focusInEvent(QFocusEvent* event) {
    const bool byTab = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byTab && !m_sizes.empty()) setFocusLayer(m_focus >= 0 ? m_focus : static_cast<Index>(m_sizes.size()) - 1);
    update();
}

void GradientBars::focusOutEvent(QFocusEvent* event) {
    if (event->reason() != Qt::PopupFocusReason) m_model.setHovered({});
    update();
}

}  // namespace glassbox
