#pragma once

#include "engine/runtime/job_thread.h"
#include "lessons/study/card_store.h"
#include "lessons/study/scheduler.h"

#include <QObject>
#include <QUndoStack>

#include <functional>
#include <utility>

namespace glassbox {

/// What time it is, and when the learner's days begin.
struct StudyClock {
    std::function<qint64()> now;  ///< milliseconds since 1970 (UTC)
    StudyDays days;

    /// The computer's, in its time zone.
    static StudyClock system();
    Moment moment() const;
};

/// The learner's cards while the program runs: the store, made ready in a thread of its own when it is first needed;
/// its decks and what is due in them; and edits, all of which can be undone. What was changed is backed up every now
/// and then, and at the end. Functions that change something return false (or 0) if it could not be done, after
/// `refused` told why.
class CardStudy : public QObject {
    Q_OBJECT

  public:
    using NamedDecks = std::vector<std::pair<QString, Deck>>;

    /// `shipped` gives the decks that come with the program; it is called in another thread.
    CardStudy(const QString& file, StudyClock clock, std::function<NamedDecks()> shipped, QObject* parent = nullptr);
    ~CardStudy() override;

    /// Answered by `opened` or `failed`; nothing happens if it is open or under way.
    void open();
    bool isOpen() const { return m_store != nullptr; }
    const QString& file() const { return m_file; }
    const StudyClock& clock() const { return m_clock; }
    /// Once it is open; its functions throw.
    const CardStore& store() const { return *m_store; }
    QUndoStack* undoStack() { return &m_undo; }

    const std::vector<StoredDeck>& decks() const { return m_decks; }
    const StoredDeck* deck(qint64 id) const;
    /// Of a deck; of all of them together if 0.
    DueCounts counts(qint64 deck) const;
    // Reading never throws: what can't be read is told by `refused`, and is not there.
    std::optional<StoredCard> card(qint64 id);
    /// See CardStore::browse.
    std::vector<StoredCard> browse(qint64 deck, const QString& search = {});
    /// See CardStore::nextDue.
    std::optional<StoredCard> nextDue(qint64 deck, bool ahead);
    std::optional<qint64> nextStep(qint64 deck);
    int reviewsToday();
    /// All tags that cards have, sorted.
    QStringList tags();

    Scheduler scheduler(qint64 deck) const;
    /// Looks again what is due, and whether another window changed something.
    void refresh();

    /// The scheduler's answer for this card goes into the store. `milliseconds`: that the learner took.
    bool review(const StoredCard& card, const StoredSchedule& after, int known, int milliseconds);
    bool suspend(const QList<qint64>& cards, bool suspended);
    /// Until the next day begins.
    bool bury(const QList<qint64>& cards);
    qint64 addCard(qint64 deck, const Flashcard& card);
    bool changeCard(qint64 id, const Flashcard& card);
    bool removeCards(const QList<qint64>& cards);
    qint64 addDeck(const Deck& deck);
    bool renameDeck(qint64 id, const QString& name, const QString& about);
    bool removeDeck(qint64 id);
    bool setOptions(qint64 deck, const DeckOptions& options);
    /// Decks that came from a file and are in the store already: undo takes them away again.
    void adopt(const QList<qint64>& decks);

  Q_SIGNALS:
    void opened();
    /// It can't be opened at all: a sentence.
    void failed(const QString& sentence);
    /// Something to know, with nothing wrong now.
    void noticed(const QString& sentence);
    /// A change could not be made: a sentence.
    void refused(const QString& sentence);
    /// Decks or what is due in them.
    void decksChanged();
    /// Texts or states of cards.
    void cardsChanged();
    /// What was undone was about this card.
    void returnedTo(qint64 card);

  private:
    class Edit;
    void take(const QString& problem, const QString& notice);
    QDate today() const;
    void countChange();
    void read();
    /// Does it, and keeps how it is undone.
    bool edit(const QString& name, std::function<void()> redo, std::function<void()> undo, qint64 card = 0);
    /// False, with the sentence told, if it can't be done.
    bool attempt(const std::function<void()>& act);
    /// All of what `act` changes, or nothing.
    bool change(const std::function<void()>& act);

    QString m_file;
    StudyClock m_clock;
    std::function<NamedDecks()> m_shipped;
    JobThread m_job;
    std::unique_ptr<CardStore> m_store;
    std::vector<StoredDeck> m_decks;
    std::vector<DueCounts> m_counts;
    int m_changes = 0;  // since the last backup
    QUndoStack m_undo;
};

}  // namespace glassbox
