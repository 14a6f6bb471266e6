#include "ui/formula/formula_setter.h"

#include "ui/formula/formula_layout.h"

namespace glassbox {

using Kind = FormulaNode::Kind;

namespace {

constexpr double integralHeight = 2;  // em, on a line of its own
constexpr double dotsRoom = 0.35;     // em above dots that stand for rows

}  // namespace

SetIn SetIn::above() const {
    return with(isSmall() ? FormulaStyle::ScriptScript : FormulaStyle::Script);
}

FormulaBox layOutFormula(const FormulaNode& tree, const MathFont& font, FormulaStyle style) {
    return FormulaSetter(font).set(tree, {style});
}

double FormulaSetter::scale(const SetIn& in) const {
    if (in.style == FormulaStyle::Script) return m_c.scriptScale;
    return in.style == FormulaStyle::ScriptScript ? m_c.scriptScriptScale : 1;
}

FormulaBox FormulaSetter::set(const FormulaNode& node, const SetIn& in) const {
    switch (node.kind) {
        case Kind::Symbol:
            return character(node, in);
        case Kind::Text: {
            FormulaBox box = FormulaBox::of(m_font.words(node.text), scale(in), in.color);
            box.isCharacter = node.text.size() == 1;
            return box;
        }
        case Kind::Row:
            return row(node.children, in);
        case Kind::Scripts:
            return scripts(node, in);
        case Kind::Fraction:
            return fraction(node, in);
        case Kind::Root:
            return root(node, in);
        case Kind::Fenced:
            return fenced(node, in);
        case Kind::Bracket:
            return bracket(node.text, node.amount * scale(in), in);
        case Kind::Grid:
            return grid(node, in);
        case Kind::Accent:
            return accent(node, in);
        case Kind::Overline:
        case Kind::Underline:
            return line(node, in);
        case Kind::Brace:
            return brace(node, in);
        case Kind::Space:
            return {.width = node.amount * scale(in)};
        case Kind::Style:
            return {};
        case Kind::Color:
        case Kind::Term:
            return row({node}, in);
        case Kind::Value:
            return value(node, in);
        case Kind::Phantom: {
            FormulaBox box = row(node.children, in);
            box.pieces.clear();
            return box;
        }
    }
    return {};
}

FormulaBox FormulaSetter::whole(const FormulaNode& node, const SetIn& in) const {
    FormulaBox box = set(node, in);
    box.width += box.italic;
    box.italic = 0;
    return box;
}

FormulaBox FormulaSetter::character(const FormulaNode& node, const SetIn& in) const {
    const double size = scale(in);
    if (!node.grows) {
        FormulaBox box = FormulaBox::of(m_font.glyph(node.text), size, in.color);
        if (node.text == u"⋮" || node.text == u"⋱") box.ascent += dotsRoom * size;
        return box;
    }
    // Large operators stand on the axis, as brackets do.
    const bool integral = node.place == ScriptPlace::Beside;
    const double height = integral ? std::max(integralHeight, m_c.displayOperatorHeight) : m_c.displayOperatorHeight;
    const MathGlyph glyph = in.isDisplay() ? m_font.largest(node.text, height) : m_font.glyph(node.text);
    const FormulaBox sign = FormulaBox::of(glyph, size, in.color);
    FormulaBox box;
    box.add(sign, 0, (sign.ascent - sign.depth) / 2 - m_c.axis * size);
    // The width of an operator covers its lean: what is below an integral starts further left.
    box.width = sign.width - sign.italic;
    box.italic = sign.italic;
    return box;
}

FormulaBox FormulaSetter::value(const FormulaNode& node, const SetIn& in) const {
    const FormulaBox widest = FormulaBox::of(m_font.words(node.marks.value(0)), scale(in), {});
    const FormulaBox digits = FormulaBox::of(m_font.words(QStringLiteral("0123456789")), scale(in), {});
    FormulaBox box{.width = widest.width,
                   .ascent = std::max(widest.ascent, digits.ascent),
                   .depth = std::max({widest.depth, digits.depth, 0.0})};
    const QRectF room(0, -box.ascent, box.width, box.height());
    box.pieces.push_back({.kind = FormulaPiece::Kind::Value,
                          .at = {},
                          .scale = scale(in),
                          .outline = {},
                          .rect = room,
                          .color = in.color,
                          .name = node.text});
    box.addTerm(node.text, room);
    return box;
}

}  // namespace glassbox
