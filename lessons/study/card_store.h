#pragma once

#include "lessons/study/card_record.h"
#include "lessons/study/study_error.h"

#include <QDate>

#include <functional>
#include <memory>
#include <optional>

namespace glassbox {

class CardDatabase;

/// The card was changed in another window meanwhile: load it again.
class CardChanged : public StudyError {
  public:
    using StudyError::StudyError;
};

/// A card as it goes to and comes from other programs.
struct ExchangedCard {
    Flashcard card;
    QString guid;  ///< by what others know it again
    StoredSchedule state;
    bool suspended = false;
    std::vector<ReviewRecord> log;  ///< by time
};

struct ExchangeCounts {
    int added = 0, updated = 0, unchanged = 0, reviews = 0;
};

/// What a learner learns and remembers: decks, cards, their schedule and the log of reviews, in a SQLite file that
/// several windows may have open. All functions throw StudyError, one sentence; a change that fails changes nothing.
class CardStore {
  public:
    /// Makes a file ready or makes it: checked, brought to the newest form, backed up; a damaged one is put aside and
    /// the newest good backup taken. Returns what the learner should know of it, a sentence or empty. May take some
    /// tenths of a second, and may run in another thread.
    static QString prepare(const QString& file, const QDate& today);
    /// Opens a file that was prepared. Each thread needs a store of its own.
    explicit CardStore(const QString& file);
    ~CardStore();

    /// True once after another window changed something.
    bool changedElsewhere();
    /// Replaces the backup of this day, as before the program ends.
    void backUp(const QDate& day);

    std::vector<StoredDeck> decks() const;
    std::optional<StoredDeck> deck(qint64 id) const;
    /// Adds a deck that comes with the program or brings it up to date: texts are replaced by id, unless the learner
    /// edited them; cards that are gone are no longer asked; reviews stay. Returns its id.
    qint64 takeShipped(const QString& key, const Deck& deck);
    /// Adds an own deck with its cards.
    qint64 addDeck(const Deck& deck);
    void renameDeck(qint64 deck, const QString& name, const QString& about);
    /// A deck that is removed is seen nowhere; its cards and their reviews come back with it.
    void setDeckRemoved(qint64 deck, bool removed);
    void setOptions(qint64 deck, const DeckOptions& options);

    std::optional<StoredCard> card(qint64 id) const;
    /// An empty id of the card is made up.
    qint64 addCard(qint64 deck, const Flashcard& card);
    /// Texts, tags and views; its id in the deck stays. `edited`: they are the learner's own.
    void changeCard(qint64 id, const Flashcard& card, bool edited = true);
    /// A card that is removed is seen nowhere; its reviews come back with it.
    void setRemoved(qint64 id, bool removed);
    void setSuspended(qint64 id, bool suspended);
    void buryUntil(qint64 id, qint64 time);
    /// Of the deck, or of all of them if 0. Words are all to be found in text, tags or id; "tag:x", "concept:F4",
    /// "topic:3" and "is:new|learning|due|suspended|buried|leech" narrow it. In the order of decks.
    std::vector<StoredCard> browse(qint64 deck, const QString& search, qint64 now) const;

    /// Writes a review and the card's new state in one transaction, and returns the review's id. Throws CardChanged if
    /// the card is no longer in the state `before`. `suspend`: a leech is taken out of the reviews.
    qint64 review(qint64 card, const StoredSchedule& before, const StoredSchedule& after, int known, qint64 time,
                  int milliseconds, bool suspend = false);
    /// Takes the newest review of a card back: state as before, log without it. Throws CardChanged if it is not there
    /// or not the newest. Returns the card.
    qint64 undoReview(qint64 review);
    /// By card and time; of all decks if 0.
    std::vector<ReviewRecord> reviews(qint64 deck) const;

    /// Reviews of the day, of all decks.
    int reviewsToday(const Moment& moment) const;
    std::vector<DueCounts> dueCounts(const Moment& moment) const;
    /// New cards of the deck that were begun today.
    int newToday(qint64 deck, const Moment& moment) const;
    /// The card to ask now: steps that are due, reviews of today, new ones that the day allows, then steps that are due
    /// within 20 minutes, unless not `ahead`.
    std::optional<StoredCard> nextDue(qint64 deck, const Moment& moment, bool ahead = true) const;

    /// When the next step of minutes after now is due in the deck, or in any if 0.
    std::optional<qint64> nextStep(qint64 deck, const Moment& moment) const;
    /// Time of the newest review; 0 without any.
    qint64 lastReview() const;

    /// All cards of a deck for another program, with their logs.
    std::vector<ExchangedCard> exchanged(qint64 deck) const;
    /// The deck that these cards are to go into: the one that some of them are in, or an own one of this name, which is
    /// added if there is none.
    qint64 deckFor(const QString& name, const QString& about, const std::vector<ExchangedCard>& cards);
    /// Takes cards from elsewhere into the deck; one of the same guid (in whichever deck) or id is updated, its
    /// schedule only if it was reviewed later there, and reviews that are known are not doubled. One that was removed
    /// here is there again, and counts as added.
    ExchangeCounts takeExchanged(qint64 deck, const std::vector<ExchangedCard>& cards);
    /// Does several changes as one: all of them or, where `work` returns false or throws, none.
    void together(const std::function<bool()>& work);

  private:
    std::unique_ptr<CardDatabase> m_database;
    qint64 m_seenVersion = 0;
};

}  // namespace glassbox
