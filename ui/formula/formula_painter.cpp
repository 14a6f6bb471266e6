#include "ui/formula/formula_painter.h"

#include <cmath>

namespace glassbox {

namespace {

/// The bar on whole pixels of the device, where it is not turned.
void paintRule(QPainter& painter, const QRectF& rect, const QColor& color) {
    const QTransform device = painter.deviceTransform();
    if (device.type() > QTransform::TxScale) {
        painter.fillRect(rect, color);
        return;
    }
    QRectF there = device.mapRect(rect);
    const auto snap = [](double from, double length, double& start, double& size) {
        size = std::max(1.0, std::round(length));
        start = std::round(from + (length - size) / 2);
    };
    double top = 0, height = 0;
    snap(there.top(), there.height(), top, height);
    there = QRectF(there.left(), top, there.width(), height);
    painter.fillRect(device.inverted().mapRect(there), color);
}

}  // namespace

void paintFormulaBox(QPainter& painter, const FormulaBox& box, const QPointF& origin, double size,
                     const FormulaPalette& palette) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (const FormulaPiece& piece : box.pieces) {
        const QColor color = palette.color(piece.color);
        if (piece.kind == FormulaPiece::Kind::Rule) {
            paintRule(painter, QRectF(origin + piece.rect.topLeft() * size, piece.rect.size() * size), color);
        } else if (!piece.outline.isEmpty()) {
            const double scale = piece.scale * size;
            QTransform place =
                QTransform::fromTranslate(origin.x() + piece.at.x() * size, origin.y() + piece.at.y() * size);
            place.scale(scale, scale);
            painter.fillPath(place.map(piece.outline), color);
        }
    }
    painter.restore();
}

void paintFormulaMark(QPainter& painter, const QRectF& rect, const FormulaPalette& palette) {
    const QRectF wide = rect.adjusted(-2, -2, 2, 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.highlight);
    painter.drawRoundedRect(wide, 3, 3);
    painter.restore();
    paintRule(painter, QRectF(wide.left(), wide.bottom() - 0.5, wide.width(), 1.5), palette.mark);
}

}  // namespace glassbox
