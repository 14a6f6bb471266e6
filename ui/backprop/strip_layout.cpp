#include "ui/backprop/strip_layout.h"

#include <algorithm>
#include <numeric>

namespace glassbox {

namespace {

constexpr double gap = 6, phaseGap = 18, inset = 2, widest = 112, boxHeight = 40, lineHeight = 18;

}  // namespace

Index StripLayout::at(const QPointF& point) const {
    for (std::size_t i = 0; i < boxes.size(); ++i)
        if (boxes[i].adjusted(-gap / 2, -gap, gap / 2, gap).contains(point)) return static_cast<Index>(i);
    return -1;
}

StripLayout layoutStrip(const Walk& walk, const std::vector<double>& widths, const QSizeF& available, double scale) {
    StripLayout layout;
    const Index count = walk.count();
    const auto begins = [&](Index i) { return i > 0 && walk.at(i).phase != walk.at(i - 1).phase; };
    double gaps = 2 * inset;
    for (Index i = 1; i < count; ++i) gaps += begins(i) ? phaseGap : gap;
    const double asked = std::accumulate(widths.begin(), widths.end(), gaps);
    const double extra = std::max(0.0, (available.width() - asked) / static_cast<double>(std::max<Index>(count, 1)));
    const double height = boxHeight * scale;
    const double top = std::max(2.0, (available.height() - height - lineHeight * scale - 6) / 2);
    double x = inset;
    for (Index i = 0; i < count; ++i) {
        if (i > 0) x += begins(i) ? phaseGap : gap;
        const double asks = widths[static_cast<std::size_t>(i)];
        const double width = std::max(asks, std::min(asks + extra, widest * scale));
        layout.boxes.emplace_back(x, top, width, height);
        x += width;
        const QRectF& box = layout.boxes.back();
        const bool same = i > 0 && !begins(i) && walk.at(i).layer == walk.at(i - 1).layer;
        if (!same) layout.groups.push_back({{box.left(), box.bottom() + 5, 0, 2}, walk.at(i).layer});
        layout.groups.back().rect.setRight(box.right());
        if (i == 0 || begins(i))
            layout.labels.push_back(
                {{box.left(), box.bottom() + 8, 120 * scale, lineHeight * scale}, walk.at(i).phase});
    }
    layout.size = {std::max(x + inset, available.width()),
                   std::max(available.height(), top + height + lineHeight * scale + 12)};
    return layout;
}

}  // namespace glassbox
