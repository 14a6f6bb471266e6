#include "tests/support/test.h"
#include "ui/plots/heat_map.h"
#include "ui/shell/theme.h"

#include <QImage>
#include <QPainter>

using namespace glassbox;

class TestHeatMap : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void cellsCarryTheColourOfTheirValue() {
        const std::vector<float> values = {-1, 0.5F, 1, 0, 0.25F, -0.5F};  // 2 rows of 3
        HeatMap map(2, 3, {100, 100}, 20);
        map.moveTo({5, 7});
        const ColorMap colors = ColorMap::diverging(Theme::light());
        QImage image(120, 120, QImage::Format_RGB32);
        image.fill(Qt::black);
        QPainter painter(&image);
        map.paint(painter, Theme::light(), values.data(), 3, 1, {-1, 1}, colors);
        painter.end();
        for (Index row = 0; row < 2; ++row) {
            for (Index col = 0; col < 3; ++col) {
                const QPointF at = map.cellRect({row, col}).topLeft() + QPointF(4, 4);
                const auto value = static_cast<double>(values[static_cast<std::size_t>(row * 3 + col)]);
                QCOMPARE(image.pixel(at.toPoint()), colors.color(value, {-1, 1}));
            }
        }
    }

    void aPlaceGivesItsCellAndOutsideGivesNone() {
        HeatMap map(4, 6, {200, 200}, 20);
        map.moveTo({10, 10});
        for (Index row = 0; row < 4; ++row) {
            for (Index col = 0; col < 6; ++col) {
                const auto hit = map.hit(map.cellRect({row, col}).center());
                QVERIFY(hit.has_value());
                QCOMPARE(*hit, (HeatCell{row, col}));
            }
        }
        QVERIFY(!map.hit({9, 12}));
        QVERIFY(!map.hit({12, map.rect().bottom() + 1}));
        QVERIFY(!HeatMap().hit({0, 0}));
    }

    void largeMatricesFitAndShowTheirLargestValues() {
        const Index rows = 128, cols = 784;
        std::vector<float> values(static_cast<std::size_t>(rows * cols), 0.01F);
        values[static_cast<std::size_t>(77 * cols + 501)] = -2;
        HeatMap map(rows, cols, {300, 120}, 20);
        QVERIFY(map.isAggregated());
        QVERIFY(map.rect().width() <= 300 && map.rect().height() <= 120);
        const HeatCell found = map.strongest({77, 501}, values.data(), cols, 1);
        QCOMPARE(found, (HeatCell{77, 501}));

        const ColorMap colors = ColorMap::diverging(Theme::light());
        QImage image(300, 120, QImage::Format_RGB32);
        QPainter painter(&image);
        map.paint(painter, Theme::light(), values.data(), cols, 1, {-2, 2}, colors);
        painter.end();
        const QRgb spike = image.pixel(map.cellRect({77, 501}).center().toPoint());
        QVERIFY2(qRed(spike) > qBlue(spike) + 60, "A single large weight got lost in its block.");
    }

    void everyCellOfALargeMatrixCanBePointedAt() {
        HeatMap map(100, 1000, {240, 60}, 20);
        const auto last = map.hit(map.rect().bottomRight() - QPointF(0.5, 0.5));
        QVERIFY(last.has_value());
        QVERIFY(last->row < 100 && last->row + map.rowsPerCell() >= 100);
        QVERIFY(last->col < 1000 && last->col + map.colsPerCell() >= 1000);
    }
};

QTEST_GUILESS_MAIN(TestHeatMap)
#include "test_heat_map.moc"
