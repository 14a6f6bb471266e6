#pragma once

#include <QImage>

#include <array>
#include <cstdint>
#include <vector>

namespace glassbox {

/// A picture in at most 256 colours.
struct GifPicture {
    std::array<QRgb, 256> colors{};
    std::vector<std::uint8_t> pixels;  ///< numbers of colours, row by row from the top
};

/// Exact where there are no more colours; otherwise giflib's median cut (Heckbert 1982) groups them, and a group
/// gets the colour that more than half of it has, so that plain grounds keep theirs from frame to frame, or its mean.
/// Throws Error without memory.
GifPicture gifPicture(const QImage& image);

}  // namespace glassbox
