#include "lessons/study/card_csv.h"

#include "lessons/study/card_markup.h"
#include "lessons/study/card_view.h"
#include "lessons/study/study_error.h"

#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace glassbox {

namespace {

const QStringList columns{"id", "question", "answer", "concepts", "topics", "tags", "see", "picture"};
constexpr qsizetype mostBytes = qsizetype{8} << 20;
constexpr qsizetype mostMistakes = 100;
constexpr qsizetype longestText = 20'000;

/// Always quoted: texts have commas and lines. Spreadsheets run what begins with these signs, so a blank goes before
/// it.
QString cell(const QString& text) {
    QString quoted = text;
    if (!text.isEmpty() && QStringLiteral("=+-@\t").contains(text.front())) quoted.prepend(' ');
    return '"' + quoted.replace('"', QLatin1String("\"\"")) + '"';
}

/// Rows of cells; nothing if a quote is never closed.
std::optional<std::vector<QStringList>> rowsOf(const QString& text, QChar split) {
    std::vector<QStringList> rows(1);
    QString cell;
    bool quoted = false, any = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c == '"' && i + 1 < text.size() && text[i + 1] == '"')
                cell += text[++i];
            else if (c == '"')
                quoted = false;
            else
                cell += c;
        } else if (c == '"' && cell.isEmpty()) {
            quoted = any = true;
        } else if (c == split || c == '\n') {
            rows.back() += cell;
            cell.clear();
            any = c == split;
            if (c == '\n') rows.emplace_back();
        } else {
            cell += c;
            any = true;
        }
    }
    if (quoted) return std::nullopt;
    if (any) rows.back() += cell;
    return rows;
}

QChar splitOf(const QString& head) {
    const auto often = [&](char c) { return head.count(QLatin1Char(c)); };
    if (often('\t') > often(',') && often('\t') > often(';')) return '\t';
    return often(';') > often(',') ? QLatin1Char(';') : QLatin1Char(',');
}

class Reader {
  public:
    CsvReading read(const QString& text) {
        const auto rows = rowsOf(text, splitOf(text.section('\n', 0, 0)));
        if (!rows) {
            m_reading.mistakes += QStringLiteral("A quotation mark is never closed.");
            return std::move(m_reading);
        }
        readHead(rows->front());
        if (m_reading.mistakes.isEmpty())
            for (std::size_t i = 1; i < rows->size() && m_reading.mistakes.size() < mostMistakes; ++i)
                if (!(*rows)[i].join(QString()).trimmed().isEmpty()) readRow(static_cast<int>(i) + 1, (*rows)[i]);
        m_reading.mistakes = m_reading.mistakes.mid(0, mostMistakes);
        return std::move(m_reading);
    }

  private:
    void mistake(int row, const QString& clause) {
        m_reading.mistakes += QStringLiteral("Row %1: %2.").arg(row).arg(clause);
    }

    void readHead(const QStringList& cells) {
        for (const QString& name : cells) {
            m_head += name.trimmed().toLower();
            if (!columns.contains(m_head.last()))
                mistake(1, QStringLiteral("the column \"%1\" is not known; known are %2")
                               .arg(name.left(40), columns.join(QStringLiteral(", "))));
        }
        for (const char* needed : {"question", "answer"})
            if (m_head.count(QLatin1String(needed)) != 1)
                mistake(1, QStringLiteral("there has to be one column \"%1\"").arg(QLatin1String(needed)));
    }

    QString value(const QStringList& cells, const char* column) const {
        const qsizetype place = m_head.indexOf(QLatin1String(column));
        return place < 0 ? QString() : cells.value(place).trimmed();
    }

    QStringList list(int row, const QStringList& cells, const char* column) {
        QStringList words = value(cells, column).split(',', Qt::SkipEmptyParts);
        for (QString& word : words) {
            word = word.trimmed();
            if (!isTag(word))
                mistake(row, QStringLiteral("\"%1\" in %2 has blanks").arg(word.left(40), QLatin1String(column)));
        }
        words.removeDuplicates();
        return words;
    }

    QString text(int row, const QStringList& cells, const char* column) {
        const QString found = value(cells, column);
        if (found.isEmpty()) mistake(row, QStringLiteral("it has no %1").arg(QLatin1String(column)));
        if (found.size() > longestText) mistake(row, QStringLiteral("the %1 is too long").arg(QLatin1String(column)));
        for (const Markup::Mistake& broken : parseMarkup(found.left(longestText)).mistakes)
            mistake(row, QStringLiteral("in the %1 %2").arg(QLatin1String(column), broken.clause));
        return found;
    }

    template <class Parse>
    QString checked(int row, const QString& found, Parse parse) {
        try {
            if (!found.isEmpty()) parse(found);
        } catch (const StudyError& error) {
            mistake(row, error.sentence());
        }
        return found;
    }

    void readRow(int row, const QStringList& cells) {
        const qsizetype before = m_reading.mistakes.size();
        if (cells.size() > m_head.size()) mistake(row, QStringLiteral("it has more cells than there are columns"));
        Flashcard card;
        card.id = value(cells, "id");
        if (!card.id.isEmpty() && !isCardId(card.id))
            mistake(row,
                    QStringLiteral("the id \"%1\" is not of small letters, digits and hyphens").arg(card.id.left(64)));
        if (!card.id.isEmpty() && m_ids.contains(card.id))
            mistake(row, QStringLiteral("the id \"%1\" is there twice").arg(card.id));
        m_ids.insert(card.id);
        card.question = text(row, cells, "question");
        card.answer = text(row, cells, "answer");
        card.concepts = list(row, cells, "concepts");
        card.topics = list(row, cells, "topics");
        card.tags = list(row, cells, "tags");
        card.see = checked(row, value(cells, "see"), [](const QString& see) { parseSee(see); });
        card.picture = checked(row, value(cells, "picture"), [](const QString& picture) { parsePicture(picture); });
        if (m_reading.mistakes.size() == before) m_reading.cards.push_back(std::move(card));
    }

    QStringList m_head;
    QSet<QString> m_ids;
    CsvReading m_reading;
};

}  // namespace

QByteArray writeCardsCsv(const std::vector<Flashcard>& cards) {
    QString out = columns.join(',') + QStringLiteral("\r\n");
    for (const Flashcard& card : cards) {
        const QString comma = QStringLiteral(", ");
        QStringList cells{card.id,
                          card.question,
                          card.answer,
                          card.concepts.join(comma),
                          card.topics.join(comma),
                          card.tags.join(comma),
                          card.see,
                          card.picture};
        for (QString& text : cells) text = cell(text);
        out += cells.join(',') + QStringLiteral("\r\n");
    }
    return out.toUtf8();
}

CsvReading readCardsCsv(const QByteArray& bytes) {
    if (bytes.size() > mostBytes) return {{}, {QStringLiteral("A table of cards is not larger than 8 MB.")}};
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(bytes);
    if (decoder.hasError() || text.contains(QChar(0))) return {{}, {QStringLiteral("This is not text in UTF-8.")}};
    if (text.startsWith(QChar(0xFEFF))) text.remove(0, 1);
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    return Reader().read(text);
}

}  // namespace glassbox
