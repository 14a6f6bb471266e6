#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace glassbox {

/// TeX's classes of atoms: they decide how much room stands between two neighbours.
enum class AtomClass { Ord, Op, Bin, Rel, Open, Close, Punct, Inner };

/// Where the scripts of an operator stand.
enum class ScriptPlace {
    Beside,   ///< x², ∫
    Display,  ///< above and below where there is room (a line of its own), beside within text
    Stacked,  ///< always above and below: braces with labels
};

/// TeX's four sizes. Text shrinks from one to the next in scripts and fractions.
enum class FormulaStyle { Display, Text, Script, ScriptScript };

/// A formula as it was written, one value; empty rows stand for what is not there.
struct FormulaNode {
    enum class Kind {
        Symbol,     ///< `text` is one character in the alphabet it is drawn in
        Text,       ///< `text` in upright letters
        Row,        ///< children side by side
        Scripts,    ///< children: base, below, above
        Fraction,   ///< children: above, below the bar
        Root,       ///< children: what is under the root, its degree
        Fenced,     ///< children between the brackets in `marks`, which are one more and grow with them
        Bracket,    ///< one bracket `text` that is `amount` em high
        Grid,       ///< children: cells, row by row, `columns` in each; `text` is the environment
        Accent,     ///< child under the accent `text`, which is as wide as the child if `grows`
        Overline,   ///< child under a line
        Underline,  ///< child above a line
        Brace,      ///< child with the brace `text` above or below it
        Space,      ///< `amount` em
        Style,      ///< what follows is in `style`
        Color,      ///< children in the colour named `text`
        Term,       ///< children are what `text` names
        Value,      ///< a number named `text`; `marks` has the widest that it is going to be
        Phantom     ///< the room that the children need
    };

    Kind kind = Kind::Row;
    AtomClass atom = AtomClass::Ord;
    ScriptPlace place = ScriptPlace::Beside;
    QString text = {};
    QStringList marks = {};
    std::vector<FormulaNode> children = {};
    double amount = 0;
    int columns = 0;
    bool grows = false;       ///< larger in display style (sums), or as wide as its child (accents)
    bool fixedStyle = false;  ///< of a fraction: `style` is asked for
    FormulaStyle style = FormulaStyle::Text;

    bool isNothing() const { return kind == Kind::Row && children.empty(); }
};

}  // namespace glassbox
