#pragma once

#include "lessons/study/deck.h"

#include <utility>
#include <vector>

namespace glassbox {

/// The decks that come with the program, in the order in which they are learned, each with the name of its file.
std::vector<std::pair<QString, Deck>> readShippedDecks();

}  // namespace glassbox
