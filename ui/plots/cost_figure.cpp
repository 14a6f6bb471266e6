#include "ui/plots/cost_figure.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

struct Place {
    int chart;
    int line;
};

/// Which chart draws a curve, and as which of its lines. Validation lies over training.
Place placeOf(HistoryCurve curve) {
    switch (curve) {
        case HistoryCurve::TrainingCost:
            return {0, 0};
        case HistoryCurve::ValidationCost:
            return {0, 1};
        case HistoryCurve::TrainingAccuracy:
            return {1, 0};
        case HistoryCurve::ValidationAccuracy:
            return {1, 1};
        case HistoryCurve::LearningRate:
            break;
    }
    return {2, 0};
}

constexpr std::array allCurves = {HistoryCurve::TrainingCost, HistoryCurve::ValidationCost,
                                  HistoryCurve::TrainingAccuracy, HistoryCurve::ValidationAccuracy,
                                  HistoryCurve::LearningRate};

QString tr(const char* text) {
    return QCoreApplication::translate("CostFigure", text);
}

}  // namespace

std::optional<double> curveValue(const HistoryRow& row, HistoryCurve curve) {
    switch (curve) {
        case HistoryCurve::TrainingCost:
            return row.training.cost;
        case HistoryCurve::ValidationCost:
            return row.validation ? std::optional(row.validation->cost) : std::nullopt;
        case HistoryCurve::TrainingAccuracy:
            return row.training.accuracy;
        case HistoryCurve::ValidationAccuracy:
            return row.validation ? row.validation->accuracy : std::nullopt;
        case HistoryCurve::LearningRate:
            break;
    }
    return row.learningRate;
}

CostFigure::CostFigure(QGraphicsScene& scene) {
    const int behind = static_cast<int>(mostKeptCurves);
    m_charts = {std::make_unique<CurveChart>(scene, 2, behind), std::make_unique<CurveChart>(scene, 2),
                std::make_unique<CurveChart>(scene, 1)};
}

CostFigure::~CostFigure() = default;

void CostFigure::setTheme(const Theme& theme, const QFont& font) {
    m_font = font;
    m_charts[0]->setTheme(theme, {theme.train, theme.validation}, font);
    m_charts[1]->setTheme(theme, {theme.train, theme.validation}, font);
    m_charts[2]->setTheme(theme, {theme.mute}, font);
}

void CostFigure::setOptions(const CostFigureOptions& options) {
    m_options = options;
}

void CostFigure::take(const std::vector<HistoryRow>& rows, bool fromStart) {
    if (fromStart || rows.size() < m_rows) {
        for (HistorySeries& one : m_series) one.clear();
        m_rows = 0;
        m_firstEpoch = m_lastEpoch = 0;
        m_firstBad.reset();
        m_badRows = 0;
    }
    for (; m_rows < rows.size(); ++m_rows) {
        const HistoryRow& row = rows[m_rows];
        const auto epoch = static_cast<double>(row.epoch);
        if (m_rows == 0) m_firstEpoch = epoch;
        bool good = true;
        for (const HistoryCurve curve : allCurves) {
            const auto value = curveValue(row, curve);
            if (!value) continue;
            if (std::isfinite(*value)) {
                series(curve).append(epoch, *value);
            } else {
                good = false;
            }
        }
        if (!good) {
            if (!m_firstBad) m_firstBad = row.epoch;
            ++m_badRows;
        }
        m_lastEpoch = epoch;
    }
}

void CostFigure::setKept(std::vector<KeptCurve> kept) {
    m_kept = std::move(kept);
    if (m_kept.size() > mostKeptCurves) m_kept.resize(mostKeptCurves);
    for (std::size_t i = 0; i < mostKeptCurves; ++i) {
        m_keptSeries[i].clear();
        if (i >= m_kept.size()) continue;
        m_kept[i].points.removeIf([](const QPointF& point) { return !std::isfinite(point.y()); });
        for (const QPointF& point : m_kept[i].points) m_keptSeries[i].append(point.x(), point.y());
    }
}

