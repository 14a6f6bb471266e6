#include "lessons/study/deck_writer.h"

#include "lessons/study/deck_lines.h"

namespace glassbox {

namespace {

QString oneLine(const QString& text) {
    return text.simplified();
}

void writeKey(QString& out, const char* key, const QString& value) {
    if (!value.isEmpty()) out += QLatin1String(key) + ": " + oneLine(value) + '\n';
}

/// Without empty lines around and blanks at ends of lines, with lines that would mean something else escaped.
QString body(const QString& text) {
    QStringList lines = text.split('\n');
    for (QString& line : lines) {
        while (!line.isEmpty() && line.back().isSpace()) line.chop(1);
        line = escapedLine(line);
    }
    while (!lines.isEmpty() && lines.first().isEmpty()) lines.removeFirst();
    while (!lines.isEmpty() && lines.last().isEmpty()) lines.removeLast();
    return lines.join('\n');
}

}  // namespace

QByteArray writeDeck(const Deck& deck) {
    QString out;
    writeKey(out, "deck", deck.name);
    writeKey(out, "about", deck.about);
    for (const Flashcard& card : deck.cards) {
        out += "\n## " + card.id + '\n';
        writeKey(out, "concepts", card.concepts.join(QStringLiteral(", ")));
        writeKey(out, "topics", card.topics.join(QStringLiteral(", ")));
        writeKey(out, "tags", card.tags.join(QStringLiteral(", ")));
        writeKey(out, "see", card.see);
        writeKey(out, "picture", card.picture);
        out += '\n' + body(card.question) + "\n\n---\n\n" + body(card.answer) + '\n';
    }
    return out.toUtf8();
}

}  // namespace glassbox
