#include "ui/formula/formula_setter.h"

namespace glassbox {

namespace {

/// A curly brace lying over what it holds, its tip upwards, its lower edge on the baseline; sizes in em. Typefaces draw
/// theirs for large sizes and flat; this one keeps its curls at every width.
MathGlyph lyingBrace(double width) {
    constexpr double thick = 0.075, thin = 0.045, arm = 0.13, tip = 0.15;
    const double half = std::max(width, 0.6) / 2, curl = std::min(0.3, half / 2);
    QPainterPath path;
    path.moveTo(-half, 0);
    path.cubicTo(-half + 0.02, -arm * 0.75, -half + curl * 0.45, -arm - thick / 2, -half + curl, -arm - thick / 2);
    path.lineTo(-curl, -arm - thick / 2);
    path.cubicTo(-curl * 0.4, -arm - thick / 2, -thin / 2, -arm - thick, -thin / 2, -arm - tip);
    path.lineTo(thin / 2, -arm - tip);
    path.cubicTo(thin / 2, -arm - thick, curl * 0.4, -arm - thick / 2, curl, -arm - thick / 2);
    path.lineTo(half - curl, -arm - thick / 2);
    path.cubicTo(half - curl * 0.45, -arm - thick / 2, half - 0.02, -arm * 0.75, half, 0);
    path.lineTo(half - thin, 0);
    path.cubicTo(half - thin - 0.03, -arm * 0.5, half - curl * 0.7, -arm + thick / 2, half - curl, -arm + thick / 2);
    path.lineTo(curl, -arm + thick / 2);
    path.cubicTo(curl * 0.55, -arm + thick / 2, thin, -arm, 0, -arm - tip * 0.45);
    path.cubicTo(-thin, -arm, -curl * 0.55, -arm + thick / 2, -curl, -arm + thick / 2);
    path.lineTo(-half + curl, -arm + thick / 2);
    path.cubicTo(-half + curl * 0.7, -arm + thick / 2, -half + thin + 0.03, -arm * 0.5, -half + thin, 0);
    path.closeSubpath();
    path.setFillRule(Qt::WindingFill);
    path.translate(half, 0);
    return {.outline = path, .ink = path.boundingRect(), .advance = 2 * half};
}

}  // namespace

FormulaBox FormulaSetter::accent(const FormulaNode& node, const SetIn& in) const {
    const FormulaBox body = set(node.children[0], in.crampedToo());
    const double size = scale(in);
    const MathGlyph mark = node.grows ? m_font.wide(node.text, body.width / size) : m_font.glyph(node.text);
    const double middle = node.grows || body.accentPlace < 0 ? (body.width + body.italic) / 2 : body.accentPlace;
    // Accents are drawn for letters as high as an x; over higher ones they move up.
    const double lift = std::max(0.0, body.ascent - m_c.accentBase * size);
    const double place = node.grows ? mark.ink.center().x() : mark.accentPlace;
    const FormulaBox sign = FormulaBox::of({mark.outline, mark.ink}, size, in.color);
    FormulaBox box;
    box.add(body, 0, 0);
    box.add(sign, middle - place * size, -lift);
    box.width = body.width;
    box.italic = body.italic;
    box.accentPlace = body.accentPlace;
    box.isCharacter = body.isCharacter;
    return box;
}

FormulaBox FormulaSetter::line(const FormulaNode& node, const SetIn& in) const {
    const bool over = node.kind == FormulaNode::Kind::Overline;
    FormulaBox box = whole(node.children[0], over ? in.crampedToo() : in);
    const double size = scale(in);
    box.accentPlace = -1;
    box.isCharacter = false;
    if (over) {
        const double rule = m_c.overbarRule * size;
        const double top = box.ascent + m_c.overbarGap * size + rule;
        box.addRule(QRectF(0, -top, box.width, rule), in.color);
        box.ascent = top + m_c.overbarExtra * size;
    } else {
        const double top = box.depth + m_c.underbarGap * size;
        box.addRule(QRectF(0, top, box.width, m_c.underbarRule * size), in.color);
        box.depth = top + (m_c.underbarRule + m_c.underbarExtra) * size;
    }
    return box;
}

FormulaBox FormulaSetter::brace(const FormulaNode& node, const SetIn& in) const {
    const FormulaBox body = whole(node.children[0], in);
    const double size = scale(in), gap = 0.1 * size;
    const bool over = node.text == QChar(0x23DE);
    MathGlyph mark = lyingBrace(body.width / size);
    if (!over) mark = mark.stretched(1, -1);
    const double y = over ? -(body.ascent + gap) - mark.ink.bottom() * size : body.depth + gap - mark.ink.top() * size;
    const double width = std::max(body.width, mark.ink.width() * size);
    FormulaBox box;
    box.add(body, (width - body.width) / 2, 0);
    const FormulaBox sign = FormulaBox::of({mark.outline, mark.ink}, size, in.color);
    FormulaBox placed;
    placed.pieces = sign.pieces;
    placed.ascent = -(y + mark.ink.top() * size);
    placed.depth = y + mark.ink.bottom() * size;
    for (FormulaPiece& piece : placed.pieces) piece.at += QPointF(0, y);
    box.add(placed, (width - mark.ink.width() * size) / 2 - mark.ink.left() * size, 0);
    box.width = width;
    return box;
}

}  // namespace glassbox
