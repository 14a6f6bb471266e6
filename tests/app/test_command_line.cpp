#include "app/command_line.h"
#include "tests/support/test.h"

using namespace glassbox;

class TestCommandLine : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void nothingOpensTheWindow() {
        QVERIFY(parseCommandLine({}).action == CommandLine::Action::Window);
        QCOMPARE(parseCommandLine({"my.json"}).document, QString("my.json"));
        QCOMPARE(parseCommandLine({"--", "-odd name"}).document, QString("-odd name"));
        QCOMPARE(parseCommandLine({"-platform", "xcb", "my.json"}).document, QString("my.json"));
    }

    void helpAndVersion() {
        for (const QStringList& arguments :
             {QStringList{"--help"}, QStringList{"-h"}, QStringList{"train", "--help"},
              QStringList{"train", "x.json", "-h"}, QStringList{"export", "--help"}, QStringList{"--version"}}) {
            const CommandLine line = parseCommandLine(arguments);
            QVERIFY(line.action == CommandLine::Action::ShowText);
            QVERIFY(line.text.endsWith('\n'));
        }
        QVERIFY(parseCommandLine({"--version"}).text.contains(QRegularExpression("^Glassbox \\d+\\.\\d+")));
    }

    void trainTakesAllItsOptions() {
        const TrainArguments train =
            parseCommandLine({"train", "--epochs", "7", "x.json", "--seed=18446744073709551615", "--threads", "2",
                              "--weights", "in.npz", "--save-weights=out.npz", "--history", "h.csv", "--plot", "p.SVG",
                              "--quiet"})
                .train;
        QCOMPARE(train.experiment, QString("x.json"));
        QCOMPARE(train.epochs.value(), std::int64_t{7});
        QCOMPARE(train.seed.value(), UINT64_MAX);
        QCOMPARE(train.threads.value(), 2);
        QCOMPARE(train.weights, QString("in.npz"));
        QCOMPARE(train.saveWeights, QString("out.npz"));
        QCOMPARE(train.history, QString("h.csv"));
        QCOMPARE(train.plot, QString("p.SVG"));
        QVERIFY(train.quiet);
    }

    void exportTakesAllItsOptions() {
        const CommandLine line = parseCommandLine(
            {"export", "--weights=in.safetensors", "x.json", "--to", "out.ONNX", "--with-preprocessing", "--quiet"});
        QVERIFY(line.action == CommandLine::Action::Export);
        QCOMPARE(line.exported.document, QString("x.json"));
        QCOMPARE(line.exported.to, QString("out.ONNX"));
        QCOMPARE(line.exported.weights, QString("in.safetensors"));
        QVERIFY(line.exported.preprocessing && line.exported.quiet);
        QCOMPARE(parseCommandLine({"train", "x.json", "--model", "m.keras.py"}).train.model, QString("m.keras.py"));
    }

    void wrongUseIsOneLine_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        QTest::newRow("option") << QStringList{"--nonsense"} << "--nonsense";
        QTest::newRow("two documents") << QStringList{"a.json", "b.json"} << "b.json";
        QTest::newRow("no experiment") << QStringList{"train"} << "train needs an experiment";
        QTest::newRow("empty name") << QStringList{"train", ""} << "empty";
        QTest::newRow("two experiments") << QStringList{"train", "a.json", "b.json"} << "b.json";
        QTest::newRow("train option") << QStringList{"train", "a.json", "--epoch", "5"} << "--epoch";
        QTest::newRow("no value") << QStringList{"train", "a.json", "--epochs"} << "--epochs needs";
        QTest::newRow("empty value") << QStringList{"train", "a.json", "--epochs="} << "--epochs needs";
        QTest::newRow("word") << QStringList{"train", "a.json", "--epochs", "many"} << "\"many\"";
        QTest::newRow("zero") << QStringList{"train", "a.json", "--epochs", "0"} << "from 1 to 10000000";
        QTest::newRow("negative") << QStringList{"train", "a.json", "--epochs", "-5"} << "\"-5\"";
        QTest::newRow("fraction") << QStringList{"train", "a.json", "--epochs", "1.5"} << "\"1.5\"";
        QTest::newRow("seed") << QStringList{"train", "a.json", "--seed", "18446744073709551616"} << "--seed";
        QTest::newRow("threads") << QStringList{"train", "a.json", "--threads", "0"} << "--threads";
        QTest::newRow("plot") << QStringList{"train", "a.json", "--plot", "p.gif"} << ".svg, .png or .pdf";
        QTest::newRow("flag with value") << QStringList{"train", "--quiet=yes", "a.json"} << "--quiet takes no value";
    }

    void wrongUseIsOneLine() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        try {
            parseCommandLine(arguments);
            QFAIL("nothing was refused");
        } catch (const UsageError& error) {
            const QString line = QString::fromStdString(error.what());
            QVERIFY2(line.contains(says) && !line.contains('\n') && line.endsWith('.'), qPrintable(line));
        }
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "test_command_line.moc"
