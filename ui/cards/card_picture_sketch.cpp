#include "ui/cards/card_picture_sketch.h"

#include "lessons/study/study_error.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("CardPicture", text);
}

struct Sketcher {
    const Theme& theme;
    double width;

    CardSketch operator()(const CurvePicture& picture) const { return sketchCurves(picture, theme, width); }
    CardSketch operator()(const GridPicture& picture) const { return sketchGrid(picture, theme, width); }
    CardSketch operator()(const BarsPicture& picture) const { return sketchBars(picture, theme, width); }
    CardSketch operator()(const FlowPicture& picture) const { return sketchFlow(picture, theme, width); }
};

}  // namespace

void CardSketch::line(const QPointF& from, const QPointF& to, const QPen& pen) {
    QPainterPath path(from);
    path.lineTo(to);
    shapes.push_back({.path = path, .pen = pen});
}

void CardSketch::paint(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Shape& shape : shapes) {
        painter.save();
        if (!shape.clip.isEmpty()) painter.setClipRect(shape.clip, Qt::IntersectClip);
        painter.setPen(shape.pen);
        painter.setBrush(shape.brush);
        painter.drawPath(shape.path);
        painter.restore();
    }
    for (const Label& label : labels) {
        painter.setFont(label.font);
        painter.setPen(label.color);
        painter.drawText(label.rect, static_cast<int>(label.alignment) | Qt::TextWordWrap | Qt::TextDontClip,
                         label.text);
    }
}

CardSketch sketchCardPicture(const QString& picture, const Theme& theme, double width) {
    try {
        return std::visit(Sketcher{theme, width}, parsePicture(picture));
    } catch (const StudyError& error) {
        CardSketch sketch;
        sketch.mistake = tr("This picture can't be drawn: %1.").arg(error.sentence());
        const QFont font = theme.font(12);
        const QRectF room(0, 0, qMin(width, 320.0), 1000);
        const QRectF taken = QFontMetricsF(font).boundingRect(room, Qt::AlignLeft | Qt::TextWordWrap, sketch.mistake);
        const QRectF rect(0, 0, room.width(), std::ceil(taken.height()));
        sketch.labels.push_back({rect, sketch.mistake, font, theme.mute, Qt::AlignLeft | Qt::AlignTop});
        sketch.size = rect.size();
        sketch.words = sketch.mistake;
        return sketch;
    }
}

QString sketchNumber(double value) {
    if (std::abs(value) >= 10'000 && std::abs(value) < 1e15 && value == std::floor(value))
        return countText(static_cast<qint64>(value));
    QString text = QString::number(value, 'g', 6);
    return text.replace('-', QChar(0x2212));
}

}  // namespace glassbox
