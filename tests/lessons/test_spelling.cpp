#include "lessons/study/card_markup.h"
#include "lessons/study/deck_reader.h"
#include "tests/support/test.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>

namespace glassbox {

namespace {

QString source(const char* path) {
    return QStringLiteral(GLASSBOX_SOURCE_DIR "/") + QLatin1String(path);
}

QByteArray contents(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qWarning("%s is missing", qPrintable(path));
    return file.readAll();
}

/// The words of a card's text, without code and formulas.
QString words(const QString& markup) {
    QString all;
    for (const MarkupBlock& block : parseMarkup(markup).blocks) {
        for (const MarkupSpan& span : block.spans)
            if (span.kind != MarkupSpan::Kind::Code && span.kind != MarkupSpan::Kind::Formula) all += span.text;
        all += '\n';
    }
    return all;
}

/// Texts of several words in a JSON file: titles and sentences, not names.
void sentences(const QJsonValue& value, QString& all) {
    if (value.isString() && value.toString().contains(' ')) all += value.toString() + '\n';
    for (const QJsonValue& part : value.toArray()) sentences(part, all);
    for (const QJsonValue& part : value.toObject()) sentences(part, all);
}

/// Words of a text that neither an English dictionary nor the field's list knows.
QStringList unknown(const QString& text) {
    QProcess speller;
    speller.start(QStringLiteral("hunspell"), {QStringLiteral("-d"), QStringLiteral("en_GB"), QStringLiteral("-i"),
                                               QStringLiteral("utf-8"), QStringLiteral("-l")});
    if (!speller.waitForStarted()) return {QStringLiteral("(hunspell is not installed)")};
    speller.write(text.toUtf8());
    speller.closeWriteChannel();
    if (!speller.waitForFinished() || speller.exitCode() != 0) return {QStringLiteral("(hunspell failed)")};
    QSet<QString> known;
    for (const QString& line : QString::fromUtf8(contents(source("tests/lessons/words.txt"))).split('\n'))
        known += line.trimmed().toLower();
    QStringList found;
    for (QString word : QString::fromUtf8(speller.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts)) {
        word.replace(QChar(0x2019), '\'');
        const QString bare = word.endsWith(QLatin1String("'s")) ? word.chopped(2) : word;
        if (!known.contains(bare.toLower()) && !found.contains(word)) found += word;
    }
    return found;
}

}  // namespace

class TestSpelling : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aSlipIsFound() {
        QCOMPARE(unknown(QStringLiteral("The gradeint of ReLU's output")), QStringList{QStringLiteral("gradeint")});
    }

    void cardsAreSpelledRight() {
        const QDir folder(source("lessons/decks"));
        const QStringList names = folder.entryList({QStringLiteral("*.deck.md")}, QDir::Files);
        QCOMPARE(names.size(), 6);
        for (const QString& name : names) {
            const Deck deck = readDeck(contents(folder.filePath(name))).deck;
            QString text = deck.name + '\n' + deck.about + '\n';
            for (const Flashcard& card : deck.cards)
                text += words(card.question) + words(card.answer) + card.tags.join(' ').replace('-', ' ') + '\n';
            const QStringList slips = unknown(text);
            QVERIFY2(slips.isEmpty(), qPrintable(name + QStringLiteral(": ") + slips.join(QStringLiteral(", "))));
        }
    }

    void examplesAndRacesAreSpelledRight() {
        QString text;
        for (const char* folder : {"resources/examples", "resources/races"}) {
            const QDir dir(source(folder));
            for (const QString& name : dir.entryList({QStringLiteral("*.json")}, QDir::Files)) {
                const QJsonDocument json = QJsonDocument::fromJson(contents(dir.filePath(name)));
                sentences(json.isArray() ? QJsonValue(json.array()) : QJsonValue(json.object()), text);
            }
        }
        QVERIFY(text.size() > 5000);
        const QStringList slips = unknown(text);
        QVERIFY2(slips.isEmpty(), qPrintable(slips.join(QStringLiteral(", "))));
    }
};

}  // namespace glassbox

QTEST_GUILESS_MAIN(glassbox::TestSpelling)
#include "test_spelling.moc"
