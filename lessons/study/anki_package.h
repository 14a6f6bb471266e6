#pragma once

#include "lessons/study/card_store.h"

#include <QHash>

namespace glassbox {

/// A deck as it goes to and comes from Anki.
struct AnkiDeck {
    QString name;
    QString about;
    std::vector<ExchangedCard> cards;
};

struct AnkiPackage {
    std::vector<AnkiDeck> decks;
    int leftOut = 0;   ///< cards without a question
    int pictures = 0;  ///< pictures of other programs, which cards here can't show
};

/// The bytes of an .apkg of schema 11: notes, cards with their schedule, the log of reviews. `pictures`: PNG by guid,
/// shown below the answer. `now`: milliseconds since 1970. Throws StudyError.
QByteArray writeAnkiPackage(const std::vector<AnkiDeck>& decks, const QHash<QString, QByteArray>& pictures, qint64 now);

/// Reads an .apkg that nobody vouches for. Cards of any note type become question and answer by its templates.
/// Stability is what the package says or else the interval; difficulty likewise, or from the ease factor. Throws
/// StudyError.
AnkiPackage readAnkiPackage(const QByteArray& bytes);

}  // namespace glassbox
