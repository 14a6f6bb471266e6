#include "tests/support/test.h"
#include "tests/ui/plots/contour_samples.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/contour_plot.h"
#include "ui/plots/picture_file.h"
#include "ui/shell/key_guard.h"

#include <QAccessible>
#include <QBuffer>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QSvgGenerator>
#include <QTemporaryDir>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace glassbox;

namespace {

/// A contour plot in a window, with another widget to take the focus from.
struct Stage {
    ThemeSource theme{ThemeChoice::Light};
    KeyGuard guard;
    QWidget window;
    QPushButton* other;
    ContourPlot* plot;
    ContourCanvas* canvas;

    explicit Stage(const QSize& size = {720, 520}) {
        other = new QPushButton(QStringLiteral("other"), &window);
        plot = new ContourPlot(theme, &window);
        canvas = &plot->canvas();
        auto* layout = new QVBoxLayout(&window);
        layout->addWidget(other);
        layout->addWidget(plot, 1);
        window.resize(size);
        window.show();
    }
    bool waitForFine() const {
        return QTest::qWaitFor(
            [this] { return canvas->picture() && canvas->picture()->fine && !canvas->isRefining(); });
    }
    QPoint placeOf(const QPointF& at) const { return canvas->frame().place(at).toPoint(); }
    void wheel(const QPointF& place, int turned) const {
        QWheelEvent event(place, canvas->mapToGlobal(place), {}, {0, turned}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(canvas, &event);
    }
    void drag(const QPoint& from, const QPoint& to) const {
        QTest::mousePress(canvas, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 4; ++i) QTest::mouseMove(canvas, from + (to - from) * i / 4);
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, to);
    }
};

bool near(const QPointF& a, const QPointF& b, double within) {
    return std::hypot(a.x() - b.x(), a.y() - b.y()) <= within;
}

}  // namespace

