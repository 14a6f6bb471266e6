#include "ui/cards/card_file.h"

#include "lessons/study/anki_package.h"
#include "lessons/study/card_csv.h"
#include "lessons/study/deck_reader.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <numeric>

namespace glassbox {

namespace {

constexpr qint64 mostBytes = qint64{512} << 20;

QString tr(const char* text) {
    return QCoreApplication::translate("CardFile", text);
}

QByteArray contentOf(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) throw StudyError(tr("%1 can't be read: %2.").arg(name, file.errorString()));
    if (file.size() > mostBytes) throw StudyError(tr("%1 is larger than 512 MB, so it is not read.").arg(name));
    const QByteArray bytes = file.readAll();
    if (file.error() != QFile::NoError) throw StudyError(tr("%1 can't be read: %2.").arg(name, file.errorString()));
    return bytes;
}

/// "words.csv" is the deck "words", "words.deck.md" too.
QString baseName(const QString& path) {
    return QFileInfo(path).fileName().section(QLatin1Char('.'), 0, -2);
}

void readPackage(CardFile& file, const QByteArray& bytes) {
    AnkiPackage package = readAnkiPackage(bytes);
    for (AnkiDeck& deck : package.decks)
        file.decks.push_back({std::move(deck.name), std::move(deck.about), std::move(deck.cards)});
    file.leftOut = package.leftOut;
    file.pictures = package.pictures;
}

/// A row without an id is known again by its question; where several ask the same, by the how-manieth it is.
void readTable(CardFile& file, const QByteArray& bytes) {
    CsvReading reading = readCardsCsv(bytes);
    file.mistakes = std::move(reading.mistakes);
    CardFileDeck deck{baseName(file.path), {}, {}};
    QHash<QString, int> asked;
    for (auto& card : reading.cards) {
        ExchangedCard out;
        out.card = std::move(card);
        if (out.card.id.isEmpty()) {
            const QString place = out.card.question + QChar(0) + QString::number(asked[out.card.question]++);
            const QByteArray hash = QCryptographicHash::hash(place.toUtf8(), QCryptographicHash::Sha1).toHex();
            out.card.id = QStringLiteral("row-") + QString::fromLatin1(hash.left(20));
        }
        deck.cards.push_back(std::move(out));
    }
    file.decks.push_back(std::move(deck));
}

void readText(CardFile& file, const QByteArray& bytes) {
    DeckReading reading = readDeck(bytes);
    file.mistakes = std::move(reading.mistakes);
    CardFileDeck deck{reading.deck.name.isEmpty() ? baseName(file.path) : reading.deck.name, reading.deck.about, {}};
    for (auto& card : reading.deck.cards) {
        ExchangedCard out;
        out.card = std::move(card);
        deck.cards.push_back(std::move(out));
    }
    file.decks.push_back(std::move(deck));
}

}  // namespace

std::optional<CardFileKind> cardFileKind(const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("apkg")) return CardFileKind::Package;
    if (ending == QLatin1String("csv") || ending == QLatin1String("tsv")) return CardFileKind::Table;
    if (ending == QLatin1String("md")) return CardFileKind::Text;
    return {};
}

QString cardFileEndings() {
    return QStringLiteral(".apkg, .csv, .deck.md");
}

int CardFile::count() const {
    return std::accumulate(decks.begin(), decks.end(), 0,
                           [](int sum, const CardFileDeck& deck) { return sum + static_cast<int>(deck.cards.size()); });
}

CardFile readCardFile(const QString& path) {
    const std::optional<CardFileKind> kind = cardFileKind(path);
    const QString name = QFileInfo(path).fileName();
    if (!kind) throw StudyError(tr("%1 is no file of cards; their names end in %2.").arg(name, cardFileEndings()));
    CardFile file;
    file.path = path;
    file.kind = *kind;
    const QByteArray bytes = contentOf(path);
    try {
        if (*kind == CardFileKind::Package) readPackage(file, bytes);
        if (*kind == CardFileKind::Table) readTable(file, bytes);
        if (*kind == CardFileKind::Text) readText(file, bytes);
    } catch (const StudyError& error) {
        throw StudyError(QStringLiteral("%1: %2").arg(name, error.sentence()));
    }
    if (file.count() == 0 && file.mistakes.isEmpty())
        throw StudyError(tr("%1 has no cards that could be taken.").arg(name));
    return file;
}

}  // namespace glassbox
