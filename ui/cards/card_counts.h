#pragma once

#include <QString>

namespace glassbox {

/// "1 card", "12 cards", and so on.
QString cardCount(int cards);
QString newCardCount(int cards);
QString deckCount(int decks);
QString reviewCount(int reviews);

}  // namespace glassbox
