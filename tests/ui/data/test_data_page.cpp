#include "engine/experiment/fit_output.h"
#include "tests/support/test.h"
#include "tests/ui/shell/stage.h"
#include "ui/data/balance_bars.h"
#include "ui/data/column_picture.h"
#include "ui/data/columns_card.h"
#include "ui/data/correlation_map.h"
#include "ui/data/data_page.h"
#include "ui/data/notices_card.h"
#include "ui/data/samples_card.h"
#include "ui/data/scatter_canvas.h"
#include "ui/data/scatter_card.h"
#include "ui/data/target_card.h"
#include "ui/lab/lab_page.h"

#include <QAccessible>
#include <QComboBox>
#include <QFile>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>

using namespace glassbox;

/// Looking at data in the program's window.
class TestDataPage : public GlassboxTest {
    Q_OBJECT

    struct Shown : Stage {
        explicit Shown(const Spec& data = {"spiral"}) {
            if (!isReady()) return;
            glassbox.session().pause();
            Experiment experiment = standardExperiment();
            experiment.data = data;
            experiment.features.reset();
            const Dataset made = makeDataset(data, {}, experiment.seed);
            fitOutput(experiment, made.task, made.classCount());
            glassbox.document().reset(experiment);
            window.showPage(QObject::tr("Data"));
            ready = QTest::qWaitFor([&] { return isCurrent(); });
        }
        bool isCurrent() {
            return !glassbox.session().isLoading() && model.look() &&
                   model.look()->data == glassbox.session().dataset() &&
                   glassbox.session().dataset()->spec == glassbox.document().experiment().data;
        }
        SampleTableModel& samples() { return page.samples().samples(); }
        QString cell(Index row, int column) {
            return samples().data(samples().index(samples().placeOf(row), column)).toString();
        }
        DataPage& page = glassbox.data();
        DataModel& model = page.model();
        bool ready = false;
    };

