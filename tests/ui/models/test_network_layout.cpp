#include "tests/support/test.h"
#include "ui/models/network_layout.h"

using namespace glassbox;

/// The network's picture: nothing overlaps, nothing is cut off, everything can be reached by arrow keys.
class TestNetworkLayout : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void nothingOverlapsAndAllIsInside_data();
    void nothingOverlapsAndAllIsInside();
    void theStandardNetworkLooksLikeTheDesign();
    void whatDoesNotFitIsScrolledTo();
    void everyPointOfAnItemFindsIt();
    void aDroppedLayerGoesWhereItIsDropped();
    void arrowKeysReachEverything();
    void oneNeuronAndNoLayerAreOrdinaryPictures();
};

namespace {

NetworkLayoutRequest request(QSizeF size, const std::vector<Index>& units, double headWidth = 52) {
    NetworkLayoutRequest r;
    r.size = size;
    for (const Index count : units) r.columns.push_back({count, headWidth, 0});
    return r;
}

std::vector<NetworkItem> itemsOf(const NetworkLayout& layout) {
    std::vector<NetworkItem> items;
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        const auto column = static_cast<Index>(i);
        items.push_back({NetworkItemKind::Head, column, 0});
        for (Index k = 0; k < layout.columns[i].shown(); ++k)
            items.push_back({NetworkItemKind::Unit, column, layout.columns[i].firstUnit + k});
        if (!layout.columns[i].above.isEmpty()) items.push_back({NetworkItemKind::Above, column, 0});
        if (!layout.columns[i].below.isEmpty()) items.push_back({NetworkItemKind::Below, column, 0});
    }
    for (std::size_t i = 0; i < layout.pluses.size(); ++i)
        items.push_back({NetworkItemKind::Plus, static_cast<Index>(i), 0});
    return items;
}

}  // namespace

void TestNetworkLayout::nothingOverlapsAndAllIsInside_data() {
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<int>("layers");
    QTest::addColumn<int>("units");
    QTest::addColumn<double>("headWidth");
    for (const QSizeF size : {QSizeF(640, 480), QSizeF(700, 400), QSizeF(1200, 700), QSizeF(1600, 1000)})
        for (const int layers : {0, 1, 2, 3, 5, 8, 12})
            for (const int units : {1, 2, 3, 8, 13, 20, 64})
                for (const double headWidth : {30.0, 70.0, 130.0})
                    QTest::addRow("%gx%g %d layers %d units heads %g", size.width(), size.height(), layers, units,
                                  headWidth)
                        << size << layers << units << headWidth;
}

void TestNetworkLayout::nothingOverlapsAndAllIsInside() {
    QFETCH(QSizeF, size);
    QFETCH(int, layers);
    QFETCH(int, units);
    QFETCH(double, headWidth);
    std::vector<Index> columns{2};
    for (int i = 0; i < layers; ++i) columns.push_back(i % 3 == 2 ? 1 : units);
    NetworkLayoutRequest r = request(size, columns, headWidth);
    for (auto& column : r.columns) column.firstUnit = 5;
    const NetworkLayout layout = layoutNetwork(r);
    QCOMPARE(layout.columns.size(), columns.size());
    QCOMPARE(layout.pluses.size(), static_cast<std::size_t>(std::max(layers, 1)));
    const QRectF canvas(QPointF(0, 0), size);
    const auto items = itemsOf(layout);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const QRectF a = layout.rect(items[i]);
        QVERIFY2(!a.isEmpty() && canvas.contains(a), "an item is cut off");
        QVERIFY2(!a.intersects(layout.footer), "an item lies under the legend");
        for (std::size_t k = i + 1; k < items.size(); ++k)
            QVERIFY2(!a.intersects(layout.rect(items[k])), "two items overlap");
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const NetworkColumn& column = layout.columns[i];
        QVERIFY(column.shown() >= 1);
        QCOMPARE(column.firstUnit + column.shown() + column.hiddenBelow(), columns[i]);
        for (const QRectF& tile : column.tiles) QVERIFY2(tile.width() >= 22, "a tile is too small to see");
        // Links need room between neighbouring tiles.
        if (i > 0)
            QVERIFY(column.tiles.front().left() - layout.columns[i - 1].tiles.front().right() >=
                    0.3 * (column.x - layout.columns[i - 1].x));
    }
}

void TestNetworkLayout::theStandardNetworkLooksLikeTheDesign() {
    const NetworkLayout layout = layoutNetwork(request({700, 490}, {2, 8, 6, 1}));
    QCOMPARE(layout.columns[1].shown(), Index(8));
    const auto tile = [&](std::size_t i) { return layout.columns[i].tiles.front().width(); };
    QVERIFY(tile(1) > 32 && tile(1) < 46);
    QVERIFY(tile(3) > tile(0) && tile(0) > tile(1));  // few units are shown larger
    for (const NetworkColumn& column : layout.columns) {
        const double middle = (column.tiles.front().top() + column.tiles.back().bottom()) / 2;
        const double first = (layout.columns[0].tiles.front().top() + layout.columns[0].tiles.back().bottom()) / 2;
        QVERIFY(qAbs(middle - first) < 0.01);
        QCOMPARE(column.head.top(), layout.columns[0].head.top());
    }
    // Plus signs stand in the row of the heads.
    for (const QRectF& plus : layout.pluses) QVERIFY(plus.bottom() < layout.columns[0].head.bottom());
}

