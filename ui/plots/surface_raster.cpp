#include "ui/plots/surface_raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr float infinitelyFar = std::numeric_limits<float>::infinity();
constexpr int entries = 4096;  // of the table from heights to bands
constexpr double onSurface = 0.02;
constexpr float underside = 0.72F;  // what is seen from below, through the open sides of the box, is darker

struct Corner {
    float x = 0, y = 0, depth = 0, height = 0, shade = 1;
};

/// What is known of every pixel before it is coloured.
struct Buffers {
    int width, height;
    std::vector<float> depth, relief, shade;

    Buffers(int w, int h)
        : width(w),
          height(h),
          depth(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), infinitelyFar),
          relief(depth.size()),
          shade(depth.size()) {}
};

/// Everything runs straight between the corners (Pineda 1988: a pixel lies inside if it is left of all three edges).
void fillTriangle(Buffers& to, const Corner& a, const Corner& b, const Corner& c) {
    const int left = std::max(0, static_cast<int>(std::ceil(std::min({a.x, b.x, c.x}))));
    const int right = std::min(to.width - 1, static_cast<int>(std::floor(std::max({a.x, b.x, c.x}))));
    const int top = std::max(0, static_cast<int>(std::ceil(std::min({a.y, b.y, c.y}))));
    const int bottom = std::min(to.height - 1, static_cast<int>(std::floor(std::max({a.y, b.y, c.y}))));
    if (left > right || top > bottom) return;
    const float area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    if (!(std::abs(area) > 1e-6F)) return;
    const float inverse = 1 / area;
    // Rows run upwards, the screen downwards: seen from above corners go round clockwise there.
    const float light = area < 0 ? 1 : underside;
    // Weights of b and c at a pixel and how they grow to the right.
    const float bAcross = (c.y - a.y) * inverse, bDown = -(c.x - a.x) * inverse;
    const float cAcross = -(b.y - a.y) * inverse, cDown = (b.x - a.x) * inverse;
    constexpr float edge = -1e-4F;
    for (int y = top; y <= bottom; ++y) {
        const float dx = static_cast<float>(left) - a.x, dy = static_cast<float>(y) - a.y;
        float wb = dx * bAcross + dy * bDown, wc = dx * cAcross + dy * cDown;
        auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(to.width) + static_cast<std::size_t>(left);
        for (int x = left; x <= right; ++x, ++at, wb += bAcross, wc += cAcross) {
            if (wb < edge || wc < edge || wb + wc > 1 - edge) continue;
            const float depth = a.depth + wb * (b.depth - a.depth) + wc * (c.depth - a.depth);
            if (depth >= to.depth[at]) continue;
            to.depth[at] = depth;
            to.relief[at] = a.height + wb * (b.height - a.height) + wc * (c.height - a.height);
            to.shade[at] = light * (a.shade + wb * (b.shade - a.shade) + wc * (c.shade - a.shade));
        }
    }
}

std::vector<Corner> cornersOf(const SurfaceRelief& relief, const SurfaceProjection& projection, double perPixel) {
    std::vector<Corner> corners(relief.heights.size());
    for (int row = 0; row < relief.rows; ++row) {
        const double y = (2.0 * row / (relief.rows - 1) - 1) * SurfaceRelief::halfDepth;
        for (int column = 0; column < relief.columns; ++column) {
            const auto i = static_cast<std::size_t>(row * relief.columns + column);
            const double x = (2.0 * column / (relief.columns - 1) - 1) * SurfaceRelief::halfWidth;
            const float height = relief.heights[i];
            const auto z = static_cast<double>(std::clamp(height, 0.0F, 1.0F)) * SurfaceRelief::ceiling;
            const SurfacePlace place = projection.place(x, y, z);
            // Pixels are known by their middles.
            corners[i] = {static_cast<float>(place.at.x() * perPixel - 0.5),
                          static_cast<float>(place.at.y() * perPixel - 0.5), static_cast<float>(place.depth), height,
                          relief.shades[i]};
        }
    }
    return corners;
}

