#pragma once

#include "ui/lab/network_scene.h"

class QPainter;

namespace glassbox {

// Small signs on the network's picture: the bias at the lower left corner of a unit, and snowflakes on what is frozen.

/// Where a unit's bias is shown; empty where there is none or no room.
QRectF biasRect(const NetworkScene& scene, const UnitRef& unit);
/// The unit whose bias mark is under the point.
std::optional<UnitRef> biasAt(const NetworkScene& scene, const QPointF& point);
/// Six arms with barbs, in the painter's pen.
void drawSnowflake(QPainter& painter, const QPointF& centre, double radius);
/// All marks of the visible units and links.
void paintNetworkMarks(QPainter& painter, const NetworkScene& scene);

}  // namespace glassbox
