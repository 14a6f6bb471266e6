#include "ui/plots/curve_chart.h"

#include "ui/shell/theme.h"

#include <QCategoryAxis>
#include <QChart>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QGraphicsSimpleTextItem>
#include <QLineSeries>
#include <QPen>

#include <algorithm>

namespace glassbox {

namespace {

void setTicks(QCategoryAxis& axis, const Scale& old, const Scale& next) {
    if (old.ticks != next.ticks) {
        for (const QString& label : axis.categoriesLabels()) axis.remove(label);
        // A category ends at each tick; the first starts anywhere below it.
        if (!next.ticks.empty()) axis.setStartValue(next.ticks.front().position - (next.high - next.low));
        for (const Tick& tick : next.ticks) axis.append(tick.label, tick.position);
    }
    if (old.low != next.low || old.high != next.high || old.ticks != next.ticks) axis.setRange(next.low, next.high);
}

QCategoryAxis* makeAxis(QChart& chart, Qt::Alignment side) {
    auto* axis = new QCategoryAxis;
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    // Our scales choose labels that fit; Qt Charts' own shortening to dots would only hide digits.
    axis->setTruncateLabels(false);
    chart.addAxis(axis, side);
    return axis;
}

}  // namespace

CurveChart::CurveChart(QGraphicsScene& scene, int curves, int behind)
    : m_chart(new QChart), m_xAxis(makeAxis(*m_chart, Qt::AlignBottom)), m_yAxis(makeAxis(*m_chart, Qt::AlignLeft)) {
    m_chart->legend()->hide();
    m_chart->setMargins({});
    m_chart->setBackgroundVisible(false);
    m_chart->setPlotAreaBackgroundVisible(false);
    m_chart->setAcceptHoverEvents(false);
    m_chart->setAcceptedMouseButtons(Qt::NoButton);
    scene.addItem(m_chart);
    const auto add = [this](std::vector<QLineSeries*>& list) {
        auto* series = new QLineSeries;
        m_chart->addSeries(series);
        series->attachAxis(m_xAxis);
        series->attachAxis(m_yAxis);
        list.push_back(series);
    };
    for (int i = 0; i < behind; ++i) add(m_behind);
    for (int i = 0; i < curves; ++i) add(m_series);
    m_xTitle = scene.addSimpleText({});
    m_yTitle = scene.addSimpleText({});
    m_yTitle->setRotation(-90);
    m_above = scene.addSimpleText({});
}

CurveChart::~CurveChart() = default;

void CurveChart::setVisible(bool visible) {
    m_chart->setVisible(visible);
    for (auto* title : {m_xTitle, m_yTitle, m_above}) title->setVisible(visible);
}

void CurveChart::setTheme(const Theme& theme, const QList<QColor>& colors, const QFont& font) {
    m_font = font;
    for (QCategoryAxis* axis : {m_xAxis, m_yAxis}) {
        axis->setLabelsFont(font);
        axis->setLabelsColor(theme.mute);
        axis->setGridLinePen(QPen(theme.grid, theme.stroke(1)));
        axis->setLinePen(QPen(theme.line, theme.stroke(1)));
    }
    m_xAxis->setGridLineVisible(false);
    m_yAxis->setLineVisible(false);
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        QPen pen(colors.value(static_cast<qsizetype>(i), theme.mute), theme.stroke(1.8));
        pen.setJoinStyle(Qt::BevelJoin);  // a mitre would draw a spike higher than it is
        pen.setCapStyle(Qt::SquareCap);   // Qt Charts draws segment by segment: no gaps between them
        m_series[i]->setPen(pen);
    }
    for (QLineSeries* series : m_behind) series->setPen(QPen(theme.mute, theme.stroke(1)));
    for (auto* title : {m_xTitle, m_yTitle, m_above}) {
        title->setFont(font);
        title->setBrush(theme.mute);
    }
    placeTitles();
}

void CurveChart::setTitles(const QString& x, const QString& y, const QString& above) {
    m_xTitle->setText(x);
    m_yTitle->setText(y);
    m_above->setText(above);
    placeTitles();
}

void CurveChart::setPlotArea(const QRectF& plot, bool epochLabels) {
    m_xAxis->setLabelsVisible(epochLabels);
    if (plot == m_plot) return;
    m_plot = plot;
    const QFontMetricsF metrics(m_font);
    const QRectF around = plot.adjusted(-plot.left(), -metrics.height(), 60, 2.5 * metrics.height());
    // In this order: resizing the chart lays its axes out around the plot area.
    m_chart->setPlotArea(plot.translated(-around.topLeft()));
    m_chart->setGeometry(around);
    placeTitles();
}

void CurveChart::setScales(const Scale& x, const Scale& y) {
    setTicks(*m_xAxis, m_x, x);
    setTicks(*m_yAxis, m_y, y);
    m_x = x;
    m_y = y;
    const QFontMetricsF metrics(m_font);
    // Qt Charts lays out with the next event; what is drawn now must already fit.
    QCoreApplication::sendPostedEvents(m_chart, QEvent::LayoutRequest);
    if (m_chart->layout() != nullptr) m_chart->layout()->activate();
    m_yLabelWidth = 0;
    for (const Tick& tick : y.ticks) m_yLabelWidth = std::max(m_yLabelWidth, metrics.horizontalAdvance(tick.label));
    placeTitles();
}

void CurveChart::placeTitles() {
    const double height = QFontMetricsF(m_font).height();
    const QRectF x = m_xTitle->boundingRect();
    m_xTitle->setPos(m_plot.center().x() - x.width() / 2, m_plot.bottom() + 1.6 * height);
    const QRectF y = m_yTitle->boundingRect();
    m_yTitle->setPos(m_plot.left() - m_yLabelWidth - 14 - y.height(), m_plot.center().y() + y.width() / 2);
    m_above->setPos(m_plot.left(), m_plot.top() - 1.2 * height);
}

void CurveChart::setPoints(int curve, const QList<QPointF>& points) {
    m_series[static_cast<std::size_t>(curve)]->replace(points);
}

QList<QPointF> CurveChart::points(int curve) const {
    return m_series[static_cast<std::size_t>(curve)]->points();
}

void CurveChart::setPointsBehind(int curve, const QList<QPointF>& points) {
    m_behind[static_cast<std::size_t>(curve)]->replace(points);
}

QPointF CurveChart::place(double x, double y) const {
    return {m_plot.left() + (x - m_x.low) / (m_x.high - m_x.low) * m_plot.width(),
            m_plot.bottom() - (y - m_y.low) / (m_y.high - m_y.low) * m_plot.height()};
}

}  // namespace glassbox
