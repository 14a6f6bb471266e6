#include "engine/formats/data_table.h"
#include "engine/formats/files.h"
#include "engine/nn/error.h"
#include "engine/nn/tensor.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

#include <cmath>
#include <nlohmann/json.hpp>

using namespace glassbox;

/// Numbers behind pictures: one table, the same content as CSV and as JSON.
class TestDataTable : public GlassboxTest {
    Q_OBJECT

    static DataTable someTable() {
        DataTable table(std::vector<DataTable::Column>{{"name", true}, {"label"}, {"step"}, {"value"}});
        table << "adam"
              << "plain" << Index{3} << 0.1F;
        table << "a \"b\""
              << "x, y" << Index{-4} << DataTable::Cell(DataTable::Number{0.1 + 0.2});
        table << "c"
              << "line\nbreak" << true << std::nullopt;
        return table;
    }

  private Q_SLOTS:
    void csvQuotesWhatNeedsIt() {
        QCOMPARE(tableCsv(someTable()), QByteArray("name,label,step,value\n"
                                                   "\"adam\",plain,3,0.100000001\n"
                                                   "\"a \"\"b\"\"\",\"x, y\",-4,0.30000000000000004\n"
                                                   "\"c\",\"line\nbreak\",1,\n"));
    }

    void jsonHoldsTheSameWithItsOrigin() {
        const DataTableAbout about{"A title", "how \"it\" was made", std::uint64_t{18446744073709551615U}};
        const auto json = nlohmann::json::parse(tableJson(someTable(), about).toStdString());
        QCOMPARE(json["title"].get<std::string>(), std::string("A title"));
        QCOMPARE(json["description"].get<std::string>(), std::string("how \"it\" was made"));
        QCOMPARE(json["seed"].get<std::uint64_t>(), *about.seed);
        QVERIFY((json["columns"] == nlohmann::json{"name", "label", "step", "value"}));
        QCOMPARE(json["rows"].size(), std::size_t{3});
        QVERIFY((json["rows"][1] == nlohmann::json{"a \"b\"", "x, y", -4, 0.1 + 0.2}));
        QVERIFY(json["rows"][2][3].is_null() && json["rows"][0][2].is_number_integer());
    }

    void whatIsNotFiniteIsNotJson() {
        DataTable table(QStringList{"a", "b"});
        table << std::nan("") << -INFINITY;
        QCOMPARE(tableCsv(table), QByteArray("a,b\nnan,-inf\n"));
        const auto json = nlohmann::json::parse(tableJson(table).toStdString());
        QVERIFY(json["rows"][0][0].is_null() && json["rows"][0][1].is_null());
        QVERIFY(!json.contains("seed") && !json.contains("title"));
    }

    void anEmptyTableIsWhole() {
        const DataTable table(QStringList{"a", "b"});
        QVERIFY(table.isEmpty() && DataTable().isEmpty());
        QCOMPARE(tableCsv(table), QByteArray("a,b\n"));
        QVERIFY(nlohmann::json::parse(tableJson(table).toStdString())["rows"].empty());
    }

    void theEndingSaysTheFormat() {
        const QTemporaryDir folder;
        writeTable(folder.filePath("t.csv"), someTable());
        writeTable(folder.filePath("t.JSON"), someTable(), {"T", "", 7});
        QCOMPARE(readFile(folder.filePath("t.csv"), 1000), tableCsv(someTable()));
        QCOMPARE(readFile(folder.filePath("t.JSON"), 1000), tableJson(someTable(), {"T", "", 7}));
        try {
            writeTable(folder.filePath("t.xls"), someTable());
            QFAIL("nothing was refused");
        } catch (const Error& error) {
            QVERIFY(QString::fromUtf8(error.what()).contains(".csv or .json"));
        }
    }
};

QTEST_GUILESS_MAIN(TestDataTable)
#include "test_data_table.moc"
