#include "ui/formula/formula_setter.h"

#include <algorithm>

namespace glassbox {

namespace {

bool isPrime(const FormulaNode& node) {
    return node.kind == FormulaNode::Kind::Symbol && node.text == u"′";
}

constexpr double letterTop = 0.72;  // em: what primes are drawn for; beside higher things they move up

}  // namespace

FormulaBox FormulaSetter::primed(const FormulaNode& node, std::size_t primes, const SetIn& in) const {
    const std::vector<FormulaNode>& above = node.children[2].children;
    const auto end = above.begin() + static_cast<std::ptrdiff_t>(primes);
    const FormulaBox body = set(node.children[0], in), marks = row({above.begin(), end}, in);
    FormulaNode rest = node;
    rest.children[0] = {};
    rest.children[2].children.assign(end, above.end());
    // What is left stands beside the base as well, so that x'_i keeps its index under its prime.
    const FormulaBox others =
        rest.children[1].isNothing() && rest.children[2].isNothing() ? FormulaBox{} : set(rest, in);
    FormulaBox box;
    box.add(body, 0, 0);
    box.add(marks, body.width + body.italic, -std::max(0.0, body.ascent - letterTop * scale(in)));
    box.add(others, body.width + (rest.children[2].isNothing() ? 0 : body.italic + marks.width), 0);
    box.width = std::max(box.width, body.width + body.italic + marks.width);
    return box;
}

FormulaBox FormulaSetter::scripts(const FormulaNode& node, const SetIn& in) const {
    const FormulaNode &base = node.children[0], &below = node.children[1], &above = node.children[2];
    if (node.place == ScriptPlace::Stacked || (node.place == ScriptPlace::Display && in.isDisplay()))
        return limits(node, in);
    const auto isNoPrime = [](const FormulaNode& mark) { return !isPrime(mark); };
    const auto primes = std::find_if(above.children.begin(), above.children.end(), isNoPrime) - above.children.begin();
    if (primes > 0) return primed(node, static_cast<std::size_t>(primes), in);
    const FormulaBox body = set(base, in);
    const double size = scale(in), small = scale(in.above());
    const bool hasBelow = !below.isNothing(), hasAbove = !above.isNothing();
    const FormulaBox sub = hasBelow ? whole(below, in.below()) : FormulaBox{};
    const FormulaBox sup = hasAbove ? whole(above, in.above()) : FormulaBox{};
    double up = 0, down = 0;
    if (!body.isCharacter) {  // from the edges of what is large
        up = body.ascent - m_c.supDropMax * small;
        down = body.depth + m_c.subDropMin * small;
    }
    if (hasAbove) {
        up = std::max({up, (in.cramped ? m_c.supUpCramped : m_c.supUp) * size, sup.depth + m_c.supBottomMin * size});
    }
    if (hasBelow) {
        down = std::max(down, m_c.subDown * size);
        if (!hasAbove) down = std::max(down, sub.ascent - m_c.subTopMax * size);
    }
    if (hasAbove && hasBelow) {
        const double gap = (up - sup.depth) - (sub.ascent - down);
        if (gap < m_c.subSupGap * size) {
            down += m_c.subSupGap * size - gap;
            const double raise = m_c.supBottomMaxWithSub * size - (up - sup.depth);
            if (raise > 0) up += raise, down -= raise;
        }
    }
    FormulaBox box{.overhang = body.overhang};
    box.add(body, 0, 0);
    // An integral leans: what is below it starts where it stands, what is above it where it ends.
    const double edge = body.width;
    if (hasAbove) box.add(sup, edge + body.italic, -up);
    if (hasBelow) box.add(sub, edge, down);
    box.width = std::max({box.width, edge + (hasBelow ? 0 : body.italic)}) + m_c.afterScript * size;
    return box;
}

FormulaBox FormulaSetter::limits(const FormulaNode& node, const SetIn& in) const {
    const FormulaNode &base = node.children[0], &below = node.children[1], &above = node.children[2];
    const double size = scale(in);
    const FormulaBox body = set(base, in);
    const FormulaBox low = below.isNothing() ? FormulaBox{} : whole(below, in.below());
    const FormulaBox high = above.isNothing() ? FormulaBox{} : whole(above, in.above());
    const double bodyWidth = body.width + body.italic, width = std::max({bodyWidth, low.width, high.width});
    FormulaBox box;
    box.add(body, (width - bodyWidth) / 2, 0);
    // The label of a brace stands close to it; other limits keep their baselines' distance.
    const bool isBrace = base.kind == FormulaNode::Kind::Brace;
    if (!above.isNothing()) {
        const double gap = std::max(m_c.upperGap * size, isBrace ? 0 : m_c.upperRise * size - high.depth);
        box.add(high, (width - high.width + body.italic) / 2, -(body.ascent + gap + high.depth));
    }
    if (!below.isNothing()) {
        const double gap = std::max(m_c.lowerGap * size, isBrace ? 0 : m_c.lowerDrop * size - low.ascent);
        box.add(low, (width - low.width - body.italic) / 2, body.depth + gap + low.ascent);
    }
    box.width = width;
    return box;
}

}  // namespace glassbox
