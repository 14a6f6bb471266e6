#include "ui/formula/formula_setter.h"

namespace glassbox {

namespace {

/// Distances of LaTeX's environments, in em.
struct GridRules {
    FormulaStyle style;
    double columnGap;
    double rowAscent, rowDepth;  ///< that every row has at least
    double rowGap;
    bool alternate;  ///< columns to the right, to the left, to the right ...
    bool leftAligned;
};

constexpr double clearance = 0.08;  // above and below what stands in a row

GridRules rulesOf(const QString& environment, const SetIn& in) {
    if (environment == u"aligned") return {FormulaStyle::Display, 0, 0.84, 0.36, 0.3, true, false};
    const FormulaStyle style = in.isSmall() ? in.style : FormulaStyle::Text;
    if (environment == u"cases") return {style, 1, 1.0, 0.44, 0, false, true};
    return {style, 1, 0.84, 0.36, 0, false, false};
}

}  // namespace

FormulaBox FormulaSetter::grid(const FormulaNode& node, const SetIn& outer) const {
    const GridRules rules = rulesOf(node.text, outer);
    const SetIn in = outer.with(rules.style);
    const double size = scale(in);
    const auto columns = static_cast<std::size_t>(node.columns), rows = node.children.size() / columns;
    std::vector<FormulaBox> cells;
    std::vector<double> widths(columns), ascents(rows), depths(rows);
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        FormulaNode cell = node.children[i];
        // The right side of an equation starts with its sign, which has a left neighbour in the other cell.
        if (rules.alternate && i % columns % 2 == 1) cell.children.insert(cell.children.begin(), FormulaNode{});
        cells.push_back(whole(cell, in));
        widths[i % columns] = std::max(widths[i % columns], cells[i].width);
        ascents[i / columns] = std::max(ascents[i / columns], cells[i].ascent);
        depths[i / columns] = std::max(depths[i / columns], cells[i].depth);
    }
    for (std::size_t row = 0; row < rows; ++row) {  // what is high does not touch what is deep in the row above
        const auto room = [size](double least, double& reach) {
            reach = std::max(least * size, reach + clearance * size);
        };
        room(rules.rowAscent, ascents[row]);
        room(rules.rowDepth, depths[row]);
    }
    double height = 0;
    for (std::size_t row = 0; row < rows; ++row)
        height += ascents[row] + depths[row] + (row > 0 ? rules.rowGap * size : 0);
    FormulaBox box;
    double baseline = -height / 2 - m_c.axis * size;
    for (std::size_t row = 0; row < rows; ++row) {
        baseline += ascents[row];
        double x = 0;
        for (std::size_t column = 0; column < columns; ++column) {
            const FormulaBox& cell = cells[row * columns + column];
            const double free = widths[column] - cell.width;
            const bool left = rules.leftAligned || (rules.alternate && column % 2 == 1);
            const bool right = rules.alternate && !left;
            box.add(cell, x + (left ? 0 : right ? free : free / 2), baseline);
            const double gap = rules.alternate ? (column % 2 == 1 ? 2 : 0) : rules.columnGap;
            x += widths[column] + (column + 1 < columns ? gap * size : 0);
        }
        box.width = x;
        baseline += depths[row] + rules.rowGap * size;
    }
    box.ascent = std::max(box.ascent, height / 2 + m_c.axis * size);
    box.depth = std::max(box.depth, height / 2 - m_c.axis * size);
    return box;
}

}  // namespace glassbox
