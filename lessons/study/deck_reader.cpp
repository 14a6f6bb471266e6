#include "lessons/study/deck_reader.h"

#include "lessons/study/card_markup.h"
#include "lessons/study/card_view.h"
#include "lessons/study/deck_lines.h"
#include "lessons/study/study_error.h"

#include <QSet>
#include <QStringDecoder>

#include <algorithm>

namespace glassbox {

namespace {

constexpr qsizetype mostBytes = qsizetype{8} << 20;
constexpr qsizetype mostMistakes = 100;
constexpr std::size_t mostCards = 20'000;
constexpr qsizetype longestText = 20'000;
constexpr qsizetype longestValue = 1000;

struct Line {
    int number = 0;
    QString text;
};

class Reader {
  public:
    explicit Reader(const QStringList& lines) {
        int number = 0;
        for (QString line : lines) {
            while (!line.isEmpty() && line.back().isSpace()) line.chop(1);
            m_lines.push_back({++number, line});
        }
    }

    DeckReading read() {
        readHead();
        while (m_at < m_lines.size() && !tooMany()) readCard();
        std::stable_sort(m_found.begin(), m_found.end(),
                         [](const Line& a, const Line& b) { return a.number < b.number; });
        if (m_found.size() > static_cast<std::size_t>(mostMistakes)) m_found.resize(mostMistakes);
        for (const Line& mistake : m_found)
            m_reading.mistakes += QStringLiteral("Line %1: %2.").arg(mistake.number).arg(mistake.text);
        return std::move(m_reading);
    }

  private:
    struct Key {
        int line = 0;
        QString value;
    };
    using Keys = QHash<QString, Key>;

    void mistake(int line, const QString& clause) {
        if (!tooMany()) m_found.push_back({line, clause});
    }
    bool tooMany() const { return m_found.size() >= static_cast<std::size_t>(mostMistakes); }
    bool atCard() const {
        const QString& text = m_lines[m_at].text;
        return text.startsWith(QLatin1String("## ")) || text == QLatin1String("##");
    }

    /// One "key: value"; the last of two of the same name counts, and is told.
    void takeKey(Keys& keys, const QStringList& known) {
        const Line& line = m_lines[m_at];
        const qsizetype colon = line.text.indexOf(':');
        const QString name = line.text.left(std::max<qsizetype>(colon, 0));
        if (colon <= 0 || name.contains(' ')) {
            mistake(line.number, QStringLiteral("\"%1\" is not of the form \"key: value\"; an empty line ends these "
                                                "lines")
                                     .arg(line.text.left(40)));
        } else if (!known.contains(name)) {
            mistake(line.number, QStringLiteral("\"%1\" is not known; known are %2")
                                     .arg(name.left(40), known.join(QStringLiteral(", "))));
        } else if (keys.contains(name)) {
            mistake(line.number, QStringLiteral("\"%1\" is there twice").arg(name));
        } else {
            const QString value = line.text.mid(colon + 1).simplified();
            if (value.isEmpty()) mistake(line.number, QStringLiteral("\"%1\" has no value").arg(name));
            if (value.size() > longestValue)
                mistake(line.number, QStringLiteral("\"%1\" is longer than %2 characters").arg(name).arg(longestValue));
            keys.insert(name, {line.number, value});
        }
    }

    void readHead() {
        Keys keys;
        for (; m_at < m_lines.size() && !atCard() && !tooMany(); ++m_at)
            if (!m_lines[m_at].text.isEmpty()) takeKey(keys, {QStringLiteral("deck"), QStringLiteral("about")});
        if (!keys.contains(QStringLiteral("deck")))
            mistake(1, QStringLiteral("the deck has no name; it begins with \"deck: NAME\""));
        m_reading.deck.name = keys.value(QStringLiteral("deck")).value;
        m_reading.deck.about = keys.value(QStringLiteral("about")).value;
    }

    void readCard() {
        const int first = m_lines[m_at].number;
        Flashcard card;
        card.id = m_lines[m_at].text.mid(2).trimmed();
        if (!isCardId(card.id))
            mistake(first, QStringLiteral("the ID \"%1\" is not of small letters, digits and hyphens, 64 at most")
                               .arg(card.id.left(64)));
        else if (m_ids.contains(card.id))
            mistake(first, QStringLiteral("the ID \"%1\" is there twice").arg(card.id));
        m_ids.insert(card.id);
        ++m_at;
        readKeys(card);
        readTexts(card, first);
        if (m_reading.deck.cards.size() == mostCards)
            mistake(first, QStringLiteral("a deck has at most %1 cards").arg(mostCards));
        if (m_reading.deck.cards.size() < mostCards) m_reading.deck.cards.push_back(std::move(card));
    }

