#pragma once

#include "ui/cards/card_file.h"

#include <QDate>

#include <functional>

namespace glassbox {

/// Where the cards of a file's deck went, or would go.
struct TakenDeck {
    qint64 deck = 0;
    QString name;
    bool fresh = false;    ///< it was made for them
    bool shipped = false;  ///< it comes with the program
    ExchangeCounts counts;
};

/// What taking a file comes to; one deck for each of the file's.
struct CardTaking {
    std::vector<TakenDeck> decks;

    ExchangeCounts total() const;
    bool changesAnything() const;
    /// Something that was here before is changed, not only added to.
    bool updatesCards() const { return total().updated > 0; }
    QList<qint64> deckIds() const;
    /// Decks that were made: removed again, they are all there is to undo.
    QList<qint64> freshDecks() const;
};

/// Told how far it is, 0 to 1; false: give up.
using CardProgress = std::function<bool(double share)>;

/// Where the cards of a table go if nobody chose: the deck that has most of them already; 0: a new one.
qint64 suggestedDeck(const CardStore& store, const CardFile& file);

/// What taking the file would come to; nothing is changed. `into` is the deck for the cards of a table (0: a new one);
/// decks of packages and texts find theirs by their cards or by name. Nothing is returned if it was given up. Throws
/// StudyError.
std::optional<CardTaking> lookAtCards(CardStore& store, const CardFile& file, qint64 into,
                                      const CardProgress& progress = {});
/// Takes the file: all of it or nothing. If cards that are here are changed, the store is backed up before. `seen` is
/// what the look came to.
std::optional<CardTaking> takeCards(CardStore& store, const CardFile& file, qint64 into, const CardTaking& seen,
                                    const QDate& today, const CardProgress& progress = {});

}  // namespace glassbox
