#pragma once

#include "ui/cards/card_import.h"

#include <QList>

namespace glassbox {

/// Draws a card's picture (parsePicture()) as PNG; called in another thread than the window's. Empty: it has none.
using CardPicturePng = std::function<QByteArray(const QString& picture)>;

/// What a file that was written has, and what of it could not be read back.
struct CardExport {
    int cards = 0;
    QStringList mistakes;  ///< of texts that are not proper: sentences
};

/// Writes decks to a file of the kind that its ending says: a package with schedule, log and pictures; a table or a
/// text, which take a single deck and know nothing of the schedule. The file is whole or as it was. Nothing is returned
/// if it was given up. `now`: milliseconds since 1970. Throws StudyError, one sentence.
std::optional<CardExport> writeCardFile(const CardStore& store, const QList<qint64>& decks, const QString& path,
                                        const CardPicturePng& pictures, qint64 now, const CardProgress& progress = {});

}  // namespace glassbox
