#include "ui/plots/link_raster.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

// With end points (x0, y0), (x1, y1) and both control points at the middle x, the Bezier curve is
//   x(t) = x0 + (x1 - x0) * (1.5 t - 1.5 t^2 + t^3),   y(t) = y0 + (y1 - y0) * (3 t^2 - 2 t^3).
LinkCourse::LinkCourse(double x0, double x1, LinkForm form)
    : m_x0(x0), m_x1(std::max(x1, x0 + 1)), m_isStraight(form == LinkForm::Straight) {
    m_first = static_cast<int>(std::floor(m_x0));
    const int last = static_cast<int>(std::ceil(m_x1));
    for (int x = m_first; x < last; ++x) {
        m_rise.push_back(static_cast<float>(rise(x + 0.5)));
        m_slope.push_back(static_cast<float>(slope(x + 0.5)));
    }
}

double LinkCourse::parameterAt(double x) const {
    const double share = std::clamp((x - m_x0) / (m_x1 - m_x0), 0.0, 1.0);
    double t = share;
    for (int i = 0; i < 6; ++i) t -= (((t - 1.5) * t + 1.5) * t - share) / ((3 * t - 3) * t + 1.5);
    return std::clamp(t, 0.0, 1.0);
}

double LinkCourse::rise(double x) const {
    if (m_isStraight) return std::clamp((x - m_x0) / (m_x1 - m_x0), 0.0, 1.0);
    const double t = parameterAt(x);
    return t * t * (3 - 2 * t);
}

double LinkCourse::slope(double x) const {
    if (m_isStraight) return 1 / (m_x1 - m_x0);
    const double t = parameterAt(x);
    return 6 * t * (1 - t) / ((3 * t - 3) * t + 1.5) / (m_x1 - m_x0);
}

LinkRaster::LinkRaster(QImage& image)
    : m_pixels(reinterpret_cast<QRgb*>(image.bits())),
      m_stride(image.bytesPerLine() / 4),
      m_width(image.width()),
      m_height(image.height()) {}

namespace {

// Red and blue share one multiplication, green has its own; share is 0..256.
inline QRgb blend(QRgb below, QRgb above, unsigned share) {
    const unsigned rb = below & 0xff00ffU;
    const unsigned g = below & 0x00ff00U;
    const unsigned mixedRb = rb + ((((above & 0xff00ffU) - rb) * share) >> 8U);
    const unsigned mixedG = g + ((((above & 0x00ff00U) - g) * share) >> 8U);
    return 0xff000000U | (mixedRb & 0xff00ffU) | (mixedG & 0x00ff00U);
}

}  // namespace

// Coverage of a pixel is taken from its distance to the curve, which for the gentle bends of a link is its vertical
// distance times the cosine of the local slope. Lines thinner than a pixel get paler instead.
void LinkRaster::draw(const LinkCourse& course, const LinkStroke& stroke) {
    const float reach = stroke.width / 2 + 0.5F;
    const float most = std::min(1.0F, stroke.width);
    const float climb = stroke.y1 - stroke.y0;
    const float period = stroke.dash * 1.4F;
    const float alpha = stroke.alpha * 256;
    float length = 0;
    for (std::size_t i = 0; i < course.m_rise.size(); ++i) {
        const int x = course.m_first + static_cast<int>(i);
        const float steep = climb * course.m_slope[i];
        const float stretch = std::sqrt(1 + steep * steep);
        length += stretch;
        if (x < 0 || x >= m_width) continue;
        const float middle = stroke.y0 + climb * course.m_rise[i];
        const float half = reach * stretch;
        const int top = std::max(0, static_cast<int>(std::floor(middle - half)));
        const int bottom = std::min(m_height - 1, static_cast<int>(std::ceil(middle + half)));
        const float cosine = 1 / stretch;
        QRgb* pixel = m_pixels + top * m_stride + x;
        for (int y = top; y <= bottom; ++y, pixel += m_stride) {
            const float below = static_cast<float>(y) + 0.5F - middle;
            float cover = std::min(reach - std::abs(below) * cosine, most);
            if (cover <= 0) continue;
            if (stroke.dash > 0) {
                // Where the pixel lies along the curve: dashes end square to it.
                const float along = length - stretch / 2 + below * steep * cosine;
                const float phase = along - period * std::floor(along / period);
                cover *= std::clamp(std::min(phase, stroke.dash - phase) + 0.5F, 0.0F, 1.0F);
            }
            *pixel = blend(*pixel, stroke.color, static_cast<unsigned>(cover * alpha));
        }
    }
}

}  // namespace glassbox
