#include "lessons/study/card_markup.h"
#include "lessons/study/card_view.h"
#include "lessons/study/deck_reader.h"
#include "lessons/study/deck_writer.h"
#include "lessons/study/study_error.h"
#include "tests/lessons/study/opened_store.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include <random>

using namespace glassbox;

namespace {

const char* const sample = R"(deck: Foundations
about: What a network is and what its parts do.

## sigmoid
concepts: F4
topics: 3
tags: activation, curve
see: lab one-neuron epochs=20
picture: curve 1/(1+exp(-x)) -6 6

What does the sigmoid do to a number, and what is its formula?

---

It squeezes any number into the open range from 0 to 1.

$$\sigma(z) = \frac{1}{1 + e^{-z}}$$

At $z = 0$ it gives ½:

- **large** ones go to 1
- `small` ones to *zero*

## relu

What is relu(-2)?

---

0, and a dollar is \$1.
)";

}  // namespace

class TestDeck : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aDeckIsReadAndWrittenBackTheSame() {
        const DeckReading reading = readDeck(sample);
        QCOMPARE(reading.mistakes, QStringList());
        QCOMPARE(reading.deck.name, QStringLiteral("Foundations"));
        QCOMPARE(reading.deck.cards.size(), std::size_t{2});
        const Flashcard& card = reading.deck.cards[0];
        QCOMPARE(card.id, QStringLiteral("sigmoid"));
        QCOMPARE(card.tags, QStringList({"activation", "curve"}));
        QCOMPARE(card.see, QStringLiteral("lab one-neuron epochs=20"));
        QCOMPARE(card.question, QStringLiteral("What does the sigmoid do to a number, and what is its formula?"));
        QVERIFY(card.answer.endsWith(QStringLiteral("*zero*")));
        QCOMPARE(writeDeck(reading.deck), QByteArray(sample));
        QCOMPARE(readDeck(QByteArray(sample).replace("\n", "\r\n")).deck, reading.deck);
    }

    void shippedDecksAreWithoutMistakes() {
        const QDir folder(QStringLiteral(GLASSBOX_SOURCE_DIR "/lessons/decks"));
        const QStringList names = folder.entryList({"*.deck.md"});
        QVERIFY(!names.isEmpty());
        for (const QString& name : names) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            const DeckReading reading = readDeck(text);
            QVERIFY2(reading.mistakes.isEmpty(), qPrintable(name + ": " + reading.mistakes.join(' ')));
            QVERIFY2(writeDeck(reading.deck) == text, qPrintable(name));
        }
    }

    void everythingThatIsTaughtHasACard() {
        // Foundations, training, convolution, sequences, generating and transfer: how many concepts each has.
        const std::pair<char, int> concepts[] = {{'F', 15}, {'T', 19}, {'C', 10}, {'S', 10}, {'G', 5}};
        constexpr int topics = 125;
        QSet<QString> taught;
        int cards = 0;
        const QDir folder(QStringLiteral(GLASSBOX_SOURCE_DIR "/lessons/decks"));
        for (const QString& name : folder.entryList({"*.deck.md"})) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (const Flashcard& card : readDeck(file.readAll()).deck.cards) {
                ++cards;
                for (const QString& row : card.concepts) taught += row;
                for (const QString& topic : card.topics) taught += topic;
                QVERIFY2(!card.concepts.isEmpty(), qPrintable(card.id));
                // Something to see: live, drawn, or a formula.
                QVERIFY2(!card.see.isEmpty() || !card.picture.isEmpty() || card.answer.contains('$'),
                         qPrintable(card.id));
            }
        }
        QVERIFY(cards >= 150);
        for (const auto& [letter, count] : concepts)
            for (int i = 1; i <= count; ++i) {
                const QString id = QLatin1Char(letter) + QString::number(i);
                QVERIFY2(taught.contains(id), qPrintable(id));
            }
        for (int topic = 1; topic <= topics; ++topic)
            QVERIFY2(taught.contains(QString::number(topic)), qPrintable(QString::number(topic)));
    }

    void linesThatWouldBeginSomethingElseSurvive() {
        Deck deck{QStringLiteral("Odd"), {}, {}};
        Flashcard card;
        card.id = QStringLiteral("a");
        card.question = QStringLiteral("A\n---\nB\n\\---\n## c");
        card.answer = QStringLiteral("## d\n##\n\\\\## e");
        deck.cards.push_back(card);
        const DeckReading reading = readDeck(writeDeck(deck));
        QCOMPARE(reading.mistakes, QStringList());
        QCOMPARE(reading.deck, deck);
    }

    void mistakesAreAllToldWithTheirLines() {
        const DeckReading reading = readDeck(
            "about: x\nabout: y\ncolour: red\n\n## Bad Id\nsee: lob x\npicture: pie 1\n"
            "tags: two words\n\nQ $x\n\n---\n\nA\n\n## a\n\nQ\n\n## a\n\n---\n\nA\n---\nB\n");
        QCOMPARE(reading.mistakes,
                 QStringList({
                     "Line 1: the deck has no name; it begins with \"deck: NAME\".",
                     "Line 2: \"about\" is there twice.",
                     "Line 3: \"colour\" is not known; known are deck, about.",
                     "Line 5: the ID \"Bad Id\" is not of small letters, digits and hyphens, 64 at most.",
                     "Line 6: the place \"lob\" is not known; places are lab, backprop, data, race, network, knobs and "
                     "guess.",
                     "Line 7: the picture \"pie\" is not known; pictures are curve, grid, bars and flow.",
                     "Line 8: \"two words\" is no tag: they are split by commas and have no blanks.",
                     "Line 10: in the question of \"Bad Id\" a formula has no closing $.",
                     "Line 16: the card \"a\" has no answer; a line of --- begins it.",
                     "Line 20: the ID \"a\" is there twice.",
                     "Line 20: the question of \"a\" is empty.",
                     "Line 25: a second line of --- in the card \"a\".",
                 }));
    }

    void whatIsNoTextIsRefused() {
        QCOMPARE(readDeck("deck: a\nabout: \xff\xfe\n").mistakes, QStringList("Line 2: this is not text in UTF-8."));
        QCOMPARE(readDeck(QByteArray("deck: a\0b\n", 10)).mistakes, QStringList("Line 1: this is not text in UTF-8."));
        QCOMPARE(readDeck(QByteArray(9 << 20, 'x')).mistakes, QStringList("Line 1: a deck is not larger than 8 MB."));
        QVERIFY(!readDeck({}).mistakes.isEmpty());
    }

    void aHugeDeckTellsItsFirstHundredMistakes() {
        QByteArray text = "deck: Huge\n";
        while (text.size() < (7 << 20)) text += "## x\n---\n";
        const DeckReading reading = readDeck(text);
        QCOMPARE(reading.mistakes.size(), qsizetype{100});
    }

    void damagedDecksNeverCrashAndGoodOnesRoundTrip() {
        std::mt19937 random(7);
        const QRegularExpression sentence(QStringLiteral("^Line \\d+: .*\\.$"),
                                          QRegularExpression::DotMatchesEverythingOption);
        for (int round = 0; round < 3000; ++round) {
            QByteArray text(sample);
            const auto pick = [&](qsizetype below) {
                return static_cast<qsizetype>(random() % static_cast<unsigned>(std::max<qsizetype>(below, 1)));
            };
            for (qsizetype flips = pick(4); flips >= 0; --flips) {
                const qsizetype at = pick(text.size());
                text[at] = static_cast<char>(text[at] ^ (1 << pick(8)));
            }
            if (round % 3 == 0) text.truncate(pick(text.size()));
            if (round % 5 == 0) text += text.mid(pick(text.size()), pick(200));
            const DeckReading reading = readDeck(text);
            for (const QString& mistake : reading.mistakes)
                QVERIFY2(sentence.match(mistake).hasMatch(), qPrintable(mistake));
            if (reading.mistakes.isEmpty()) {
                const DeckReading again = readDeck(writeDeck(reading.deck));
                QCOMPARE(again.mistakes, QStringList());
                QCOMPARE(again.deck, reading.deck);
            }
        }
    }

    void seeNamesAStateThatIsOpened() {
        const SeeState lab = parseSee(QStringLiteral("lab one-neuron epochs=20 tab=weights unit=1.2"));
        QCOMPARE(lab.place, SeeState::Place::Lab);
        QCOMPARE(lab.target, QStringLiteral("one-neuron"));
        QCOMPARE(lab.epochs, std::optional(20));
        QCOMPARE(lab.tab, QStringLiteral("weights"));
        QCOMPARE(lab.unit, std::optional(std::pair(1, 2)));
        QCOMPARE(parseSee(QStringLiteral("race ravine step=30")).step, std::optional(30));
        QCOMPARE(parseSee(QStringLiteral("knobs")).place, SeeState::Place::Knobs);
        for (const char* bad : {"", "lab", "lab ../x", "lab a epochs=-1", "lab a epochs=1 epochs=2", "lab a tab=x",
                                "lab a unit=0.1", "lab a unit=1", "race a epochs=3", "network a", "lab a b"})
            QVERIFY2(sentenceOf([&] { parseSee(QString::fromLatin1(bad)); }) != QStringLiteral("no mistake"), bad);
    }

    void picturesAreDrawnFromNumbers() {
        const auto curves = std::get<CurvePicture>(parsePicture(QStringLiteral("curve max(0,x) ; 1/(1+exp(-x)) -4 4")));
        QCOMPARE(curves.expressions, QStringList({"max(0,x)", "1/(1+exp(-x))"}));
        QCOMPARE(curves.low, -4.0);
        const auto grid = std::get<GridPicture>(parsePicture(QStringLiteral("grid 1 0 -1 / 2 0 -2")));
        QCOMPARE(grid.rows, (std::vector<std::vector<double>>{{1, 0, -1}, {2, 0, -2}}));
        const auto bars = std::get<BarsPicture>(parsePicture(QStringLiteral("bars sigmoid=0.25 relu=1")));
        QCOMPARE(bars.bars[0], (std::pair<QString, double>("sigmoid", 0.25)));
        const auto flow = std::get<FlowPicture>(parsePicture(QStringLiteral("flow image -> the code -> image")));
        QCOMPARE(flow.boxes, QStringList({"image", "the code", "image"}));
        for (const char* bad :
             {"", "curve x", "curve x 4 -4", "curve x + 1 0 1", "curve x;;y 0 1", "curve x 0 nan", "grid",
              "grid 1 2 / 3", "grid a", "bars", "bars a", "bars a=inf", "flow a", "flow a -> -> b"})
            QVERIFY2(sentenceOf([&] { parsePicture(QString::fromLatin1(bad)); }) != QStringLiteral("no mistake"), bad);
    }

    void markupIsTakenApart() {
        using Span = MarkupSpan::Kind;
        const Markup markup =
            parseMarkup(QStringLiteral("A *b* and **c d**,\n`e*` and $f_1 * 2$ for \\$1.\n\n$$g\nh$$\n- i\n- j"));
        QVERIFY(markup.mistakes.empty());
        QCOMPARE(markup.blocks.size(), std::size_t{4});
        const std::vector<MarkupSpan> spans{
            {Span::Text, "A "},    {Span::Emphasis, "b"},      {Span::Text, " and "},
            {Span::Strong, "c d"}, {Span::Text, ", "},         {Span::Code, "e*"},
            {Span::Text, " and "}, {Span::Formula, "f_1 * 2"}, {Span::Text, " for $1."}};
        QVERIFY(markup.blocks[0].spans == spans);
        QCOMPARE(markup.blocks[1].kind, MarkupBlock::Kind::Formula);
        QCOMPARE(markup.blocks[1].spans[0].text, QStringLiteral("g h"));
        QCOMPARE(markup.blocks[3].kind, MarkupBlock::Kind::ListItem);
        const Markup broken = parseMarkup(QStringLiteral("a\nb **c\n\n$$x"));
        QCOMPARE(broken.mistakes.size(), std::size_t{2});
        QCOMPARE(broken.mistakes[0].line, 2);
        QCOMPARE(broken.mistakes[1].line, 4);
        QVERIFY(parseMarkup(QStringLiteral("2 * 3 * 4")).mistakes.empty());
    }
};

QTEST_GUILESS_MAIN(TestDeck)
#include "test_deck.moc"
