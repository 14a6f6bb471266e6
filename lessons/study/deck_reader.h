#pragma once

#include "lessons/study/deck.h"

namespace glassbox {

struct DeckReading {
    Deck deck;             ///< what could be read; whole only without mistakes
    QStringList mistakes;  ///< "Line 12: the card \"sigmoid\" has no answer." in the order of lines; 100 at most
};

/// Reads the text of a deck (lessons/decks/README.md) that nobody vouches for. Never throws for what is in it.
DeckReading readDeck(const QByteArray& bytes);

}  // namespace glassbox
