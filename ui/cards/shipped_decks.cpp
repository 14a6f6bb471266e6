#include "ui/cards/shipped_decks.h"

#include "lessons/study/deck_reader.h"

#include <QFile>

// Qt's resources of a static library are linked only if they are asked for, outside any namespace.
static void linkResources() {
    Q_INIT_RESOURCE(cards_resources);
}

namespace glassbox {

std::vector<std::pair<QString, Deck>> readShippedDecks() {
    linkResources();
    std::vector<std::pair<QString, Deck>> decks;
    for (const char* name : {"foundations", "training", "images", "sequences", "generating", "transfer"}) {
        QFile file(QStringLiteral(":/decks/%1.deck.md").arg(QLatin1String(name)));
        if (!file.open(QIODevice::ReadOnly)) qFatal("the deck %s is missing", name);
        decks.emplace_back(QLatin1String(name), readDeck(file.readAll()).deck);
    }
    return decks;
}

}  // namespace glassbox
