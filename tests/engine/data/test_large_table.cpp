#include "engine/data/dataset.h"
#include "engine/data/table.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>

#include <string>

using namespace glassbox;

/// Ten million cells load; more than the limit is refused by its number; both can be stopped.
class TestLargeTable : public GlassboxTest {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// rows x 10 numbers, the last one a class.
    QString table(const char* name, int rows) const {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly)) return {};
        std::string text = "a,b,c,d,e,f,g,h,i,class\n";
        for (int row = 0; row < rows; ++row) {
            const std::string number = std::to_string(row % 1000);
            for (int k = 0; k < 9; ++k) text += number + ".2" + static_cast<char>('0' + k) + ",";
            text += row % 2 ? "yes\n" : "no\n";
            if (text.size() > (1U << 20U)) {
                file.write(text.data(), static_cast<qint64>(text.size()));
                text.clear();
            }
        }
        file.write(text.data(), static_cast<qint64>(text.size()));
        return path;
    }

  private Q_SLOTS:
    void tenMillionCellsLoad() {
        const QString path = table("large.csv", 1'000'000);
        int calls = 0;
        const Dataset data = makeDataset({"csv", {{"path", path.toStdString()}}}, {}, 1, {}, [&](double) {
            ++calls;
            return true;
        });
        QCOMPARE(data.training.count() + data.validation.count(), Index{1'000'000});
        QCOMPARE(data.validation.count(), Index{300'000});
        QCOMPARE(data.inputCount(), Index{9});
        QVERIFY2(calls > 50, "progress is reported often enough to look alive");
        QCOMPARE(data.training.inputs(3, 0), static_cast<Scalar>(data.training.sourceRows[0] % 1000) + Scalar(0.23));
    }

    void canBeCancelledHalfWay() {
        const std::string path = m_folder.filePath("large.csv").toStdString();
        QVERIFY_EXCEPTION_THROWN(readTable(path, {}, [](double share) { return share < 0.5; }), Cancelled);
    }

    void previewOfALargeTableIsShort() {
        TableFormat format;
        format.rowLimit = 100;
        const Table preview = readTable(m_folder.filePath("large.csv").toStdString(), format);
        QCOMPARE(preview.rowCount, Index{100});
        QVERIFY(preview.truncated);
    }

    void moreThanTheLimitIsRefusedByItsNumber() {
        // Short cells, so that the text stays small.
        std::string text;
        for (int row = 0; row < 500'002; ++row) text += std::string(99, ';') + "1\n";
        try {
            parseTable(text);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(
                QString(error.what()),
                QString(
                    "The table has more than 50 million cells, the most that are read; leave out rows or columns."));
        }
    }
};

QTEST_GUILESS_MAIN(TestLargeTable)
#include "test_large_table.moc"
