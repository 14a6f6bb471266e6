#include "ui/plots/color_map.h"

#include "ui/shell/theme.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

// A polynomial of degree 6 fitted to the viridis map of van der Walt and Smith (2015); one row a power, columns r, g,
// b.
constexpr double viridis[7][3] = {
    {0.2777273272, 0.0054073445, 0.3340998053},   {0.1050930431, 1.4046135299, 1.3845901626},
    {-0.3308618287, 0.2148475595, 0.0950951630},  {-4.6342304990, -5.7991009734, -19.3324409563},
    {6.2282699363, 14.1799333668, 56.6905526007}, {4.7763849977, -13.7451453777, -65.3530326334},
    {-5.4354558559, 4.6458526122, 26.3124352496},
};

int viridisChannel(double t, int channel) {
    double value = 0;
    for (int power = 6; power >= 0; --power) value = value * t + viridis[power][channel];
    return static_cast<int>(std::lround(std::clamp(value, 0.0, 1.0) * 255));
}

}  // namespace

ValueRange ValueRange::symmetric(double size) {
    if (!std::isfinite(size) || size <= 0) size = 1;
    return {-size, size};
}

ValueRange ValueRange::around(const float* values, Index count) {
    float size = 0;
    for (Index i = 0; i < count; ++i) {
        const float a = std::abs(values[i]);
        if (std::isfinite(a) && a > size) size = a;
    }
    return symmetric(static_cast<double>(size));
}

QRgb mixed(QRgb from, QRgb to, double share) {
    const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return qRgb(channel(qRed(from), qRed(to)), channel(qGreen(from), qGreen(to)), channel(qBlue(from), qBlue(to)));
}

ColorMap ColorMap::diverging(const Theme& theme, double strength) {
    ColorMap map;
    constexpr int middle = size / 2;
    for (int i = 0; i < size; ++i) {
        const QColor& end = i < middle ? theme.negative : theme.positive;
        const double share = std::abs(i - middle) / static_cast<double>(middle);
        map.m_entries[static_cast<std::size_t>(i)] = mixed(theme.zero.rgb(), end.rgb(), share * strength);
    }
    map.m_invalid = mixed(theme.mute.rgb(), theme.panel.rgb(), 0.35);
    return map;
}

ColorMap ColorMap::sequential(const Theme& theme) {
    ColorMap map;
    for (int i = 0; i < size; ++i) {
        const double t = i / static_cast<double>(size - 1);
        map.m_entries[static_cast<std::size_t>(i)] =
            qRgb(viridisChannel(t, 0), viridisChannel(t, 1), viridisChannel(t, 2));
    }
    map.m_invalid = mixed(theme.mute.rgb(), theme.panel.rgb(), 0.35);
    return map;
}

ColorMap ColorMap::density(const Theme& theme) {
    ColorMap map;
    // sRGB values are themselves nearly even in lightness.
    for (int i = 0; i < size; ++i)
        map.m_entries[static_cast<std::size_t>(i)] =
            mixed(theme.panel.rgb(), theme.ink.rgb(), 0.8 * i / static_cast<double>(size - 1));
    map.m_invalid = mixed(theme.mute.rgb(), theme.panel.rgb(), 0.35);
    return map;
}

ColorMap ColorMap::landscape(const Theme& theme) {
    const QRgb ground = theme.panel.rgb();
    const auto tint = [&](QRgb color, double share) { return mixed(ground, color, share); };
    const QRgb sea = mixed(theme.positive.rgb(), theme.ok.rgb(), 0.55);
    const std::array<QRgb, 5> stops =
        theme.isDark()
            ? std::array{tint(theme.accent.rgb(), 0.10), tint(theme.accent.rgb(), 0.34),
                         tint(theme.positive.rgb(), 0.50), tint(sea, 0.58), tint(theme.ok.rgb(), 0.72)}
            : std::array{tint(theme.accent.rgb(), 0.58), tint(theme.accent.rgb(), 0.30), tint(theme.mute.rgb(), 0.09),
                         tint(theme.negative.rgb(), 0.19), tint(theme.negative.rgb(), 0.44)};
    ColorMap map;
    for (int i = 0; i < size; ++i) {
        const double at = i / static_cast<double>(size - 1) * static_cast<double>(stops.size() - 1);
        const auto from = std::min(static_cast<std::size_t>(at), stops.size() - 2);
        map.m_entries[static_cast<std::size_t>(i)] =
            mixed(stops[from], stops[from + 1], at - static_cast<double>(from));
    }
    map.m_invalid = mixed(theme.mute.rgb(), theme.panel.rgb(), 0.35);
    return map;
}

QRgb ColorMap::at(double share) const {
    if (std::isnan(share)) return m_invalid;
    return m_entries[static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * (size - 1)))];
}

QImage picture(const float* values, Index width, Index height, const ValueRange& range, const ColorMap& map) {
    QImage image(static_cast<int>(width), static_cast<int>(height), QImage::Format_RGB32);
    const float scale = static_cast<float>((ColorMap::size - 1) / (range.high - range.low));
    const float offset = static_cast<float>(-range.low) * scale + 0.5F;
    for (Index y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(static_cast<int>(height - 1 - y)));
        const float* row = values + y * width;
        for (Index x = 0; x < width; ++x) {
            const float entry = row[x] * scale + offset;
            if (std::isnan(entry)) {
                line[x] = map.invalid();
            } else {
                line[x] = map.entry(static_cast<int>(std::clamp(entry, 0.0F, static_cast<float>(ColorMap::size - 1))));
            }
        }
    }
    return image;
}

}  // namespace glassbox
