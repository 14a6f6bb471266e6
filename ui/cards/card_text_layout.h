#pragma once

#include "lessons/study/card_markup.h"
#include "ui/formula/formula.h"

#include <QFont>
#include <QRectF>

#include <vector>

namespace glassbox {

struct Theme;

/// A text of a card with its formulas set once, for every width and size.
struct CardTextContent {
    QString source;  ///< the markup as it was written
    Markup markup;
    std::vector<Formula> formulas;  ///< of the spans that are formulas, in reading order

    CardTextContent() = default;
    CardTextContent(const QString& text, const MathFontPtr& font);

    /// "Question, line 2: a formula has no closing $." for each mistake of the markup and each formula that can't be
    /// read, in their order; `field` is how the text is called.
    QStringList mistakes(const QString& field) const;
    /// Without marks; formulas as TeX, items of lists with a hyphen.
    QString plainText() const;
    /// As it is read aloud, formulas in words.
    QString speech() const;
};

/// The typefaces of a text.
struct CardTextFonts {
    enum class Kind { Question, Answer };

    QFont plain, emphasis, strong, code;
    double formulaPixels = 18;  ///< an em of formulas
    double leading = 1.5;       ///< from baseline to baseline, in sizes of the letters

    /// `scale` is the cards' own text size on top of the application's.
    static CardTextFonts of(const Theme& theme, Kind kind, double scale = 1);
    const QFont& font(MarkupSpan::Kind kind) const;
};

/// Something of a text at its place, in pixels from the text's left upper corner.
struct CardTextPiece {
    enum class Kind { Words, Bullet, Formula };
    Kind kind = Kind::Words;
    MarkupSpan::Kind span = MarkupSpan::Kind::Text;
    QString text = {};     ///< of a formula its TeX
    QRectF rect = {};      ///< what it takes up; all ink of a formula lies in it
    double baseline = 0;   ///< where its letters stand
    int formula = -1;      ///< index into the content's formulas; of one that can't be read too, which is words
    double pixels = 0;     ///< an em of the formula
    bool display = false;  ///< a formula on a line of its own
    QRectF ground = {};    ///< behind code
};

struct CardTextLayout {
    std::vector<CardTextPiece> pieces;
    QSizeF size;  ///< as wide as the room, or wider only if a single letter is
};

/// Sets a text into `width` pixels: lines broken between words, items of lists with a hanging indent, formulas with
/// their baseline on the line's, those on their own centred. What is wider than the room is scaled down (formulas) or
/// broken anywhere (words).
CardTextLayout layOutCardText(const CardTextContent& content, const CardTextFonts& fonts, double width);

}  // namespace glassbox
