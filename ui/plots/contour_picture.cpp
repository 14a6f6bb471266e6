#include "ui/plots/contour_picture.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

/// Kept levels that split the view into fewer bands than this are given up.
constexpr std::size_t fewestBands = 4;

bool fillGrid(const ContourSurface& surface, ContourPicture& picture, const std::function<bool()>& cancelled) {
    ValueGrid& grid = picture.grid;
    const ContourRange& range = picture.range;
    picture.least = std::numeric_limits<double>::infinity();
    picture.greatest = -picture.least;
    for (Index row = 0; row < grid.height; ++row) {
        const double y = range.yLow + range.height() * static_cast<double>(row) / static_cast<double>(grid.height - 1);
        for (Index column = 0; column < grid.width; ++column) {
            // A slow function is left after each call, a fast one is asked to less often.
            if (column % 16 == 0 && cancelled()) return false;
            const double share = static_cast<double>(column) / static_cast<double>(grid.width - 1);
            const double value = surface.function(range.xLow + range.width() * share, y);
            grid.at(column, row) = value;
            if (std::isfinite(value)) {
                picture.least = std::min(picture.least, value);
                picture.greatest = std::max(picture.greatest, value);
            } else if (std::isnan(value)) {
                picture.hasHoles = true;
            } else {
                (value > 0 ? picture.hasPlusInfinity : picture.hasMinusInfinity) = true;
            }
        }
    }
    return true;
}

bool tellTooLittle(const std::vector<double>& levels, const ContourPicture& picture) {
    const auto low = std::upper_bound(levels.begin(), levels.end(), picture.least);
    const auto high = std::upper_bound(levels.begin(), levels.end(), picture.greatest);
    return static_cast<std::size_t>(high - low) + 1 < std::min(fewestBands, levels.size() + 1);
}

void findLines(ContourPicture& picture) {
    picture.lines = contourLines(picture.grid, picture.levels);
    const double dx = picture.range.width() / static_cast<double>(picture.grid.width - 1);
    const double dy = picture.range.height() / static_cast<double>(picture.grid.height - 1);
    picture.polylines.reserve(picture.lines.size());
    for (const ContourLine& line : picture.lines) {
        QPolygonF polyline;
        polyline.reserve(static_cast<qsizetype>(line.points.size()) + 1);
        for (const GridPoint& p : line.points)
            polyline << QPointF(picture.range.xLow + p.x * dx, picture.range.yLow + p.y * dy);
        if (line.closed) polyline << polyline.front();
        picture.polylines.push_back(std::move(polyline));
    }
}

bool findField(const ContourSurface& surface, const ContourRequest& request, ContourPicture& picture,
               const std::function<bool()>& cancelled) {
    if (request.fieldColumns < 1 || request.pixels.isEmpty()) return true;
    const int columns = request.fieldColumns;
    const int rows = std::max(1, columns * request.pixels.height() / request.pixels.width());
    const ContourRange& range = picture.range;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            if (cancelled()) return false;
            const QPointF at(range.xLow + range.width() * (column + 0.5) / columns,
                             range.yLow + range.height() * (row + 0.5) / rows);
            picture.field.push_back({at, gradientAt(surface, at)});
        }
    }
    return true;
}

}  // namespace

QPointF gradientAt(const ContourSurface& surface, const QPointF& point) {
    if (surface.gradient) return surface.gradient(point.x(), point.y());
    // The cube root of the numbers' precision balances rounding against curvature.
    const auto step = [](double at) { return 6e-6 * std::max(1.0, std::abs(at)); };
    const double hx = step(point.x()), hy = step(point.y());
    const auto& f = surface.function;
    return {(f(point.x() + hx, point.y()) - f(point.x() - hx, point.y())) / (2 * hx),
            (f(point.x(), point.y() + hy) - f(point.x(), point.y() - hy)) / (2 * hy)};
}

ContourPicturePtr makeContourPicture(const ContourSurface& surface, const ContourRequest& request, double share,
                                     const std::function<bool()>& cancelled) {
    auto picture = std::make_shared<ContourPicture>();
    picture->range = request.range;
    picture->pixels = request.pixels;
    picture->fine = share >= 1;
    const auto side = [share](int most) { return std::max<Index>(2, std::lround(most * share)); };
    picture->grid = ValueGrid(side(request.grid.width()), side(request.grid.height()));
    if (!fillGrid(surface, *picture, cancelled)) return {};
    picture->levels = surface.levels.empty() ? request.keptLevels : surface.levels;
    const bool stay = !surface.levels.empty() ||
                      (!picture->levels.empty() && !(picture->fine && tellTooLittle(picture->levels, *picture)));
    if (!stay) picture->levels = contourLevels(picture->grid, {request.spacing, request.levelCount, surface.lowest});
    findLines(*picture);
    contourBands(picture->grid, picture->levels, request.pixels.width(), request.pixels.height(), picture->bands);
    if (!findField(surface, request, *picture, cancelled)) return {};
    return picture;
}

}  // namespace glassbox
