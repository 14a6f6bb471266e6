#include "lessons/study/anki_ease.h"
#include "lessons/study/anki_note_type.h"
#include "lessons/study/anki_package.h"
#include "lessons/study/card_markup.h"
#include "lessons/study/card_view.h"
#include "lessons/study/html_marks.h"
#include "lessons/study/scratch_sql.h"
#include "lessons/study/zip_package.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr qint64 dayMilliseconds = 86'400'000;
constexpr qint64 mostTime = qint64{1} << 46;  // some thousand years
constexpr qsizetype longestText = 20'000;

[[noreturn]] void refuse(const char* clause) {
    throw StudyError(QStringLiteral("The package can't be read: %1.").arg(QLatin1String(clause)));
}

QByteArray collectionOf(const std::map<QString, QByteArray>& files) {
    if (files.contains(QStringLiteral("collection.anki21b")))
        refuse("it is of a newer form; export it again from Anki with \"Support older Anki versions\" chosen");
    for (const char* name : {"collection.anki21", "collection.anki2"})
        if (const auto file = files.find(QLatin1String(name)); file != files.end()) return file->second;
    refuse("there is no collection of cards in it");
}

qint64 time(qint64 milliseconds) {
    return std::clamp<qint64>(milliseconds, 0, mostTime);
}

/// Read with `see` and `picture` only if they are ones that we know.
template <class Parse>
QString known(const QString& html, Parse parse) {
    const QString text = withoutReferences(html);
    try {
        if (!text.isEmpty()) parse(text);
        return text;
    } catch (const StudyError&) {
        return {};
    }
}

class Reader {
  public:
    explicit Reader(const QByteArray& collection) : m_sql(collection) {}

    AnkiPackage read() {
        readCollection();
        readLog();
        QSqlQuery rows =
            m_sql.run(QStringLiteral("SELECT c.id, n.guid, n.mid, n.tags, n.flds, c.did, c.ord, c.type, c.queue, "
                                     "c.due, c.ivl, c.factor, c.reps, "
                                     "c.lapses, c.odue, c.odid, c.data FROM cards AS c JOIN notes AS n ON n.id = c.nid "
                                     "ORDER BY c.did, c.type <> 0, "
                                     "c.due, c.id"));
        while (rows.next()) readCard(rows);
        return std::move(m_package);
    }

  private:
    void readCollection() {
        QSqlQuery rows = m_sql.run(QStringLiteral("SELECT crt, models, decks FROM col LIMIT 1"));
        if (!rows.next()) refuse("its collection is empty");
        m_created = time(rows.value(0).toLongLong() * 1000);
        const QJsonObject models = QJsonDocument::fromJson(rows.value(1).toString().toUtf8()).object();
        const QJsonObject decks = QJsonDocument::fromJson(rows.value(2).toString().toUtf8()).object();
        if (models.isEmpty()) refuse("it does not say what its notes are made of");
        for (auto model = models.begin(); model != models.end(); ++model)
            m_types.insert(model.key().toLongLong(), noteType(model.value().toObject()));
        for (auto deck = decks.begin(); deck != decks.end(); ++deck) {
            const QJsonObject object = deck.value().toObject();
            m_decks.insert(deck.key().toLongLong(),
                           {object[QLatin1String("name")].toString().left(200),
                            markupFromHtml(object[QLatin1String("desc")].toString()).simplified().left(1000)});
        }
    }

    static AnkiNoteType noteType(const QJsonObject& object) {
        AnkiNoteType type;
        type.cloze = object[QLatin1String("type")].toInt() == 1;
        for (const QJsonValue& field : object[QLatin1String("flds")].toArray())
            type.fields += field.toObject()[QLatin1String("name")].toString();
        for (const QJsonValue& made : object[QLatin1String("tmpls")].toArray())
            type.templates.emplace_back(made.toObject()[QLatin1String("qfmt")].toString(),
                                        made.toObject()[QLatin1String("afmt")].toString());
        type.ours = object[QLatin1String("name")].toString() == ourNoteType && type.fields == ourFields;
        return type;
    }

