#include "ui/models/card_study.h"

#include "ui/models/deck_scheduler.h"

#include <QDateTime>

#include <algorithm>

namespace glassbox {

namespace {

constexpr qint64 hour = 3'600'000;
constexpr int mostUndone = 500;
constexpr int changesBetweenBackups = 50;

}  // namespace

StudyClock StudyClock::system() {
    return {[] { return QDateTime::currentMSecsSinceEpoch(); }, StudyDays(QTimeZone::systemTimeZone())};
}

Moment StudyClock::moment() const {
    const qint64 time = now();
    const qint64 day = days.dayOf(time);
    return {time, days.beginOf(day), days.beginOf(day + 1)};
}

CardStudy::CardStudy(const QString& file, StudyClock clock, std::function<NamedDecks()> shipped, QObject* parent)
    : QObject(parent), m_file(file), m_clock(std::move(clock)), m_shipped(std::move(shipped)) {
    m_undo.setUndoLimit(mostUndone);
}

CardStudy::~CardStudy() {
    if (!m_store || m_changes == 0) return;
    try {
        m_store->backUp(today());
    } catch (const StudyError&) {
        // The backup of the day's beginning stays.
    }
}

void CardStudy::countChange() {
    if (++m_changes < changesBetweenBackups || m_job.isRunning()) return;
    m_changes = 0;
    m_job.start([this, day = today(), file = m_file](const JobThread::Task& task) {
        try {
            CardStore(file).backUp(day);
        } catch (const StudyError&) {
            // The one before stays, and the next one is soon.
        }
        task.tell([this] { m_job.setFinished(); });
    });
}

QDate CardStudy::today() const {
    return QDateTime::fromMSecsSinceEpoch(m_clock.now()).date();
}

void CardStudy::open() {
    if (isOpen() || m_job.isRunning()) return;
    m_job.start([this, day = today(), file = m_file, shipped = m_shipped](const JobThread::Task& task) {
        QString problem, notice;
        try {
            notice = CardStore::prepare(file, day);
            CardStore store(file);
            for (const auto& [key, deck] : shipped()) store.takeShipped(key, deck);
        } catch (const StudyError& error) {
            problem = error.sentence();
        }
        task.tell([this, problem, notice] { take(problem, notice); });
    });
}

void CardStudy::take(const QString& problem, const QString& notice) {
    m_job.setFinished();
    QString sentence = problem;
    if (problem.isEmpty()) {
        try {
            m_store = std::make_unique<CardStore>(m_file);
            read();
        } catch (const StudyError& error) {
            m_store.reset();
            sentence = error.sentence();
        }
    }
    if (!m_store) {
        Q_EMIT failed(sentence);
        return;
    }
    Q_EMIT opened();
    Q_EMIT decksChanged();
    if (!notice.isEmpty()) Q_EMIT noticed(notice);
    if (const qint64 last = m_store->lastReview(); last > m_clock.now() + hour)
        Q_EMIT noticed(
            tr("The clock of this computer stands before your last review, of %1. Reviews go on: time that would be "
               "negative counts as none.")
                .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(last).date(), QLocale::LongFormat)));
}

void CardStudy::read() {
    m_decks = m_store->decks();
    m_counts = m_store->dueCounts(m_clock.moment());
}

void CardStudy::refresh() {
    if (!isOpen()) return;
    attempt([this] {
        const bool elsewhere = m_store->changedElsewhere();
        read();
        if (elsewhere) Q_EMIT cardsChanged();
    });
    Q_EMIT decksChanged();
}

const StoredDeck* CardStudy::deck(qint64 id) const {
    const auto found = std::find_if(m_decks.begin(), m_decks.end(), [&](const auto& deck) { return deck.id == id; });
    return found == m_decks.end() ? nullptr : &*found;
}

DueCounts CardStudy::counts(qint64 deck) const {
    DueCounts sum;
    sum.deck = deck;
    for (const DueCounts& counts : m_counts) {
        if (deck != 0 && counts.deck != deck) continue;
        sum.fresh += counts.fresh;
        sum.learning += counts.learning;
        sum.review += counts.review;
        sum.total += counts.total;
    }
    return sum;
}

std::optional<StoredCard> CardStudy::card(qint64 id) {
    std::optional<StoredCard> found;
    if (isOpen()) attempt([&] { found = m_store->card(id); });
    return found;
}

std::vector<StoredCard> CardStudy::browse(qint64 deck, const QString& search) {
    std::vector<StoredCard> found;
    if (isOpen()) attempt([&] { found = m_store->browse(deck, search, m_clock.now()); });
    return found;
}

std::optional<StoredCard> CardStudy::nextDue(qint64 deck, bool ahead) {
    std::optional<StoredCard> found;
    if (isOpen()) attempt([&] { found = m_store->nextDue(deck, m_clock.moment(), ahead); });
    return found;
}

std::optional<qint64> CardStudy::nextStep(qint64 deck) {
    std::optional<qint64> found;
    if (isOpen()) attempt([&] { found = m_store->nextStep(deck, m_clock.moment()); });
    return found;
}

int CardStudy::reviewsToday() {
    int count = 0;
    if (isOpen()) attempt([&] { count = m_store->reviewsToday(m_clock.moment()); });
    return count;
}

QStringList CardStudy::tags() {
    QStringList all;
    for (const StoredCard& stored : browse(0)) all += stored.card.tags;
    all.removeDuplicates();
    all.sort(Qt::CaseInsensitive);
    return all;
}

Scheduler CardStudy::scheduler(qint64 id) const {
    const StoredDeck* found = deck(id);
    return deckScheduler(found ? found->options : DeckOptions(), m_clock.days);
}

}  // namespace glassbox
