#pragma once

#include "engine/runtime/snapshot.h"
#include "ui/models/distribution_record.h"
#include "ui/plots/value_axis.h"

#include <QFont>
#include <QRectF>

#include <optional>

namespace glassbox {

/// Which axis of values the distributions are drawn over.
enum class AxisChoice { Automatic, Linear, SymmetricLog };

struct HistoryOptions {
    std::string name = "weight";  ///< numbers that are drawn: those of this name ...
    std::string series;           ///< ... and series
    AxisChoice axis = AxisChoice::Automatic;
    bool perLayer = false;  ///< each layer over an axis of its own
    friend bool operator==(const HistoryOptions&, const HistoryOptions&) = default;
};

/// The distributions of one layer over time: x is the step, y the value.
struct HistoryPanel {
    std::size_t key = 0;  ///< in DistributionRecord::keys()
    Index layer = 0;
    QString title;  ///< "Layer 2 · 48"
    QRectF titleRect, plot;
    ValueAxis axis;

    double yOf(double value) const { return plot.bottom() - axis.share(value) * plot.height(); }
    double valueAt(double y) const { return axis.value((plot.bottom() - y) / plot.height()); }
    /// Bins of equal height on the screen, counted from below.
    int bins() const;
    double binEdge(int bin) const { return axis.value(static_cast<double>(bin) / bins()); }
};

/// The panels of all layers side by side.
struct HistoryLayout {
    std::vector<HistoryPanel> panels;
    Scale steps;
    QSizeF size;

    double xOf(const HistoryPanel& panel, double step) const;
    double stepAt(const HistoryPanel& panel, double x) const;
    /// The place on the x axis that a moment stands for: half way to its neighbours, but not into a gap.
    std::pair<double, double> columnOf(const HistoryPanel& panel, const DistributionRecord& record,
                                       std::size_t moment) const;
    struct Cell {
        std::size_t panel = 0;
        std::size_t moment = 0;
        int bin = 0;
        friend bool operator==(const Cell&, const Cell&) = default;
    };
    std::optional<Cell> hit(const DistributionRecord& record, const QPointF& position) const;
    QRectF rect(const DistributionRecord& record, const Cell& cell) const;
};

/// Numbers of these names and series that the record has, and the layers with them.
std::vector<std::size_t> recordedKeys(const DistributionRecord& record, const HistoryOptions& options);

HistoryLayout layOutHistory(const DistributionRecord& record, const NetworkSummary& network,
                            const HistoryOptions& options, const QSizeF& strip, const QFont& font);

/// True if the bulk of the numbers would be squeezed together on a linear axis.
bool needsLog(const DistributionRecord& record, std::size_t key, double largest);

/// For each moment the share of its numbers in each bin of the panel, moment by moment, the lowest bin first.
std::vector<float> binShares(const DistributionRecord& record, const HistoryPanel& panel);

}  // namespace glassbox
