#pragma once

#include "ui/formula/formula_box.h"
#include "ui/formula/formula_tree.h"

namespace glassbox {

/// How a part of a formula is set: TeX's style, whether superscripts stay low ("cramped", under bars and roots), and
/// the colour's name.
struct SetIn {
    FormulaStyle style = FormulaStyle::Display;
    bool cramped = false;
    QString color = {};

    bool isDisplay() const { return style == FormulaStyle::Display; }
    bool isSmall() const { return style >= FormulaStyle::Script; }
    SetIn with(FormulaStyle other) const { return {other, cramped, color}; }
    SetIn crampedToo() const { return {style, true, color}; }
    SetIn above() const;
    SetIn below() const { return above().crampedToo(); }
};

/// Turns each kind of node into a box. Used by layOutFormula only; the kinds are spread over formula_setter*.cpp.
class FormulaSetter {
  public:
    explicit FormulaSetter(const MathFont& font) : m_font(font), m_c(font.constants()) {}

    FormulaBox set(const FormulaNode& node, const SetIn& in) const;

  private:
    struct Item;

    double scale(const SetIn& in) const;
    /// With the room that its last letter leans into.
    FormulaBox whole(const FormulaNode& node, const SetIn& in) const;
    FormulaBox character(const FormulaNode& node, const SetIn& in) const;
    FormulaBox row(const std::vector<FormulaNode>& nodes, const SetIn& in) const;
    void flatten(const std::vector<FormulaNode>& nodes, SetIn in, std::vector<Item>& items) const;
    FormulaBox value(const FormulaNode& node, const SetIn& in) const;

    FormulaBox scripts(const FormulaNode& node, const SetIn& in) const;
    FormulaBox primed(const FormulaNode& node, std::size_t primes, const SetIn& in) const;
    FormulaBox limits(const FormulaNode& node, const SetIn& in) const;
    FormulaBox fraction(const FormulaNode& node, const SetIn& in) const;
    FormulaBox root(const FormulaNode& node, const SetIn& in) const;
    FormulaBox fenced(const FormulaNode& node, const SetIn& in) const;
    FormulaBox bracket(const QString& mark, double height, const SetIn& in) const;
    FormulaBox grid(const FormulaNode& node, const SetIn& in) const;
    FormulaBox accent(const FormulaNode& node, const SetIn& in) const;
    FormulaBox line(const FormulaNode& node, const SetIn& in) const;
    FormulaBox brace(const FormulaNode& node, const SetIn& in) const;

    const MathFont& m_font;
    const MathConstants& m_c;
};

}  // namespace glassbox
