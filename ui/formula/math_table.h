#pragma once

#include <QByteArray>
#include <QHash>

#include <vector>

namespace glassbox {

/// What a typeface says about setting mathematics with it: OpenType's MATH constants, in em. The defaults are ours and
/// serve typefaces that say nothing.
struct MathConstants {
    double scriptScale = 0.7, scriptScriptScale = 0.55;
    double displayOperatorHeight = 1.3;
    double axis = 0.25, accentBase = 0.45;
    double subDown = 0.2, subTopMax = 0.38, subDropMin = 0.16;
    double supUp = 0.39, supUpCramped = 0.3, supBottomMin = 0.12, supDropMax = 0.25;
    double subSupGap = 0.16, supBottomMaxWithSub = 0.38, afterScript = 0.05;
    double upperGap = 0.15, upperRise = 0.2, lowerGap = 0.15, lowerDrop = 0.6;
    double stackUp = 0.45, stackUpDisplay = 0.68, stackDown = 0.35, stackDownDisplay = 0.69;
    double numeratorUp = 0.45, numeratorUpDisplay = 0.68, denominatorDown = 0.35, denominatorDownDisplay = 0.69;
    double numeratorGap = 0.06, numeratorGapDisplay = 0.15, denominatorGap = 0.06, denominatorGapDisplay = 0.15;
    double fractionRule = 0.05;
    double overbarGap = 0.15, overbarRule = 0.05, overbarExtra = 0.05;
    double underbarGap = 0.15, underbarRule = 0.05, underbarExtra = 0.05;
    double radicalGap = 0.06, radicalGapDisplay = 0.15, radicalRule = 0.05, radicalExtra = 0.05;
    double degreeBefore = 0.28, degreeAfter = -0.55, degreeRaise = 0.6;  ///< raise as a share of the root's height
};

/// One way to draw a character larger: glyphs put together, of which some repeat.
struct GlyphPart {
    quint32 glyph;
    double start, end;  ///< how far a neighbour may lie over either end, in em
    double length;
    bool repeats;
};
struct GlyphSizes {
    struct Variant {
        quint32 glyph;
        double length;
    };
    std::vector<Variant> variants;  ///< growing
    std::vector<GlyphPart> parts;   ///< from the bottom up, or from left to right
};

/// A typeface's MATH table. Lengths are in em.
struct MathTable {
    MathConstants constants;
    double minOverlap = 0.02;
    QHash<quint32, double> italics;      ///< how far a slanted glyph leans over its right edge
    QHash<quint32, double> accentPlace;  ///< where the middle of an accent belongs
    QHash<quint32, GlyphSizes> tall, wide;
};

/// Reads the table's bytes; what is missing or broken leaves the defaults.
MathTable readMathTable(const QByteArray& bytes, double unitsPerEm);

}  // namespace glassbox
