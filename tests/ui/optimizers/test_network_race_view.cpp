#include "tests/support/test.h"
#include "ui/models/experiment_document.h"
#include "ui/models/network_race_model.h"
#include "ui/optimizers/network_race_view.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/page_run.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>

using namespace glassbox;

namespace {

Experiment spiral() {
    Experiment experiment = standardExperiment();
    experiment.data = {"spiral", {{"points", std::int64_t{500}}, {"validation", 0.3}}};
    return experiment;
}

/// The view in a window, on a document of its own.
struct Stage {
    ThemeSource theme;
    KeyGuard guard;
    TrainingSession session{1};
    ExperimentDocument document{session};
    NetworkRaceView* view;

    explicit Stage(const Experiment& experiment = spiral(), const QSize& size = {1200, 700},
                   ThemeChoice choice = ThemeChoice::Light)
        : theme(choice) {
        document.reset(experiment);
        view = new NetworkRaceView(document, theme);
        view->setAttribute(Qt::WA_StyledBackground);
        view->resize(size);
    }
    ~Stage() { delete view; }
    NetworkRaceModel& model() { return view->model(); }
    void show() {
        view->show();
        QTest::qWait(0);
    }
    bool isDone() {
        return QTest::qWaitFor(
            [this] {
                return model().race() && model().phase() == NetworkRaceModel::Phase::Idle &&
                       !model().landscapes().empty() && model().landscapes().back()->landscape.isFinished &&
                       model().interpolation() && model().pictures();
            },
            60000);
    }
    template <typename Widget = QWidget>
    Widget* find(const char* name) {
        return view->findChild<Widget*>(QLatin1String(name));
    }
};

void save(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("GLASSBOX_PICTURES");
    if (folder.isEmpty()) return;
    QTest::qWait(300);
    QImage image(widget.size(), QImage::Format_RGB32);
    image.fill(widget.palette().color(QPalette::Window));
    widget.render(&image);
    image.save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

}  // namespace

class TestNetworkRaceView : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    /// Into the folder that GLASSBOX_PICTURES names, to be looked at.
    void pictures_data() {
        QTest::addColumn<RaceComparison>("comparison");
        QTest::addColumn<ThemeChoice>("theme");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("line");
        const QSize small(1200, 700), large(1840, 960);
        QTest::newRow("optimizers-light") << RaceComparison::Optimizers << ThemeChoice::Light << small << false;
        QTest::newRow("optimizers-dark") << RaceComparison::Optimizers << ThemeChoice::Dark << large << false;
        QTest::newRow("optimizers-large") << RaceComparison::Optimizers << ThemeChoice::Light << large << true;
        QTest::newRow("rates") << RaceComparison::LearningRates << ThemeChoice::Light << small << false;
        QTest::newRow("batches") << RaceComparison::BatchSizes << ThemeChoice::Dark << small << true;
        QTest::newRow("schedules") << RaceComparison::Schedules << ThemeChoice::Projector << large << false;
        QTest::newRow("inputs") << RaceComparison::Inputs << ThemeChoice::Light << small << false;
    }

    void pictures() {
        if (qEnvironmentVariable("GLASSBOX_PICTURES").isEmpty()) QSKIP("GLASSBOX_PICTURES names no folder");
        QFETCH(RaceComparison, comparison);
        QFETCH(ThemeChoice, theme);
        QFETCH(QSize, size);
        QFETCH(bool, line);
        Stage stage(spiral(), size, theme);
        stage.model().setComparison(comparison);
        stage.show();
        QVERIFY(stage.isDone());
        stage.find<QTabBar>("networkSaysTabs")->setCurrentIndex(line ? 1 : 0);
        if (comparison == RaceComparison::Schedules) stage.find<QTabBar>("networkCurvesTabs")->setCurrentIndex(2);
        save(*stage.view, QString::fromLatin1(QTest::currentDataTag()));
    }
};

QTEST_MAIN(TestNetworkRaceView)
#include "test_network_race_view.moc"
