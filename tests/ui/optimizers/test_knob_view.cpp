#include "tests/support/test.h"
#include "ui/optimizers/knob_path.h"
#include "ui/optimizers/knob_view.h"
#include "ui/optimizers/knob_words.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/step_curves.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/page_run.h"
#include "ui/shell/theme.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QVBoxLayout>

#include <cmath>

using namespace glassbox;

namespace {

struct Stage {
    ThemeSource theme;
    KeyGuard guard;
    QWidget window;
    KnobView* view;

    explicit Stage(const QSize& size = {1200, 700}, ThemeChoice choice = ThemeChoice::Light) : theme(choice) {
        view = new KnobView(theme, std::make_shared<MathFont>(), &window);
        auto* layout = new QVBoxLayout(&window);
        layout->addWidget(view);
        window.resize(size);
        window.show();
    }
    QString text(const char* name) const { return view->findChild<QLabel*>(QLatin1String(name))->text(); }
    double number(const char* name) const { return text(name).toDouble(); }
    void click(const char* name) const {
        QTest::mouseClick(view->findChild<QPushButton*>(QLatin1String(name)), Qt::LeftButton);
    }
    bool waitForMaps() const {
        return QTest::qWaitFor([this] { return view->difference().has_value(); }, 60000);
    }
};

bool near(double a, double b, double within = 1e-9) {
    return std::abs(a - b) <= within;
}

}  // namespace

