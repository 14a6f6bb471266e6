#pragma once

#include "ui/lab/network_links.h"
#include "ui/lab/network_tiles.h"

#include <QStaticText>

namespace glassbox {

/// Paints the network's picture. Keeps what does not change from frame to frame: laid-out texts and the image of the
/// links.
class NetworkPainter {
  public:
    /// Words, theme or geometry changed.
    void setScene(const NetworkScene& scene);
    /// Weights, or what stands out, changed.
    void linksChanged() { m_linksCurrent = false; }
    void paint(QPainter& painter, const NetworkScene& scene, double pixelRatio);
    /// The network alone, as lines and text and on no ground: nothing that is for the hand.
    void paintOnPaper(QPainter& painter, const NetworkScene& scene);
    /// Room that the legend takes at the left of the footer.
    double legendWidth() const { return m_legendWidth; }
    /// Free stretch of the footer where the legend goes; hidden where it does not fit.
    void setLegendPlace(std::optional<double> left) { m_legendLeft = left; }

    /// Width of the wider of the two head lines.
    static double headWidth(const Theme& theme, const OutlineColumn& column);
    static double lineHeight(const Theme& theme);

  private:
    struct HeadText {
        QStaticText title, subtitle;
    };
    void paintLinks(QPainter& painter, const NetworkScene& scene, double pixelRatio);
    void paintHeads(QPainter& painter, const NetworkScene& scene) const;
    void paintLabels(QPainter& painter, const NetworkScene& scene) const;
    void paintMore(QPainter& painter, const NetworkScene& scene) const;
    void paintPluses(QPainter& painter, const NetworkScene& scene) const;
    void paintLegend(QPainter& painter, const NetworkScene& scene) const;
    void paintFocus(QPainter& painter, const NetworkScene& scene) const;
    void paintDrag(QPainter& painter, const NetworkScene& scene) const;
    void paintBubble(QPainter& painter, const NetworkScene& scene) const;

    NetworkTiles m_tiles;
    NetworkLinks m_links;
    QImage m_ground;  // panel, selected column and links
    bool m_linksCurrent = false;
    std::vector<HeadText> m_heads;
    QStaticText m_positive, m_negative;
    double m_legendWidth = 0;
    std::optional<double> m_legendLeft = 14;
};

}  // namespace glassbox
