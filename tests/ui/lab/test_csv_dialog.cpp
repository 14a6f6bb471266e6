#include "tests/support/test.h"
#include "ui/lab/csv_dialog.h"
#include "ui/models/experiment_document.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>
#include <QUndoStack>

using namespace glassbox;

/// Opening a table: the dialog says how it reads the file and what it will learn, before anything changes.
class TestCsvDialog : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aTableIsUnderstoodAndPreviewed();
    void columnsThatNameRowsAreLeftOut();
    void categoriesBecomeInputs();
    void missingValuesAreCounted();
    void aWrongSeparatorIsSeenAndMended();
    void choicesThatCannotBeLearnedFromAreExplained();
    void filesThatAreNoTablesAreExplained_data();
    void filesThatAreNoTablesAreExplained();
    void longTablesAreReadToTheEnd();
    void readingCanBeStoppedAndTakenUpAgain();
    void importingIsOneStepAndKeepsHiddenLayers();
    void changingStartsFromWhatIsThere();
    void givingUpChangesNothing();

  private:
    QString write(const QString& name, const QByteArray& text);
    QTemporaryDir m_folder;
    ThemeSource m_theme{ThemeChoice::Light};
};

namespace {

bool read(CsvDialog& dialog) {
    QSignalSpy spy(&dialog, &CsvDialog::tableRead);
    return spy.wait(20000) && spy.at(0).at(0).toBool();
}

template <typename Widget>
Widget* find(QWidget& dialog, const char* name) {
    auto* widget = dialog.findChild<Widget*>(QLatin1String(name));
    if (!widget) qFatal("no widget called %s", name);
    return widget;
}

/// The dialog opens as a window of its own; the platform without a screen says that it has no window manager to tell
/// its size.
void expectWindow() {
    QTest::ignoreMessage(QtWarningMsg, "This plugin does not support propagateSizeHints()");
}

QString problem(CsvDialog& dialog) {
    auto* label = find<QLabel>(dialog, "tableProblem");
    return label->isHidden() ? QString() : label->text();
}

QByteArray flowers() {
    QByteArray text("id,length,colour,species\n");
    const char* colours[] = {"red", "blue", "white"};
    const char* species[] = {"rose", "iris"};
    for (int i = 0; i < 20; ++i)
        text += "F" + QByteArray::number(100 + i) + ',' + QByteArray::number(1 + i * 0.25) + ',' + colours[i % 3] +
                ',' + species[i % 2] + '\n';
    return text;
}

}  // namespace

QString TestCsvDialog::write(const QString& name, const QByteArray& text) {
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) qFatal("can't write a test file");
    return file.fileName();
}

void TestCsvDialog::aTableIsUnderstoodAndPreviewed() {
    CsvDialog dialog(write(QStringLiteral("flowers.csv"), flowers()), m_theme);
    QVERIFY(!find<QPushButton>(dialog, "useTable")->isEnabled());
    QVERIFY(read(dialog));
    const auto* model = find<QTableView>(dialog, "tablePreview")->model();
    QCOMPARE(model->rowCount(), 20);
    QCOMPARE(model->columnCount(), 4);
    QVERIFY(model->headerData(1, Qt::Horizontal).toString().contains(QStringLiteral("number")));
    QVERIFY(model->headerData(3, Qt::Horizontal).toString().contains(QStringLiteral("target")));
    QCOMPARE(model->data(model->index(1, 2)).toString(), QStringLiteral("blue"));
    QCOMPARE(find<QComboBox>(dialog, "target")->currentText(), QStringLiteral("species"));
    QCOMPARE(find<QComboBox>(dialog, "task")->currentText(), QStringLiteral("Classification"));
    QVERIFY(find<QCheckBox>(dialog, "header")->isChecked());
    QCOMPARE(problem(dialog), QString());
    QVERIFY(find<QPushButton>(dialog, "useTable")->isEnabled());
    QCOMPARE(dialog.outcome().classes, Index{2});
}