    static Spec table(const QByteArray& text, Options options = {}) {
        static QTemporaryDir folder;
        static int number = 0;
        const QString path = folder.filePath(QStringLiteral("%1.csv").arg(++number));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly)) file.write(text);
        options.set("path", path.toStdString());
        return {"csv", options};
    }

  private Q_SLOTS:
    void init() { QSettings().clear(); }

    void theLabsLinkLeadsHere() {
        Shown s;
        QVERIFY(s.ready);
        s.window.showPage(QObject::tr("Lab"));
        s.glassbox.lab().findChild<QPushButton*>(QStringLiteral("lookAtData"))->click();
        QCOMPARE(s.window.currentPage(), QObject::tr("Data"));
        s.window.showPage(QObject::tr("Lab"));
        QTest::keyClick(&s.window, Qt::Key_5, Qt::AltModifier);
        QTRY_COMPARE(s.window.currentPage(), QObject::tr("Data"));
    }

    void gapsAndOutliersAreMarkedInWords() {
        Shown s(table("a,b,y\n1,5,u\n2,,v\n3,6,u\n2,5,v\n3,400,u\n1,6,v\n2,7,u\n3,5,v\n"));
        QVERIFY(s.ready);
        QCOMPARE(s.samples().rowCount(), 8);
        QCOMPARE(s.cell(1, 3), SampleTableModel::tr("missing"));
        QCOMPARE(s.cell(1, 1), SampleTableModel::tr("left out"));
        QCOMPARE(s.cell(4, 3), QStringLiteral("▲ 400"));
        QCOMPARE(s.cell(0, 3), QStringLiteral("5"));
        const QModelIndex far = s.samples().index(4, 3);
        QVERIFY(far.data(Qt::ToolTipRole).toString().contains(QStringLiteral("far above")));
    }

    void aRowAndItsPointAreOne() {
        Shown s;
        QVERIFY(s.ready);
        ScatterCanvas& canvas = s.page.scatter().canvas();
        const ScatterPoint point = canvas.plot().points.at(7);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, point.at.toPoint());
        QVERIFY(s.model.row());
        const Index row = *s.model.row();
        QCOMPARE(s.samples().rowAt(s.page.samples().table().currentIndex().row()), row);
        s.page.samples().table().setCurrentIndex(s.samples().index(20, 2));
        QCOMPARE(s.model.row(), std::optional<Index>(20));
        QVERIFY(s.page.back());
        QVERIFY(!s.model.row() && !s.page.samples().table().currentIndex().isValid());
        QVERIFY(!s.page.back());
        canvas.clearFocus();
        canvas.setFocus(Qt::TabFocusReason);
        QTest::keyClick(&canvas, Qt::Key_Right);
        QVERIFY(s.model.row());
        QVERIFY(canvas.words(*s.model.row()).contains(QStringLiteral("x1")));
    }

    void sortingKeepsTheChosenRow() {
        Shown s(table("a,y\n5,1.5\n1,2.5\n,3.5\n4,0.5\n2,4.5\n"));
        QVERIFY(s.ready);
        s.model.setRow(3);
        QTableView& view = s.page.samples().table();
        view.sortByColumn(2, Qt::AscendingOrder);
        QStringList order;
        for (int i = 0; i < 5; ++i) order << s.samples().data(s.samples().index(i, 2)).toString();
        QCOMPARE(order, (QStringList{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("4"), QStringLiteral("5"),
                                     SampleTableModel::tr("missing")}));
        QCOMPARE(view.currentIndex().row(), 2);
        QCOMPARE(s.model.row(), std::optional<Index>(3));
        view.sortByColumn(2, Qt::DescendingOrder);
        QCOMPARE(s.samples().rowAt(0), Index{0});
        QCOMPARE(s.samples().rowAt(4), Index{2});
    }

    void itFollowsTheExperiment() {
        Shown s;
        QVERIFY(s.ready);
        const int before = s.samples().rowCount();
        Experiment more = s.glassbox.document().experiment();
        more.data.options.set("points", std::int64_t{60});
        s.glassbox.document().edit(QStringLiteral("Points"), more);
        QTRY_VERIFY(s.isCurrent());
        QCOMPARE(s.samples().rowCount(), 60);
        s.glassbox.document().undoStack()->undo();
        QTRY_VERIFY(s.isCurrent());
        QCOMPARE(s.samples().rowCount(), before);
    }

    void normalisedFeaturesCanBeSeen() {
        Shown s(table("a,b,y\n100,5,u\n200,1,v\n300,6,u\n400,2,v\n"));
        QVERIFY(s.ready);
        QCOMPARE(s.cell(0, 2), QStringLiteral("100"));
        s.model.setAsSeen(true);
        QTRY_VERIFY(s.isCurrent() && s.model.look()->asSeen);
        QVERIFY(std::abs(s.model.look()->column(0).numbers[0]) < 5);
        QCOMPARE(s.page.samples().view().currentIndex(), 1);
    }

    void columnsAndCorrelationsChooseThePair() {
        Shown s(table("a,b,c,y\n1,5,2,u\n2,1,9,v\n3,6,4,u\n4,2,7,v\n5,9,1,u\n"));
        QVERIFY(s.ready);
        QCOMPARE(s.model.horizontal(), Index{0});
        QCOMPARE(s.model.vertical(), Index{1});
        QListView& list = s.page.columns().list();
        list.setCurrentIndex(list.model()->index(2, 0));
        QCOMPARE(s.model.horizontal(), Index{2});
        QCOMPARE(s.page.scatter().horizontal().currentText(), QStringLiteral("c"));
        CorrelationMap& map = s.page.correlation();
        QCOMPARE(map.count(), 4);
        QTest::mouseClick(&map, Qt::LeftButton, {}, map.map().cellRect({0, 1}).center().toPoint());
        QCOMPARE(s.model.horizontal(), Index{1});
        QCOMPARE(s.model.vertical(), Index{0});
        QVERIFY(map.words({0, 1}).contains(QStringLiteral("r = ")));
        const QByteArray points = tableCsv(s.page.scatter().table());
        QVERIFY2(points.startsWith("row,part,b,a,y\n1,training,5,1,u") ||
                     points.startsWith("row,part,b,a,y\n1,validation,5,1,u"),
                 points.left(60).constData());
        QVERIFY(tableCsv(map.table()).startsWith("column,a,b,c,y\na,1,"));
        QCOMPARE(s.page.columns().table().rows(), std::size_t{4});
    }

    void aNoticeShowsWhatItIsAbout() {
        Shown s(table("a,b,y\n1,5,u\n2,5,v\n3,6,u\n2,5,v\n3,400,u\n1,6,v\n2,7,u\n3,-90,v\n"));
        QVERIFY(s.ready);
        const auto& notices = s.model.look()->notices;
        int outliers = -1;
        for (std::size_t i = 0; i < notices.size(); ++i)
            if (notices[i].kind == DataNotice::Kind::Outliers) outliers = static_cast<int>(i);
        QVERIFY(outliers >= 0);
        QListWidget& list = s.page.notices().list();
        QCOMPARE(list.count(), static_cast<int>(notices.size()));
        Q_EMIT list.itemActivated(list.item(outliers));
        QCOMPARE(s.model.row(), std::optional<Index>(4));
        Q_EMIT list.itemActivated(list.item(outliers));
        QCOMPARE(s.model.row(), std::optional<Index>(7));
        QVERIFY(s.model.horizontal() == 1 || s.model.vertical() == 1);
    }

    void classesAndValuesAreSummedUp() {
        Shown s;
        QVERIFY(s.ready);
        QCOMPARE(s.page.target().bars().classCount(), 2);
        QVERIFY(tableCsv(s.page.target().table()).startsWith("class,training,validation\n"));
        Shown sine({"sine"});
        QVERIFY(sine.ready);
        QVERIFY(sine.page.target().values().isVisibleTo(&sine.window));
        QVERIFY(sine.page.target().values().barCount() > 3);
        QCOMPARE(sine.model.vertical(), sine.model.look()->samples.target);
    }

    void aHundredThousandRowsCanBeScrolledAndSorted() {
        QByteArray text = "a,b,y\n";
        for (int i = 0; i < 100'000; ++i)
            text +=
                QByteArray::number(i * 37 % 1000) + ',' + QByteArray::number(i % 11) + ',' + (i % 3 ? "u\n" : "v\n");
        Shown s(table(text));
        QVERIFY(s.ready);
        QCOMPARE(s.samples().rowCount(), 100'000);
        QCOMPARE(s.page.scatter().canvas().plot().points.size(), ScatterLayout::mostPoints);
        QVERIFY(s.page.scatter().canvas().note().contains(QStringLiteral("drawn")));
        s.page.samples().table().sortByColumn(2, Qt::AscendingOrder);
        QCOMPARE(s.samples().data(s.samples().index(0, 2)).toString(), QStringLiteral("0"));
        s.model.setRow(99'999);
        QCOMPARE(s.samples().rowAt(s.page.samples().table().currentIndex().row()), Index{99'999});
    }

    void screenReadersMeetPointsBarsAndPairs() {
        Shown s;
        QVERIFY(s.ready);
        for (QWidget* canvas :
             {static_cast<QWidget*>(&s.page.scatter().canvas()), static_cast<QWidget*>(&s.page.correlation()),
              static_cast<QWidget*>(&s.page.target().bars()), static_cast<QWidget*>(&s.page.columns().picture())}) {
            QAccessibleInterface* about = QAccessible::queryAccessibleInterface(canvas);
            QVERIFY(about && about->childCount() > 0);
            QVERIFY(!about->child(0)->text(QAccessible::Name).isEmpty());
        }
    }

    void panelsKeepTheirSizes() {
        Shown s;
        QVERIFY(s.ready);
        s.model.setAsSeen(true);
        const QByteArray layout = s.page.saveLayout();
        s.model.setAsSeen(false);
        s.page.restoreLayout(layout);
        QVERIFY(s.model.isAsSeen());
        s.page.restoreLayout("nonsense");
        QVERIFY(s.model.isAsSeen());
    }
};

QTEST_MAIN(TestDataPage)
#include "test_data_page.moc"
