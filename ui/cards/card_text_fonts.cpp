#include "ui/cards/card_text_layout.h"
#include "ui/shell/theme.h"

namespace glassbox {

namespace {

// Sizes at the design's text size.
constexpr int questionPixels = 25;
constexpr int answerPixels = 17;
constexpr double formulaToText = 1.08;  // letters of formulas are lower than Inter's of the same size
constexpr double codeToText = 0.88;     // and those of code higher

QFont scaled(QFont font, double scale) {
    font.setPixelSize(qMax(6, qRound(font.pixelSize() * scale)));
    return font;
}

}  // namespace

CardTextFonts CardTextFonts::of(const Theme& theme, Kind kind, double scale) {
    const bool question = kind == Kind::Question;
    CardTextFonts fonts;
    fonts.plain = scaled(theme.font(question ? questionPixels : answerPixels), scale);
    fonts.plain.setWeight(question ? QFont::Bold : QFont::Normal);
    fonts.emphasis = fonts.plain;
    fonts.emphasis.setItalic(true);
    fonts.strong = fonts.plain;
    fonts.strong.setWeight(question ? QFont::Black : QFont::Bold);
    fonts.code = scaled(fonts.plain, codeToText);
    fonts.code.setFamilies({QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")});
    fonts.code.setFixedPitch(true);
    fonts.formulaPixels = fonts.plain.pixelSize() * formulaToText;
    fonts.leading = question ? 1.33 : 1.55;
    return fonts;
}

const QFont& CardTextFonts::font(MarkupSpan::Kind kind) const {
    switch (kind) {
        case MarkupSpan::Kind::Emphasis:
            return emphasis;
        case MarkupSpan::Kind::Strong:
            return strong;
        case MarkupSpan::Kind::Code:
            return code;
        case MarkupSpan::Kind::Text:
        case MarkupSpan::Kind::Formula:
            break;
    }
    return plain;
}

}  // namespace glassbox