void fillRelief(Buffers& buffers, const SurfaceRelief& relief, const std::vector<Corner>& corners) {
    for (int row = 0; row + 1 < relief.rows; ++row) {
        for (int column = 0; column + 1 < relief.columns; ++column) {
            const auto i = static_cast<std::size_t>(row * relief.columns + column);
            const auto above = i + static_cast<std::size_t>(relief.columns);
            const std::array<const Corner*, 4> quad{&corners[i], &corners[i + 1], &corners[above + 1], &corners[above]};
            const auto is = [&quad](auto what) { return std::all_of(quad.begin(), quad.end(), what); };
            // Holes, and walls beyond the box.
            if (!is([](const Corner* corner) { return std::isfinite(corner->height); }) ||
                is([](const Corner* corner) { return corner->height > 1.0001F; }) ||
                is([](const Corner* corner) { return corner->height < -0.0001F; }))
                continue;
            fillTriangle(buffers, *quad[0], *quad[1], *quad[2]);
            fillTriangle(buffers, *quad[0], *quad[2], *quad[3]);
        }
    }
}

std::array<std::uint8_t, entries> bandTable(const std::vector<double>& levelHeights) {
    std::array<std::uint8_t, entries> table{};
    for (int i = 0; i < entries; ++i) {
        const auto above = std::upper_bound(levelHeights.begin(), levelHeights.end(), (i + 0.5) / entries);
        table[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(above - levelHeights.begin());
    }
    return table;
}

void colour(QImage& image, const Buffers& from, const SurfaceRelief& relief, const SurfaceColors& colors) {
    const auto table = bandTable(relief.levelHeights);
    constexpr std::uint8_t nothing = 255;
    const auto width = static_cast<std::size_t>(from.width);
    std::vector<std::uint8_t> bands(from.depth.size(), nothing);
    for (std::size_t i = 0; i < bands.size(); ++i) {
        if (from.depth[i] == infinitelyFar) continue;
        bands[i] = table[static_cast<std::size_t>(std::clamp(from.relief[i], 0.0F, 0.9999F) * entries)];
    }
    for (int y = 0; y < from.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        const auto start = static_cast<std::size_t>(y) * width;
        for (std::size_t x = 0; x < width; ++x) {
            const std::size_t i = start + x;
            const std::uint8_t band = bands[i];
            if (band == nothing) {
                line[x] = 0;
                continue;
            }
            const QRgb color = colors.bands[band];
            const auto shade = static_cast<int>(from.shade[i] * 256);
            int r = std::min(255, qRed(color) * shade >> 8), g = std::min(255, qGreen(color) * shade >> 8),
                b = std::min(255, qBlue(color) * shade >> 8);
            const std::uint8_t right = x + 1 < width ? bands[i + 1] : band;
            const std::uint8_t below = y + 1 < from.height ? bands[i + width] : band;
            if ((right != band && right != nothing) || (below != band && below != nothing)) {
                r = (r + qRed(colors.line)) / 2;
                g = (g + qGreen(colors.line)) / 2;
                b = (b + qBlue(colors.line)) / 2;
            }
            line[x] = qRgb(r, g, b);
        }
    }
}

}  // namespace

bool SurfaceRaster::isVisible(const SurfacePlace& place) const {
    const int x = static_cast<int>(std::floor(place.at.x() * perPixel));
    const int y = static_cast<int>(std::floor(place.at.y() * perPixel));
    if (x < 0 || y < 0 || x >= image.width() || y >= image.height()) return true;
    const float behind =
        depth[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width()) + static_cast<std::size_t>(x)];
    return place.depth <= static_cast<double>(behind) + onSurface;
}

SurfaceRaster rasterise(const SurfaceRelief& relief, const SurfaceProjection& projection, const QSize& size,
                        double perPixel, const SurfaceColors& colors) {
    SurfaceRaster raster;
    raster.perPixel = perPixel;
    const QSize pixels = (QSizeF(size) * perPixel).toSize();
    if (relief.isEmpty() || pixels.isEmpty()) return raster;
    Buffers buffers(pixels.width(), pixels.height());
    fillRelief(buffers, relief, cornersOf(relief, projection, perPixel));
    raster.image = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
    colour(raster.image, buffers, relief, colors);
    raster.depth = std::move(buffers.depth);
    return raster;
}

}  // namespace glassbox
