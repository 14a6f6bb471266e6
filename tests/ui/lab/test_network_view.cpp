#include "tests/ui/lab/network_window.h"

#include <QAccessible>
#include <QLabel>
#include <QSignalSpy>
#include <QUndoStack>

#include <limits>

using namespace glassbox;

/// The network on screen: what is shown belongs to the snapshot, and every part answers to the pointer.
class TestNetworkView : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void beforeTheFirstSnapshotItSaysSo();
    void theNumberOfParametersIsShown();
    void unitsShowTheirOutput();
    void linksShowTheSignOfTheirWeight();
    void hoveringAUnitPreviewsItAndClickingKeepsIt();
    void emptySpaceAndEscapeGoOneLevelBack();
    void aLinkUnderThePointerTellsItsWeight();
    void aHeadSelectsItsLayer();
    void wideLayersAreScrolledByTheWheel();
    void tablesShowTheValueOnASample();
    void notANumberIsHatched();
    void snapshotsThatDoNotFitTheDocumentAreDrawnAllTheSame();
    void aNetworkThatWasRefusedIsDrawnAsTheDocumentHasIt();
    void onlyTheStrongestOfVeryManyLinksAreDrawn();
    void screenReadersHearEveryItem();
};

namespace {

using Window = NetworkWindow;

constexpr auto head = NetworkItemKind::Head;
constexpr auto unit = NetworkItemKind::Unit;
constexpr auto plus = NetworkItemKind::Plus;

bool isBlue(const QColor& color) {
    return color.blue() > color.red() + 20;
}

bool isOrange(const QColor& color) {
    return color.red() > color.blue() + 20;
}

}  // namespace

void TestNetworkView::initTestCase() {
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
}

void TestNetworkView::beforeTheFirstSnapshotItSaysSo() {
    Window w;
    w.view.setSnapshot(nullptr);
    QVERIFY(!w.canvas->grab().isNull());
    QVERIFY(w.view.findChild<QLabel*>(QStringLiteral("parameterCount"))->isHidden());
    QTest::mouseClick(w.canvas, Qt::LeftButton, {}, {200, 200});
    QTest::keyClick(w.canvas, Qt::Key_Right);
    QTest::keyClick(w.canvas, Qt::Key_Delete);
    QCOMPARE(w.network().size(), standardExperiment().network.size());
}

void TestNetworkView::theNumberOfParametersIsShown() {
    Window w;
    w.show(snapshotOf(standardExperiment()));
    const auto* chip = w.view.findChild<QLabel*>(QStringLiteral("parameterCount"));
    QVERIFY(!chip->isHidden());
    QCOMPARE(chip->text(), QStringLiteral("85 parameters"));  // 3 * 8 + 9 * 6 + 7
}

void TestNetworkView::unitsShowTheirOutput() {
    Window w;
    w.show(snapshotOf(standardExperiment()));
    // The inputs themselves: x1 is negative on the left, x2 is negative below.
    const QRectF x1 = w.canvas->scene().layout.rect({unit, 0, 0});
    const QRectF x2 = w.canvas->scene().layout.rect({unit, 0, 1});
    QVERIFY(isOrange(w.pixel({x1.left() + 4, x1.center().y()})));
    QVERIFY(isBlue(w.pixel({x1.right() - 4, x1.center().y()})));
    QVERIFY(isOrange(w.pixel({x2.center().x(), x2.bottom() - 4})));
    QVERIFY(isBlue(w.pixel({x2.center().x(), x2.top() + 4})));
    QCOMPARE(NetworkTiles::kindOf(w.canvas->scene(), 1), NetworkTiles::Kind::Picture);
    QCOMPARE(NetworkTiles::rangeOf(w.canvas->scene(), 1, 0), (ValueRange{-1, 1}));
    QCOMPARE(NetworkTiles::rangeOf(w.canvas->scene(), 3, 0), (ValueRange{0, 1}));
}

