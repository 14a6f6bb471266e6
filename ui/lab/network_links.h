#pragma once

#include "ui/lab/network_scene.h"
#include "ui/plots/link_raster.h"

class QPainter;

namespace glassbox {

/// The links of the network's picture: chooses which are drawn, draws them, and finds the one under the pointer.
class NetworkLinks {
  public:
    /// More links than this are not drawn, only the strongest.
    static constexpr std::size_t limit = 3000;

    /// Draws all links into an opaque image of the canvas; `scale` is pixels of the image by units of the layout.
    void draw(const NetworkScene& scene, QImage& image, double scale);
    /// The same as curves of a painter.
    void paint(const NetworkScene& scene, QPainter& painter);
    /// Links of the visible units, and how many of them were drawn.
    std::size_t total() const { return m_total; }
    std::size_t drawn() const { return m_drawn; }

    static std::optional<NetworkLink> linkAt(const NetworkScene& scene, const QPointF& point);
    /// The weight of a link; absent where there is none.
    static std::optional<float> weight(const NetworkScene& scene, const NetworkLink& link);
    /// The middle of a link, for its label.
    static QPointF middle(const NetworkScene& scene, const NetworkLink& link);

  private:
    struct Stroke {
        NetworkLink link;
        float weight;
        float strength;
    };
    void collect(const NetworkScene& scene);
    void drawStraight(const NetworkScene& scene, Index column, QPainter& painter) const;
    void drawStrokes(const NetworkScene& scene, LinkPen& pen, double scale);
    const LinkCourse& course(const NetworkScene& scene, Index column, double scale);

    std::vector<Stroke> m_strokes;
    std::vector<LinkCourse> m_courses;  // by column
    std::size_t m_total = 0;
    std::size_t m_drawn = 0;
};

}  // namespace glassbox
