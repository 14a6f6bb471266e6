#include "lessons/study/anki_note_type.h"

#include <QRegularExpression>

namespace glassbox {

namespace {

/// Text with the gap of this number hidden or shown, all others shown.
QString filled(const QString& text, int gap, bool hide) {
    static const QRegularExpression gaps(QStringLiteral("\\{\\{c(\\d+)::(.*?)(?:::(.*?))?\\}\\}"),
                                         QRegularExpression::DotMatchesEverythingOption);
    QString out;
    qsizetype at = 0;
    for (auto matches = gaps.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        out += text.mid(at, match.capturedStart() - at);
        at = match.capturedEnd();
        const bool asked = match.captured(1).toInt() == gap;
        if (asked && hide)
            out += '[' + (match.captured(3).isEmpty() ? QStringLiteral("...") : match.captured(3)) + ']';
        else
            out += asked ? "<b>" + match.captured(2) + "</b>" : match.captured(2);
    }
    return out + text.mid(at);
}

class Renderer {
  public:
    Renderer(const AnkiNoteType& type, int ordinal, const QStringList& fields)
        : m_type(type), m_ordinal(ordinal), m_fields(fields) {}

    QString render(QString html, bool question) const {
        static const QRegularExpression section(QStringLiteral("\\{\\{([#^])([^{}]+)\\}\\}(.*?)\\{\\{/\\2\\}\\}"),
                                                QRegularExpression::DotMatchesEverythingOption);
        // Sections nest, yet no template is deep.
        for (int depth = 0; depth < 8; ++depth) {
            const QRegularExpressionMatch match = section.match(html);
            if (!match.hasMatch()) break;
            QString once;
            qsizetype at = 0;
            for (auto matches = section.globalMatch(html); matches.hasNext();) {
                const QRegularExpressionMatch found = matches.next();
                const bool empty = field(found.captured(2).trimmed()).trimmed().isEmpty();
                once += html.mid(at, found.capturedStart() - at);
                if (empty == (found.captured(1) == QLatin1String("^"))) once += found.captured(3);
                at = found.capturedEnd();
            }
            html = once + html.mid(at);
        }
        static const QRegularExpression tag(QStringLiteral("\\{\\{([^{}]*)\\}\\}"));
        QString out;
        qsizetype at = 0;
        for (auto matches = tag.globalMatch(html); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            out += html.mid(at, match.capturedStart() - at) + value(match.captured(1).trimmed(), question);
            at = match.capturedEnd();
        }
        return out + html.mid(at);
    }

  private:
    QString field(const QString& name) const {
        const qsizetype place = m_type.fields.indexOf(name);
        return place < 0 ? QString() : m_fields.value(place);
    }

    QString value(const QString& tag, bool question) const {
        const QString name = tag.section(':', -1).trimmed();
        if (tag.contains(QLatin1String("cloze:"))) return filled(field(name), m_ordinal + 1, question);
        // What is typed and read aloud is no text of the card.
        if (tag.startsWith(QLatin1String("type:")) || tag.startsWith(QLatin1String("tts"))) return {};
        return field(name);
    }

    const AnkiNoteType& m_type;
    int m_ordinal;
    const QStringList& m_fields;
};

}  // namespace

std::pair<QString, QString> renderAnkiCard(const AnkiNoteType& type, int ordinal, const QStringList& fields) {
    const std::size_t which = type.cloze ? 0 : static_cast<std::size_t>(std::max(0, ordinal));
    if (ordinal < 0 || which >= type.templates.size()) return {};
    const Renderer renderer(type, ordinal, fields);
    return {renderer.render(type.templates[which].first, true), renderer.render(type.templates[which].second, false)};
}

}  // namespace glassbox
