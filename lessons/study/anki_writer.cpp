#include "lessons/study/anki_ease.h"
#include "lessons/study/anki_note_type.h"
#include "lessons/study/anki_package.h"
#include "lessons/study/anki_schema.h"
#include "lessons/study/card_markup.h"
#include "lessons/study/rating.h"
#include "lessons/study/scratch_sql.h"
#include "lessons/study/zip_package.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr qint64 daySeconds = 86'400;
constexpr qint64 noteTypeId = 1'763'700'000'001;

/// Decks of the same name have the same id in every package.
qint64 deckId(const QString& name) {
    const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha1).toHex().left(8);
    return 1'600'000'000'000 + hash.toLongLong(nullptr, 16);
}

QByteArray json(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// What Anki tells notes apart by: the first field without elements.
qint64 checksum(const QString& html) {
    static const QRegularExpression elements(QStringLiteral("<[^>]*>"));
    const QByteArray plain = QString(html).remove(elements).toUtf8();
    return QCryptographicHash::hash(plain, QCryptographicHash::Sha1).toHex().left(8).toLongLong(nullptr, 16);
}

int wholeDays(double days) {
    return static_cast<int>(std::clamp(std::round(days), 1.0, 36'500.0));
}

class Writer {
  public:
    Writer(const std::vector<AnkiDeck>& decks, const QHash<QString, QByteArray>& pictures, qint64 now)
        : m_decks(decks), m_pictures(pictures), m_now(now) {}

    QByteArray write() {
        for (const QString& sql : ankiTables()) m_sql.run(sql);
        m_sql.run(QStringLiteral("BEGIN"));
        writeCollection();
        m_note = m_sql.prepared(QStringLiteral("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')"));
        m_card = m_sql.prepared(
            QStringLiteral("INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?)"));
        m_review = m_sql.prepared(QStringLiteral("INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)"));
        for (const AnkiDeck& deck : m_decks)
            for (const ExchangedCard& card : deck.cards) writeCard(deck, card);
        m_sql.run(QStringLiteral("COMMIT"));
        for (QSqlQuery* query : {&m_note, &m_card, &m_review}) *query = QSqlQuery();
        std::vector<std::pair<QString, QByteArray>> files{{QStringLiteral("collection.anki2"), m_sql.bytes()},
                                                          {QStringLiteral("media"), json(m_mediaNames)}};
        for (std::size_t i = 0; i < m_media.size(); ++i) files.emplace_back(QString::number(i), m_media[i]);
        return zipFiles(files);
    }

  private:
    /// Days are counted from the first day that anything is due, so that none is negative.
    void writeCollection() {
        qint64 first = m_now / 1000;
        for (const AnkiDeck& deck : m_decks)
            for (const ExchangedCard& card : deck.cards)
                if (card.state.due > 0) first = std::min(first, card.state.due / 1000);
        m_created = first / daySeconds * daySeconds;
        const qint64 seconds = m_now / 1000;
        QJsonObject decks{{"1", ankiDeckObject(1, QStringLiteral("Default"), {}, seconds)}};
        for (const AnkiDeck& deck : m_decks)
            decks.insert(QString::number(deckId(deck.name)),
                         ankiDeckObject(deckId(deck.name), deck.name, deck.about, seconds));
        const qint64 deck = m_decks.empty() ? 1 : deckId(m_decks.front().name);
        m_sql.run(
            QStringLiteral("INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')"),
            {m_created, m_now, m_now, QString::fromUtf8(json(ankiSettings(deck, noteTypeId))),
             QString::fromUtf8(json({{QString::number(noteTypeId), ankiNoteTypeObject(noteTypeId, deck, seconds)}})),
             QString::fromUtf8(json(decks)), QString::fromUtf8(json(ankiDeckOptions()))});
    }

    QString pictureField(const ExchangedCard& card) {
        const QByteArray png = m_pictures.value(card.guid);
        if (png.isEmpty()) return QStringLiteral("");
        const QString hash = QString::fromLatin1(QCryptographicHash::hash(png, QCryptographicHash::Sha1).toHex());
        const QString name = QStringLiteral("glassbox-%1.png").arg(hash);
        if (!m_mediaKnown.contains(name)) {
            m_mediaKnown.insert(name);
            m_mediaNames.insert(QString::number(m_media.size()), name);
            m_media.push_back(png);
        }
        return QStringLiteral("<img src=\"%1\">").arg(name);
    }

    void writeCard(const AnkiDeck& deck, const ExchangedCard& exchanged) {
        const Flashcard& card = exchanged.card;
        const qint64 id = m_now + m_cards++;
        QString guid = exchanged.guid;
        if (guid.isEmpty() || m_guids.contains(guid)) guid = deck.name + '/' + card.id + '/' + QString::number(m_cards);
        m_guids.insert(guid);
        const QString question = markupToHtml(card.question);
        const QStringList fields{question,
                                 markupToHtml(card.answer),
                                 pictureField(exchanged),
                                 card.id,
                                 card.concepts.join(' '),
                                 card.topics.join(' '),
                                 card.see.toHtmlEscaped(),
                                 card.picture.toHtmlEscaped()};
        const QString tags = card.tags.isEmpty() ? QStringLiteral("") : ' ' + card.tags.join(' ') + ' ';
        ScratchSql::run(
            m_note, {id, guid, noteTypeId, m_now / 1000, tags, fields.join(QChar(0x1f)), question, checksum(question)});
        writeSchedule(deck, exchanged, id);
        for (const ReviewRecord& review : exchanged.log) writeReview(review, id, exchanged.state);
    }

    void writeSchedule(const AnkiDeck& deck, const ExchangedCard& card, qint64 id) {
        const StoredSchedule& state = card.state;
        const int type = static_cast<int>(state.phase);  // the same four
        const bool stepping = state.phase == CardPhase::Learning || state.phase == CardPhase::Relearning;
        const qint64 days = (state.due / 1000 - m_created) / daySeconds;
        const qint64 due = state.phase == CardPhase::New ? m_cards : stepping ? state.due / 1000 : days;
        const int interval = state.phase == CardPhase::New
                                 ? 0
                                 : wholeDays(static_cast<double>(state.due - state.lastReview) / 86'400'000.0);
        QJsonObject data;
        if (state.stability > 0) data = {{"s", state.stability}, {"d", state.difficulty}};
        ScratchSql::run(m_card,
                        {id, id, deckId(deck.name), m_now / 1000, type,
                         card.suspended ? -1
                         : stepping     ? 1
                                        : type,
                         due, state.phase == CardPhase::Learning ? 0 : interval,
                         state.stability > 0 ? factorOfDifficulty(state.difficulty) : 0, state.reps, state.lapses,
                         stepping ? 1001 : 0, data.isEmpty() ? QStringLiteral("") : QString::fromUtf8(json(data))});
    }

    /// A review's id is its time, so no two may share it.
    void writeReview(const ReviewRecord& review, qint64 card, const StoredSchedule& now) {
        qint64 time = review.time;
        while (m_times.contains(time)) ++time;
        m_times.insert(time);
        const int type = review.before.phase == CardPhase::Review       ? 1
                         : review.before.phase == CardPhase::Relearning ? 2
                                                                        : 0;
        const int last = review.before.stability > 0 ? wholeDays(review.before.stability) : 0;
        ScratchSql::run(m_review,
                        {time, card, static_cast<int>(ratingOf(std::clamp(review.known, leastKnown, bestKnown))),
                         now.stability > 0 ? wholeDays(now.stability) : 0, last,
                         review.before.stability > 0 ? factorOfDifficulty(review.before.difficulty) : 0,
                         review.milliseconds, type});
    }

    const std::vector<AnkiDeck>& m_decks;
    const QHash<QString, QByteArray>& m_pictures;
    qint64 m_now;
    qint64 m_created = 0;
    qint64 m_cards = 0;
    ScratchSql m_sql;
    QSqlQuery m_note, m_card, m_review;
    QJsonObject m_mediaNames;
    QSet<QString> m_mediaKnown, m_guids;
    QSet<qint64> m_times;
    std::vector<QByteArray> m_media;
};

}  // namespace

QByteArray writeAnkiPackage(const std::vector<AnkiDeck>& decks, const QHash<QString, QByteArray>& pictures,
                            qint64 now) {
    return Writer(decks, pictures, now).write();
}

}  // namespace glassbox
