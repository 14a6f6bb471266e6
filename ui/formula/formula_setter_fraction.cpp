#include "ui/formula/formula_setter.h"

namespace glassbox {

namespace {

constexpr double textGap = 0.08, displayGap = 0.15;     // below the bar of a root
constexpr double degreeOver = -0.4, degreeRaise = 0.5;  // it sits in the hook
constexpr double aside = 0.12;                          // room beside the bar, so that two fractions do not touch

}  // namespace

FormulaBox FormulaSetter::fraction(const FormulaNode& node, const SetIn& outer) const {
    const SetIn in = node.fixedStyle ? outer.with(node.style) : outer;
    const bool display = in.isDisplay();
    const SetIn parts = display                          ? in.with(FormulaStyle::Text)
                        : in.style == FormulaStyle::Text ? in.with(FormulaStyle::Script)
                                                         : in.with(FormulaStyle::ScriptScript);
    const FormulaBox top = whole(node.children[0], parts), bottom = whole(node.children[1], parts.crampedToo());
    const double size = scale(in), rule = m_c.fractionRule * size, axis = m_c.axis * size;
    const double topGap = (display ? m_c.numeratorGapDisplay : m_c.numeratorGap) * size;
    const double bottomGap = (display ? m_c.denominatorGapDisplay : m_c.denominatorGap) * size;
    const double up =
        std::max((display ? m_c.numeratorUpDisplay : m_c.numeratorUp) * size, axis + rule / 2 + topGap + top.depth);
    const double down = std::max((display ? m_c.denominatorDownDisplay : m_c.denominatorDown) * size,
                                 bottom.ascent + bottomGap + rule / 2 - axis);
    const double width = std::max(top.width, bottom.width), margin = aside * size;
    FormulaBox box;
    box.add(top, margin + (width - top.width) / 2, -up);
    box.add(bottom, margin + (width - bottom.width) / 2, down);
    box.addRule(QRectF(margin, -axis - rule / 2, width, rule), in.color);
    box.width = width + 2 * margin;
    return box;
}

FormulaBox FormulaSetter::root(const FormulaNode& node, const SetIn& in) const {
    const FormulaBox body = whole(node.children[0], in.crampedToo());
    const double size = scale(in), rule = m_c.radicalRule * size;
    // TeX is tighter within text, and wider on a line of its own, than most typefaces.
    const double least =
        (in.isDisplay() ? std::max(m_c.radicalGapDisplay, displayGap) : std::min(m_c.radicalGap, textGap)) * size;
    const QString sign = QStringLiteral("√");
    const double wanted = (body.height() + least + rule) / size;
    MathGlyph glyph = m_font.tall(sign, wanted);
    // Signs come in steps: the next one is pressed a little, and what is still too much is shared between above and
    // below.
    glyph = glyph.stretched(1, std::clamp(wanted / glyph.ink.height(), 0.8, 1.0));
    const double height = glyph.ink.height() * size;
    const double gap = std::max(least, (height - rule - body.height() + least) / 2);
    const double top = body.ascent + gap + rule;
    const FormulaBox mark = FormulaBox::of(glyph, size, in.color);
    FormulaBox box;
    double x = 0;
    const double drop = -top - glyph.ink.top() * size;  // of the sign, so that its top meets the bar
    if (!node.children[1].isNothing()) {
        const FormulaBox degree = whole(node.children[1], in.with(FormulaStyle::ScriptScript));
        const double bottom = drop + glyph.ink.bottom() * size;
        const double over = std::min(m_c.degreeAfter, degreeOver) * size;
        x = std::max(0.0, m_c.degreeBefore * size + degree.width + over);
        box.add(degree, x - over - degree.width,
                bottom - std::min(m_c.degreeRaise, degreeRaise) * height - degree.depth);
    }
    box.add(mark, x, drop);
    x += glyph.ink.right() * size;
    box.add(body, x, 0);
    const double overlap = rule / 4;  // no seam between sign and bar
    box.addRule(QRectF(x - overlap, -top, body.width + overlap, rule), in.color);
    box.ascent = std::max(box.ascent, top + std::min(m_c.radicalExtra * size, rule));
    box.width = x + body.width;
    return box;
}

}  // namespace glassbox
