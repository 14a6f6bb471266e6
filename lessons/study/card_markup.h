#pragma once

#include <QString>

#include <vector>

namespace glassbox {

/// A piece of a paragraph or list item.
struct MarkupSpan {
    enum class Kind { Text, Emphasis, Strong, Code, Formula };
    Kind kind = Kind::Text;
    QString text;  ///< without its marks; of a formula its TeX

    bool operator==(const MarkupSpan&) const = default;
};

struct MarkupBlock {
    enum class Kind { Paragraph, ListItem, Formula };
    Kind kind = Kind::Paragraph;
    std::vector<MarkupSpan> spans;  ///< of a Formula one span of that kind

    bool operator==(const MarkupBlock&) const = default;
};

/// A text of a card, taken apart. What is broken is told and stands as it was written: any text can be shown.
struct Markup {
    struct Mistake {
        int line = 1;    ///< of the text, from 1
        QString clause;  ///< "a formula has no closing $"
    };
    std::vector<MarkupBlock> blocks;
    std::vector<Mistake> mistakes;
};

Markup parseMarkup(const QString& text);

/// HTML with formulas as MathJax: \( \) in the line, \[ \] on their own.
QString markupToHtml(const QString& text);
/// The markup of HTML from elsewhere: paragraphs, emphasis, strong, code, lists and formulas stay, scripts, styles and
/// comments are dropped, other elements leave their text. `pictures`: takes the names of pictures met, if not null.
QString markupFromHtml(const QString& html, QStringList* pictures = nullptr);

}  // namespace glassbox
