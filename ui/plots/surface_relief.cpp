#include "ui/plots/surface_relief.h"

#include "ui/plots/contour_painter.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr int stride = 2;  // crossings of the picture for one of the mesh
constexpr std::size_t mostTicks = 6;

/// Where a few values tower above all others (a pole), the ceiling is lower than the highest of them.
std::pair<double, double> boxOf(const ContourPicture& picture) {
    std::vector<double> sample;
    for (std::size_t i = 0; i < picture.grid.values.size(); i += 7)
        if (std::isfinite(picture.grid.values[i])) sample.push_back(picture.grid.values[i]);
    if (sample.size() < 50) return {picture.least, picture.greatest};
    std::sort(sample.begin(), sample.end());
    const auto quantile = [&](double share) {
        return sample[static_cast<std::size_t>(share * static_cast<double>(sample.size() - 1))];
    };
    const double low = quantile(0.02), high = quantile(0.98), spread = high - low;
    return {picture.least < low - 6 * spread ? low - spread : picture.least,
            picture.greatest > high + 6 * spread ? high + spread : picture.greatest};
}

SurfaceScale scaleOf(const ContourSurface& surface, const ContourPicture& picture, LevelSpacing spacing) {
    SurfaceScale scale;
    scale.low = picture.least;
    scale.high = picture.greatest;
    const auto& levels = picture.levels;
    const bool logarithmic = spacing == LevelSpacing::Logarithmic && !levels.empty();
    if (logarithmic && levels.front() < 0 && std::binary_search(levels.begin(), levels.end(), 0.0)) {
        scale.kind = SurfaceScale::Kind::TwoSided;
        scale.unit = std::numeric_limits<double>::infinity();
        for (const double level : levels)
            if (level != 0) scale.unit = std::min(scale.unit, std::abs(level));
    } else if (logarithmic) {
        scale.kind = SurfaceScale::Kind::Logarithmic;
        scale.floor = std::min(surface.lowest.value_or(picture.least), picture.least);
        scale.unit = levels.front() - scale.floor;
    } else {
        std::tie(scale.low, scale.high) = boxOf(picture);
    }
    if (!(scale.unit > 0) || !std::isfinite(scale.unit)) scale.kind = SurfaceScale::Kind::Linear;
    if (!(scale.low < scale.high)) scale.low -= 0.5, scale.high += 0.5;  // level ground
    return scale;
}

void findTicks(SurfaceRelief& relief, const ContourPicture& picture) {
    if (relief.scale.kind == SurfaceScale::Kind::Linear) {
        for (Tick tick : ticksWithin(relief.scale.low, relief.scale.high, static_cast<int>(mostTicks))) {
            tick.position = relief.scale.at(tick.position);
            relief.ticks.push_back(tick);
        }
        return;
    }
    const QStringList texts = levelTexts(picture.levels);
    const std::size_t each = (picture.levels.size() + mostTicks - 1) / mostTicks;
    for (std::size_t i = each / 2; i < picture.levels.size(); i += each)
        relief.ticks.push_back({relief.levelHeights[i], texts[static_cast<qsizetype>(i)]});
}

/// Light from the upper left of the standard view.
void findShades(SurfaceRelief& relief) {
    relief.shades.assign(relief.heights.size(), 1.0F);
    const float across = static_cast<float>(2 * SurfaceRelief::halfWidth / (relief.columns - 1));
    const float along = static_cast<float>(2 * SurfaceRelief::halfDepth / (relief.rows - 1));
    const auto height = [&](int column, int row) {
        const float h = relief.heights[static_cast<std::size_t>(row * relief.columns + column)];
        return std::clamp(h, 0.0F, 1.0F) * static_cast<float>(SurfaceRelief::ceiling);  // not-a-number stays
    };
    for (int row = 0; row < relief.rows; ++row) {
        const int below = std::max(0, row - 1), above = std::min(relief.rows - 1, row + 1);
        for (int column = 0; column < relief.columns; ++column) {
            const int left = std::max(0, column - 1), right = std::min(relief.columns - 1, column + 1);
            const float dx = (height(right, row) - height(left, row)) / (across * static_cast<float>(right - left));
            const float dy =
                (height(column, above) - height(column, below)) / (along * static_cast<float>(above - below));
            if (!std::isfinite(dx) || !std::isfinite(dy)) continue;
            const float lit = (0.5F * dx + 0.25F * dy + 0.83F) / std::sqrt(1 + dx * dx + dy * dy);
            relief.shades[static_cast<std::size_t>(row * relief.columns + column)] =
                std::clamp(0.78F + 0.26F * lit, 0.68F, 1.04F);
        }
    }
}

}  // namespace

double SurfaceScale::bent(double value) const {
    switch (kind) {
        case Kind::Logarithmic:
            return std::log1p((value - floor) / unit);
        case Kind::TwoSided:
            return std::asinh(value / unit);
        case Kind::Linear:
            break;
    }
    return value;
}

double SurfaceScale::at(double value) const {
    if (!std::isfinite(value)) return notANumber;
    return (bent(value) - bent(low)) / (bent(high) - bent(low));
}

double SurfaceRelief::heightAt(const QPointF& point) const {
    if (isEmpty() || !range.contains(point)) return notANumber;
    const double x = (point.x() - range.xLow) / range.width() * (columns - 1);
    const double y = (point.y() - range.yLow) / range.height() * (rows - 1);
    const int column = std::min(static_cast<int>(x), columns - 2), row = std::min(static_cast<int>(y), rows - 2);
    const double right = x - column, up = y - row;
    const auto at = [&](int i, int j) {
        const double height = static_cast<double>(heights[static_cast<std::size_t>((row + j) * columns + column + i)]);
        return height > 1 ? 1.0 : height;  // not-a-number stays
    };
    return (at(0, 0) * (1 - right) + at(1, 0) * right) * (1 - up) + (at(0, 1) * (1 - right) + at(1, 1) * right) * up;
}

SurfaceRelief surfaceRelief(const ContourSurface& surface, const ContourPicturePtr& picture, LevelSpacing spacing) {
    SurfaceRelief relief;
    if (!picture || picture->isBare() || picture->grid.isEmpty()) return relief;
    const ValueGrid& grid = picture->grid;
    relief.range = picture->range;
    relief.scale = scaleOf(surface, *picture, spacing);
    // The last crossing is kept, so that the mesh reaches the border.
    const auto count = [](Index of) { return static_cast<int>((of - 1 + stride - 1) / stride + 1); };
    relief.columns = count(grid.width);
    relief.rows = count(grid.height);
    relief.heights.reserve(static_cast<std::size_t>(relief.columns * relief.rows));
    for (int row = 0; row < relief.rows; ++row) {
        const double y = static_cast<double>(row) / (relief.rows - 1) * static_cast<double>(grid.height - 1);
        for (int column = 0; column < relief.columns; ++column) {
            const double x = static_cast<double>(column) / (relief.columns - 1) * static_cast<double>(grid.width - 1);
            const double value = grid.at(std::lround(x), std::lround(y));
            const double height = relief.scale.at(value);
            relief.heights.push_back(static_cast<float>(height));
            if (height > 1 + 1e-6 || height < -1e-6) relief.cut = true;
        }
    }
    for (const double level : picture->levels) relief.levelHeights.push_back(relief.scale.at(level));
    findTicks(relief, *picture);
    findShades(relief);
    return relief;
}

}  // namespace glassbox
