#include "engine/data/table.h"
#include "engine/nn/random.h"
#include "tests/support/test.h"

#include <cmath>

using namespace glassbox;
using namespace std::string_literals;

/// A corpus of small tables, good and bad, and a great many damaged ones.
class TestTable : public GlassboxTest {
    Q_OBJECT

    static TableFormat withHeader(bool header) {
        TableFormat format;
        format.header = header;
        return format;
    }

    /// Columns as text: "name:number 1 2 _" or "name:category red blue"; a readable form to compare with.
    static std::string shape(const Table& table) {
        std::string result;
        for (const Column& column : table.columns) {
            if (!result.empty()) result += " | ";
            result += column.name + ":";
            for (std::size_t i = 0; i < column.missing.size(); ++i) {
                result += " ";
                if (column.missing[i]) {
                    result += "_";
                } else if (column.type == ColumnType::Number) {
                    result += QString::number(column.numbers[i]).toStdString();
                } else {
                    result += "'" + column.categories[static_cast<std::size_t>(column.codes[i])] + "'";
                }
            }
        }
        return result;
    }

    static std::string refusal(std::string_view text, const TableFormat& format = {}) {
        try {
            return "read: " + shape(parseTable(text, format));
        } catch (const Error& error) {
            return error.what();
        }
    }