void TestCsvDialog::columnsThatNameRowsAreLeftOut() {
    CsvDialog dialog(write(QStringLiteral("flowers.csv"), flowers()), m_theme);
    QVERIFY(read(dialog));
    auto* inputs = find<QListWidget>(dialog, "inputColumns");
    QCOMPARE(inputs->item(0)->checkState(), Qt::Unchecked);
    QVERIFY(inputs->item(0)->text().contains(QStringLiteral("names the rows")));
    QCOMPARE(inputs->item(1)->checkState(), Qt::Checked);
    QVERIFY(inputs->item(3)->isHidden());  // the target
    const Experiment next = dialog.applied(standardExperiment());
    QCOMPARE(next.features.value(), (std::vector<std::string>{"length", "colour"}));
}

void TestCsvDialog::categoriesBecomeInputs() {
    CsvDialog dialog(write(QStringLiteral("flowers.csv"), flowers()), m_theme);
    QVERIFY(read(dialog));
    QCOMPARE(dialog.outcome().inputs, (QStringList{"length", "colour = blue", "colour = red", "colour = white"}));
    QVERIFY(find<QLabel>(dialog, "tableResult")->text().startsWith(QStringLiteral("4 inputs: length, colour = blue")));
    find<QListWidget>(dialog, "inputColumns")->item(2)->setCheckState(Qt::Unchecked);
    QCOMPARE(dialog.outcome().inputs, QStringList{"length"});
}

void TestCsvDialog::missingValuesAreCounted() {
    CsvDialog dialog(write(QStringLiteral("gaps.csv"), "a,b,y\n1,2,3.5\n,2,4.5\n3,,5.5\n4,5,\n6,7,8.5\n9,1,2.5\n"),
                     m_theme);
    QVERIFY(read(dialog));
    QCOMPARE(dialog.outcome().rows, Index{3});
    QCOMPARE(dialog.outcome().incomplete, Index{2});
    QCOMPARE(dialog.outcome().targetless, Index{1});
    const QString gaps = find<QLabel>(dialog, "gaps")->text();
    QVERIFY2(gaps.contains(QStringLiteral("a: 1 missing")) && gaps.contains(QStringLiteral("3 of 6 rows left out")),
             qPrintable(gaps));
    find<QComboBox>(dialog, "missing")->setCurrentIndex(1);
    QCOMPARE(dialog.outcome().rows, Index{5});
    QCOMPARE(dialog.applied(standardExperiment()).data.options.text("missing"), std::string("mean"));
}

void TestCsvDialog::aWrongSeparatorIsSeenAndMended() {
    CsvDialog dialog(write(QStringLiteral("comma.csv"), "x;y\n1,5;2\n2,5;4\n3,5;6\n4,5;9\n"), m_theme);
    QVERIFY(read(dialog));
    const auto* model = find<QTableView>(dialog, "tablePreview")->model();
    QCOMPARE(model->columnCount(), 2);
    QCOMPARE(model->data(model->index(0, 0)).toString(), QStringLiteral("1.5"));
    auto* separator = find<QComboBox>(dialog, "separator");
    separator->setCurrentIndex(separator->findData(QStringLiteral("|")));
    Q_EMIT separator->activated(separator->currentIndex());
    QVERIFY(!find<QPushButton>(dialog, "useTable")->isEnabled());
    read(dialog);
    QVERIFY(!problem(dialog).isEmpty());
    QVERIFY(!find<QPushButton>(dialog, "useTable")->isEnabled());
    separator->setCurrentIndex(separator->findData(QStringLiteral(";")));
    Q_EMIT separator->activated(separator->currentIndex());
    QVERIFY(read(dialog));
    QCOMPARE(problem(dialog), QString());
    QCOMPARE(dialog.applied(standardExperiment()).data.options.text("separator"), std::string(";"));
}

