#pragma once

#include "ui/cards/card_text_layout.h"

namespace glassbox {

/// What stands together on a line: a word, with formulas and marks that no blank sets apart from it.
struct CardTextRun {
    std::vector<CardTextPiece> pieces;  ///< from x = 0; of a formula the baseline is measured from its top
    double width = 0;
    double blank = 0;            ///< that follows, unless the line ends
    bool continuesCode = false;  ///< begins inside of code that the run before has begun
};

/// The runs of a paragraph or an item. `formula` is the index of its first formula and is moved behind its last.
/// Nothing is wider than `room`, except a single letter.
std::vector<CardTextRun> runsOf(const MarkupBlock& block, const CardTextContent& content, std::size_t& formula,
                                const CardTextFonts& fonts, double room);

}  // namespace glassbox
