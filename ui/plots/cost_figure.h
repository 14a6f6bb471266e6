#pragma once

#include "engine/experiment/run_state.h"
#include "ui/plots/curve_chart.h"
#include "ui/plots/history_series.h"

#include <array>
#include <memory>

namespace glassbox {

/// What a history can draw.
enum class HistoryCurve { TrainingCost, ValidationCost, TrainingAccuracy, ValidationAccuracy, LearningRate };
inline constexpr int historyCurveCount = 5;

/// Absent where the row has no such number.
std::optional<double> curveValue(const HistoryRow& row, HistoryCurve curve);

/// The cost of another run, drawn thin behind this one.
struct KeptCurve {
    QString name;
    QList<QPointF> points;  ///< epoch and cost, in order of epochs
    friend bool operator==(const KeptCurve&, const KeptCurve&) = default;
};
inline constexpr std::size_t mostKeptCurves = 4;

struct CostFigureOptions {
    bool logarithmic = false;  ///< the cost axis
    bool accuracy = false;
    bool learningRate = false;
    bool axisTitles = false;  ///< for a figure that stands alone
    friend bool operator==(const CostFigureOptions&, const CostFigureOptions&) = default;
};

/// The charts of a history, one below the other over one epoch axis: cost, accuracy, learning rate. Shared by the
/// window and the exported plot.
class CostFigure {
  public:
    explicit CostFigure(QGraphicsScene& scene);
    ~CostFigure();

    void setTheme(const Theme& theme, const QFont& font);
    void setOptions(const CostFigureOptions& options);
    const CostFigureOptions& options() const { return m_options; }
    /// Takes the rows that are new; with `fromStart` forgets what was there.
    void take(const std::vector<HistoryRow>& rows, bool fromStart);
    /// At most mostKeptCurves of other runs; points that are not finite are left out.
    void setKept(std::vector<KeptCurve> kept);
    const std::vector<KeptCurve>& kept() const { return m_kept; }
    /// Where the curve of a kept run ends; absent if nothing of it is shown.
    std::optional<QPointF> endOfKept(std::size_t curve) const;
    /// Lays the charts out in this area of the scene and draws what was taken.
    void draw(const QRectF& area);

    bool isEmpty() const { return m_rows == 0; }
    bool hasAccuracy() const { return !series(HistoryCurve::TrainingAccuracy).isEmpty(); }
    bool hasValidation() const { return !series(HistoryCurve::ValidationCost).isEmpty(); }
    /// True if the learning rate is not the same all along.
    bool learningRateVaries() const;
    const HistorySeries& series(HistoryCurve curve) const { return m_series[static_cast<std::size_t>(curve)]; }
    /// As drawn (on a logarithmic axis y is log10).
    QList<QPointF> shownPoints(HistoryCurve curve) const;
    /// Charts that are shown, from the top.
    std::vector<const CurveChart*> shownCharts() const;
    double epochAt(double x) const;
    /// Where a value of a curve lies in the scene; absent if its chart is hidden or can't show it.
    std::optional<QPointF> place(HistoryCurve curve, double epoch, double value) const;
    /// Epochs with a number that is not finite: the first of them, and how many.
    std::optional<Index> firstBadEpoch() const { return m_firstBad; }
    /// What the charts can't show, in a sentence; empty if they show everything.
    QString remark() const;

  private:
    HistorySeries& series(HistoryCurve curve) { return m_series[static_cast<std::size_t>(curve)]; }
    Scale costScale(int ticks) const;
    Scale valueScale(int chart, int ticks) const;
    bool isShown(int chart) const;

    std::array<HistorySeries, historyCurveCount> m_series;
    std::vector<KeptCurve> m_kept;
    std::array<HistorySeries, mostKeptCurves> m_keptSeries;
    std::array<std::unique_ptr<CurveChart>, 3> m_charts;
    CostFigureOptions m_options;
    QFont m_font;
    std::size_t m_rows = 0;
    double m_firstEpoch = 0, m_lastEpoch = 0;
    std::optional<Index> m_firstBad;
    qint64 m_badRows = 0;
};

}  // namespace glassbox