class TestKnobView : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void theBestSettingIsBest() {
        Stage stage;
        stage.view->setSetting({2.05, 0.3, 25});
        stage.click("knobBest");
        const double rate = 4.0 / 6;  // (sqrt(25) - 1) / (sqrt(25) + 1)
        QVERIFY(near(stage.view->setting().momentum, rate * rate));
        QVERIFY(near(stage.view->setting().learningRate, 4 / 1.2 / 1.2));
        QVERIFY(near(stage.number("knobFormulaRate"), rate, 1e-3));
        QVERIFY(near(stage.number("knobMeasuredRate"), rate, 0.01));
        QVERIFY(near(stage.number("knobSteps"), std::log(10) / -std::log(rate), 0.1));
        stage.click("knobBestPlain");
        QCOMPARE(stage.view->setting().momentum, 0.0);
        QVERIFY(near(stage.number("knobFormulaRate"), 24.0 / 26, 1e-3));
        QVERIFY(near(stage.number("knobMeasuredRate"), 24.0 / 26, 1e-3));
    }

    void regionsAreNamedAndReasoned() {
        Stage stage;
        stage.view->setSetting({0.3, 0, 10});
        QCOMPARE(stage.text("knobRegion"), QStringLiteral("monotone"));
        QVERIFY(stage.text("knobWhy").contains(QStringLiteral("creeps in from one side")));
        QVERIFY(stage.text("knobWhy").contains(QStringLiteral("flat axis is the slower one")));
        stage.view->setSetting({1.9, 0, 10});
        QCOMPARE(stage.text("knobRegion"), QStringLiteral("oscillating"));
        QVERIFY(stage.text("knobWhy").contains(QStringLiteral("from side to side")));
        stage.view->setSetting({0.3, 0.95, 10});
        QVERIFY(stage.text("knobWhy").contains(QStringLiteral("swings through the minimum")));
        stage.view->setSetting({3.2, 0.5, 10});
        QCOMPARE(stage.text("knobRegion"), QStringLiteral("divergent"));
        QCOMPARE(stage.text("knobSteps"), QStringLiteral("never"));
        QVERIFY(stage.text("knobWhy").contains(QStringLiteral("below 2(1 + μ)/L = 3.00")));
        stage.view->setSetting({1, 0, 1});
        QVERIFY(stage.text("knobWhy").contains(QStringLiteral("lands on the minimum in one step")));
        // A rate of zero would make no steps at all.
        stage.view->setSetting({0, 0.5, 10});
        QVERIFY(stage.view->setting().learningRate > 0);
    }

    void bothMapsAgreeUpToWhatIsStated() {
        Stage stage({900, 600});
        stage.view->setSetting({1, 0.4, 5});
        QVERIFY(stage.waitForMaps());
        const ContourPicture& formula = *stage.view->map(KnobSource::Formula).picture();
        const ContourPicture& running = *stage.view->map(KnobSource::Running).picture();
        double largest = 0;
        for (std::size_t i = 0; i < formula.grid.values.size(); ++i) {
            const double a = formula.grid.values[i], b = running.grid.values[i];
            if (std::isfinite(a) && std::isfinite(b))
                largest = std::max(largest, std::abs(std::pow(10, -1 / a) - std::pow(10, -1 / b)));
        }
        QVERIFY(near(stage.view->difference()->rate, largest, 1e-9));
        QVERIFY(largest < 0.1);
        QVERIFY(stage.view->difference()->onOneSide < 0.01);
        // Another bowl: what is stated of the old one is gone at once.
        stage.view->setSetting({1, 0.4, 50});
        QVERIFY(!stage.view->difference());
        QVERIFY(stage.waitForMaps());
    }

    void thePointIsDraggedOnEitherMapAndByKeys() {
        Stage stage;
        QSignalSpy changed(stage.view, &KnobView::settingChanged);
        stage.view->setSetting({1, 0.5, 10});
        for (const KnobSource source : {KnobSource::Formula, KnobSource::Running}) {
            ContourCanvas& map = stage.view->map(source);
            const KnobSetting before = stage.view->setting();
            const QPoint from = map.frame().place({before.learningRate, before.momentum}).toPoint();
            QTest::mousePress(&map, Qt::LeftButton, {}, from);
            QTest::mouseMove(&map, from + QPoint(20, -5));
            QTest::mouseMove(&map, from + QPoint(40, -10));
            QTest::mouseRelease(&map, Qt::LeftButton, {}, from + QPoint(40, -10));
            QVERIFY(stage.view->setting().learningRate > before.learningRate);
            QVERIFY(stage.view->setting().momentum > before.momentum);
            for (const KnobSource other : {KnobSource::Formula, KnobSource::Running})
                QCOMPARE(*stage.view->map(other).overlay().start,
                         QPointF(stage.view->setting().learningRate, stage.view->setting().momentum));
        }
        ContourCanvas& map = stage.view->map(KnobSource::Formula);
        stage.view->setSetting({1, 0.5, 10});
        const double before = stage.view->setting().learningRate;
        map.setFocus(Qt::TabFocusReason);
        map.focusItem(0);
        QTest::keyClick(&map, Qt::Key_Right);
        QVERIFY(near(stage.view->setting().learningRate, before + 0.042));
        for (int i = 0; i < 200; ++i) QTest::keyClick(&map, Qt::Key_Down);
        QCOMPARE(stage.view->setting().momentum, 0.0);
        QCOMPARE(map.overlay().start->y(), 0.0);
        QVERIFY(changed.size() > 4);
        // Both show the same part of the pad.
        map.setRange({0.5, 1.5, 0.2, 0.6});
        QVERIFY(stage.view->map(KnobSource::Running).range() == map.range());
        stage.view->setSetting({1, 0.4, 30});
        QVERIFY(map.range() == ContourRange({0.5, 1.5, 0.2, 0.6}));
    }

    void theTransportBarPlaysAlongThePath() {
        Stage stage;
        PageRun& run = stage.view->run();
        auto* bowl = stage.view->findChild<ContourCanvas*>(QStringLiteral("knobBowl"));
        auto* curves = stage.view->findChild<StepCurves*>(QStringLiteral("knobCurves"));
        QCOMPARE(run.state(), QStringLiteral("Step 150 of 150"));
        run.rewind();
        QCOMPARE(bowl->overlay().paths[0].points.size(), 1);
        run.step();
        run.farStep();
        QCOMPARE(bowl->overlay().paths[0].points.size(), 12);
        QCOMPARE(curves->step(), 11);
        QCOMPARE(run.values()[0], QStringLiteral("11"));
        QCOMPARE(run.values().size(), run.figures().size());
        Q_EMIT curves->stepChosen(40);
        QCOMPARE(run.values()[0], QStringLiteral("40"));
        // A path that diverges is shorter, and that is said.
        stage.view->setSetting({4.2, 0, 10});
        QVERIFY(stage.view->path().last() < 150);
        QVERIFY(run.state().contains(QStringLiteral("diverges")));
    }

    void whatIsSavedComesBack() {
        Stage stage, other;
        stage.view->setSetting({0.7, 0.3, 42});
        stage.view->run().rewind();
        stage.view->run().farStep();
        other.view->restoreLayout(stage.view->saveLayout());
        QCOMPARE(other.view->setting(), stage.view->setting());
        QCOMPARE(other.view->run().state(), QStringLiteral("Step 10 of 150"));
        const KnobSetting before = other.view->setting();
        for (const QByteArray& wrong : {QByteArray(), QByteArray("{"), QByteArray("{\"knobs\":2,\"condition\":3}")})
            other.view->restoreLayout(wrong);
        QCOMPARE(other.view->setting(), before);
        other.view->restoreLayout("{\"knobs\":1,\"condition\":1e9,\"momentum\":\"x\",\"step\":-4,\"columns\":[0]}");
        QCOMPARE(other.view->setting().condition, 100.0);
        QCOMPARE(other.view->run().values()[0], QStringLiteral("0"));
        other.view->setSetting({NAN, INFINITY, -3});
        QVERIFY(std::isfinite(other.view->setting().learningRate) && other.view->setting().condition == 1);
    }

    void examplesAreNamedWhileTheyAreInForce() {
        Stage stage;
        auto* examples = stage.view->findChild<QComboBox*>(QStringLiteral("knobExamples"));
        QCOMPARE(examples->currentIndex(), -1);
        Q_EMIT examples->activated(1);
        QVERIFY(near(stage.view->setting().learningRate, 1.9));
        QCOMPARE(examples->currentIndex(), 1);
        stage.view->findChild<QSlider*>(QStringLiteral("knobMomentum"))->setValue(100);
        QVERIFY(near(stage.view->setting().momentum, 0.5));
        QVERIFY(near(stage.view->setting().learningRate, 1.9));
        QCOMPARE(examples->currentIndex(), -1);
    }

    void pictures_data() {
        QTest::addColumn<int>("theme");
        QTest::addColumn<QSize>("size");
        for (const QSize& size : {QSize(1200, 700), QSize(1840, 960)}) {
            for (const auto& [name, theme] :
                 {std::pair("light", ThemeChoice::Light), std::pair("dark", ThemeChoice::Dark),
                  std::pair("projector", ThemeChoice::Projector)})
                QTest::addRow("%s-%d", name, size.width()) << int(theme) << size;
        }
    }
    void pictures() {
        QFETCH(int, theme);
        QFETCH(QSize, size);
        Stage stage(size, ThemeChoice(theme));
        QVERIFY(stage.window.minimumSizeHint().width() <= size.width());
        QVERIFY(stage.window.minimumSizeHint().height() <= size.height());
        const QString folder = qEnvironmentVariable("GLASSBOX_GALLERY");
        if (folder.isEmpty()) return;
        QVERIFY(stage.waitForMaps());
        stage.window.grab().save(
            QDir(folder).filePath(QStringLiteral("knobs-%1.png").arg(QLatin1String(QTest::currentDataTag()))));
        stage.view->setSetting({2.05, 0.5, 60});
        QVERIFY(stage.waitForMaps());
        stage.window.grab().save(
            QDir(folder).filePath(QStringLiteral("knobs-wild-%1.png").arg(QLatin1String(QTest::currentDataTag()))));
    }
};

QTEST_MAIN(TestKnobView)
#include "test_knob_view.moc"
