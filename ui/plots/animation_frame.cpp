#include "ui/plots/animation_frame.h"

#include "engine/nn/error.h"

#include <algorithm>
#include <cstring>

namespace glassbox {

void requireAnimation(const Animation& animation) {
    if (animation.frames < 1 || animation.size.isEmpty() || !animation.paint)
        throw Error("There is nothing to animate: no frames.");
}

QImage paintedFrame(const Animation& animation, int number) {
    QImage frame = animation.paint(number).convertToFormat(QImage::Format_RGB32);
    if (frame.size() != animation.size)
        throw Error("Frame " + std::to_string(number + 1) + " of the animation has not the size of the others.");
    frame.setDevicePixelRatio(1);
    return frame;
}

QRect changedPart(const QImage& before, const QImage& after) {
    const int width = after.width(), height = after.height();
    int top = height, bottom = -1, left = width, right = -1;
    for (int y = 0; y < height; ++y) {
        const auto* a = reinterpret_cast<const QRgb*>(before.constScanLine(y));
        const auto* b = reinterpret_cast<const QRgb*>(after.constScanLine(y));
        if (std::memcmp(a, b, static_cast<std::size_t>(width) * sizeof(QRgb)) == 0) continue;
        top = std::min(top, y);
        bottom = y;
        int first = 0, last = width - 1;
        while (a[first] == b[first]) ++first;
        while (a[last] == b[last]) --last;
        left = std::min(left, first);
        right = std::max(right, last);
    }
    return bottom < 0 ? QRect() : QRect(QPoint(left, top), QPoint(right, bottom));
}

}  // namespace glassbox
