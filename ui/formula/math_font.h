#pragma once

#include "ui/formula/math_table.h"

#include <QFont>
#include <QPainterPath>
#include <QRawFont>
#include <QStringList>

#include <memory>

namespace glassbox {

/// What is drawn for a character or some words: an outline and its measures in em; the baseline is y = 0, y grows
/// downwards.
struct MathGlyph {
    QPainterPath outline;
    QRectF ink;
    double advance = 0;
    double italic = 0;       ///< how far it leans over its right edge
    double accentPlace = 0;  ///< where the middle of an accent belongs

    MathGlyph stretched(double across, double up) const;
};

/// The typeface of formulas. Takes the first family that is there; whatever is missing in it is drawn with what the
/// system has, so that everything is drawn. To be used on the GUI thread.
class MathFont {
  public:
    /// Families that carry mathematics, best first.
    static const QStringList& preferred();
    explicit MathFont(const QStringList& families = preferred());

    QString family() const { return m_font.family(); }
    const MathConstants& constants() const { return m_table.constants; }

    MathGlyph glyph(const QString& character) const;
    /// The character at least `height` high; as high as the typeface can, or stretched, where it has none.
    MathGlyph tall(const QString& character, double height) const;
    /// The character in a size that was drawn for it, `height` high if there is one.
    MathGlyph largest(const QString& character, double height) const;
    /// The character in the widest size that fits into `width`.
    MathGlyph wide(const QString& character, double width) const;
    /// Words in upright letters.
    MathGlyph words(const QString& text) const;

  private:
    MathGlyph drawn(quint32 index) const;
    quint32 indexOf(const QString& character) const;
    MathGlyph assembled(const std::vector<GlyphPart>& parts, double height) const;

    QFont m_font;
    QRawFont m_raw;
    MathTable m_table;
    mutable QHash<QString, MathGlyph> m_characters;
};

using MathFontPtr = std::shared_ptr<const MathFont>;

}  // namespace glassbox
