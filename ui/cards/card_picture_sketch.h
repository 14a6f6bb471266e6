#pragma once

#include "lessons/study/card_view.h"

#include <QBrush>
#include <QFont>
#include <QPainterPath>
#include <QPen>
#include <QRectF>

#include <vector>

class QPainter;

namespace glassbox {

struct Theme;

/// A picture of a card laid out: plain geometry in pixels from its left upper corner, ready to be painted.
struct CardSketch {
    struct Shape {
        QPainterPath path;
        QPen pen = Qt::NoPen;
        QBrush brush = Qt::NoBrush;
        QRectF clip = {};  ///< empty: the whole picture
    };
    struct Label {
        QRectF rect;  ///< all of its letters lie in it
        QString text;
        QFont font;
        QColor color;
        Qt::Alignment alignment = Qt::AlignCenter;
    };

    QSizeF size;
    std::vector<Shape> shapes;
    std::vector<Label> labels;
    QString words;    ///< what it shows, for those who don't see it
    QString mistake;  ///< a sentence of why there is none; empty: there is one

    void line(const QPointF& from, const QPointF& to, const QPen& pen);
    void paint(QPainter& painter) const;
};

/// A picture in a theme's colours, at most `width` pixels wide. What can't be drawn gives a sketch without shapes.
CardSketch sketchCardPicture(const QString& picture, const Theme& theme, double width);

// The kinds; used by sketchCardPicture. Expressions that can't be drawn throw StudyError.
CardSketch sketchCurves(const CurvePicture& picture, const Theme& theme, double width);
CardSketch sketchGrid(const GridPicture& picture, const Theme& theme, double width);
CardSketch sketchBars(const BarsPicture& picture, const Theme& theme, double width);
CardSketch sketchFlow(const FlowPicture& picture, const Theme& theme, double width);

/// A number as the card's author wrote it, with a real minus sign and thousands set apart.
QString sketchNumber(double value);

}  // namespace glassbox
