#include "ui/formula/formula_setter.h"

namespace glassbox {

namespace {

// A bracket may be a little shorter than what it holds; TeX allows half an em, which matrices show.
constexpr double coveredShare = 0.95, shortBy = 0.2;
constexpr double emptyWidth = 0.12;  // of the bracket "."

}  // namespace

FormulaBox FormulaSetter::bracket(const QString& mark, double height, const SetIn& in) const {
    const double size = scale(in);
    if (mark.isEmpty()) return {.width = emptyWidth * size};
    const MathGlyph glyph = m_font.tall(mark, height / size);
    const FormulaBox sign = FormulaBox::of(glyph, size, in.color);
    FormulaBox box;
    box.add(sign, 0, -m_c.axis * size - glyph.ink.center().y() * size);
    box.width = glyph.advance * size;
    return box;
}

FormulaBox FormulaSetter::fenced(const FormulaNode& node, const SetIn& in) const {
    const double size = scale(in), axis = m_c.axis * size;
    std::vector<FormulaBox> parts;
    double reach = 0;  // of the content, from the axis
    for (const FormulaNode& child : node.children) {
        parts.push_back(whole(child, in));
        reach = std::max({reach, parts.back().ascent - axis, parts.back().depth + axis});
    }
    const double height = std::max(2 * reach * coveredShare, 2 * reach - shortBy * size);
    FormulaBox box;
    double x = 0;
    const auto put = [&](const FormulaBox& part) {
        box.add(part, x, 0);
        x += part.width;
    };
    put(bracket(node.marks[0], height, in));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        put(parts[i]);
        const bool between = i + 1 < parts.size();
        const double room = between ? 5.0 / 18 * size : 0;  // as around a relation
        x += room;
        put(bracket(node.marks[static_cast<qsizetype>(i) + 1], height, in));
        x += room;
    }
    box.width = x;
    return box;
}

}  // namespace glassbox
