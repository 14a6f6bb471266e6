#include "tests/support/test.h"
#include "tests/ui/plots/contour_samples.h"
#include "ui/plots/surface_canvas.h"
#include "ui/shell/key_guard.h"

#include <QAccessible>
#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace glassbox;

namespace {

struct Stage {
    ThemeSource theme{ThemeChoice::Light};
    KeyGuard guard;
    QWidget window;
    SurfaceCanvas* canvas;

    explicit Stage(const QSize& size = {720, 520}) {
        canvas = new SurfaceCanvas(theme, &window);
        auto* layout = new QVBoxLayout(&window);
        layout->addWidget(canvas);
        window.resize(size);
        window.show();
    }
    bool waitForFine() const {
        return QTest::qWaitFor([this] { return !canvas->relief().isEmpty() && !canvas->isRefining(); });
    }
    QImage image() const {
        QImage picture(canvas->size(), QImage::Format_RGB32);
        picture.fill(theme.theme().panel);
        canvas->render(&picture);
        return picture;
    }
    ContourItem item(ContourItem::Kind kind) const {
        for (const ContourItem& one : canvas->items())
            if (one.kind == kind) return one;
        return {};
    }
};

}  // namespace

class TestSurfaceCanvas : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void heightsFollowTheValues() {
        Stage stage;
        stage.canvas->setSpacing(LevelSpacing::Linear);
        stage.canvas->setSurface(samples::bowl());
        QVERIFY(stage.waitForFine());
        const SurfaceRelief& relief = stage.canvas->relief();
        QVERIFY(relief.range == samples::bowl().home);
        const double top = samples::bowl().function(3, 2);
        for (const QPointF& at : {QPointF(1, 1), QPointF(-2.5, 0.3), QPointF(0, -1.9)})
            QVERIFY(std::abs(relief.heightAt(at) - samples::bowl().function(at.x(), at.y()) / top) < 2e-3);
        QVERIFY(std::isnan(relief.heightAt({3.1, 0})));
        // Logarithmic: the same order, the valley wider.
        stage.canvas->setSpacing(LevelSpacing::Logarithmic);
        QVERIFY(stage.waitForFine());
        QVERIFY(stage.canvas->relief().heightAt({0.5, 0}) > 3 * 0.25 / top);
        QVERIFY(stage.canvas->relief().heightAt({0.5, 0}) < stage.canvas->relief().heightAt({0.6, 0}));
    }

    void placesWithoutAValueAreLeftOutAndPolesAreCut() {
        Stage stage;
        stage.canvas->setSpacing(LevelSpacing::Linear);
        stage.canvas->setSurface(samples::formula(QStringLiteral("sqrt(x)/y")));
        QVERIFY(stage.waitForFine());
        const SurfaceRelief& relief = stage.canvas->relief();
        QVERIFY(std::isnan(relief.heightAt({-2, 1})));
        QVERIFY(relief.cut);
        QVERIFY(relief.scale.high < 60);
        QVERIFY(stage.canvas->accessibleDescription().contains(QStringLiteral("cut at")));
        QVERIFY(stage.canvas->accessibleDescription().contains(QStringLiteral("left out")));
        stage.canvas->setSurface(samples::formula(QStringLiteral("ln(-1 - x^2)")));
        QVERIFY(QTest::qWaitFor([&] { return !stage.canvas->isRefining(); }));
        QVERIFY(stage.canvas->accessibleDescription().contains(QStringLiteral("no finite value")));
        stage.image();
        stage.canvas->setSurface({});
        QVERIFY(!stage.canvas->accessibleDescription().isEmpty());
        stage.image();
    }

    void whatLiesBehindAWallIsTold() {
        Stage stage;
        ContourSurface ridge;
        ridge.function = [](double, double y) { return std::exp(-8 * y * y); };
        ridge.home = {-2, 2, -2, 2};
        stage.canvas->setSpacing(LevelSpacing::Linear);
        stage.canvas->setSurface(ridge);
        ContourOverlay overlay;
        overlay.startName = QStringLiteral("here");
        overlay.start = QPointF(0, 0.9);
        stage.canvas->setOverlay(overlay);
        stage.canvas->setPose({0, 12, 1});
        QVERIFY(stage.waitForFine());
        stage.image();
        QVERIFY(!stage.item(ContourItem::Kind::Start).inside);
        // From the other side it is in front.
        stage.canvas->setPose({180, 12, 1});
        stage.image();
        QVERIFY(stage.item(ContourItem::Kind::Start).inside);
    }

    void mouseAndKeysTurnTiltAndZoom() {
        Stage stage;
        stage.canvas->setSurface(samples::bowl());
        QVERIFY(stage.waitForFine());
        QSignalSpy changed(stage.canvas, &SurfaceCanvas::poseChanged);
        const SurfacePose home;
        QTest::mousePress(stage.canvas, Qt::LeftButton, {}, {200, 200});
        QTest::mouseMove(stage.canvas, {240, 200});
        QTest::mouseMove(stage.canvas, {280, 220});
        QTest::mouseRelease(stage.canvas, Qt::LeftButton, {}, {280, 220});
        QVERIFY(stage.canvas->pose().turn > home.turn && stage.canvas->pose().tilt > home.tilt);
        QVERIFY(changed.size() >= 1);
        QTest::mouseDClick(stage.canvas, Qt::LeftButton, {}, {60, 60});
        QCOMPARE(stage.canvas->pose(), home);
        QTest::keyClick(stage.canvas, Qt::Key_Right);
        QTest::keyClick(stage.canvas, Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(stage.canvas->pose(), (SurfacePose{home.turn + 5, home.tilt + 1, 1}));
        for (int i = 0; i < 60; ++i) QTest::keyClick(stage.canvas, Qt::Key_Up);
        QCOMPARE(stage.canvas->pose().tilt, 90.0);
        stage.image();
        QTest::keyClick(stage.canvas, Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(stage.canvas->pose().zoom > 1);
        QTest::keyClick(stage.canvas, Qt::Key_0, Qt::ControlModifier);
        QWheelEvent wheel({300, 200}, {300, 200}, {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(stage.canvas, &wheel);
        QVERIFY(stage.canvas->pose().zoom > 1.2);
        stage.canvas->setPose({NAN, 900, -3});
        QCOMPARE(stage.canvas->pose(), (SurfacePose{home.turn, 90, 0.5}));
    }

    void nothingIsComputedWhileNobodyLooks() {
        Stage stage;
        stage.window.hide();
        std::atomic<int> calls = 0;
        ContourSurface counting = samples::bowl();
        counting.function = [&calls](double x, double y) { return ++calls, x * x + y * y; };
        stage.canvas->setSurface(counting);
        stage.canvas->setRange({-1, 1, -1, 1});
        QVERIFY(!stage.canvas->isRefining());
        QCOMPARE(calls.load(), 0);
        stage.window.show();
        QVERIFY(stage.waitForFine());
        QVERIFY(stage.canvas->relief().range == ContourRange({-1, 1, -1, 1}));
        stage.canvas->setSurface({});
    }

    void headsCanBeChosenAndAreSaid() {
        Stage stage;
        stage.canvas->setSurface(samples::beale());
        stage.canvas->setOverlay(samples::race(samples::beale(), stage.theme.theme()));
        QVERIFY(stage.waitForFine());
        stage.image();
        QSignalSpy clicked(stage.canvas, &SurfaceCanvas::pathClicked);
        const ContourItem head = stage.item(ContourItem::Kind::Head);
        QTest::mouseClick(stage.canvas, Qt::LeftButton, {}, head.place.toPoint());
        QCOMPARE(clicked.size(), 1);
        QAccessibleInterface* canvas = QAccessible::queryAccessibleInterface(stage.canvas);
        QVERIFY(canvas);
        QCOMPARE(canvas->text(QAccessible::Name), QStringLiteral("Surface in space: Beale"));
        QCOMPARE(canvas->child(0)->text(QAccessible::Name), QStringLiteral("start"));
        QVERIFY(canvas->childCount() >= 4);
        QTest::keyClick(stage.canvas, Qt::Key_PageDown);
        QTest::keyClick(stage.canvas, Qt::Key_PageDown);
        QTest::keyClick(stage.canvas, Qt::Key_Return);
        QCOMPARE(clicked.size(), 2);
    }

    void timingOfTurning() {
        Stage stage({980, 520});
        stage.canvas->setSurface(samples::beale());
        ContourOverlay overlay;
        overlay.start = QPointF(1.15, 1.6);
        for (int i = 0; i < 6; ++i)
            overlay.paths.push_back(samples::descent(samples::beale(), *overlay.start, 0.0002 * (i + 1), 0.09 * i,
                                                     Qt::red, QStringLiteral("more"), 400));
        stage.canvas->setOverlay(overlay);
        QVERIFY(stage.waitForFine());
        QImage picture(stage.canvas->size(), QImage::Format_ARGB32_Premultiplied);
        double turn = 0;
        QBENCHMARK {
            stage.canvas->setPose({turn += 1, 32, 1});
            stage.canvas->render(&picture);
        }
    }

    void pictures_data() {
        QTest::addColumn<int>("theme");
        QTest::addColumn<QSize>("size");
        for (const QSize& size : {QSize(980, 520), QSize(640, 300)}) {
            for (const auto& [name, theme] :
                 {std::pair("light", ThemeChoice::Light), std::pair("dark", ThemeChoice::Dark),
                  std::pair("projector", ThemeChoice::Projector)})
                QTest::addRow("%s-%d", name, size.width()) << int(theme) << size;
        }
    }
    void pictures() {
        QFETCH(int, theme);
        QFETCH(QSize, size);
        Stage stage(size);
        stage.theme.setChoice(ThemeChoice(theme));
        const QString folder = qEnvironmentVariable("GLASSBOX_GALLERY");
        for (const char* kind : {"beale", "rosenbrock", "rastrigin", "saddle", "formula"}) {
            if (qstrcmp(kind, "formula") == 0) {
                stage.canvas->setOverlay({});
                stage.canvas->setSurface(samples::formula(QStringLiteral("sqrt(x)/y")));
            } else {
                stage.canvas->setSurface(samples::builtIn(kind));
                stage.canvas->setOverlay(samples::sixRacers(*makeTestSurface({kind}), stage.theme.theme()));
            }
            QVERIFY(stage.waitForFine());
            if (folder.isEmpty()) {
                QVERIFY(!stage.image().isNull());
                break;
            }
            QTest::qWait(200);  // for the fine picture
            stage.window.grab().save(QDir(folder).filePath(
                QStringLiteral("surface-%1-%2.png").arg(QLatin1String(kind), QLatin1String(QTest::currentDataTag()))));
        }
    }
};

QTEST_MAIN(TestSurfaceCanvas)
#include "test_surface_canvas.moc"
