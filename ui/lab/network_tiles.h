#pragma once

#include "ui/lab/network_scene.h"
#include "ui/plots/color_map.h"

#include <QHash>
#include <QImage>
#include <QStaticText>

class QPainter;

namespace glassbox {

/// The little pictures of units: the output over the input plane, a curve where there is one input, or the value on the
/// chosen sample.
class NetworkTiles {
  public:
    void setTheme(const Theme& theme);
    void paint(QPainter& painter, const NetworkScene& scene);

    enum class Kind { Blank, Picture, Curve, Value };
    /// How the units of a column are shown.
    static Kind kindOf(const NetworkScene& scene, Index column);
    /// What the ends of the colour map stand for: -1..1 for tanh, 0..1 for probabilities, else the layer's largest
    /// size.
    static ValueRange rangeOf(const NetworkScene& scene, Index column, Index unit);

  private:
    void paintColumn(QPainter& painter, const NetworkScene& scene, Index column);
    void paintPicture(QPainter& painter, const QRectF& tile, const Picture& picture, Index unit,
                      const ValueRange& range);
    void paintCurve(QPainter& painter, const QRectF& tile, const Picture& picture, Index unit, const ValueRange& range);
    void paintValue(QPainter& painter, const QRectF& tile, float value, const ValueRange& range);
    void paintBroken(QPainter& painter, const QRectF& tile);
    void paintText(QPainter& painter, const QRectF& tile, const QString& text, const QColor& color);
    void paintFrame(QPainter& painter, const NetworkScene& scene, const QRectF& tile, const UnitRef& unit) const;

    Theme m_theme;
    ColorMap m_map;
    QHash<QString, QStaticText> m_texts;  // by size and text: numbers recur, their layout is what costs
};

/// A number short enough for a tile: "−0.48", on small tiles "−.5".
QString tileNumber(double value, double tileWidth);

}  // namespace glassbox