void TestNetworkView::linksShowTheSignOfTheirWeight() {
    Window w;
    const auto snapshot = snapshotOf(standardExperiment());
    // Into the output: all weights at zero but those from units 1 and 6.
    const auto& place = snapshot->network->places[4];
    QCOMPARE(place.name, std::string("2.weight"));
    for (Index i = 0; i < 6; ++i)
        snapshot->parameters[static_cast<std::size_t>(place.offset + i * place.info.strides[1])] = i == 0   ? 2.0F
                                                                                                   : i == 5 ? -2.0F
                                                                                                            : 0.0F;
    w.show(snapshot);
    // Along the middle of both curves, which the raster draws.
    int blue = 0;
    int orange = 0;
    int all = 0;
    const QImage image = w.canvas->grab().toImage();
    const QRectF first = w.canvas->scene().layout.rect({unit, 2, 0});
    const QRectF last = w.canvas->scene().layout.rect({unit, 2, 5});
    const QRectF to = w.canvas->scene().layout.rect({unit, 3, 0});
    const LinkCourse course(first.right(), to.left());
    for (double x = first.right() + 2; x < to.left() - 2; x += 1, ++all) {
        const auto at = [&](const QRectF& from) {
            const double y = from.center().y() + (to.center().y() - from.center().y()) * course.rise(x);
            return image.pixelColor((QPointF(x, y) * image.devicePixelRatio()).toPoint());
        };
        blue += isBlue(at(first)) ? 1 : 0;
        orange += isOrange(at(last)) ? 1 : 0;
    }
    QVERIFY2(blue > all * 9 / 10, "a positive weight is blue");
    QVERIFY2(orange > all / 2, "a negative weight is orange");
    QVERIFY2(orange < all * 9 / 10, "a negative weight is dashed");
}

void TestNetworkView::hoveringAUnitPreviewsItAndClickingKeepsIt() {
    Window w;
    w.show(snapshotOf(standardExperiment()));
    w.hover(w.at({unit, 1, 2}));
    QCOMPARE(w.selection.hoveredUnit(), (UnitRef{0, 2}));
    QVERIFY(!w.selection.unit());
    w.click({unit, 1, 2});
    QCOMPARE(w.selection.unit(), (UnitRef{0, 2}));
    w.hover(w.at({unit, 0, 1}));
    QCOMPARE(w.selection.shownUnit(), (UnitRef{-1, 1}));
    w.hover({3, 300});
    QCOMPARE(w.selection.shownUnit(), (UnitRef{0, 2}));
    w.click({unit, 1, 2});
    QVERIFY(!w.selection.unit());  // a second click lets go
}

void TestNetworkView::emptySpaceAndEscapeGoOneLevelBack() {
    Window w;
    w.show(snapshotOf(standardExperiment()));
    w.click({head, 2, 0});
    w.click({unit, 1, 2});
    QTest::mouseClick(w.canvas, Qt::LeftButton, {}, {3, 300});
    QVERIFY(!w.selection.unit());
    QCOMPARE(w.selection.layer(), Index(1));
    QTest::keyClick(w.canvas, Qt::Key_Escape);
    QVERIFY(!w.selection.layer());
}

void TestNetworkView::aLinkUnderThePointerTellsItsWeight() {
    Window w;
    const auto snapshot = snapshotOf(standardExperiment());
    w.show(snapshot);
    const NetworkScene& scene = w.canvas->scene();
    const NetworkLink link{3, 5, 0};
    const QPointF middle = NetworkLinks::middle(scene, link);
    for (const QPointF off : {QPointF(0, 0), QPointF(0, 3), QPointF(-3, 0)})
        QCOMPARE(NetworkLinks::linkAt(scene, middle + off), link);
    const auto& place = snapshot->network->places[4];
    auto changed = std::make_shared<Snapshot>(*snapshot);
    changed->parameters[static_cast<std::size_t>(place.offset + 5 * place.info.strides[1])] = -0.482F;
    w.show(changed);
    QCOMPARE(NetworkLinks::weight(scene, link), -0.482F);
    QCOMPARE(linkWords(scene, link), QStringLiteral("w = −0.482 (layer 3, unit 1 ← unit 6)"));
    w.hover(middle);
    QCOMPARE(scene.hoveredLink, link);
    QVERIFY(!w.canvas->grab().isNull());
}

