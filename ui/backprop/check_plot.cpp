#include "ui/backprop/check_plot.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double firstPower = -7, lastPower = 0;
constexpr int textPixels = 11;

/// "10⁻⁷"
QString powerOfTen(int power) {
    static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    if (power == 0) return QStringLiteral("1");
    QString text = QStringLiteral("10");
    if (power < 0) text += QChar(0x207B);
    for (const QChar digit : QString::number(std::abs(power))) text += digits[digit.digitValue()];
    return text;
}

}  // namespace

CheckPlot::CheckPlot(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("checkPlot"));
    setAccessibleName(tr("Error against step size"));
    setToolTip(
        tr("How far central differences are from backpropagation, for step sizes from 10⁻⁷ to 1. Drag the mark "
           "to choose one."));
    setCursor(Qt::SizeHorCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize CheckPlot::minimumSizeHint() const {
    return {200, m_theme.theme().font(textPixels).pixelSize() * 4 + 90};
}

void CheckPlot::setErrors(const std::vector<StepSizeError>& errors) {
    m_errors = errors;
    double least = 1;
    for (const StepSizeError& error : errors)
        if (error.mean > 0) least = std::min(least, error.mean);
    m_low = std::clamp(std::floor(std::log10(least)), -12.0, -2.0);
    if (!errors.empty())
        setAccessibleDescription(
            tr("The error is smallest at a step size of %1.").arg(plotNumber(bestStep(errors), 2)));
    update();
}

void CheckPlot::setStep(double h) {
    m_step = h;
    update();
}

QRectF CheckPlot::plotRect() const {
    const QFontMetricsF metrics(m_theme.theme().font(textPixels));
    const double left = metrics.horizontalAdvance(powerOfTen(-12)) + 8;
    return QRectF(rect()).adjusted(left, metrics.height() + 6, -14, -2 * metrics.height() - 8);
}

double CheckPlot::x(double h) const {
    const QRectF area = plotRect();
    return area.left() + area.width() * (std::log10(h) - firstPower) / (lastPower - firstPower);
}

double CheckPlot::y(double error) const {
    const QRectF area = plotRect();
    const double power = error > 0 ? std::max(std::log10(error), m_low) : m_low;
    return area.bottom() - area.height() * (power - m_low) / -m_low;
}

QPointF CheckPlot::placeOf(double h) const {
    return {x(h), plotRect().center().y()};
}

void CheckPlot::paintAxes(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    const QRectF area = plotRect();
    const QFontMetricsF metrics(theme.font(textPixels));
    painter.setFont(theme.font(textPixels));
    const int every = area.width() / 7 < metrics.horizontalAdvance(powerOfTen(-7)) + 6 ? 2 : 1;
    for (int power = -7; power <= 0; ++power) {
        const double at = x(std::pow(10.0, power));
        painter.setPen(QPen(theme.grid, theme.stroke(1)));
        painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
        if (power % every != 0) continue;
        painter.setPen(theme.mute);
        painter.drawText(QRectF(at - 30, area.bottom() + 2, 60, metrics.height()), Qt::AlignCenter, powerOfTen(power));
    }
    const int rows = static_cast<int>(-m_low);
    const int step =
        std::max(1, static_cast<int>(std::ceil(rows * (metrics.height() + 4) / std::max(area.height(), 1.0))));
    for (int power = 0; power >= static_cast<int>(m_low); power -= step) {
        const double at = y(std::pow(10.0, power));
        painter.setPen(QPen(theme.grid, theme.stroke(1)));
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at));
        painter.setPen(theme.mute);
        painter.drawText(QRectF(0, at - metrics.height() / 2, area.left() - 5, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, powerOfTen(power));
    }
    painter.setPen(theme.mute);
    painter.drawText(QRectF(area.left(), area.bottom() + 2 + metrics.height(), area.width(), metrics.height() + 2),
                     Qt::AlignCenter, tr("step size h"));
    const QRectF top(area.left(), 0, area.width(), metrics.height() + 2);
    painter.drawText(top, Qt::AlignLeft, tr("← rounding"));
    painter.drawText(top, Qt::AlignRight, tr("bend of the cost →"));
}

void CheckPlot::paintLine(QPainter& painter, double StepSizeError::*error, const QPen& pen) const {
    QPolygonF line;
    for (const StepSizeError& one : m_errors) line << QPointF(x(one.h), y(one.*error));
    painter.setPen(pen);
    painter.drawPolyline(line);
}

void CheckPlot::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintAxes(painter);
    if (m_errors.empty()) return;
    paintLine(painter, &StepSizeError::worst, QPen(theme.mute, theme.stroke(1.2), Qt::DashLine));
    paintLine(painter, &StepSizeError::mean, QPen(theme.accent, theme.stroke(2)));
    const QRectF area = plotRect();
    const double at = x(m_step);
    painter.setPen(QPen(theme.ink, theme.stroke(1.5)));
    painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
    const auto near = std::min_element(m_errors.begin(), m_errors.end(), [&](const auto& a, const auto& b) {
        return std::abs(std::log(a.h / m_step)) < std::abs(std::log(b.h / m_step));
    });
    painter.setBrush(theme.panel);
    painter.setPen(QPen(theme.ink, theme.stroke(2)));
    painter.drawEllipse(QPointF(at, y(near->mean)), 5, 5);
}

void CheckPlot::drag(double to) {
    if (m_errors.empty()) return;
    const auto near = std::min_element(m_errors.begin(), m_errors.end(), [&](const auto& a, const auto& b) {
        return std::abs(x(a.h) - to) < std::abs(x(b.h) - to);
    });
    if (near->h != m_step) Q_EMIT stepDragged(near->h);
}

void CheckPlot::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) drag(event->position().x());
}

void CheckPlot::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) drag(event->position().x());
}

}  // namespace glassbox