void TestCsvDialog::choicesThatCannotBeLearnedFromAreExplained() {
    CsvDialog dialog(write(QStringLiteral("flowers.csv"), flowers()), m_theme);
    QVERIFY(read(dialog));
    auto* ok = find<QPushButton>(dialog, "useTable");
    find<QComboBox>(dialog, "task")->setCurrentIndex(1);
    QVERIFY(problem(dialog).contains(QStringLiteral("“species” holds texts")));
    QVERIFY(!ok->isEnabled());
    QCOMPARE(ok->toolTip(), problem(dialog));
    find<QComboBox>(dialog, "task")->setCurrentIndex(0);
    QVERIFY(ok->isEnabled());
    auto* inputs = find<QListWidget>(dialog, "inputColumns");
    inputs->item(1)->setCheckState(Qt::Unchecked);
    inputs->item(2)->setCheckState(Qt::Unchecked);
    QVERIFY(problem(dialog).contains(QStringLiteral("at least one column")));
    QVERIFY(!ok->isEnabled());
    // Another target brings its own task.
    find<QComboBox>(dialog, "target")->setCurrentIndex(1);
    QCOMPARE(find<QComboBox>(dialog, "task")->currentText(), QStringLiteral("Regression"));
}

void TestCsvDialog::filesThatAreNoTablesAreExplained_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    static constexpr char binary[] =
        "\x7f"
        "ELF\0\0\1\2\3\xff\xfe junk\0\0";
    QTest::newRow("binary") << QByteArray(binary, sizeof binary);
    QTest::newRow("one row") << QByteArray("a,b\n1,2\n");
    QTest::newRow("one column") << QByteArray("a\n1\n2\n3\n");
    QTest::newRow("ragged") << QByteArray("a,b,c\n1,2,3\n1,2\n");
}

void TestCsvDialog::filesThatAreNoTablesAreExplained() {
    QFETCH(QByteArray, text);
    CsvDialog dialog(write(QStringLiteral("bad.csv"), text), m_theme);
    read(dialog);
    QVERIFY2(problem(dialog).size() > 20, qPrintable(problem(dialog)));
    QVERIFY(!find<QPushButton>(dialog, "useTable")->isEnabled());
}

void TestCsvDialog::longTablesAreReadToTheEnd() {
    // A class that only the last row has, a text that only the last row holds.
    QByteArray text("x,y,kind\n");
    for (int i = 0; i < 3000; ++i)
        text += QByteArray::number(i % 17) + ",1." + QByteArray::number(i % 7) + (i % 2 ? ",a\n" : ",b\n");
    text += "1,1,c\n2,2,c\n";
    CsvDialog dialog(write(QStringLiteral("long.csv"), text), m_theme);
    QVERIFY(read(dialog));
    find<QComboBox>(dialog, "target")->setCurrentIndex(2);
    QCOMPARE(dialog.outcome().classes, Index{3});
    QCOMPARE(dialog.outcome().rows, Index{3002});
    QCOMPARE(find<QTableView>(dialog, "tablePreview")->model()->rowCount(), TablePreviewModel::rowsShown);
    QCOMPARE(dialog.applied(standardExperiment()).network.back().options.integer("units"), std::int64_t{3});
}

void TestCsvDialog::readingCanBeStoppedAndTakenUpAgain() {
    QByteArray text("x,y,z\n");
    for (int i = 0; i < 200000; ++i) text += QByteArray::number(i % 97) + ",1.5," + QByteArray::number(i % 7) + '\n';
    CsvDialog dialog(write(QStringLiteral("large.csv"), text), m_theme);
    QSignalSpy spy(&dialog, &CsvDialog::tableRead);
    auto* stop = find<QPushButton>(dialog, "stopReading");
    stop->click();
    QCOMPARE(spy.count(), 1);
    QVERIFY(problem(dialog).contains(QStringLiteral("read it again")));
    QVERIFY(!find<QPushButton>(dialog, "useTable")->isEnabled());
    stop->click();
    QTRY_COMPARE_WITH_TIMEOUT(spy.count(), 2, 60000);
    QCOMPARE(problem(dialog), QString());
    QCOMPARE(dialog.outcome().rows, Index{200000});
    QVERIFY(find<QPushButton>(dialog, "useTable")->isEnabled());
}