void TestNetworkView::aHeadSelectsItsLayer() {
    Window w;
    w.show(snapshotOf(standardExperiment()));
    QVERIFY(!w.button("addUnitButton")->isVisible());
    w.click({head, 2, 0});
    QCOMPARE(w.selection.layer(), Index(1));
    QVERIFY(w.button("addUnitButton")->isVisible());
    w.click({head, 0, 0});  // the input is no layer
    QCOMPARE(w.selection.layer(), Index(1));
}

void TestNetworkView::wideLayersAreScrolledByTheWheel() {
    const Experiment wide = experimentWith({200});
    Window w(wide);
    w.show(snapshotOf(wide));
    const NetworkColumn& column = w.canvas->scene().place(1);
    QCOMPARE(column.firstUnit, Index(0));
    const QPointF at = column.tiles.front().center();
    const auto turn = [&](int delta) {
        QWheelEvent wheel(at, w.canvas->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(w.canvas, &wheel);
        return wheel.isAccepted();
    };
    QVERIFY(turn(-120));
    QCOMPARE(w.canvas->scene().place(1).firstUnit, Index(3));
    QVERIFY(turn(1200));
    QCOMPARE(w.canvas->scene().place(1).firstUnit, Index(0));
    w.click({NetworkItemKind::Below, 1, 0});
    QVERIFY(w.canvas->scene().place(1).firstUnit > 3);
    QVERIFY(!w.canvas->grab().isNull());
}

void TestNetworkView::tablesShowTheValueOnASample() {
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("flowers.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("a,b,c,d,kind\n");
    for (int i = 0; i < 40; ++i)
        file.write(QByteArray::number(i) + ",2,3.5," + QByteArray::number(i % 7) + (i % 2 ? ",rose\n" : ",daisy\n"));
    file.close();
    Experiment table = experimentWith({5});
    table.data = {"csv", {{"path", file.fileName().toStdString()}, {"target", std::string("kind")}}};
    table.features.reset();
    Window w(table);
    const auto snapshot = snapshotOf(table);
    QVERIFY(snapshot->units.empty());
    w.show(snapshot);
    QCOMPARE(NetworkTiles::kindOf(w.canvas->scene(), 0), NetworkTiles::Kind::Value);
    QCOMPARE(NetworkTiles::kindOf(w.canvas->scene(), 2), NetworkTiles::Kind::Value);
    QVERIFY(unitWords(w.canvas->scene(), {0, 1}).contains(QStringLiteral("on this sample")));
    QCOMPARE(tileNumber(-0.4812, 40), QStringLiteral("−0.48"));
    QCOMPARE(tileNumber(-0.4812, 22), QStringLiteral("−.5"));
    QCOMPARE(tileNumber(-0.001, 40), QStringLiteral("0.00"));
    QCOMPARE(tileNumber(123.4, 40), QStringLiteral("123"));
    QCOMPARE(tileNumber(-3.2e7, 40), QStringLiteral("−1e7"));
    QVERIFY(!w.canvas->grab().isNull());
}

void TestNetworkView::notANumberIsHatched() {
    Window w;
    const auto snapshot = snapshotOf(standardExperiment());
    w.show(snapshot);
    const QImage before = w.canvas->grab().toImage();
    auto broken = std::make_shared<Snapshot>(*snapshot);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    std::fill(broken->units[0].values.begin(), broken->units[0].values.end(), nan);
    std::fill(broken->parameters.begin(), broken->parameters.end(), nan);
    w.show(broken);
    const QImage after = w.canvas->grab().toImage();
    const QRect tile = w.canvas->scene().layout.rect({unit, 1, 0}).toRect();
    QVERIFY(before.copy(tile) != after.copy(tile));
    QCOMPARE(NetworkLinks::weight(w.canvas->scene(), {1, 0, 0}).has_value(), true);
    QVERIFY(linkWords(w.canvas->scene(), {1, 0, 0}).contains(QStringLiteral("NaN")));
}

void TestNetworkView::snapshotsThatDoNotFitTheDocumentAreDrawnAllTheSame() {
    // An edit is on its way: the document is ahead of the snapshot, then the other way round.
    Window w(experimentWith({3, 3, 3, 3}));
    for (const auto& hidden : std::vector<std::vector<Index>>{{3, 3, 3, 3}, {}, {64}, {1, 1}, {2, 40, 2}}) {
        const auto snapshot = snapshotOf(experimentWith(hidden));
        w.show(snapshot);
        QCOMPARE(w.canvas->scene().columnCount(), static_cast<Index>(hidden.size()) + 2);
        w.selection.setLayer(3);
        w.selection.setUnit(UnitRef{3, 2});
        QVERIFY(!w.canvas->grab().isNull());
        for (int x = 5; x < w.canvas->width(); x += 41)
            for (int y = 5; y < w.canvas->height(); y += 37) w.hover({double(x), double(y)});
        // Numbers are missing or cut short.
        auto bare = std::make_shared<Snapshot>(*snapshot);
        bare->parameters.resize(bare->parameters.size() / 2);
        bare->units.resize(bare->units.size() / 2);
        bare->inputs = {};
        w.show(bare);
        QVERIFY(!w.canvas->grab().isNull());
    }
}

// Else one could not see, and not mend, what is wrong.
void TestNetworkView::aNetworkThatWasRefusedIsDrawnAsTheDocumentHasIt() {
    const auto snapshot = snapshotOf(experimentWith({4, 5}));
    Experiment wrong = experimentWith({4, 7});
    wrong.network.back().options.set("units", std::int64_t{3});
    const NetworkOutline outline = makeOutline(snapshot.get(), wrong, nullptr, true);
    QCOMPARE(outline.layerCount(), Index(3));
    QCOMPARE(outline.layer(1).units, Index(7));
    QCOMPARE(outline.layer(2).units, Index(3));
    QVERIFY(outline.layer(0).live);
    QVERIFY2(!outline.layer(1).live && !outline.layer(2).live, "old numbers are not shown for other layers");
    // An edit that is only on its way is drawn when its numbers are there.
    QCOMPARE(makeOutline(snapshot.get(), wrong, nullptr, false).layer(1).units, Index(5));
    QVERIFY(makeOutline(nullptr, wrong, nullptr, false).isEmpty());
}

void TestNetworkView::onlyTheStrongestOfVeryManyLinksAreDrawn() {
    const Experiment large = experimentWith({64, 64, 64, 64, 64, 64, 64, 64});
    Window w(large, {1600, 1000});
    w.show(snapshotOf(large));
    NetworkLinks links;
    QImage image(1600, 1000, QImage::Format_RGB32);
    links.draw(w.canvas->scene(), image, 1);
    QVERIFY(links.total() > NetworkLinks::limit);
    QCOMPARE(links.drawn(), NetworkLinks::limit);
    QVERIFY(!w.canvas->grab().isNull());
}

void TestNetworkView::screenReadersHearEveryItem() {
    Window w;
    w.show(snapshotOf(standardExperiment()));
    QAccessibleInterface* canvas = QAccessible::queryAccessibleInterface(w.canvas);
    QVERIFY(canvas);
    const auto items = w.canvas->items();
    QCOMPARE(items.size(), std::size_t(4 + 3 + 17));
    QVERIFY(canvas->childCount() >= static_cast<int>(items.size()));
    QStringList names;
    for (int i = 0; i < static_cast<int>(items.size()); ++i) {
        QAccessibleInterface* child = canvas->child(i);
        QVERIFY(child && child->isValid());
        QCOMPARE(canvas->indexOfChild(child), i);
        QVERIFY(!child->text(QAccessible::Name).isEmpty());
        QVERIFY(!child->text(QAccessible::Description).isEmpty());
        QVERIFY(!child->rect().isEmpty());
        names << child->text(QAccessible::Name);
    }
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
    QVERIFY(names.contains(QStringLiteral("Layer 1: Dense 8, Tanh")) ||
            names.contains(QStringLiteral("Layer 1: Dense 8, tanh")));
    for (int i = 0; i < static_cast<int>(items.size()); ++i) {
        if (items[static_cast<std::size_t>(i)] != NetworkItem{head, 2, 0}) continue;
        canvas->child(i)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(w.selection.layer(), Index(1));
        QVERIFY(canvas->child(i)->state().selected);
    }
}

QTEST_MAIN(TestNetworkView)
#include "test_network_view.moc"
