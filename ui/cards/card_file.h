#pragma once

#include "lessons/study/card_store.h"

#include <QStringList>

#include <optional>

namespace glassbox {

/// What the ending of a file says: .apkg; .csv or .tsv; .md (as in .deck.md).
enum class CardFileKind { Package, Table, Text };
std::optional<CardFileKind> cardFileKind(const QString& path);
/// What a card file can be called, for the sentence that refuses others.
QString cardFileEndings();

/// A deck in a file.
struct CardFileDeck {
    QString name, about;
    std::vector<ExchangedCard> cards;
};

/// What there is in a file of cards.
struct CardFile {
    QString path;
    CardFileKind kind = CardFileKind::Package;
    std::vector<CardFileDeck> decks;  ///< of a table one, called as the file
    int leftOut = 0;                  ///< cards without a question
    int pictures = 0;                 ///< pictures of other programs, which can't be shown here
    QStringList mistakes;             ///< sentences with their lines or rows, in order

    int count() const;
    /// A text with mistakes is not taken at all; of a table the rows without.
    bool canBeTaken() const { return count() > 0 && (kind != CardFileKind::Text || mistakes.isEmpty()); }
};

/// Reads a file that nobody vouches for, by its ending. Every card has an id or a guid, so that it is known again.
/// Throws StudyError, one sentence that names the file.
CardFile readCardFile(const QString& path);

}  // namespace glassbox