void TestCsvDialog::importingIsOneStepAndKeepsHiddenLayers() {
    TrainingSession session(1);
    ExperimentDocument document(session);
    document.reset(standardExperiment());
    const Experiment before = document.experiment();
    const QString path = write(QStringLiteral("flowers.csv"), flowers());
    QTimer::singleShot(0, this, [] {
        auto* dialog = qobject_cast<CsvDialog*>(QApplication::activeModalWidget());
        if (!dialog) qFatal("no dialog");
        auto* use = find<QPushButton>(*dialog, "useTable");
        if (QTest::qWaitFor([use] { return use->isEnabled(); }))
            use->click();
        else
            dialog->reject();
    });
    expectWindow();
    QVERIFY(CsvDialog::importInto(document, m_theme, path, nullptr));
    const Experiment& after = document.experiment();
    QCOMPARE(after.data.kind, std::string("csv"));
    QCOMPARE(after.data.options.text("target"), std::string("species"));
    QVERIFY(after.network[0] == before.network[0] && after.network[1] == before.network[1]);
    QCOMPARE(document.undoStack()->undoText(), QStringLiteral("Open flowers.csv"));
    // It trains on what the dialog promised.
    QTRY_VERIFY(session.dataset() && !session.dataset()->generated);
    QCOMPARE(session.dataset()->featureNames.size(), std::size_t{4});
    QCOMPARE(session.dataset()->classCount(), Index{2});
    QTRY_VERIFY(!session.isLoading());
    QCOMPARE(document.problem(), QString());
    document.undoStack()->undo();
    QVERIFY(document.experiment() == before);
}

void TestCsvDialog::changingStartsFromWhatIsThere() {
    const QString path = write(QStringLiteral("flowers.csv"), flowers());
    Experiment experiment = standardExperiment();
    {
        CsvDialog dialog(path, m_theme);
        QVERIFY(read(dialog));
        find<QComboBox>(dialog, "target")->setCurrentIndex(2);
        find<QListWidget>(dialog, "inputColumns")->item(3)->setCheckState(Qt::Unchecked);
        find<QCheckBox>(dialog, "tableNormalise")->setChecked(false);
        experiment = dialog.applied(experiment);
    }
    CsvDialog dialog(path, m_theme);
    dialog.setCurrent(experiment);
    QVERIFY(read(dialog));
    QCOMPARE(find<QComboBox>(dialog, "target")->currentText(), QStringLiteral("colour"));
    QCOMPARE(dialog.outcome().inputs, QStringList{"length"});
    QVERIFY(!find<QCheckBox>(dialog, "tableNormalise")->isChecked());
    QVERIFY(dialog.applied(experiment) == experiment);
}

void TestCsvDialog::givingUpChangesNothing() {
    TrainingSession session(1);
    ExperimentDocument document(session);
    document.reset(standardExperiment());
    QTimer::singleShot(0, this, [] {
        QWidget* dialog = QApplication::activeModalWidget();
        if (!dialog) qFatal("no dialog");
        QTest::keyClick(dialog, Qt::Key_Escape);
    });
    expectWindow();
    QVERIFY(!CsvDialog::importInto(document, m_theme, write(QStringLiteral("flowers.csv"), flowers()), nullptr));
    QVERIFY(document.experiment() == standardExperiment());
    QCOMPARE(document.undoStack()->count(), 0);
}

QTEST_MAIN(TestCsvDialog)
#include "test_csv_dialog.moc"
