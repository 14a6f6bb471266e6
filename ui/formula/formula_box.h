#pragma once

#include "ui/formula/math_font.h"

#include <QString>

#include <vector>

namespace glassbox {

/// Something drawn, at its place: x from the left edge, y downwards from the baseline, all in em of the formula's size.
struct FormulaPiece {
    enum class Kind {
        Outline,  ///< of a character
        Rule,     ///< a bar: drawn on whole pixels
        Value,    ///< the room of a number that can change
        Term      ///< a named part: nothing to see
    };
    Kind kind = Kind::Outline;
    QPointF at;            ///< origin of the outline or of the number
    double scale = 1;      ///< of the outline, or of the number's letters
    QPainterPath outline;  ///< in em of its own size
    QRectF rect;           ///< of the rule, the room or the term
    QString color;         ///< its name; empty: ink
    QString name;          ///< of value or term
};

/// A part of a formula, laid out. `italic` is how far its last letter leans over the right edge.
struct FormulaBox {
    double width = 0, ascent = 0, depth = 0;
    double italic = 0;
    double overhang = 0;       ///< how far its first letter reaches over the left edge
    double accentPlace = -1;   ///< where an accent's middle belongs; negative: over the middle
    bool isCharacter = false;  ///< scripts of single characters stand by their letters' measures
    std::vector<FormulaPiece> pieces = {};

    double height() const { return ascent + depth; }
    /// Puts another box into this one, its origin `x` from the left and `y` below the baseline; grows to cover it.
    void add(const FormulaBox& box, double x, double y);
    void addRule(const QRectF& rect, const QString& color);
    void addTerm(const QString& name, const QRectF& rect);

    static FormulaBox of(const MathGlyph& glyph, double scale, const QString& color);
};

}  // namespace glassbox
