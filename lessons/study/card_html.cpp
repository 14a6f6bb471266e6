#include "lessons/study/card_markup.h"

namespace glassbox {

namespace {

QString spanHtml(const MarkupSpan& span) {
    const QString text = span.text.toHtmlEscaped();
    switch (span.kind) {
        case MarkupSpan::Kind::Emphasis:
            return "<i>" + text + "</i>";
        case MarkupSpan::Kind::Strong:
            return "<b>" + text + "</b>";
        case MarkupSpan::Kind::Code:
            return "<code>" + text + "</code>";
        case MarkupSpan::Kind::Formula:
            return "\\(" + text + "\\)";
        case MarkupSpan::Kind::Text:
            break;
    }
    return text;
}

}  // namespace

QString markupToHtml(const QString& text) {
    QString html;
    bool inList = false;
    for (const MarkupBlock& block : parseMarkup(text).blocks) {
        const bool item = block.kind == MarkupBlock::Kind::ListItem;
        if (item != inList) html += item ? QStringLiteral("<ul>") : QStringLiteral("</ul>");
        inList = item;
        if (block.kind == MarkupBlock::Kind::Formula) {
            html += "<div>\\[" + block.spans.front().text.toHtmlEscaped() + "\\]</div>";
            continue;
        }
        html += item ? QStringLiteral("<li>") : QStringLiteral("<p>");
        for (const MarkupSpan& span : block.spans) html += spanHtml(span);
        html += item ? QStringLiteral("</li>") : QStringLiteral("</p>");
    }
    if (inList) html += QStringLiteral("</ul>");
    return html;
}

}  // namespace glassbox
