#include "ui/backprop/step_painter.h"
#include "ui/formula/formula_label.h"
#include "ui/shell/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace glassbox {

namespace {

QPen ringOf(const Theme& theme, Stress stress) {
    switch (stress) {
        case Stress::Result:
            return {theme.accent, theme.stroke(3.6)};
        case Stress::Told:
            return {theme.accent, theme.stroke(2.2)};
        case Stress::Plain:
            return {theme.mute, theme.stroke(1.2)};
        case Stress::Ahead: {
            QPen pen(theme.line, theme.stroke(1.3));
            pen.setDashPattern({3, 3});
            return pen;
        }
        case Stress::Quiet:
            break;
    }
    return {theme.line, theme.stroke(1.5)};
}

bool isStrong(Stress stress) {
    return stress == Stress::Told || stress == Stress::Result;
}

/// The number of the gradient under a unit; a shorter form where neighbours leave less room.
void paintNote(QPainter& painter, const UnitFace& face, const QRectF& place, const Theme& theme, bool plain) {
    // All of a crowded picture in one size.
    const QFont full = theme.font(12, QFont::DemiBold);
    const bool crowded = QFontMetricsF(full).horizontalAdvance(QStringLiteral("δ −0.000000")) > place.width();
    const double size = full.pixelSize() * (crowded ? 0.85 : 1);
    QFont font = full;
    font.setPixelSize(static_cast<int>(size));
    const bool fits = QFontMetricsF(font).horizontalAdvance(face.note) + 4 <= place.width();
    const QString& text = fits ? face.note : face.shortNote;
    painter.setFont(fittedFont(theme, text, size, place.width(), QFont::DemiBold));
    painter.setPen(face.shortNote == QLatin1String("?") ? theme.accent
                   : plain                              ? theme.ink
                                                        : signColor(theme, face.noteValue));
    drawOnGround(painter, theme, place, text);
    if (!face.isNoteStrong) return;
    const double wide = std::min(QFontMetricsF(painter.font()).horizontalAdvance(text), place.width());
    painter.setPen(QPen(theme.accent, theme.stroke(1.6)));
    painter.drawLine(QPointF(place.center().x() - wide / 2, place.bottom() - 0.5),
                     QPointF(place.center().x() + wide / 2, place.bottom() - 0.5));
}

/// A small mark with the sign of a bias.
void paintBias(QPainter& painter, double bias, Stress stress, const QRectF& mark, const Theme& theme) {
    const QColor color = signColor(theme, bias);
    painter.setOpacity(isStrong(stress) || stress == Stress::Plain ? 1 : 0.6);
    painter.setPen(isStrong(stress) ? ringOf(theme, stress) : QPen(color, theme.stroke(1.2)));
    painter.setBrush(theme.panel);
    painter.drawEllipse(mark);
    painter.setPen(QPen(color, theme.stroke(1.5)));
    const double arm = mark.width() * 0.24;
    const QPointF c = mark.center();
    if (bias != 0) painter.drawLine(c - QPointF(arm, 0), c + QPointF(arm, 0));
    if (bias > 0) painter.drawLine(c - QPointF(0, arm), c + QPointF(0, arm));
    painter.setOpacity(1);
}

}  // namespace

// Number over symbol in a round unit, side by side in a flat one.
void StepPainter::paintFace(QPainter& painter, const UnitFace& face, const QRectF& rect, const Theme& theme) {
    Formula& symbol = formula(face.symbol);
    FormulaPalette palette = formulaPalette(theme);
    palette.ink = theme.mute;
    const double height = rect.height();
    if (face.number.isEmpty()) {
        symbol.setPixelSize(std::clamp(height * 0.32, 11.0, 22.0));
        const QSizeF size = symbol.size();
        symbol.paint(painter, rect.center() - QPointF(size.width(), size.height()) / 2, palette);
        return;
    }
    const QColor ink = face.number == QLatin1String("?") ? theme.accent : face.isOff ? theme.mute : theme.ink;
    const bool flat = rect.width() > 1.55 * height;
    const double room = rect.width() - std::max(5.0, height * (flat ? 0.36 : 0.12));
    QFont font;
    if (flat) {
        symbol.setPixelSize(std::clamp(height * 0.38, 10.0, 20.0));
        font = fittedFont(theme, face.number, std::clamp(height * 0.38, 10.0, 22.0), room - symbol.size().width() - 5,
                          QFont::DemiBold);
    } else {
        font = fittedFont(theme, face.number, std::clamp(height * 0.25, 10.0, 30.0), room, QFont::DemiBold);
        symbol.setPixelSize(std::clamp(font.pixelSize() * 0.8, 9.0, 22.0));
        if (const double wide = symbol.size().width(); wide > room)
            symbol.setPixelSize(symbol.pixelSize() * room / wide);
    }
    const QFontMetricsF metrics(font);
    const double wide = metrics.horizontalAdvance(face.number), cap = metrics.capHeight();
    const QSizeF size = symbol.size();
    QPointF number, place;
    if (flat) {
        const double left = rect.center().x() - (size.width() + 5 + wide) / 2;
        place = {left, rect.center().y() - size.height() / 2 + 1};
        number = {left + size.width() + 5, rect.center().y() + cap / 2};
    } else {
        const double gap = std::max(2.0, height * 0.06);
        const double top = rect.center().y() - (cap + gap + size.height()) / 2;
        number = {rect.center().x() - wide / 2, top + cap};
        place = {rect.center().x() - size.width() / 2, top + cap + gap};
    }
    symbol.paint(painter, place, palette);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(number, face.number);
}

void StepPainter::paintUnit(QPainter& painter, const StepScene& scene, const Theme& theme, Index column, Index unit,
                            bool lit) {
    const UnitFace& face = scene.units[static_cast<std::size_t>(column)][static_cast<std::size_t>(unit)];
    const QRectF rect = scene.layout.column(column).unit(unit);
    const bool loss = scene.columns[static_cast<std::size_t>(column)].kind == StepColumnKind::Loss;
    const double radius = loss ? rect.height() * 0.15 : std::min(rect.width(), rect.height()) / 2;
    painter.setPen(lit && !isStrong(face.stress) ? QPen(theme.accent, theme.stroke(2.2)) : ringOf(theme, face.stress));
    painter.setBrush(lit ? theme.accentSoft : face.isOff ? theme.sunk : theme.panel);
    painter.drawRoundedRect(rect, radius, radius);
    painter.setOpacity(face.stress == Stress::Ahead ? 0.75 : face.stress == Stress::Quiet ? 0.85 : 1);
    paintFace(painter, face, rect, theme);
    if (face.isOff) {
        painter.setPen(QPen(theme.mute, theme.stroke(1.5)));
        const QPointF reach(radius * 0.7, -radius * 0.7);
        painter.drawLine(rect.center() - reach, rect.center() + reach);
    }
    painter.setOpacity(1);
    if (!face.note.isEmpty()) paintNote(painter, face, scene.layout.note(column, unit), theme, loss);
    if (face.bias) paintBias(painter, *face.bias, face.biasStress, scene.layout.bias(column, unit), theme);
}

}  // namespace glassbox