std::optional<QPointF> CostFigure::endOfKept(std::size_t curve) const {
    const QList<QPointF>& points = m_kept[curve].points;
    for (qsizetype i = points.size() - 1; i >= 0; --i)
        if (!m_options.logarithmic || points[i].y() > 0)
            return place(HistoryCurve::TrainingCost, points[i].x(), points[i].y());
    return {};
}

bool CostFigure::learningRateVaries() const {
    const HistorySeries& rate = series(HistoryCurve::LearningRate);
    return !rate.isEmpty() && rate.lowest() != rate.highest();
}

bool CostFigure::isShown(int chart) const {
    if (chart == 0) return true;
    return chart == 1 ? m_options.accuracy && hasAccuracy() : m_options.learningRate;
}

Scale CostFigure::costScale(int ticks) const {
    const HistorySeries& training = series(HistoryCurve::TrainingCost);
    const HistorySeries& validation = series(HistoryCurve::ValidationCost);
    double low = INFINITY, high = -INFINITY;
    std::vector<const HistorySeries*> all{&training, &validation};
    for (const HistorySeries& kept : m_keptSeries) all.push_back(&kept);
    for (const HistorySeries* one : all) {
        if (one->isEmpty()) continue;
        low = std::min(low, m_options.logarithmic ? one->lowestPositive().value_or(INFINITY) : one->lowest());
        high = std::max(high, one->highest());
    }
    if (m_options.logarithmic) return logScale(low, high, ticks);
    return linearScale(std::min(0.0, low), std::isfinite(high) ? high : 1.0, ticks);
}

Scale CostFigure::valueScale(int chart, int ticks) const {
    if (chart == 0) return costScale(ticks);
    if (chart == 1) {
        double low = series(HistoryCurve::TrainingAccuracy).lowest();
        if (!series(HistoryCurve::ValidationAccuracy).isEmpty())
            low = std::min(low, series(HistoryCurve::ValidationAccuracy).lowest());
        return percentScale(low, ticks);
    }
    const HistorySeries& rate = series(HistoryCurve::LearningRate);
    Scale scale = linearScale(0, rate.isEmpty() || rate.highest() <= 0 ? 1 : rate.highest(), std::min(ticks, 3));
    scale.high *= 1.04;  // a constant rate often lies on the highest tick
    return scale;
}

