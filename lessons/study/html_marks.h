#pragma once

#include <QString>
#include <QStringList>

namespace glassbox {

/// What remains of elements of HTML in a plain text: characters of no meaning elsewhere.
enum class HtmlMark : char16_t {
    StrongOn = 0xE000,
    StrongOff,
    EmphasisOn,
    EmphasisOff,
    CodeOn,
    CodeOff,
    Break,
    Item,
    FormulaOn,  ///< and FormulaOff: an element that is a formula, as Anki's anki-mathjax
    FormulaOff,
    BlockOn,
    BlockOff,
    end
};

/// Text of HTML without references, elements replaced by marks; scripts, styles and comments are gone.
QString markedText(const QString& html, QStringList* pictures);
/// "&lt;" and so on replaced by characters; unknown ones stay.
QString withoutReferences(const QString& text);

}  // namespace glassbox