  private Q_SLOTS:
    void reads_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const std::string& text, const std::string& expected) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray::fromStdString(expected);
        };
        row("plain", "a,b\n1,2\n3,4\n", "a: 1 3 | b: 2 4");
        row("no newline at the end", "a,b\n1,2\n3,4", "a: 1 3 | b: 2 4");
        row("CR LF", "a,b\r\n1,2\r\n", "a: 1 | b: 2");
        row("CR alone", "a,b\r1,2\r3,4", "a: 1 3 | b: 2 4");
        row("byte order mark",
            "\xEF\xBB\xBF"
            "a,b\n1,2\n",
            "a: 1 | b: 2");
        row("blank lines", "a,b\n\n1,2\n\n\n3,4\n\n  \n", "a: 1 3 | b: 2 4");
        row("blanks around", " a , b \n 1 ,\t2 \n", "a: 1 | b: 2");
        row("semicolons", "a;b\n1;2\n", "a: 1 | b: 2");
        row("tabs", "a\tb\n1\t2\n", "a: 1 | b: 2");
        row("bars", "a|b\n1|2\n", "a: 1 | b: 2");
        row("runs of blanks", "a   b\n1 2\n 3    4 \n", "a: 1 3 | b: 2 4");
        row("decimal comma", "a;b\n1,5;x\n2,25;y\n", "a: 1.5 2.25 | b: 'x' 'y'");
        row("decimal comma without names", "1,5;2,5\n3,5;4,5\n", "column 1: 1.5 3.5 | column 2: 2.5 4.5");
        row("point beats comma", "a;b\n1.5;1,2 m\n2.5;3 m\n", "a: 1.5 2.5 | b: '1,2 m' '3 m'");
        row("thousands are not guessed", "a;b\n1,234.5;1\n2;1\n", "a: '1,234.5' '2' | b: 1 1");
        row("quotes", "a,b\n\"x, y\",1\n\"say \"\"hi\"\"\",2\n", "a: 'x, y' 'say \"hi\"' | b: 1 2");
        row("newline in quotes", "a,b\n\"x\ny\",1\n", "a: 'x\ny' | b: 1");
        row("everything quoted", "\"a\",\"b\"\n\"1\",\"2\"\n", "a: 1 | b: 2");
        row("blank before a quote", "a, b\nx, \"1, 2\"\n", "a: 'x' | b: '1, 2'");
        row("quote inside", "a,b\n5\" pipe,1\n", "a: '5\" pipe' | b: 1");
        row("text behind a quote", "a,b\n\"x\"y,1\n", "a: 'xy' | b: 1");
        row("blanks kept in quotes", "a,b\n\" x \",1\n", "a: ' x ' | b: 1");
        row("missing marks", "a,b\n,1\nNA,2\nNaN,3\nnull,4\n?,5\n-,6\nn/a,7\n0,8\n",
            "a: _ _ _ _ _ _ _ 0 | b: 1 2 3 4 5 6 7 8");
        row("missing text", "a,b\nred,1\n,2\n", "a: 'red' _ | b: 1 2");
        row("empty column", "a,b\n,1\n,2\n", "a: _ _ | b: 1 2");
        row("trailing separators", "a,b,\n1,2,\n3,4,\n", "a: 1 3 | b: 2 4");
        row("trailing separators below", "a,b\n1,2,\n3,4,\n", "a: 1 3 | b: 2 4");
        row("trailing separator above", "a,b,\n1,2\n3,4\n", "a: 1 3 | b: 2 4");
        row("empty name", "a,,c\n1,2,3\n", "a: 1 | column 2: 2 | c: 3");
        row("double names", "a,a,a\n1,2,3\n", "a: 1 | a (2): 2 | a (3): 3");
        row("double name that exists", "a,a (2),a\n1,2,3\n", "a: 1 | a (2): 2 | a (3): 3");
        row("no names", "1,2,x\n3,4,y\n", "column 1: 1 3 | column 2: 2 4 | column 3: 'x' 'y'");
        row("all text, names", "colour,size\nred,big\nblue,small\n", "colour: 'red' 'blue' | size: 'big' 'small'");
        row("all text, no names", "red,big\nblue,small\nred,small\n",
            "column 1: 'red' 'blue' 'red' | column 2: 'big' 'small' 'small'");
        row("one column", "a\n1\n2\n", "a: 1 2");
        row("numbers of all kinds", "a\n+1\n-2\n.5\n1e3\n-1.5E-3\n007\n3.\n", "a: 1 -2 0.5 1000 -0.0015 7 3");
        row("tiny", "a\n1e-400\n0.5\n", "a: 0 0.5");
        row("dates are text", "a,b\n2020-01-02,1\n2020-01-03,2\n", "a: '2020-01-02' '2020-01-03' | b: 1 2");
        row("hexadecimal is text", "a,b\n0x10,1\n", "a: '0x10' | b: 1");
        row("huge in a text column", "a,b\n1e400,1\nx,2\n", "a: '1e400' 'x' | b: 1 2");
        row("accents", "größe,b\nä,1\n", "größe: 'ä' | b: 1");
        row("Latin-1",
            "gr\xF6\xDF"
            "e,b\n1,2\n",
            "größe: 1 | b: 2");
        row("end mark of DOS", "a,b\n1,2\n\x1a", "a: 1 | b: 2");
    }
    void reads() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(refusal(text.toStdString())), "read: " + expected);
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const std::string& text, const char* sentence) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QString(sentence);
        };
        row("empty", "", "The table is empty");
        row("blank", " \n\r\n\t\n", "The table is empty");
        row("mark only", "\xEF\xBB\xBF", "The table is empty");
        row("names only", "a,b\n", "The table has a line of names but no rows below it");
        row("too few values", "a,b,c\n1,2,3\n4,5\n", "Line 3 has 2 values where line 1 has 3");
        row("too many values", "a,b\n1,2\n3,4,5\n", "Line 3 has 3 values where line 1 has 2");
        row("lines counted inside quotes", "a,b\n\"x\ny\",1\n2\n", "Line 4 has 1 value where line 1 has 2");
        row("open quote", "a,b\n1,2\n\"x,3\n4,5\n", "Line 3: a quote (\") opens here and is never closed");
        row("open quote far on", "a,b\n\"1\n\",2\n3,\"x\n", "Line 4: a quote");
        row("too large", "a,b\n1,2\n1e400,3\n", "Line 3, column \"a\": \"1e400\" is beyond the largest number");
        row("too large for a float", "a,b\n1,-4e38\n", "Line 2, column \"b\": \"-4e38\" is beyond");
        row("infinite", "a,b\n1,inf\n2,3\n", "Line 2, column \"b\": \"inf\" is beyond");
        row("NUL bytes", "a,b\n1,"s + '\0' + "2\n", "This is no text: line 2 has a byte with the value 0");
        row("UTF-16 little",
            "\xFF\xFE"
            "a\0,\0"s,
            "The text is encoded in UTF-16");
        row("UTF-16 big", "\xFE\xFF\0a\0,"s, "The text is encoded in UTF-16");
        row("spreadsheet", "PK\x03\x04junk", "This is a packed file");
        row("junk", "\x89PNG\r\n\x01\x02", "This is no text");
    }
    void refuses() {
        QFETCH(QByteArray, text);
        QFETCH(QString, sentence);
        const std::string said = refusal(text.toStdString());
        QVERIFY2(QString::fromStdString(said).startsWith(sentence), said.c_str());
        QVERIFY2(said.back() == '.', said.c_str());
    }

    void obeysTheFormatGiven() {
        QCOMPARE(shape(parseTable("1,2\n3,4\n", withHeader(true))), std::string("1: 3 | 2: 4"));
        QCOMPARE(shape(parseTable("a,b\n3,4\n", withHeader(false))),
                 std::string("column 1: 'a' '3' | column 2: 'b' '4'"));
        TableFormat format;
        format.separator = ",";
        QCOMPARE(shape(parseTable("a;b,c\n1;2,3\n", format)), std::string("a;b: '1;2' | c: 3"));
        format.separator = ";";
        format.decimal = ".";
        QCOMPARE(shape(parseTable("a;b\n1,5;2\n", format)), std::string("a: '1,5' | b: 2"));
        format.decimal = ",";
        QCOMPARE(shape(parseTable("a;b\n1,5;2\n", format)), std::string("a: 1.5 | b: 2"));
    }

    void saysWhatItDecided() {
        const Table table = parseTable("a;b\n1,5;x\n2,5;y\n");
        QCOMPARE(table.format.separator, std::string(";"));
        QCOMPARE(table.format.decimal, std::string(","));
        QCOMPARE(table.format.header, std::optional<bool>(true));
        QCOMPARE(table.notes.size(), std::size_t{3});
        std::string numbers = "a,b\n";
        for (int i = 0; i < 50; ++i) numbers += "1,2\n";
        const Table spoilt = parseTable(numbers + "12a,3\n", withHeader(true));
        QVERIFY(std::find(spoilt.notes.begin(), spoilt.notes.end(),
                          "Column \"a\" is read as text because of \"12a\" in line 52.") != spoilt.notes.end());
        const Table thousands = parseTable("a,b\n\"1,234\",2\n\"2,345\",4\n", withHeader(true));
        QVERIFY(std::find(thousands.notes.begin(), thousands.notes.end(),
                          "Column \"a\" is read as text because of \"1,234\" in line 2.") != thousands.notes.end());
        QCOMPARE(spoilt.columns[0].firstTextLine, Index{52});
    }

    void categoriesAreSorted() {
        const Table table = parseTable("c,n\nred,1\nblue,2\ngreen,3\nblue,4\n");
        QCOMPARE(table.columns[0].categories, (std::vector<std::string>{"blue", "green", "red"}));
        QCOMPARE(table.columns[0].codes, (std::vector<Index>{2, 0, 1, 0}));
        QCOMPARE(inputNames(table, {"n", "c"}), (std::vector<std::string>{"n", "c = blue", "c = green", "c = red"}));
        QVERIFY_EXCEPTION_THROWN(inputNames(table, {"x"}), Error);
    }

    void previewReadsAsManyRowsAsAsked() {
        TableFormat format;
        format.rowLimit = 2;
        const Table named = parseTable("a,b\n1,2\n3,4\n5,6\n7\n", format);  // the ragged line is not reached
        QCOMPARE(named.rowCount, Index{2});
        QVERIFY(named.truncated);
        const Table nameless = parseTable("1,2\n3,4\n5,6\n", format);
        QCOMPARE(shape(nameless), std::string("column 1: 1 3 | column 2: 2 4"));
        QVERIFY(nameless.truncated);
        QVERIFY(!parseTable("a,b\n1,2\n3,4\n", format).truncated);
    }

    void guessesTargetAndTask() {
        QCOMPARE(guessTarget(parseTable("a,Species,b\n1,x,2\n")), Index{1});
        QCOMPARE(guessTarget(parseTable("y,a,b\n1,3,2\n")), Index{0});
        QCOMPARE(guessTarget(parseTable("a,b,c\n1,3,2\n")), Index{2});
        QCOMPARE(guessTarget(Table{}), Index{-1});
        const auto task = [](const std::string& values) {
            return guessTask(parseTable("t\n" + values, withHeader(true)).columns[0]);
        };
        QCOMPARE(task("red\nblue\n"), Task::Classification);
        QCOMPARE(task("0\n1\n1\n0\n"), Task::Classification);
        QCOMPARE(task("0\n1\n2\n0\n1\n2\n0\n1\n2\n"), Task::Classification);
        QCOMPARE(task("1\n2\n3\n4\n5\n"), Task::Regression);
        QCOMPARE(task("0.5\n1\n0.5\n1\n0.5\n1\n1.5\n"), Task::Regression);
    }

    void tooManyColumnsAreRefused() {
        std::string wide(20000, ',');
        wide.append("\n1\n");
        const std::string said = refusal(wide);
        QVERIFY2(said.find("20001 columns") != std::string::npos, said.c_str());
    }

    void damagedTablesAreReadOrRefused() {
        const std::vector<std::string> seeds{
            "a,b,c\n1,2.5,red\n3,4.5,blue\n5,,green\n",
            "\"a b\";\"c\"\r\n\"x\"\"y\";1,5\r\n\"z\nz\";-2,5e3\r\n",
            "x\ty\n1e400\t?\n-inf\tNA\n",
            "1 2  3\n4 5 6\n 7 8 9 \n",
        };
        const std::string alphabet = "0123456789.,;\t| \"\r\n-+eENa\xC3\xA4\xFF"s + '\0';
        Random random(1);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < 20000; ++round) {
            std::string text = seeds[static_cast<std::size_t>(random.below(static_cast<Index>(seeds.size())))];
            const Index changes = 1 + random.below(6);
            for (Index k = 0; k < changes && !text.empty(); ++k) {
                const auto at = static_cast<std::size_t>(random.below(static_cast<Index>(text.size())));
                const char c = alphabet[static_cast<std::size_t>(random.below(static_cast<Index>(alphabet.size())))];
                switch (random.below(4)) {
                    case 0:
                        text[at] = c;
                        break;
                    case 1:
                        text.insert(at, 1, c);
                        break;
                    case 2:
                        text.erase(at, static_cast<std::size_t>(1 + random.below(4)));
                        break;
                    default:
                        text += text.substr(at);
                        break;
                }
            }
            try {
                const Table table = parseTable(text);
                ++read;
                for (const Column& column : table.columns) {
                    const auto rows = static_cast<std::size_t>(table.rowCount);
                    QCOMPARE(column.missing.size(), rows);
                    QCOMPARE(column.type == ColumnType::Number ? column.numbers.size() : column.codes.size(), rows);
                    for (std::size_t i = 0; i < rows; ++i) {
                        if (column.missing[i]) continue;
                        if (column.type == ColumnType::Number)
                            QVERIFY(std::isfinite(column.numbers[i]));
                        else
                            QVERIFY(column.codes[i] >= 0 &&
                                    column.codes[i] < static_cast<Index>(column.categories.size()));
                    }
                }
            } catch (const Error& error) {
                ++refused;
                QVERIFY(error.what()[0] != '\0');
            }
        }
        QVERIFY2(read > 1000 && refused > 1000, qPrintable(QString("%1 read, %2 refused").arg(read).arg(refused)));
    }
};

QTEST_GUILESS_MAIN(TestTable)
#include "test_table.moc"