void CostFigure::draw(const QRectF& area) {
    const QFontMetricsF metrics(m_font);
    const double line = metrics.height();
    std::vector<int> shown;
    double weights = 0;
    const auto weight = [](int chart) { return chart == 0 ? 2.2 : chart == 1 ? 1.2 : 0.8; };
    for (int i = 0; i < 3; ++i) {
        m_charts[static_cast<std::size_t>(i)]->setVisible(isShown(i));
        if (isShown(i)) shown.push_back(i), weights += weight(i);
    }
    const double bottom = (m_options.axisTitles ? 3.0 : 1.6) * line;
    const bool named = !m_options.axisTitles && shown.size() > 1;
    const double between = (named ? 1.9 : 1.0) * line;
    const double top = (named ? 1.3 : 0.7) * line;
    const double free = area.height() - bottom - top - between * static_cast<double>(shown.size() - 1);

    std::array<Scale, 3> scales;
    double labels = 0;
    for (const int i : shown) {
        const double height = free * weight(i) / weights;
        const auto at = static_cast<std::size_t>(i);
        scales[at] = valueScale(i, std::clamp(static_cast<int>(height / (1.9 * line)), 2, 6));
        for (const Tick& tick : scales[at].ticks) labels = std::max(labels, metrics.horizontalAdvance(tick.label));
    }
    const double left = labels + 9 + (m_options.axisTitles ? 1.5 * line : 0);
    const double width = area.width() - left - 0.5 * metrics.horizontalAdvance(QStringLiteral("10 000"));
    if (width < 20 || free < 20) return;
    double lastEpoch = m_lastEpoch;
    for (const KeptCurve& kept : m_kept)
        if (!kept.points.isEmpty()) lastEpoch = std::max(lastEpoch, kept.points.back().x());
    const double epochText = metrics.horizontalAdvance(countText(std::llround(std::max(lastEpoch, 100.0)))) * 1.8;
    const Scale epochs = epochScale(m_firstEpoch, lastEpoch, std::clamp(static_cast<int>(width / epochText), 2, 7));

    double y = area.top() + top;
    for (const int i : shown) {
        const double height = free * weight(i) / weights;
        CurveChart& chart = *m_charts[static_cast<std::size_t>(i)];
        const bool last = i == shown.back();
        static constexpr std::array names = {"cost", "accuracy", "learning rate"};
        const QString name = tr(names[static_cast<std::size_t>(i)]);
        chart.setTitles(m_options.axisTitles && last ? tr("epoch") : QString(), m_options.axisTitles ? name : QString(),
                        named ? name : QString());
        chart.setPlotArea({area.left() + left, y, width, height}, last);
        chart.setScales(epochs, scales[static_cast<std::size_t>(i)]);
        y += height + between;
    }
    for (std::size_t i = 0; i < mostKeptCurves; ++i) {
        m_charts[0]->setPointsBehind(
            static_cast<int>(i),
            m_keptSeries[i].points(epochs.high - epochs.low, static_cast<int>(width), m_options.logarithmic));
    }
    for (const HistoryCurve curve : allCurves) {
        const Place place = placeOf(curve);
        if (!isShown(place.chart)) continue;
        m_charts[static_cast<std::size_t>(place.chart)]->setPoints(
            place.line, series(curve).points(epochs.high - epochs.low, static_cast<int>(width),
                                             place.chart == 0 && m_options.logarithmic));
    }
}

QList<QPointF> CostFigure::shownPoints(HistoryCurve curve) const {
    const Place place = placeOf(curve);
    if (!isShown(place.chart)) return {};
    return m_charts[static_cast<std::size_t>(place.chart)]->points(place.line);
}

std::vector<const CurveChart*> CostFigure::shownCharts() const {
    std::vector<const CurveChart*> charts;
    for (int i = 0; i < 3; ++i) {
        if (isShown(i)) charts.push_back(m_charts[static_cast<std::size_t>(i)].get());
    }
    return charts;
}

double CostFigure::epochAt(double x) const {
    const CurveChart& chart = *m_charts[0];
    if (chart.plotArea().width() <= 0) return 0;
    const Scale& epochs = chart.xScale();
    return epochs.low + (x - chart.plotArea().left()) / chart.plotArea().width() * (epochs.high - epochs.low);
}

std::optional<QPointF> CostFigure::place(HistoryCurve curve, double epoch, double value) const {
    const Place place = placeOf(curve);
    const bool logarithm = place.chart == 0 && m_options.logarithmic;
    if (!isShown(place.chart) || !std::isfinite(value) || (logarithm && value <= 0)) return {};
    return m_charts[static_cast<std::size_t>(place.chart)]->place(epoch, logarithm ? std::log10(value) : value);
}

QString CostFigure::remark() const {
    QStringList sentences;
    if (m_firstBad) {
        sentences << tr("Rows that are not finite numbers are left out: %1 of them, the first at epoch %2.")
                         .arg(countText(m_badRows), countText(*m_firstBad));
    }
    if (m_options.logarithmic) {
        const qint64 lost =
            series(HistoryCurve::TrainingCost).notPositive() + series(HistoryCurve::ValidationCost).notPositive();
        if (lost > 0)
            sentences << (lost == 1
                              ? tr("1 cost of 0 or less has no place on a logarithmic axis.")
                              : tr("%1 costs of 0 or less have no place on a logarithmic axis.").arg(countText(lost)));
    }
    return sentences.join(u' ');
}

}  // namespace glassbox
