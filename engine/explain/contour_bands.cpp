#include "engine/explain/contours.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

/// Where a pixel's middle lies among the crossings of one side.
struct Between {
    std::size_t low = 0;
    double share = 0;
};

std::vector<Between> betweens(Index crossings, Index pixels) {
    std::vector<Between> all(static_cast<std::size_t>(pixels));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double at =
            (static_cast<double>(i) + 0.5) / static_cast<double>(pixels) * static_cast<double>(crossings - 1);
        all[i].low = std::min(static_cast<std::size_t>(at), static_cast<std::size_t>(crossings - 2));
        all[i].share = at - static_cast<double>(all[i].low);
    }
    return all;
}

double between(double a, double b, double share) {
    const double value = a * (1 - share) + b * share;
    if (std::isfinite(value)) return value;
    return share < 0.5 ? a : b;
}

Band bandOfNoNumber(double value) {
    if (std::isnan(value)) return notANumberBand;
    return value > 0 ? plusInfinityBand : minusInfinityBand;
}

}  // namespace

void contourBands(const ValueGrid& grid, const std::vector<double>& levels, Index width, Index height,
                  std::vector<Band>& bands) {
    bands.clear();
    if (grid.isEmpty() || width <= 0 || height <= 0) return;
    bands.resize(static_cast<std::size_t>(width * height));
    const std::vector<Between> columns = betweens(grid.width, width), rows = betweens(grid.height, height);
    std::vector<double> row(static_cast<std::size_t>(grid.width));
    Band* out = bands.data();
    std::size_t band = 0;
    for (const Between& y : rows) {
        const double* low = grid.values.data() + y.low * row.size();
        const double* high = low + row.size();
        for (std::size_t i = 0; i < row.size(); ++i) row[i] = between(low[i], high[i], y.share);
        for (const Between& x : columns) {
            const double value = between(row[x.low], row[x.low + 1], x.share);
            if (!std::isfinite(value)) {
                *out++ = bandOfNoNumber(value);
                continue;
            }
            while (band < levels.size() && value >= levels[band]) ++band;
            while (band > 0 && value < levels[band - 1]) --band;
            *out++ = static_cast<Band>(band);
        }
    }
}

}  // namespace glassbox