    void readLog() {
        QSqlQuery rows =
            m_sql.run(QStringLiteral("SELECT cid, id, ease, lastIvl, factor, time, type FROM revlog WHERE ease "
                                     "BETWEEN 1 AND 4 AND type BETWEEN 0 AND 3 ORDER BY cid, id"));
        while (rows.next()) {
            std::vector<ReviewRecord>& log = m_logs[rows.value(0).toLongLong()];
            ReviewRecord review;
            review.time = time(rows.value(1).toLongLong());
            static constexpr int answers[]{1, 2, 3, 5};  // Good is 3 or 4 here; 3 claims less
            review.known = answers[rows.value(2).toInt() - 1];
            const int interval = rows.value(3).toInt();
            review.milliseconds = std::clamp(rows.value(5).toInt(), 0, 3'600'000);
            const int kind = rows.value(6).toInt();
            StoredSchedule& before = review.before;
            before.reps = static_cast<int>(log.size());
            before.phase = kind == 2   ? CardPhase::Relearning
                           : kind != 0 ? CardPhase::Review
                                       : (log.empty() ? CardPhase::New : CardPhase::Learning);
            if (interval > 0) {
                before.stability = std::min(interval, 36'500);
                before.difficulty = difficultyOfFactor(rows.value(4).toInt());
            }
            if (!log.empty()) {
                before.lastReview = log.back().time;
                review.elapsedDays =
                    static_cast<double>(review.time - before.lastReview) / static_cast<double>(dayMilliseconds);
            }
            log.push_back(review);
        }
    }

    void readCard(const QSqlQuery& row) {
        const AnkiNoteType type = m_types.value(row.value(2).toLongLong());
        const QStringList fields = row.value(4).toString().split(QChar(0x1f));
        const int ordinal = row.value(6).toInt();
        ExchangedCard out;
        out.guid = row.value(1).toString().left(200) + (ordinal > 0 ? QStringLiteral("#%1").arg(ordinal) : QString());
        if (type.ours)
            takeOurs(out.card, fields);
        else
            takeRendered(out.card, renderAnkiCard(type, ordinal, fields));
        for (const QString& tag : row.value(3).toString().split(' ', Qt::SkipEmptyParts))
            if (const QString bare = QString(tag).replace(',', '-'); isTag(bare) && !out.card.tags.contains(bare))
                out.card.tags += bare;
        if (out.card.question.isEmpty() || out.card.question.size() > longestText ||
            out.card.answer.size() > longestText) {
            ++m_package.leftOut;
            return;
        }
        if (out.card.answer.isEmpty()) out.card.answer = QStringLiteral("(no answer)");
        takeSchedule(out, row);
        const bool filtered = row.value(15).toLongLong() != 0;
        deckOf(row.value(filtered ? 15 : 5).toLongLong()).cards.push_back(std::move(out));
    }

    void takeOurs(Flashcard& card, const QStringList& fields) {
        card.question = markupFromHtml(fields.value(0));
        card.answer = markupFromHtml(fields.value(1));
        card.id = isCardId(fields.value(3)) ? fields.value(3) : QString();
        for (const QString& word : fields.value(4).split(' ', Qt::SkipEmptyParts))
            if (isTag(word)) card.concepts += word;
        for (const QString& word : fields.value(5).split(' ', Qt::SkipEmptyParts))
            if (isTag(word)) card.topics += word;
        card.see = known(fields.value(6), [](const QString& text) { parseSee(text); });
        card.picture = known(fields.value(7), [](const QString& text) { parsePicture(text); });
    }

    void takeRendered(Flashcard& card, const std::pair<QString, QString>& html) {
        QStringList pictures;
        card.question = markupFromHtml(html.first, &pictures);
        card.answer = markupFromHtml(html.second, &pictures);
        m_package.pictures += static_cast<int>(pictures.size());
    }

    void takeSchedule(ExchangedCard& out, const QSqlQuery& row) {
        if (const auto log = m_logs.find(row.value(0).toLongLong()); log != m_logs.end()) out.log = std::move(*log);
        StoredSchedule& state = out.state;
        const int type = std::clamp(row.value(7).toInt(), 0, 3);
        const int queue = row.value(8).toInt();
        state.phase = static_cast<CardPhase>(type);
        out.suspended = queue == -1;
        if (state.phase == CardPhase::New) return;
        const qint64 due = row.value(row.value(15).toLongLong() != 0 ? 14 : 9).toLongLong();
        const int interval = std::clamp(row.value(10).toInt(), 0, 36'500);
        const bool inSeconds = state.phase != CardPhase::Review && due > 1'000'000'000;
        state.due = inSeconds ? time(std::min(due, mostTime / 1000) * 1000)
                              : time(m_created + std::clamp<qint64>(due, -1'000'000, 1'000'000) * dayMilliseconds);
        state.lastReview =
            !out.log.empty() ? out.log.back().time : std::max<qint64>(0, state.due - interval * dayMilliseconds);
        state.reps = std::max(0, row.value(12).toInt());
        state.lapses = std::max(0, row.value(13).toInt());
        state.leech = out.card.tags.contains(QLatin1String("leech"));
        const QJsonObject data = QJsonDocument::fromJson(row.value(16).toString().toUtf8()).object();
        const double stability = data[QLatin1String("s")].toDouble(interval);
        const double difficulty = data[QLatin1String("d")].toDouble(difficultyOfFactor(row.value(11).toInt()));
        // Without an interval there is nothing to tell the stability by: the schedule begins at its least.
        state.stability = std::isfinite(stability) ? std::clamp(stability, 0.1, 36'500.0) : 0.1;
        state.difficulty = std::isfinite(difficulty) ? std::clamp(difficulty, 1.0, 10.0) : 5;
    }

    AnkiDeck& deckOf(qint64 id) {
        if (const auto place = m_places.constFind(id); place != m_places.cend()) return m_package.decks[*place];
        m_places.insert(id, m_package.decks.size());
        const auto [name, about] = m_decks.value(id, {QStringLiteral("Imported"), {}});
        m_package.decks.push_back({name.isEmpty() ? QStringLiteral("Imported") : name, about, {}});
        return m_package.decks.back();
    }

    ScratchSql m_sql;
    AnkiPackage m_package;
    qint64 m_created = 0;
    QHash<qint64, AnkiNoteType> m_types;
    QHash<qint64, std::pair<QString, QString>> m_decks;
    QHash<qint64, std::size_t> m_places;
    QHash<qint64, std::vector<ReviewRecord>> m_logs;
};

}  // namespace

AnkiPackage readAnkiPackage(const QByteArray& bytes) {
    return Reader(collectionOf(unzipFiles(bytes))).read();
}

}  // namespace glassbox
