#include "ui/plots/gif_palette.h"

#include "engine/nn/error.h"

#include <QHash>

#include <algorithm>
#include <gif_lib.h>

namespace glassbox {

namespace {

constexpr int most = 256;

std::vector<QRgb> pixelsOf(const QImage& image) {
    std::vector<QRgb> pixels;
    pixels.reserve(static_cast<std::size_t>(image.width()) * static_cast<std::size_t>(image.height()));
    for (int y = 0; y < image.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) pixels.push_back(line[x] | 0xFF000000U);
    }
    return pixels;
}

/// False if there are more than 256 colours.
bool takeExactly(const std::vector<QRgb>& pixels, GifPicture& picture) {
    QHash<QRgb, std::uint8_t> numbers;
    QRgb last = 0;
    std::uint8_t number = 0;
    for (const QRgb color : pixels) {
        if (color != last) {
            const auto known = numbers.constFind(color);
            if (known != numbers.constEnd()) {
                number = *known;
            } else {
                if (numbers.size() == most) return false;
                number = static_cast<std::uint8_t>(numbers.size());
                picture.colors[number] = color;
                numbers.insert(color, number);
            }
            last = color;
        }
        picture.pixels.push_back(number);
    }
    return true;
}

/// What most of a group has; without a majority its mean.
QRgb colorOf(const QHash<QRgb, int>& members) {
    double count = 0, red = 0, green = 0, blue = 0;
    auto largest = members.cbegin();
    for (auto member = members.cbegin(); member != members.cend(); ++member) {
        if (member.value() > largest.value()) largest = member;
        count += member.value();
        red += qRed(member.key()) * static_cast<double>(member.value());
        green += qGreen(member.key()) * static_cast<double>(member.value());
        blue += qBlue(member.key()) * static_cast<double>(member.value());
    }
    if (count == 0 || largest.value() > count / 2) return count == 0 ? 0 : largest.key();
    return qRgb(qRound(red / count), qRound(green / count), qRound(blue / count));
}

void takeGrouped(const std::vector<QRgb>& pixels, const QSize& size, GifPicture& picture) {
    std::array<std::vector<GifByteType>, 3> channels;
    for (auto& channel : channels) channel.reserve(pixels.size());
    for (const QRgb color : pixels) {
        channels[0].push_back(static_cast<GifByteType>(qRed(color)));
        channels[1].push_back(static_cast<GifByteType>(qGreen(color)));
        channels[2].push_back(static_cast<GifByteType>(qBlue(color)));
    }
    picture.pixels.resize(pixels.size());
    std::array<GifColorType, most> map{};
    int colors = most;
    if (GifQuantizeBuffer(static_cast<unsigned>(size.width()), static_cast<unsigned>(size.height()), &colors,
                          channels[0].data(), channels[1].data(), channels[2].data(), picture.pixels.data(),
                          map.data()) == GIF_ERROR)
        throw Error("There is not enough memory for the colours of the animation.");
    // The library's own colours are rounded to 5 bits a channel.
    std::array<QHash<QRgb, int>, most> members;
    for (std::size_t i = 0; i < pixels.size(); ++i) ++members[picture.pixels[i]][pixels[i]];
    std::transform(members.begin(), members.end(), picture.colors.begin(), &colorOf);
}

}  // namespace

GifPicture gifPicture(const QImage& image) {
    const QImage plain = image.convertToFormat(QImage::Format_RGB32);
    const std::vector<QRgb> pixels = pixelsOf(plain);
    GifPicture picture;
    picture.pixels.reserve(pixels.size());
    if (takeExactly(pixels, picture)) return picture;
    picture = {};
    takeGrouped(pixels, plain.size(), picture);
    return picture;
}

}  // namespace glassbox
