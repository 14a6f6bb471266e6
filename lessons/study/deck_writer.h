#pragma once

#include "lessons/study/deck.h"

namespace glassbox {

/// The text of a deck, UTF-8. Read back it is the same deck, if its cards have proper ids and texts that are not empty,
/// without blanks at line ends; and the text of a deck written the way this does comes back byte for byte.
QByteArray writeDeck(const Deck& deck);

}  // namespace glassbox
