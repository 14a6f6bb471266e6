#include "engine/formats/history_csv.h"
#include "engine/nn/error.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace glassbox;

class TestHistoryCsv : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void allColumns() {
        const std::vector<HistoryRow> history = {{0, 0, 0.01, {0.7, 0.5}, Evaluation{0.75, 0.25}},
                                                 {1, 11, 0.005, {0.1, 1.0}, Evaluation{1e-9, 1.0}}};
        QCOMPARE(historyToCsv(history),
                 QByteArray("epoch,step,learning_rate,train_cost,train_accuracy,validation_cost,validation_accuracy\n"
                            "0,0,0.01,0.7,0.5,0.75,0.25\n"
                            "1,11,0.005,0.1,1,1e-09,1\n"));
    }

    void columnsThatARunDoesNotHaveAreLeftOut() {
        QCOMPARE(historyToCsv({{0, 0, 0.1, {2.5, {}}, {}}}),
                 QByteArray("epoch,step,learning_rate,train_cost\n0,0,0.1,2.5\n"));
        QCOMPARE(historyToCsv({}), QByteArray("epoch,step,learning_rate,train_cost\n"));
    }

    void digitsReadBackExactly() {
        const double cost = 0.1 + 0.2;
        const QByteArray line = historyToCsv({{0, 0, 0.1, {cost, {}}, {}}}).split('\n').at(1);
        QCOMPARE(line.split(',').at(3).toDouble(), cost);
    }

    void aFileThatCantBeWrittenIsNamed() {
        const QTemporaryDir folder;
        try {
            writeHistoryCsv(folder.filePath("missing/history.csv"), {});
            QFAIL("nothing was refused");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("history.csv: the folder "), error.what());
        }
        writeHistoryCsv(folder.filePath("history.csv"), {});
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList("history.csv"));
    }
};

QTEST_GUILESS_MAIN(TestHistoryCsv)
#include "test_history_csv.moc"
