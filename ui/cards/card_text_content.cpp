#include "ui/cards/card_text_layout.h"

#include <QCoreApplication>

#include <algorithm>

namespace glassbox {

namespace {

using Block = MarkupBlock::Kind;
using Span = MarkupSpan::Kind;

QString tr(const char* text) {
    return QCoreApplication::translate("CardTextContent", text);
}

/// Line of the source, from 1, in which a formula begins; searched from `from`, which moves on behind it.
int lineOf(const QString& tex, const QString& source, qsizetype& from) {
    // The reader joins lines by blanks, so only the first word is sure to stand as it was typed.
    const qsizetype at = source.indexOf(tex.section(' ', 0, 0, QString::SectionSkipEmpty), from);
    if (at >= 0) from = at + 1;
    return static_cast<int>(source.left(qMax<qsizetype>(at, 0)).count('\n')) + 1;
}

}  // namespace

CardTextContent::CardTextContent(const QString& text, const MathFontPtr& font)
    : source(text), markup(parseMarkup(text)) {
    for (const MarkupBlock& block : markup.blocks) {
        const FormulaStyle style = block.kind == Block::Formula ? FormulaStyle::Display : FormulaStyle::Text;
        for (const MarkupSpan& span : block.spans)
            if (span.kind == Span::Formula) formulas.emplace_back(span.text, font, style);
    }
}

QStringList CardTextContent::mistakes(const QString& field) const {
    std::vector<std::pair<int, QString>> found;
    for (const Markup::Mistake& mistake : markup.mistakes)
        found.emplace_back(mistake.line, tr("%1, line %2: %3.").arg(field).arg(mistake.line).arg(mistake.clause));
    qsizetype from = 0;
    for (const Formula& formula : formulas) {
        const int line = lineOf(formula.tex(), source, from);
        if (!formula.isValid())
            found.emplace_back(line, tr("%1, line %2, formula: %3").arg(field).arg(line).arg(formula.error()));
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    QStringList sentences;
    for (const auto& [line, sentence] : found) sentences += sentence;
    return sentences;
}

QString CardTextContent::plainText() const {
    QStringList paragraphs;
    for (const MarkupBlock& block : markup.blocks) {
        QString words = block.kind == Block::ListItem ? QStringLiteral("- ") : QString();
        for (const MarkupSpan& span : block.spans) words += span.text;
        paragraphs += words;
    }
    return paragraphs.join('\n');
}

QString CardTextContent::speech() const {
    QStringList paragraphs;
    std::size_t next = 0;
    for (const MarkupBlock& block : markup.blocks) {
        QString words;
        for (const MarkupSpan& span : block.spans)
            words += span.kind == Span::Formula ? formulas[next++].toSpeech() : span.text;
        paragraphs += words;
    }
    return paragraphs.join('\n');
}

}  // namespace glassbox
