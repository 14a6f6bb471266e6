#include "ui/formula/formula_box.h"

namespace glassbox {

void FormulaBox::add(const FormulaBox& box, double x, double y) {
    pieces.reserve(pieces.size() + box.pieces.size());
    for (FormulaPiece piece : box.pieces) {
        piece.at += QPointF(x, y);
        piece.rect.translate(x, y);
        pieces.push_back(std::move(piece));
    }
    width = std::max(width, x + box.width);
    ascent = std::max(ascent, box.ascent - y);
    depth = std::max(depth, box.depth + y);
}

void FormulaBox::addRule(const QRectF& rect, const QString& color) {
    pieces.push_back(
        {.kind = FormulaPiece::Kind::Rule, .at = {}, .outline = {}, .rect = rect, .color = color, .name = {}});
    ascent = std::max(ascent, -rect.top());
    depth = std::max(depth, rect.bottom());
}

void FormulaBox::addTerm(const QString& name, const QRectF& rect) {
    pieces.push_back(
        {.kind = FormulaPiece::Kind::Term, .at = {}, .outline = {}, .rect = rect, .color = {}, .name = name});
}

FormulaBox FormulaBox::of(const MathGlyph& glyph, double scale, const QString& color) {
    FormulaBox box{.width = glyph.advance * scale,
                   .ascent = std::max(0.0, -glyph.ink.top() * scale),
                   .depth = std::max(0.0, glyph.ink.bottom() * scale),
                   .italic = glyph.italic * scale,
                   .overhang = std::max(0.0, -glyph.ink.left() * scale),
                   .accentPlace = glyph.accentPlace * scale,
                   .isCharacter = true};
    if (!glyph.outline.isEmpty())
        box.pieces.push_back(
            {.at = {}, .scale = scale, .outline = glyph.outline, .rect = {}, .color = color, .name = {}});
    return box;
}

}  // namespace glassbox
