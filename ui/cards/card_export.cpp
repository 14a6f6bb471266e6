#include "ui/cards/card_export.h"

#include "lessons/study/anki_package.h"
#include "lessons/study/card_csv.h"
#include "lessons/study/deck_reader.h"
#include "lessons/study/deck_writer.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("CardExport", text);
}

class Export {
  public:
    Export(const CardStore& store, const CardPicturePng& pictures, const CardProgress& progress)
        : m_store(store), m_pictures(pictures), m_progress(progress) {}

    bool isWanted(double share) const { return !m_progress || m_progress(share); }

    /// Nothing if it was given up.
    std::optional<QByteArray> package(const QList<qint64>& decks, qint64 now) {
        std::vector<AnkiDeck> all;
        QHash<QString, QByteArray> png;
        for (qsizetype i = 0; i < decks.size(); ++i) {
            const qint64 id = decks[i];
            const StoredDeck deck = deckOf(id);
            all.push_back({deck.name, deck.about, m_store.exchanged(id)});
            result.cards += static_cast<int>(all.back().cards.size());
            const double share = static_cast<double>(i) / static_cast<double>(decks.size());
            if (!isWanted(share)) return {};
            for (int drawn = 0; const ExchangedCard& card : all.back().cards) {
                if (++drawn % 50 == 0 && !isWanted(share)) return {};
                if (m_pictures && !card.card.picture.isEmpty()) png.insert(card.guid, m_pictures(card.card.picture));
            }
        }
        return writeAnkiPackage(all, png, now);
    }

    QByteArray table(qint64 id) {
        const QByteArray bytes = writeCardsCsv(read(id).cards);
        result.mistakes = readCardsCsv(bytes).mistakes;
        return bytes;
    }

    QByteArray text(qint64 id) {
        const QByteArray bytes = writeDeck(read(id));
        result.mistakes = readDeck(bytes).mistakes;
        return bytes;
    }

    CardExport result;

  private:
    StoredDeck deckOf(qint64 id) const {
        const std::optional<StoredDeck> deck = m_store.deck(id);
        if (!deck) throw CardChanged(QStringLiteral("This deck was removed in another window."));
        return *deck;
    }

    Deck read(qint64 id) {
        const StoredDeck stored = deckOf(id);
        Deck deck{stored.name, stored.about, {}};
        for (StoredCard& card : m_store.browse(id, {}, 0)) deck.cards.push_back(std::move(card.card));
        result.cards = static_cast<int>(deck.cards.size());
        return deck;
    }

    const CardStore& m_store;
    const CardPicturePng& m_pictures;
    const CardProgress& m_progress;
};

// A full disk is noticed at flush() alone.
void save(QSaveFile& file, const QByteArray& bytes) {
    if (file.write(bytes) == bytes.size() && file.flush() && file.error() == QFile::NoError) return;
    const QString why = file.errorString();
    file.cancelWriting();
    throw StudyError(tr("%1 could not be written: %2. What stood there before is untouched.")
                         .arg(QFileInfo(file.fileName()).fileName(), why));
}

}  // namespace

std::optional<CardExport> writeCardFile(const CardStore& store, const QList<qint64>& decks, const QString& path,
                                        const CardPicturePng& pictures, qint64 now, const CardProgress& progress) {
    const QString name = QFileInfo(path).fileName();
    const std::optional<CardFileKind> kind = cardFileKind(path);
    if (!kind || path.endsWith(QLatin1String(".tsv"), Qt::CaseInsensitive))
        throw StudyError(tr("Cards can't be saved as %1; the name has to end in %2.").arg(name, cardFileEndings()));
    if (decks.isEmpty()) throw StudyError(tr("There is no deck to be saved."));
    if (*kind != CardFileKind::Package && decks.size() > 1)
        throw StudyError(tr("Several decks go into a package (.apkg) only; save this kind of file deck by deck."));
    Export out(store, pictures, progress);
    std::optional<QByteArray> bytes;
    if (*kind == CardFileKind::Package) bytes = out.package(decks, now);
    if (*kind == CardFileKind::Table) bytes = out.table(decks.front());
    if (*kind == CardFileKind::Text) bytes = out.text(decks.front());
    if (!bytes || !out.isWanted(1)) return {};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        throw StudyError(tr("%1 could not be written: %2.").arg(name, file.errorString()));
    save(file, *bytes);
    if (!out.isWanted(1)) {
        file.cancelWriting();
        return {};
    }
    if (!file.commit()) throw StudyError(tr("%1 could not be written: %2.").arg(name, file.errorString()));
    return out.result;
}

}  // namespace glassbox
