#include "ui/lab/history_canvas.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {
constexpr double palest = 0.12;  // a single number in a bin is seen
}

QImage densityPicture(const HistoryLayout& layout, const HistoryPanel& panel, const DistributionRecord& record,
                      const std::vector<float>& shares, double darkest, const ColorMap& colors) {
    const int bins = panel.bins(), width = std::max(1, static_cast<int>(std::ceil(panel.plot.width())));
    QImage picture(width, bins, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    int drawn = 0;
    for (std::size_t moment = 0; moment < record.moments().size(); ++moment) {
        const auto [left, right] = layout.columnOf(panel, record, moment);
        const int first = std::max(drawn, static_cast<int>(std::floor(left - panel.plot.left())));
        const int last = std::min(width, static_cast<int>(std::ceil(right - panel.plot.left())));
        if (first >= last) continue;  // several moments share a column of pixels: the first of them is drawn
        drawn = last;
        const float* column = shares.data() + moment * static_cast<std::size_t>(bins);
        for (int bin = 0; bin < bins; ++bin) {
            const auto share = static_cast<double>(column[bin]);
            if (share <= 0) continue;
            const QRgb color = colors.at(palest + (1 - palest) * share / darkest);
            auto* line = reinterpret_cast<QRgb*>(picture.scanLine(bins - 1 - bin));
            std::fill(line + first, line + last, color);
        }
    }
    return picture;
}

}  // namespace glassbox