    void readKeys(Flashcard& card) {
        Keys keys;
        static const QStringList known{"concepts", "topics", "tags", "see", "picture"};
        for (; m_at < m_lines.size() && !m_lines[m_at].text.isEmpty() && !atCard(); ++m_at) {
            if (m_lines[m_at].text == QLatin1String("---")) break;
            takeKey(keys, known);
        }
        card.concepts = list(keys.value(known[0]), "concept");
        card.topics = list(keys.value(known[1]), "topic");
        card.tags = list(keys.value(known[2]), "tag");
        card.see = checked(keys.value(known[3]), [](const QString& text) { parseSee(text); });
        card.picture = checked(keys.value(known[4]), [](const QString& text) { parsePicture(text); });
    }

    QStringList list(const Key& key, const char* what) {
        QStringList parts;
        if (key.value.isEmpty()) return parts;
        for (const QString& part : key.value.split(',')) {
            const QString bare = part.trimmed();
            if (!isTag(bare))
                mistake(key.line, QStringLiteral("\"%1\" is no %2: they are split by commas and have no blanks")
                                      .arg(bare.left(40), QLatin1String(what)));
            else if (parts.contains(bare))
                mistake(key.line, QStringLiteral("the %1 \"%2\" is there twice").arg(QLatin1String(what), bare));
            else
                parts += bare;
        }
        return parts;
    }

    template <class Parse>
    QString checked(const Key& key, Parse parse) {
        if (key.value.isEmpty()) return {};
        try {
            parse(key.value);
        } catch (const StudyError& error) {
            mistake(key.line, error.sentence());
        }
        return key.value;
    }

    void readTexts(Flashcard& card, int first) {
        card.question = readText(QStringLiteral("question of \"%1\"").arg(card.id.left(64)), first);
        if (m_at >= m_lines.size() || atCard()) {
            mistake(first,
                    QStringLiteral("the card \"%1\" has no answer; a line of --- begins it").arg(card.id.left(64)));
            return;
        }
        ++m_at;
        card.answer = readText(QStringLiteral("answer of \"%1\"").arg(card.id.left(64)), first);
        if (m_at < m_lines.size() && !atCard()) {
            mistake(m_lines[m_at].number,
                    QStringLiteral("a second line of --- in the card \"%1\"").arg(card.id.left(64)));
            while (m_at < m_lines.size() && !atCard()) ++m_at;
        }
    }

    /// Lines up to a card or a line of ---, without empty ones around.
    QString readText(const QString& name, int cardLine) {
        while (m_at < m_lines.size() && m_lines[m_at].text.isEmpty()) ++m_at;
        const int first = m_at < m_lines.size() ? m_lines[m_at].number : cardLine;
        QString text;
        for (; m_at < m_lines.size() && !atCard() && m_lines[m_at].text != QLatin1String("---"); ++m_at)
            text += unescapedLine(m_lines[m_at].text) + '\n';
        while (text.endsWith('\n')) text.chop(1);
        if (text.isEmpty()) mistake(cardLine, QStringLiteral("the %1 is empty").arg(name));
        if (text.size() > longestText) {
            mistake(first, QStringLiteral("the %1 is longer than %2 characters").arg(name).arg(longestText));
            return text.left(longestText);
        }
        for (const Markup::Mistake& found : parseMarkup(text).mistakes)
            mistake(first + found.line - 1, QStringLiteral("in the %1 %2").arg(name, found.clause));
        return text;
    }

    std::vector<Line> m_lines;
    std::size_t m_at = 0;
    DeckReading m_reading;
    std::vector<Line> m_found;
    QSet<QString> m_ids;
};

}  // namespace

DeckReading readDeck(const QByteArray& bytes) {
    if (bytes.size() > mostBytes) return {{}, {QStringLiteral("Line 1: a deck is not larger than 8 MB.")}};
    QStringDecoder decoder(QStringDecoder::Utf8);
    int number = 0;
    for (const QByteArray& line : bytes.split('\n')) {
        ++number;
        const QString text = decoder(line);
        if (decoder.hasError() || text.contains(QChar(0)))
            return {{}, {QStringLiteral("Line %1: this is not text in UTF-8.").arg(number)}};
    }
    return Reader(QString::fromUtf8(bytes).split('\n')).read();
}

}  // namespace glassbox
