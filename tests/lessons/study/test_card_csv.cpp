#include "lessons/study/card_csv.h"
#include "tests/support/test.h"

#include <random>

using namespace glassbox;

class TestCardCsv : public GlassboxTest {
    Q_OBJECT

    static std::vector<Flashcard> sample() {
        return {{"sigmoid",
                 {"F4", "F5"},
                 {"3"},
                 {"curve"},
                 "lab one-neuron epochs=20",
                 "flow a -> b",
                 "What, \"exactly\"?\n\nA second paragraph; with ½.",
                 "=SUM(A1) is no formula\n\n$$x$$"},
                {"relu", {}, {}, {}, {}, {}, "-1?", "- 0\n- or so"}};
    }

  private Q_SLOTS:
    void aTableComesBackTheSame() {
        const CsvReading reading = readCardsCsv(writeCardsCsv(sample()));
        QCOMPARE(reading.mistakes, QStringList());
        QCOMPARE(reading.cards.size(), std::size_t{2});
        for (std::size_t i = 0; i < 2; ++i) QVERIFY(reading.cards[i] == sample()[i]);
    }

    void spreadsheetsRunNothing() { QVERIFY(!writeCardsCsv(sample()).contains("\"=")); }

    void otherTablesAreRead() {
        for (const char* text :
             {"\xEF\xBB\xBFQuestion;Answer;Tags\na;\"b;c\";x, y\n\n", "question\tanswer\ttags\r\na\tb;c\tx, y"}) {
            const CsvReading reading = readCardsCsv(text);
            QCOMPARE(reading.mistakes, QStringList());
            QCOMPARE(reading.cards.size(), std::size_t{1});
            QCOMPARE(reading.cards[0].answer, QStringLiteral("b;c"));
            QCOMPARE(reading.cards[0].tags, QStringList({"x", "y"}));
        }
    }

    void mistakesAreToldWithTheirRows() {
        QCOMPARE(
            readCardsCsv("question,colour\na,b\n").mistakes,
            QStringList({"Row 1: the column \"colour\" is not known; known are id, question, answer, concepts, topics, "
                         "tags, see, picture.",
                         "Row 1: there has to be one column \"answer\"."}));
        const CsvReading reading =
            readCardsCsv("id,question,answer,see\na,q,,\nb,$q,a,\nc,q,a,moon\nd,q,a,,,\ne,q,a,\nE,q,a,\n");
        QCOMPARE(
            reading.mistakes,
            QStringList({"Row 2: it has no answer.", "Row 3: in the question a formula has no closing $.",
                         "Row 4: the place \"moon\" is not known; places are lab, backprop, data, race, network, knobs "
                         "and guess.",
                         "Row 5: it has more cells than there are columns.",
                         "Row 7: the id \"E\" is not of small letters, digits and hyphens."}));
        QCOMPARE(reading.cards.size(), std::size_t{1});
        QCOMPARE(readCardsCsv("question,answer\n\"a,b\n").mistakes, QStringList("A quotation mark is never closed."));
        QCOMPARE(readCardsCsv("\xff").mistakes, QStringList("This is not text in UTF-8."));
        QVERIFY(!readCardsCsv({}).mistakes.isEmpty());
    }

    void damagedTablesNeverCrash() {
        const QByteArray good = writeCardsCsv(sample());
        std::mt19937 random(3);
        for (int round = 0; round < 2000; ++round) {
            QByteArray bytes = good;
            for (int i = 0; i < 3; ++i)
                bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()))] =
                    static_cast<char>(random() % 128);
            const CsvReading reading = readCardsCsv(bytes);
            QVERIFY(!reading.mistakes.isEmpty() || !reading.cards.empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestCardCsv)
#include "test_card_csv.moc"
