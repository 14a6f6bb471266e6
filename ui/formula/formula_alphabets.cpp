#include "ui/formula/formula_symbols.h"

#include <QHash>

namespace glassbox {

namespace {

/// Where an alphabet's letters start in Unicode; 0: it has none.
struct Starts {
    char32_t upper, lower, greekUpper, greekLower, digit;
};

Starts startsOf(Alphabet alphabet) {
    switch (alphabet) {
        case Alphabet::Italic:
            return {0x1D434, 0x1D44E, 0, 0x1D6FC, 0};
        case Alphabet::Upright:
            return {};
        case Alphabet::Bold:
            return {0x1D400, 0x1D41A, 0x1D6A8, 0x1D736, 0x1D7CE};
        case Alphabet::BoldItalic:
            return {0x1D468, 0x1D482, 0x1D71C, 0x1D736, 0x1D7CE};
        case Alphabet::Calligraphic:
            return {0x1D49C, 0x1D4B6, 0, 0, 0};
        case Alphabet::Blackboard:
            return {0x1D538, 0x1D552, 0, 0, 0x1D7D8};
        case Alphabet::Sans:
            return {0x1D5A0, 0x1D5BA, 0, 0, 0x1D7E2};
        case Alphabet::Typewriter:
            return {0x1D670, 0x1D68A, 0, 0, 0x1D7F6};
    }
    return {};
}

/// Letters that Unicode had before it got the alphabets: their places in these are empty.
char32_t older(char32_t code) {
    static const QHash<char32_t, char32_t> places = {{0x1D455, U'ℎ'}, {0x1D49D, U'ℬ'}, {0x1D4A0, U'ℰ'}, {0x1D4A1, U'ℱ'},
                                                     {0x1D4A3, U'ℋ'}, {0x1D4A4, U'ℐ'}, {0x1D4A7, U'ℒ'}, {0x1D4A8, U'ℳ'},
                                                     {0x1D4AD, U'ℛ'}, {0x1D4BA, U'ℯ'}, {0x1D4BC, U'ℊ'}, {0x1D4C4, U'ℴ'},
                                                     {0x1D53A, U'ℂ'}, {0x1D53F, U'ℍ'}, {0x1D545, U'ℕ'}, {0x1D547, U'ℙ'},
                                                     {0x1D548, U'ℚ'}, {0x1D549, U'ℝ'}, {0x1D551, U'ℤ'}};
    return places.value(code, code);
}

}  // namespace

char32_t inAlphabet(char32_t code, Alphabet alphabet) {
    if (alphabet == Alphabet::Italic && code == U'ı') return 0x1D6A4;
    if (alphabet == Alphabet::Italic && code == U'ȷ') return 0x1D6A5;
    const Starts starts = startsOf(alphabet);
    const auto at = [code](char32_t start, char32_t first) { return start == 0 ? code : older(start + code - first); };
    if (code >= U'A' && code <= U'Z') return at(starts.upper, U'A');
    if (code >= U'a' && code <= U'z') return at(starts.lower, U'a');
    if (code >= U'0' && code <= U'9') return at(starts.digit, U'0');
    if (code >= U'Α' && code <= U'Ω') return at(starts.greekUpper, U'Α');
    if (code >= U'α' && code <= U'ω') return at(starts.greekLower, U'α');
    constexpr char32_t after[] = {U'∂', U'ϵ', U'ϑ', U'ϰ', U'ϕ', U'ϱ', U'ϖ'};  // these follow omega there
    for (std::size_t i = 0; i < std::size(after); ++i) {
        if (code == after[i] && starts.greekLower != 0) return starts.greekLower + 25 + static_cast<char32_t>(i);
    }
    if (code == U'∇' && starts.greekUpper != 0) return starts.greekUpper + 25;
    return code;
}

}  // namespace glassbox