class TestContourCanvas : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aPictureComesInLinesOnTheirLevels() {
        Stage stage;
        stage.canvas->setSurface(samples::bowl());
        QVERIFY(stage.waitForFine());
        const ContourPicture& picture = *stage.canvas->picture();
        QVERIFY(picture.range == samples::bowl().home);
        QCOMPARE(picture.grid.width, Index(400));
        QVERIFY(picture.polylines.size() >= 6);
        for (std::size_t i = 0; i < picture.polylines.size(); ++i) {
            const double level = picture.levels[static_cast<std::size_t>(picture.lines[i].level)];
            for (const QPointF& p : picture.polylines[i])
                QVERIFY(std::abs(p.x() * p.x() + 2 * p.y() * p.y() - level) < 2e-4);
        }
    }

    void draggingTheStartTellsEveryPlaceAndTheLast() {
        Stage stage;
        stage.canvas->setSurface(samples::beale());
        stage.canvas->setOverlay(samples::race(samples::beale(), stage.theme.theme()));
        QSignalSpy dragged(stage.canvas, &ContourCanvas::startDragged),
            dropped(stage.canvas, &ContourCanvas::startDropped);
        const ContourRange before = stage.canvas->range();
        const QPoint from = stage.placeOf({1.15, 1.6});
        stage.drag(from + QPoint(3, 2), from + QPoint(43, 82));
        QVERIFY(dragged.size() >= 4);
        QCOMPARE(dropped.size(), 1);
        const QPointF at(dropped[0][0].toDouble(), dropped[0][1].toDouble());
        // It keeps its distance from the pointer, and the view stays.
        QVERIFY(near(stage.canvas->frame().place(at), stage.canvas->frame().place({1.15, 1.6}) + QPointF(40, 80), 0.5));
        QVERIFY(stage.canvas->range() == before);
        QCOMPARE(*stage.canvas->overlay().start, at);
        // Not out of the picture.
        stage.drag(stage.placeOf(at), QPoint(-300, 50));
        QVERIFY(stage.canvas->range().contains(*stage.canvas->overlay().start));
    }

    void aStartThatMayNotMoveStays() {
        Stage stage;
        stage.canvas->setSurface(samples::bowl());
        ContourOverlay overlay;
        overlay.start = QPointF(1, 1);
        overlay.startMovable = false;
        stage.canvas->setOverlay(overlay);
        QSignalSpy dragged(stage.canvas, &ContourCanvas::startDragged);
        stage.drag(stage.placeOf({1, 1}), stage.placeOf({2, 1}));
        QCOMPARE(dragged.size(), 0);
        QCOMPARE(*stage.canvas->overlay().start, QPointF(1, 1));
    }

    void draggingEmptyGroundMovesTheViewWithThePointer() {
        Stage stage;
        stage.canvas->setSurface(samples::bowl());
        const QPoint from = stage.placeOf({1.5, 1});
        const QPointF held = stage.canvas->frame().at(from);
        QSignalSpy clicked(stage.canvas, &ContourCanvas::placeClicked);
        stage.drag(from, from + QPoint(-90, 40));
        QVERIFY(near(stage.canvas->frame().place(held), from + QPoint(-90, 40), 1e-6));
        QCOMPARE(clicked.size(), 0);
        QTest::mouseDClick(stage.canvas, Qt::LeftButton, {}, from);
        QVERIFY(stage.canvas->isHome());
        QTest::mouseRelease(stage.canvas, Qt::LeftButton, {}, from);
    }

    void levelsStayWhileTheViewIsMoved() {
        Stage stage;
        stage.canvas->setSurface(samples::beale());
        QVERIFY(stage.waitForFine());
        const auto levels = stage.canvas->picture()->levels;
        stage.drag(stage.placeOf({0, 0}), stage.placeOf({0.4, 0.2}));
        QVERIFY(stage.waitForFine());
        QVERIFY(stage.canvas->picture()->range == stage.canvas->range());
        QCOMPARE(stage.canvas->picture()->levels, levels);
        // Nearer to the minimum the same lines would tell nothing.
        stage.canvas->setRange({2.99, 3.01, 0.49, 0.51});
        QVERIFY(stage.waitForFine());
        QVERIFY(stage.canvas->picture()->levels.size() >= 6);
        QVERIFY(stage.canvas->picture()->levels.back() < levels.front());
    }

    void theWheelZoomsAboutThePointer() {
        Stage stage;
        stage.canvas->setSurface(samples::beale());
        const QPointF place = stage.canvas->frame().plot.topLeft() + QPointF(120, 77);
        const QPointF before = stage.canvas->frame().at(place);
        const double width = stage.canvas->range().width();
        for (const int turned : {120, 120, -360, 40}) {
            stage.wheel(place, turned);
            QVERIFY(near(stage.canvas->frame().place(before), place, 1e-6));
        }
        QVERIFY(stage.canvas->range().width() > width);
        // However far one goes there is a picture.
        for (int i = 0; i < 200; ++i) stage.wheel(place, 240);
        QVERIFY(stage.canvas->range().isValid());
        QVERIFY(stage.waitForFine());
        for (int i = 0; i < 400; ++i) stage.wheel(place, -240);
        QVERIFY(stage.canvas->range().isValid());
        QVERIFY(stage.waitForFine());
    }

    void keysZoomMoveAndWalk() {
        Stage stage;
        stage.canvas->setSurface(samples::bowl());
        ContourOverlay overlay;
        overlay.start = QPointF(1, 1);
        overlay.paths = {{QPolygonF{{1, 1}, {0.5, 0.2}}, Qt::red, QStringLiteral("SGD")},
                         {QPolygonF{{1, 1}, {99, 3}}, Qt::blue, QStringLiteral("Adam")}};
        stage.canvas->setOverlay(overlay);
        QVERIFY(QTest::qWaitForWindowActive(&stage.window));
        stage.other->setFocus(Qt::TabFocusReason);
        QTest::keyClick(stage.other, Qt::Key_Tab);
        QVERIFY(stage.canvas->hasFocus());
        QCOMPARE(stage.canvas->focusedItem(), 0);  // the start
        QSignalSpy dragged(stage.canvas, &ContourCanvas::startDragged),
            dropped(stage.canvas, &ContourCanvas::startDropped), chosen(stage.canvas, &ContourCanvas::pathClicked);
        QTest::keyClick(stage.canvas, Qt::Key_Right);
        QTest::keyClick(stage.canvas, Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(dragged.size(), 2);
        QCOMPARE(dropped.size(), 2);
        QVERIFY(near(*stage.canvas->overlay().start, {1.06, 1.004}, 1e-12));
        QTest::keyClick(stage.canvas, Qt::Key_PageDown);
        QTest::keyClick(stage.canvas, Qt::Key_PageDown);
        QTest::keyClick(stage.canvas, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toInt(), 1);
        QTest::keyClick(stage.canvas, Qt::Key_Escape);
        QCOMPARE(stage.canvas->focusedItem(), -1);
        QTest::keyClick(stage.canvas, Qt::Key_Right);
        QVERIFY(std::abs(stage.canvas->range().xLow - (-2.4)) < 1e-12);
        QCOMPARE(dragged.size(), 2);
        QTest::keyClick(stage.canvas, Qt::Key_0, Qt::ControlModifier);
        QVERIFY(stage.canvas->isHome());
        QTest::keyClick(stage.canvas, Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(stage.canvas->range().width() < 5);
        QTest::keyClick(stage.canvas, Qt::Key_Minus, Qt::ControlModifier);
        QVERIFY(std::abs(stage.canvas->range().width() - 6) < 1e-9);
    }

    void arrowsAreTheWindowsUnlessOneCameByTab() {
        Stage stage;
        stage.canvas->setSurface(samples::bowl());
        const auto takesArrow = [&] {
            QKeyEvent asked(QEvent::ShortcutOverride, Qt::Key_Right, Qt::NoModifier);
            asked.ignore();
            QCoreApplication::sendEvent(stage.canvas, &asked);
            return asked.isAccepted();
        };
        QVERIFY(QTest::qWaitForWindowActive(&stage.window));
        QTest::mouseClick(stage.canvas, Qt::LeftButton, {}, stage.placeOf({1, 1}));
        QVERIFY(stage.canvas->hasFocus());
        QVERIFY(!takesArrow());
        stage.other->setFocus(Qt::TabFocusReason);
        stage.canvas->setFocus(Qt::TabFocusReason);
        QVERIFY(takesArrow());
        QKeyEvent plus(QEvent::ShortcutOverride, Qt::Key_Plus, Qt::NoModifier);
        plus.ignore();
        QCoreApplication::sendEvent(stage.canvas, &plus);
        QVERIFY(!plus.isAccepted());  // plain + is the speed of the run
    }

    void pointingAtPathsAndPlaces() {
        Stage stage;
        stage.canvas->setSurface(samples::bowl());
        ContourOverlay overlay;
        overlay.paths = {{QPolygonF{{2, 1}, {-1, -1}}, Qt::red, QStringLiteral("SGD")}};
        stage.canvas->setOverlay(overlay);
        QSignalSpy hovered(stage.canvas, &ContourCanvas::pathHovered),
            clicked(stage.canvas, &ContourCanvas::pathClicked), place(stage.canvas, &ContourCanvas::placeClicked);
        QTest::mouseMove(stage.canvas, stage.placeOf({-1, -1}) + QPoint(5, 5));
        QTest::mouseClick(stage.canvas, Qt::LeftButton, {}, stage.placeOf({-1, -1}) + QPoint(5, 5));
        QCOMPARE(clicked.size(), 1);
        QVERIFY(hovered.size() >= 1);
        QCOMPARE(hovered[0][0].toInt(), 0);
        QTest::mouseMove(stage.canvas, stage.placeOf({1, -1}));
        QCOMPARE(hovered.back()[0].toInt(), -1);
        QTest::mouseClick(stage.canvas, Qt::LeftButton, {}, stage.placeOf({1, -1}));
        QCOMPARE(place.size(), 1);
        QVERIFY(near({place[0][0].toDouble(), place[0][1].toDouble()}, {1, -1}, 0.01));
        const QStringList words = stage.canvas->wordsAt({1, -1});
        QCOMPARE(words[0], QStringLiteral("f(1.00, −1.00) = 3.000"));
        QCOMPARE(words[1], QStringLiteral("∇f = (2.00, −4.00)"));
    }

    void theGradientWithoutFormulaAgreesWithTheExactOne() {
        ContourSurface with = samples::bowl(), without = with;
        without.gradient = {};
        for (const QPointF& at : {QPointF(1, 2), QPointF(-300, 7), QPointF(1e-3, -1e-5)})
            QVERIFY(near(gradientAt(with, at), gradientAt(without, at), 1e-6));
    }

    void holesAndInfinitiesAreSaid() {
        Stage stage;
        stage.canvas->setSurface(samples::holed());
        QVERIFY(stage.waitForFine());
        const ContourPicture& picture = *stage.canvas->picture();
        QVERIFY(picture.hasHoles && picture.hasPlusInfinity && !picture.hasMinusInfinity);
        QVERIFY(stage.canvas->accessibleDescription().contains(QStringLiteral("not defined")));
        QCOMPARE(stage.canvas->wordsAt({-2, 0}), QStringList(QStringLiteral("f(−2.00, 0) is not defined")));
        QVERIFY(stage.canvas->wordsAt({0, 2})[0].endsWith(QStringLiteral("= ∞")));
        stage.canvas->setRange({-3, -2, 0, 1});
        QVERIFY(stage.waitForFine());
        QVERIFY(stage.canvas->picture()->isBare());
        QVERIFY(stage.canvas->accessibleDescription().contains(QStringLiteral("no finite value")));
        stage.canvas->grab();
        ContourSurface flat = samples::bowl();
        flat.function = [](double, double) { return 4.0; };
        flat.gradient = {};
        stage.canvas->setSurface(flat);
        QVERIFY(stage.waitForFine());
        QVERIFY(stage.canvas->picture()->lines.empty());
        QCOMPARE(stage.canvas->wordsAt({0, 0}).back(), QStringLiteral("flat"));
        stage.canvas->grab();
    }

    void aSlowFunctionIsLeftWhenTheViewMovesOn() {
        Stage stage;
        const auto calls = std::make_shared<std::atomic<int>>(0);
        ContourSurface slow = samples::bowl();
        slow.function = [calls](double x, double y) {
            QThread::usleep(20);
            ++*calls;
            return x + y;
        };
        stage.canvas->setSurface(slow);
        // A coarse picture comes long before the fine one could.
        QVERIFY(QTest::qWaitFor([&] { return stage.canvas->picture() != nullptr; }, 20000));
        QVERIFY(!stage.canvas->picture()->fine);
        QVERIFY(stage.canvas->isRefining());
        stage.canvas->setSurface(samples::bowl());
        QVERIFY(stage.waitForFine());
        QVERIFY(stage.canvas->picture()->greatest > 10);  // of the new surface
        QVERIFY(*calls < 100000);
    }

    void controlsOfThePlot() {
        Stage stage;
        auto* spacing = stage.plot->findChild<QComboBox*>(QStringLiteral("contourSpacing"));
        auto* home = stage.plot->findChild<QPushButton*>(QStringLiteral("contourHome"));
        QVERIFY(!spacing->isEnabled());
        stage.canvas->setSurface(samples::bowl());
        QVERIFY(stage.waitForFine());
        QVERIFY(spacing->isEnabled() && !home->isEnabled());
        const auto logarithmic = stage.canvas->picture()->levels;
        stage.plot->setSpacing(LevelSpacing::Linear);
        QVERIFY(stage.waitForFine());
        const auto linear = stage.canvas->picture()->levels;
        QVERIFY(linear != logarithmic);
        QVERIFY(std::abs((linear[2] - linear[1]) - (linear[1] - linear[0])) < 1e-9);
        QTest::mouseClick(stage.plot->findChild<QPushButton*>(QStringLiteral("contourZoomIn")), Qt::LeftButton);
        QVERIFY(stage.canvas->range().width() < 5);
        QVERIFY(home->isEnabled());
        QTest::mouseClick(home, Qt::LeftButton);
        QVERIFY(stage.canvas->isHome());
        stage.plot->setFieldShown(true);
        QVERIFY(stage.waitForFine());
        const auto& field = stage.canvas->picture()->field;
        QVERIFY(field.size() > 60);
        for (const FieldArrow& arrow : field) QCOMPARE(arrow.gradient, QPointF(2 * arrow.at.x(), 4 * arrow.at.y()));
    }

    void levelsWordsAndCurvesCanBeGiven() {
        Stage stage;
        ContourSurface surface = samples::bowl();
        surface.levels = {1, 2, 40};
        surface.words = [](double x, double y) { return QStringList{QStringLiteral("at %1, %2").arg(x).arg(y)}; };
        stage.canvas->setSurface(surface);
        ContourOverlay overlay;
        overlay.curves = {{QPolygonF{{-3, -2}, {3, 2}}, Qt::magenta, 3}};
        overlay.notes = {{{1, 0}, QStringLiteral("inside")}, {{99, 0}, QStringLiteral("elsewhere")}};
        stage.canvas->setOverlay(overlay);
        QVERIFY(stage.waitForFine());
        QCOMPARE(stage.canvas->picture()->levels, surface.levels);
        stage.plot->setSpacing(LevelSpacing::Linear);
        stage.canvas->setRange({-0.1, 0.1, -0.1, 0.1});
        QVERIFY(stage.waitForFine());
        QCOMPARE(stage.canvas->picture()->levels, surface.levels);
        QCOMPARE(stage.canvas->wordsAt({1, 2}), QStringList{QStringLiteral("at 1, 2")});
        stage.canvas->showHome();
        QVERIFY(stage.waitForFine());
        const QImage image = stage.canvas->grab().toImage();
        QCOMPARE(image.pixelColor(stage.placeOf({-1.5, -1})), QColor(Qt::magenta));
        // Curves are nothing to be pointed at, and have no head.
        for (const ContourItem& item : stage.canvas->items()) QCOMPARE(item.kind, ContourItem::Kind::Star);
    }

    void screenReadersMeetEverything() {
        Stage stage;
        stage.canvas->setSurface(samples::beale());
        stage.canvas->setOverlay(samples::race(samples::beale(), stage.theme.theme()));
        QAccessibleInterface* canvas = QAccessible::queryAccessibleInterface(stage.canvas);
        QVERIFY(canvas);
        QCOMPARE(canvas->text(QAccessible::Name), QStringLiteral("Contour plot: Beale"));
        QStringList names;
        for (int i = 0; i < canvas->childCount(); ++i) names << canvas->child(i)->text(QAccessible::Name);
        QCOMPARE(names.mid(0, 3),
                 QStringList({QStringLiteral("start"), QStringLiteral("SGD"), QStringLiteral("Momentum")}));
        QVERIFY(names.contains(QStringLiteral("minimum")));
        QVERIFY(canvas->child(2)->state().selected);
        QVERIFY(canvas->child(1)->text(QAccessible::Description).contains(QStringLiteral("step 400")));
    }

    void exportsAreLinesAndText() {
        Stage stage;
        stage.canvas->setSurface(samples::beale());
        stage.canvas->setOverlay(samples::race(samples::beale(), stage.theme.theme()));
        QVERIFY(stage.waitForFine());
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(stage.canvas->size());
        QPainter painter(&generator);
        stage.canvas->render(&painter, {}, {}, QWidget::DrawChildren);
        painter.end();
        const QByteArray svg = buffer.data();
        QCOMPARE(svg.count("<image"), 1);  // the bands
        QVERIFY(svg.count("<polyline") >= static_cast<qsizetype>(stage.canvas->picture()->polylines.size()));
        QVERIFY(svg.contains(">start<"));
    }

    void timing() {
        const ContourSurface surface = samples::beale();
        ContourRequest request;
        request.range = surface.home;
        request.pixels = {1040, 530};
        const Theme theme = Theme::light();
        QBENCHMARK {
            const auto picture = makeContourPicture(surface, request, 1, [] { return false; });
            QVERIFY(!dressed(*picture, theme, {1040, 530}).image.isNull());
        }
    }

    void timingOfPainting() {
        Stage stage({980, 520});
        stage.canvas->setSurface(samples::beale());
        QVERIFY(stage.waitForFine());
        QImage image(stage.canvas->size(), QImage::Format_ARGB32_Premultiplied);
        ContourOverlay overlay;
        overlay.start = QPointF(1.15, 1.6);
        for (int i = 0; i < 10; ++i)
            overlay.paths.push_back(samples::descent(samples::beale(), *overlay.start, 0.0002 * (i + 1), 0.09 * i,
                                                     Qt::red, QStringLiteral("more"), 1000));
        QBENCHMARK {
            stage.canvas->setOverlay(overlay);
            stage.canvas->render(&image);
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
        stage.other->hide();
        const QString folder = qEnvironmentVariable("GLASSBOX_GALLERY");
        const auto save = [&](const char* name) {
            QVERIFY(stage.waitForFine());
            const QPixmap picture = stage.window.grab();
            if (!folder.isEmpty())
                picture.save(
                    QDir(folder).filePath(QStringLiteral("contour-%1-%2.png")
                                              .arg(QLatin1String(name), QLatin1String(QTest::currentDataTag()))));
        };
        save0(stage, save);
    }

    void tiles() {
        ThemeSource theme(ThemeChoice::Light);
        QWidget window;
        auto* row = new QHBoxLayout(&window);
        std::vector<ContourCanvas*> tiles;
        for (const char* kind : {"bowl", "beale", "rosenbrock", "himmelblau", "saddle", "rastrigin"}) {
            auto* tile = new ContourCanvas(theme, &window);
            tile->setAxesShown(false);
            tile->setLegendShown(false);
            tile->setFixedSize(80, 58);
            tile->setSurface(samples::builtIn(kind));
            row->addWidget(tile);
            tiles.push_back(tile);
        }
        window.show();
        for (const ContourCanvas* tile : tiles) {
            QVERIFY(QTest::qWaitFor([&] { return tile->picture() && tile->picture()->fine; }));
            QCOMPARE(tile->frame().plot, QRectF(0, 0, 80, 58));
        }
        const QString folder = qEnvironmentVariable("GLASSBOX_GALLERY");
        if (!folder.isEmpty()) window.grab().save(QDir(folder).filePath(QStringLiteral("contour-tiles.png")));
    }

  private:
    template <typename Save>
    static void save0(Stage& stage, const Save& save) {
        stage.canvas->setSurface(samples::beale());
        stage.canvas->setOverlay(samples::race(samples::beale(), stage.theme.theme()));
        QTest::mouseMove(stage.canvas, stage.placeOf({2, 0.1}));
        save("race");
        stage.plot->setFieldShown(true);
        stage.plot->setSpacing(LevelSpacing::EqualArea);
        save("field");
        stage.canvas->setOverlay({});
        stage.plot->setFieldShown(false);
        stage.plot->setSpacing(LevelSpacing::Linear);
        stage.canvas->setSurface(samples::holed());
        save("holes");
        stage.plot->setSpacing(LevelSpacing::Logarithmic);
        stage.canvas->setSurface(samples::formula(QStringLiteral("sqrt(x)/y")));
        save("formula");
        for (const char* kind : {"rosenbrock", "bowl", "rastrigin", "ackley", "saddle"}) {
            stage.canvas->setSurface(samples::builtIn(kind));
            stage.canvas->setOverlay(samples::sixRacers(*makeTestSurface({kind}), stage.theme.theme()));
            save(kind);
        }
    }
};

QTEST_MAIN(TestContourCanvas)
#include "test_contour_canvas.moc"
