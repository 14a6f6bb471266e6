#pragma once

#include "ui/formula/formula_tree.h"

#include <QStringView>

namespace glassbox {

/// A character of mathematics: how it is typed, how it is spaced and how it is read aloud.
struct MathSymbol {
    const char* command;  ///< without the backslash
    char32_t code;
    AtomClass atom;
    const char* words;
};

/// Null if there is none.
const MathSymbol* symbolOfCommand(QStringView command);
const MathSymbol* symbolOfCode(char32_t code);

/// The brackets that \left, \right, \middle and \big take: "(", "\lVert" ... Null for what is none; "." is an empty
/// one.
const QString* bracketOf(const QString& typed);

/// Names of functions that stand upright: log, sin, max ... False if it is none; `place` tells where its scripts go.
bool isFunctionName(QStringView command, ScriptPlace& place);

/// The kinds of letters that Unicode has for mathematics.
enum class Alphabet { Italic, Upright, Bold, BoldItalic, Calligraphic, Blackboard, Sans, Typewriter };

/// The character that draws a letter, Greek letter or digit in an alphabet; others stay as they are.
char32_t inAlphabet(char32_t code, Alphabet alphabet);

}  // namespace glassbox
