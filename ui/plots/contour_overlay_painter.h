#pragma once

#include "ui/plots/contour_items.h"
#include "ui/plots/contour_surface.h"

#include <QStringList>

class QPainter;

namespace glassbox {

struct Theme;

/// What is drawn over a contour picture, and which of it is pointed at.
struct ContourScene {
    const ContourSurface& surface;
    const ContourOverlay& overlay;
    const std::vector<ContourItem>& items;
    const ContourFrame& frame;
    int hovered = -1;
    int focused = -1;  ///< with a focus ring
};

/// Pixels between arrows at the edge.
double edgeArrowsApart(const Theme& theme);
/// Name of an item as it is drawn and said.
QString contourItemName(const ContourSurface& surface, const ContourOverlay& overlay, const ContourItem& item);

/// Heads, stars, marks and the start alone.
void paintContourItems(QPainter& painter, const ContourScene& scene, const Theme& theme);
/// Around what is pointed at and what has the keyboard; -1: none.
void paintItemRings(QPainter& painter, const std::vector<ContourItem>& items, int hovered, int focused,
                    const Theme& theme);
void paintContourOverlay(QPainter& painter, const ContourScene& scene, const Theme& theme);

/// A few lines of words in a rounded box beside a place, kept inside `room`.
void paintBubble(QPainter& painter, const QStringList& lines, const QPointF& place, const QRectF& room,
                 const Theme& theme);

}  // namespace glassbox
