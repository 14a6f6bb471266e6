#include "ui/optimizers/network_line_plot.h"

#include "ui/optimizers/network_race_words.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/numbers.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

struct Extent {
    double low = std::numeric_limits<double>::infinity(), high = -low;
};

Extent extentOf(const WeightInterpolation& line, bool positive) {
    Extent extent;
    for (const std::vector<double>* costs : {&line.training, &line.validation}) {
        for (const double cost : *costs) {
            if (!std::isfinite(cost) || (positive && cost <= 0)) continue;
            extent.low = std::min(extent.low, cost);
            extent.high = std::max(extent.high, cost);
        }
    }
    return extent;
}

}  // namespace

NetworkLinePlot::NetworkLinePlot(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("networkLinePlot"));
    setAccessibleName(tr("Cost on the line between two networks"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(&theme, &ThemeSource::changed, this, &NetworkLinePlot::relayout);
}

void NetworkLinePlot::setLine(const WeightInterpolation& line, const QString& from, const QString& to) {
    m_line = line;
    m_from = from;
    m_to = to;
    m_number = -1;
    setAccessibleDescription(line.t.empty() ? m_emptyText : lineSentence(line));
    relayout();
}

void NetworkLinePlot::setEmptyText(const QString& text) {
    m_emptyText = text;
    if (m_line.t.empty()) setAccessibleDescription(text);
    update();
}

void NetworkLinePlot::setLogarithmic(bool logarithmic) {
    m_logarithmic = logarithmic;
    relayout();
}

void NetworkLinePlot::relayout() {
    const QFontMetrics metrics(m_theme.theme().font(11));
    const Extent extent = extentOf(m_line, m_logarithmic);
    const int ticks = std::max(2, (height() - 3 * metrics.height()) / (2 * metrics.height()));
    m_y = !(extent.low <= extent.high) ? linearScale(0, 1, ticks)
          : m_logarithmic              ? logScale(extent.low, std::max(extent.high, extent.low * 1.01), ticks)
                                       : linearScale(std::min(0.0, extent.low), extent.high, ticks);
    int wide = 0;
    for (const Tick& tick : m_y.ticks) wide = std::max(wide, metrics.horizontalAdvance(tick.label));
    m_plot = QRectF(rect()).adjusted(wide + 10, metrics.height() + 6, -10, -(metrics.height() + 6));
    update();
}

QPointF NetworkLinePlot::place(double t, double cost) const {
    const double value = m_logarithmic ? std::log10(cost) : cost;
    const double low = m_line.t.front(), high = m_line.t.back();
    const double up = std::clamp((value - m_y.low) / (m_y.high - m_y.low), -1.0, 2.0);
    return {m_plot.left() + (t - low) / (high - low) * m_plot.width(), m_plot.bottom() - up * m_plot.height()};
}

void NetworkLinePlot::paintCurve(QPainter& painter, const std::vector<double>& costs, const QColor& color) const {
    QPolygonF piece;
    painter.setPen(QPen(color, m_theme.theme().stroke(2), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (std::size_t i = 0; i < costs.size(); ++i) {
        const bool drawn = std::isfinite(costs[i]) && (!m_logarithmic || costs[i] > 0);
        if (drawn) piece << place(m_line.t[i], costs[i]);
        if (drawn && i + 1 < costs.size()) continue;
        if (piece.size() > 1) painter.drawPolyline(piece);
        piece.clear();
    }
}

void NetworkLinePlot::paintLegend(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    const int high = painter.fontMetrics().height();
    double x = m_plot.left();
    const auto entry = [&](const QString& text, const QColor& color) {
        painter.setPen(QPen(color, theme.stroke(3), Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(x + 2, high / 2.0), QPointF(x + 14, high / 2.0));
        painter.setPen(theme.mute);
        painter.drawText(QPointF(x + 20, painter.fontMetrics().ascent()), text);
        x += 34 + painter.fontMetrics().horizontalAdvance(text);
    };
    entry(tr("training"), theme.train);
    if (!m_line.validation.empty()) entry(tr("validation"), theme.validation);
    if (m_number < 0) return;
    const QString read = painter.fontMetrics().elidedText(words(), Qt::ElideRight, qRound(m_plot.right() - x));
    painter.setPen(theme.ink);
    painter.drawText(QRectF(x, 0, m_plot.right() - x, high), Qt::AlignRight | Qt::AlignVCenter, read);
}

void NetworkLinePlot::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(m_line.t.empty() ? 13 : 11));
    if (m_line.t.empty()) {
        painter.setPen(theme.mute);
        painter.drawText(rect().adjusted(16, 0, -16, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const double high = painter.fontMetrics().height();
    for (const Tick& tick : m_y.ticks) {
        const double y = m_plot.bottom() - (tick.position - m_y.low) / (m_y.high - m_y.low) * m_plot.height();
        painter.setPen(QPen(theme.grid, theme.stroke(1)));
        painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
        painter.setPen(theme.mute);
        painter.drawText(QRectF(0, y - high / 2, m_plot.left() - 6, high), Qt::AlignRight | Qt::AlignVCenter,
                         tick.label);
    }
    const double zero = place(0, 1).x(), one = place(1, 1).x();
    for (const auto& [x, name] : {std::pair{zero, m_from}, std::pair{one, m_to}}) {
        painter.setPen(QPen(theme.mute, theme.stroke(1), Qt::DashLine));
        painter.drawLine(QPointF(x, m_plot.top()), QPointF(x, m_plot.bottom()));
        painter.setPen(theme.ink);
        const double room = std::min((one - zero) - 8, 2 * std::min(x, width() - x));
        painter.drawText(QRectF(x - room / 2, m_plot.bottom() + 4, room, high), Qt::AlignCenter,
                         painter.fontMetrics().elidedText(name, Qt::ElideRight, qRound(room)));
    }
    painter.save();
    painter.setClipRect(m_plot.adjusted(-2, -2, 2, 2));
    if (!m_line.validation.empty()) paintCurve(painter, m_line.validation, theme.validation);
    paintCurve(painter, m_line.training, theme.train);
    painter.restore();
    if (m_number >= 0) {
        const auto i = static_cast<std::size_t>(m_number);
        painter.setPen(QPen(theme.ink, theme.stroke(1)));
        const double x = place(m_line.t[i], 1).x();
        painter.drawLine(QPointF(x, m_plot.top()), QPointF(x, m_plot.bottom()));
    }
    paintLegend(painter);
    if (!showsFocusRing(this)) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, theme.stroke(2)));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
}

QString NetworkLinePlot::words() const {
    if (m_number < 0) return {};
    const auto i = static_cast<std::size_t>(m_number);
    QString text = tr("t = %1: training %2").arg(plotNumber(m_line.t[i], 2), costText(m_line.training[i]));
    if (!m_line.validation.empty()) text += tr(", validation %1").arg(costText(m_line.validation[i]));
    return text;
}

void NetworkLinePlot::readOff(int number) {
    if (number == m_number) return;
    m_number = number;
    setAccessibleDescription(m_line.t.empty() ? m_emptyText : number < 0 ? lineSentence(m_line) : words());
    update();
}

void NetworkLinePlot::resizeEvent(QResizeEvent*) {
    relayout();
}

void NetworkLinePlot::mouseMoveEvent(QMouseEvent* event) {
    if (m_line.t.empty() || !m_plot.contains(event->position())) return readOff(-1);
    const double share = (event->position().x() - m_plot.left()) / m_plot.width();
    readOff(static_cast<int>(std::lround(share * static_cast<double>(m_line.t.size() - 1))));
}

void NetworkLinePlot::leaveEvent(QEvent*) {
    readOff(-1);
}

void NetworkLinePlot::keyPressEvent(QKeyEvent* event) {
    const auto last = static_cast<int>(m_line.t.size()) - 1;
    const int step = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
    if (last < 0)
        QWidget::keyPressEvent(event);
    else if (event->key() == Qt::Key_Left)
        readOff(std::clamp(m_number - step, 0, last));
    else if (event->key() == Qt::Key_Right)
        readOff(std::clamp(m_number + step, 0, last));
    else if (event->key() == Qt::Key_Home)
        readOff(0);
    else if (event->key() == Qt::Key_End)
        readOff(last);
    else if (event->key() == Qt::Key_Escape && m_number >= 0)
        readOff(-1);
    else
        QWidget::keyPressEvent(event);
}

void NetworkLinePlot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) relayout();
}

QString lineSentence(const WeightInterpolation& line) {
    double a = 0, b = 0, most = -std::numeric_limits<double>::infinity(), where = 0;
    for (std::size_t i = 0; i < line.t.size(); ++i) {
        const double t = line.t[i], cost = line.training[i];
        if (t == 0) a = cost;
        if (t == 1) b = cost;
        if (t >= 0 && t <= 1 && !(cost <= most)) most = cost, where = t;
    }
    const QString ends =
        NetworkRaceWords::tr("Training cost %1 at the first, %2 at the second.").arg(costText(a), costText(b));
    const double higher = std::max(a, b);
    if (!std::isfinite(most)) return ends + QLatin1Char(' ') + NetworkRaceWords::tr("Between them it overflows.");
    if (most <= higher * (1 + 1e-6))
        return ends + QLatin1Char(' ') + NetworkRaceWords::tr("Between them it is nowhere higher: no barrier.");
    return ends + QLatin1Char(' ') +
           NetworkRaceWords::tr("Between them it rises to %1 (t = %2): a barrier of %3 above the higher end.")
               .arg(costText(most), plotNumber(where, 2), costText(most - higher));
}

}  // namespace glassbox
