#include "ui/data/histogram_painter.h"

#include "ui/shell/theme.h"

#include <QPainter>

#include <algorithm>

namespace glassbox {

std::vector<Index> barCounts(const ColumnSummary& summary) {
    return summary.type == ColumnType::Number ? summary.histogram.counts : summary.categoryCounts;
}

int barAt(const QRectF& area, const ColumnSummary& summary, double x) {
    const auto count = static_cast<double>(barCounts(summary).size());
    if (count == 0 || x < area.left() || x >= area.right()) return -1;
    return static_cast<int>((x - area.left()) / area.width() * count);
}

void paintBars(QPainter& painter, const QRectF& area, const ColumnSummary& summary, const Theme& theme, int highlight) {
    const std::vector<Index> counts = barCounts(summary);
    painter.setPen(QPen(theme.line, theme.stroke(1)));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    if (counts.empty()) return;
    const auto most = static_cast<double>(*std::max_element(counts.begin(), counts.end()));
    if (most <= 0) return;
    const double width = area.width() / static_cast<double>(counts.size());
    const double gap = width > 5 ? 1 : 0;
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0) continue;
        // What is there is seen, however little it is.
        const double height = std::max(theme.stroke(1.5), area.height() * static_cast<double>(counts[i]) / most);
        const bool marked = static_cast<int>(i) == highlight;
        painter.setBrush(marked ? theme.ink : theme.accent);
        painter.drawRect(QRectF(area.left() + static_cast<double>(i) * width, area.bottom() - height,
                                std::max(0.5, width - gap), height));
    }
}

}  // namespace glassbox
