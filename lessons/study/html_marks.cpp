#include "lessons/study/html_marks.h"

#include <QHash>
#include <QRegularExpression>

namespace glassbox {

namespace {

QChar mark(HtmlMark which) {
    return QChar(static_cast<char16_t>(which));
}

const QHash<QString, QString>& references() {
    static const QHash<QString, QString> known{
        {"amp", "&"},    {"lt", "<"},    {"gt", ">"},     {"quot", "\""}, {"apos", "'"},   {"nbsp", " "},
        {"ndash", "–"},  {"mdash", "—"}, {"hellip", "…"}, {"times", "×"}, {"middot", "·"}, {"rarr", "→"},
        {"larr", "←"},   {"le", "≤"},    {"ge", "≥"},     {"ne", "≠"},    {"alpha", "α"},  {"beta", "β"},
        {"gamma", "γ"},  {"delta", "δ"}, {"sigma", "σ"},  {"mu", "μ"},    {"pi", "π"},     {"deg", "°"},
        {"plusmn", "±"}, {"minus", "−"}, {"ldquo", "“"},  {"rdquo", "”"}, {"lsquo", "‘"},  {"rsquo", "’"},
        {"auml", "ä"},   {"ouml", "ö"},  {"uuml", "ü"},   {"szlig", "ß"}, {"eacute", "é"}};
    return known;
}

QString characterOf(const QString& name) {
    if (!name.startsWith('#')) return references().value(name);
    bool good = false;
    const uint code = name.startsWith(QLatin1String("#x"), Qt::CaseInsensitive) ? name.mid(2).toUInt(&good, 16)
                                                                                : name.mid(1).toUInt(&good);
    const bool character = good && code >= 32 && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF) &&
                           !(code >= 0xE000 && code < static_cast<uint>(HtmlMark::end));
    return character ? QString::fromUcs4(reinterpret_cast<const char32_t*>(&code), 1) : QString();
}

/// What an element leaves; empty if nothing.
QString marksOf(const QString& name, bool closing, const QString& attributes) {
    static const QStringList breaks{"p",  "div", "br", "hr", "h1",         "h2", "h3",    "h4", "h5",
                                    "h6", "ul",  "ol", "tr", "blockquote", "dl", "table", "dd", "dt"};
    if (breaks.contains(name)) return mark(HtmlMark::Break);
    if (name == QLatin1String("li")) return mark(closing ? HtmlMark::Break : HtmlMark::Item);
    if (name == QLatin1String("b") || name == QLatin1String("strong"))
        return mark(closing ? HtmlMark::StrongOff : HtmlMark::StrongOn);
    if (name == QLatin1String("i") || name == QLatin1String("em"))
        return mark(closing ? HtmlMark::EmphasisOff : HtmlMark::EmphasisOn);
    if (name == QLatin1String("code") || name == QLatin1String("tt") || name == QLatin1String("pre"))
        return mark(closing ? HtmlMark::CodeOff : HtmlMark::CodeOn);
    if (name == QLatin1String("anki-mathjax")) {
        if (closing) return mark(HtmlMark::FormulaOff);
        return mark(attributes.contains(QLatin1String("block=\"true\"")) ? HtmlMark::BlockOn : HtmlMark::FormulaOn);
    }
    if (name == QLatin1String("td") || name == QLatin1String("th")) return QStringLiteral(" ");
    return {};
}

QString sourceOf(const QString& attributes) {
    static const QRegularExpression source(QStringLiteral("\\bsrc\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]+))"),
                                           QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = source.match(attributes);
    return withoutReferences(match.captured(1) + match.captured(2) + match.captured(3));
}

/// Elements whose content is no text.
bool isDropped(const QString& name) {
    static const QStringList dropped{"script", "style",    "head", "title",   "iframe",
                                     "object", "noscript", "svg",  "template"};
    return dropped.contains(name);
}

}  // namespace

QString withoutReferences(const QString& text) {
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype end = text[i] == '&' ? text.indexOf(';', i) : -1;
        if (end > i && end - i <= 10) {
            const QString character = characterOf(text.mid(i + 1, end - i - 1));
            if (!character.isEmpty()) {
                plain += character;
                i = end;
                continue;
            }
        }
        plain += text[i];
    }
    return plain;
}

QString markedText(const QString& html, QStringList* pictures) {
    QString marked;
    QString text;
    const auto flush = [&] {
        for (QChar& c : text)
            if (c.unicode() >= 0xE000 && c.unicode() < static_cast<char16_t>(HtmlMark::end)) c = ' ';
        marked += withoutReferences(text);
        text.clear();
    };
    for (qsizetype i = 0; i < html.size();) {
        if (html[i] != '<' || i + 1 >= html.size() ||
            !(html[i + 1].isLetter() || html[i + 1] == '/' || html[i + 1] == '!' || html[i + 1] == '?')) {
            text += html[i] == '\n' || html[i] == '\r' || html[i] == '\t' ? QChar(' ') : html[i];
            ++i;
            continue;
        }
        flush();
        if (html.mid(i, 4) == QLatin1String("<!--")) {
            const qsizetype end = html.indexOf(QLatin1String("-->"), i);
            i = end < 0 ? html.size() : end + 3;
            continue;
        }
        qsizetype end = html.indexOf('>', i);
        if (end < 0) end = html.size();
        const bool closing = html.mid(i + 1, 1) == QLatin1String("/");
        qsizetype nameEnd = i + (closing ? 2 : 1);
        const qsizetype nameBegin = nameEnd;
        while (nameEnd < end && (html[nameEnd].isLetterOrNumber() || html[nameEnd] == '-')) ++nameEnd;
        const QString name = html.mid(nameBegin, nameEnd - nameBegin).toLower();
        const QString attributes = html.mid(nameEnd, end - nameEnd);
        i = std::min(end + 1, html.size());
        if (isDropped(name) && !closing && !attributes.endsWith('/')) {
            const qsizetype after = html.indexOf("</" + name, i, Qt::CaseInsensitive);
            const qsizetype close = after < 0 ? -1 : html.indexOf('>', after);
            i = close < 0 ? html.size() : close + 1;
        } else if (name == QLatin1String("img")) {
            if (pictures && !sourceOf(attributes).isEmpty()) *pictures += sourceOf(attributes);
        } else {
            marked += marksOf(name, closing, attributes);
        }
    }
    flush();
    return marked;
}

}  // namespace glassbox
