#pragma once

#include "engine/nn/tensor.h"

#include <QImage>
#include <QRgb>

#include <array>

namespace glassbox {

struct Theme;

/// The values that the two ends of a colour map stand for.
struct ValueRange {
    double low = -1;
    double high = 1;

    /// -size .. +size, so that zero lies in the middle; never empty.
    static ValueRange symmetric(double size);
    /// Largest size of the finite values, as a symmetric range.
    static ValueRange around(const float* values, Index count);
    double share(double value) const { return (value - low) / (high - low); }
    friend bool operator==(const ValueRange&, const ValueRange&) = default;
};

/// A lookup table of colours. A value, cheap to copy.
class ColorMap {
  public:
    static constexpr int size = 513;  ///< odd: the middle entry is exactly zero

    ColorMap() = default;
    /// Orange - zero - blue of the theme. `strength` is how far the ends go towards the full colour: points drawn in
    /// the full colour stay visible on a surface.
    static ColorMap diverging(const Theme& theme, double strength = 0.82);
    /// Dark blue over green to yellow, even to the eye (viridis), for values whose sign has no meaning.
    static ColorMap sequential(const Theme& theme);

    /// From the panel's own colour to nearly the ink's, in even steps of lightness: how much of something there is.
    static ColorMap density(const Theme& theme);

    /// Blue lowland to orange heights, pale enough to draw paths on (dark theme: night blue to green): values whose
    /// order matters, not their sign.
    static ColorMap landscape(const Theme& theme);

    /// `share` 0 is the low end, 1 the high end; outside it is clamped; not-a-number has a colour of its own.
    QRgb at(double share) const;
    QRgb color(double value, const ValueRange& range) const { return at(range.share(value)); }
    QRgb entry(int i) const { return m_entries[static_cast<std::size_t>(i)]; }
    /// What a number that is not finite looks like.
    QRgb invalid() const { return m_invalid; }
    friend bool operator==(const ColorMap&, const ColorMap&) = default;

  private:
    std::array<QRgb, size> m_entries{};
    QRgb m_invalid = 0;
};

/// `values` has the lower left corner first and x running fastest; the image has y up as on screen (row 0 at the top).
QImage picture(const float* values, Index width, Index height, const ValueRange& range, const ColorMap& map);

/// Mixes two colours: share 0 is `from`, 1 is `to`.
QRgb mixed(QRgb from, QRgb to, double share);

}  // namespace glassbox
