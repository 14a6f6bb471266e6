#pragma once

#include "engine/explain/contour_labels.h"
#include "ui/plots/color_map.h"
#include "ui/plots/contour_picture.h"

#include <QFont>
#include <QImage>
#include <QStringList>

class QPainter;

namespace glassbox {

struct Theme;

/// Where the parts of a contour plot lie on a canvas.
struct ContourLayout {
    ContourFrame frame;
    QRectF legend;  ///< empty: no room for one
    std::vector<Tick> xTicks, yTicks;
};

/// `levels` is what the legend has to name; `axes` and `legend` say whether they are wanted.
ContourLayout contourLayout(const ContourRange& range, const QSizeF& size, const QFont& font, const QStringList& levels,
                            bool axes, bool legend);

/// Every band its part of the map, so that each differs from its neighbours as much as can be.
std::vector<QRgb> bandColors(std::size_t bands, const ColorMap& map);
/// The levels with as many digits as tell neighbours apart, at least two.
QStringList levelTexts(const std::vector<double>& levels);

/// What a picture looks like in a theme.
struct ContourDress {
    QImage image;              ///< the bands; transparent where there is no value
    std::vector<QRgb> colors;  ///< of the bands
    QRgb plusInfinity = 0, minusInfinity = 0;
    QStringList texts;  ///< of the levels
    std::vector<ContourLabel> labels;
};

QFont contourFont(const Theme& theme);
/// A plot too small for labels and heavy lines: one to choose a surface by.
inline bool isTile(const QSizeF& plot) {
    return plot.width() < 140 || plot.height() < 90;
}
/// `plot` is the size in pixels that labels are placed for.
ContourDress dressed(const ContourPicture& picture, const Theme& theme, const QSizeF& plot);

/// Bands, lines and labels where the picture's range lies in the frame; holes are hatched.
void paintContours(QPainter& painter, const ContourPicture& picture, const ContourDress& dress,
                   const ContourFrame& frame, const Theme& theme);
/// Arrows of the gradient, longer where it is larger, on a compressed scale.
void paintGradientField(QPainter& painter, const std::vector<FieldArrow>& field, const ContourFrame& frame,
                        const Theme& theme);
void paintContourAxes(QPainter& painter, const ContourLayout& layout, const ContourSurface& surface,
                      const Theme& theme);
/// A bar of the bands' colours, low below, with the values of the levels between them.
void paintContourLegend(QPainter& painter, const QRectF& rect, const ContourPicture& picture, const ContourDress& dress,
                        const QString& caption, const Theme& theme);

/// Shaft and head of an arrow between two places.
void paintArrow(QPainter& painter, const QPointF& from, const QPointF& to, double width, const QColor& color,
                bool dashed = false);

}  // namespace glassbox
