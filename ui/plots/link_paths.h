#pragma once

#include "ui/plots/link_raster.h"

class QPainter;

namespace glassbox {

/// Draws links as curves with a painter: slower than LinkRaster, but they stay curves in SVG and PDF.
class LinkPaths : public LinkPen {
  public:
    explicit LinkPaths(QPainter& painter) : m_painter(painter) {}
    void draw(const LinkCourse& course, const LinkStroke& stroke) override;

  private:
    QPainter& m_painter;
};

}  // namespace glassbox