void TestNetworkLayout::whatDoesNotFitIsScrolledTo() {
    NetworkLayoutRequest r = request({700, 490}, {2, 200, 1});
    NetworkLayout layout = layoutNetwork(r);
    const Index shown = layout.columns[1].shown();
    QVERIFY(shown > 5 && shown < 30);
    QVERIFY(layout.columns[1].above.isEmpty());
    QVERIFY(!layout.columns[1].below.isEmpty());
    QCOMPARE(windowShowing(layout.columns[1], 3), Index(0));
    QCOMPARE(windowShowing(layout.columns[1], 150), 151 - shown);
    r.columns[1].firstUnit = windowShowing(layout.columns[1], 150);
    layout = layoutNetwork(r);
    QVERIFY(layout.columns[1].shows(150));
    QVERIFY(!layout.columns[1].above.isEmpty());
    r.columns[1].firstUnit = 10000;  // units were taken away meanwhile
    layout = layoutNetwork(r);
    QVERIFY(layout.columns[1].shows(199));
    QVERIFY(layout.columns[1].below.isEmpty());
    QVERIFY(layout.columns[1].tile(0).isNull());
}

void TestNetworkLayout::everyPointOfAnItemFindsIt() {
    const NetworkLayout layout = layoutNetwork(request({700, 490}, {2, 200, 6, 1}));
    for (const NetworkItem& item : itemsOf(layout)) QCOMPARE(layout.itemAt(layout.rect(item).center()), item);
    QVERIFY(!layout.itemAt({350, 489}));
    QCOMPARE(layout.columnAt(layout.columns[2].x), Index(2));
    QCOMPARE(layout.columnAt(-5), Index(-1));
    QVERIFY(!layout.has({NetworkItemKind::Unit, 1, 200}));
    QVERIFY(!layout.has({NetworkItemKind::Head, 4, 0}));
    QVERIFY(layout.rect({NetworkItemKind::Unit, 9, 0}).isNull());
}

void TestNetworkLayout::aDroppedLayerGoesWhereItIsDropped() {
    const NetworkLayout layout = layoutNetwork(request({700, 490}, {2, 8, 6, 1}));
    QCOMPARE(layout.placeAt(0), Index(0));
    QCOMPARE(layout.placeAt(layout.columns[1].x - 3), Index(0));
    QCOMPARE(layout.placeAt(layout.columns[1].x + 3), Index(1));
    QCOMPARE(layout.placeAt(699), Index(3));
    for (const Index place : {0, 1, 2, 3}) QVERIFY(layout.gapX(place) > 0 && layout.gapX(place) < 700);
}

void TestNetworkLayout::arrowKeysReachEverything() {
    const NetworkLayout layout = layoutNetwork(request({700, 490}, {2, 200, 6, 1}));
    std::vector<NetworkItem> reached{layout.next({}, NetworkMove::First)};
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (const NetworkMove move : {NetworkMove::Left, NetworkMove::Right, NetworkMove::Up, NetworkMove::Down,
                                       NetworkMove::First, NetworkMove::Last}) {
            const NetworkItem next = layout.next(reached[i], move);
            QVERIFY(layout.has(next));
            if (std::find(reached.begin(), reached.end(), next) == reached.end()) reached.push_back(next);
        }
    }
    // 4 heads, 3 plus signs, 209 units; units outside the window are reached by scrolling.
    QCOMPARE(reached.size(), std::size_t(4 + 3 + 209));
    QCOMPARE(layout.next({NetworkItemKind::Head, 0, 0}, NetworkMove::Right),
             (NetworkItem{NetworkItemKind::Plus, 0, 0}));
    QCOMPARE(layout.next({NetworkItemKind::Unit, 2, 0}, NetworkMove::Up), (NetworkItem{NetworkItemKind::Head, 2, 0}));
}

void TestNetworkLayout::oneNeuronAndNoLayerAreOrdinaryPictures() {
    const NetworkLayout neuron = layoutNetwork(request({700, 490}, {1, 1}));
    QVERIFY(neuron.columns[0].tiles[0].center().y() == neuron.columns[1].tiles[0].center().y());
    QVERIFY(neuron.columns[1].x - neuron.columns[0].x <= 300);  // a short link, not one across the screen
    const NetworkLayout none = layoutNetwork(request({700, 490}, {2}));
    QCOMPARE(none.pluses.size(), std::size_t(1));
    QVERIFY(layoutNetwork(request({700, 490}, {})).columns.empty());
    QCOMPARE(layoutNetwork(request({700, 490}, {0, 3})).columns[0].shown(), Index(0));
}

QTEST_GUILESS_MAIN(TestNetworkLayout)
#include "test_network_layout.moc"
