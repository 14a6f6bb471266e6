#pragma once

#include <QColor>
#include <QImage>

#include <vector>

namespace glassbox {

enum class LinkForm { Curved, Straight };

/// The course of all links through one gap between two columns: straight lines, or cubic Bezier curves with level ends,
/// whose control points lie in the middle. They differ in height only, so their common shape is computed once for each
/// pixel column.
class LinkCourse {
  public:
    LinkCourse() = default;
    /// From x0 to x1, in pixels of the image.
    LinkCourse(double x0, double x1, LinkForm form = LinkForm::Curved);

    LinkForm form() const { return m_isStraight ? LinkForm::Straight : LinkForm::Curved; }
    double left() const { return m_x0; }
    double right() const { return m_x1; }
    /// Height at x as a share of the way from start to end height, 0..1.
    double rise(double x) const;
    double slope(double x) const;

  private:
    friend class LinkRaster;
    double parameterAt(double x) const;
    double m_x0 = 0, m_x1 = 0;
    bool m_isStraight = false;
    int m_first = 0;
    std::vector<float> m_rise, m_slope;  // by pixel column from m_first
};

/// One link: heights at both ends, in pixels of the image.
struct LinkStroke {
    float y0 = 0, y1 = 0;
    float width = 1;
    float alpha = 1;
    QRgb color = 0;
    float dash = 0;  ///< length of a dash in pixels, 0: solid
};

/// What links are drawn with.
class LinkPen {
  public:
    virtual ~LinkPen() = default;
    virtual void draw(const LinkCourse& course, const LinkStroke& stroke) = 0;
};

/// Draws links smoothly into an opaque 32 bit image. A painter strokes each path for itself; knowing that a link
/// crosses each pixel column once makes this an order of magnitude quicker, which is what lets thousands of links move
/// at the frame rate.
class LinkRaster : public LinkPen {
  public:
    /// The image must be QImage::Format_RGB32 and outlive the raster.
    explicit LinkRaster(QImage& image);
    void draw(const LinkCourse& course, const LinkStroke& stroke) override;

  private:
    QRgb* m_pixels;
    qsizetype m_stride;
    int m_width, m_height;
};

}  // namespace glassbox
