#include "tests/support/test.h"
#include "ui/backprop/step_layout.h"

#include <QLineF>

using namespace glassbox;

namespace {

StepColumnShape column(Index units, StepLinks links = StepLinks::Full, bool bias = true) {
    StepColumnShape shape;
    shape.units = units;
    shape.links = links;
    shape.hasBias = bias;
    shape.footWidth = 92;
    shape.footPartWidth = 50;
    return shape;
}

std::vector<StepColumnShape> dense(const std::vector<Index>& widths) {
    std::vector<StepColumnShape> shapes;
    for (const Index width : widths) shapes.push_back(column(width));
    shapes.front().links = StepLinks::None;
    shapes.front().hasBias = false;
    StepColumnShape loss = column(1, StepLinks::Whole, false);
    loss.isLoss = true;
    loss.footWidth = 150;
    loss.footPartWidth = 90;
    shapes.push_back(loss);
    return shapes;
}

}  // namespace

/// Where units, links, blocks and words of the picture of a step are, for small and large networks.
class TestStepLayout : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void nothingOverlapsOrLeaves_data();
    void nothingOverlapsOrLeaves();
    void everythingCanBeHit_data() { nothingOverlapsOrLeaves_data(); }
    void everythingCanBeHit();
    void fewUnitsStandAlone();
    void manyUnitsCollapse();
    void imagesKeepTheirRows();
    void elementwiseLinksAreLevelPairs();
};

void TestStepLayout::nothingOverlapsOrLeaves_data() {
    QTest::addColumn<QList<int>>("widths");
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<double>("line");
    const QSizeF small(780, 520), large(1200, 760), least(420, 260);
    const std::vector<std::pair<const char*, QList<int>>> networks{
        {"one layer", {2, 1}},
        {"2-3-1", {2, 3, 1}},
        {"2-8-8-1", {2, 8, 8, 1}},
        {"twelve wide", {12, 12, 12, 1}},
        {"784-128-10", {784, 128, 10}},
        {"blocks beside units", {3, 64, 4, 200, 2}},
        {"twelve layers", {2, 5, 6, 4, 5, 6, 4, 5, 6, 4, 5, 6, 1}},
        {"twelve large layers", {40, 50, 60, 40, 50, 60, 40, 50, 60, 40, 50, 60, 10}}};
    for (const auto& [name, widths] : networks) {
        for (const auto& [which, size] : {std::pair("small", small), std::pair("large", large)})
            for (const double line : {15.0, 21.0})
                QTest::addRow("%s, %s, line %d", name, which, int(line)) << widths << size << line;
        if (widths.size() <= 4) QTest::addRow("%s, least", name) << widths << least << 15.0;
    }
}

void TestStepLayout::nothingOverlapsOrLeaves() {
    QFETCH(QList<int>, widths);
    QFETCH(QSizeF, size);
    QFETCH(double, line);
    const StepLayout layout = layoutStep({dense({widths.begin(), widths.end()}), size, line});
    QCOMPARE(layout.count(), Index(widths.size()) + 1);
    const QRectF all(QPointF(), size);
    std::vector<QRectF> things{layout.legend};
    for (Index i = 0; i < layout.count(); ++i) {
        const StepColumnPlace& place = layout.column(i);
        QCOMPARE(place.count(), i + 1 < layout.count() ? Index(widths[i]) : Index{1});
        QVERIFY2(place.foot.width() > 12, qPrintable(QString::number(place.foot.width())));
        things.push_back(place.foot);
        if (!place.matrix.isEmpty()) things.push_back(place.matrix);
        if (place.isCollapsed()) {
            things.push_back(place.block.rect);
            continue;
        }
        for (Index unit = 0; unit < place.count(); ++unit) {
            // The number belongs to its unit; sideways it may use the free room over the links.
            QRectF whole = place.unit(unit);
            whole.setBottom(layout.note(i, unit).bottom());
            QVERIFY(place.unit(unit).height() >= line * 1.3);
            things.push_back(whole);
        }
    }
    for (std::size_t i = 0; i < things.size(); ++i) {
        QVERIFY2(all.adjusted(-0.5, -0.5, 0.5, 0.5).contains(things[i]), qPrintable(QString::number(i)));
        for (std::size_t k = i + 1; k < things.size(); ++k)
            QVERIFY2(!things[i].adjusted(0.1, 0.1, -0.1, -0.1).intersects(things[k]),
                     qPrintable(QStringLiteral("%1 and %2").arg(i).arg(k)));
    }
}

void TestStepLayout::everythingCanBeHit() {
    QFETCH(QList<int>, widths);
    QFETCH(QSizeF, size);
    QFETCH(double, line);
    const StepLayout layout = layoutStep({dense({widths.begin(), widths.end()}), size, line});
    for (Index i = 0; i < layout.count(); ++i) {
        const StepColumnPlace& place = layout.column(i);
        const bool loss = i + 1 == layout.count();
        for (Index unit = 0; unit < place.count(); ++unit) {
            const StepItem item{loss ? StepItemKind::Loss : StepItemKind::Unit, i, unit};
            QVERIFY(layout.has(item));
            QCOMPARE(layout.itemAt(layout.rect(item).center()), item);
        }
        QVERIFY(!layout.has({StepItemKind::Unit, i, place.count()}));
        if (!place.isCollapsed() && place.hasBiasMarks) {
            const StepItem bias{StepItemKind::Bias, i, place.count() - 1};
            QCOMPARE(layout.itemAt(layout.rect(bias).center()), bias);
        }
        if (!place.matrix.isEmpty() && !place.weights.isAggregated()) {
            const StepItem weight{StepItemKind::Link, i, place.weights.rows() - 1, place.weights.cols() - 1};
            QCOMPARE(layout.itemAt(layout.rect(weight).center()), weight);
        }
        if (layout.hasLinks(i) && !loss) {
            const QLineF link = layout.link(i, 0, layout.column(i - 1).count() - 1);
            // Close to where it begins no other link comes near.
            const StepItem hit = layout.itemAt(link.pointAt(0.02));
            QCOMPARE(hit.kind, StepItemKind::Link);
            QCOMPARE(hit.input, layout.column(i - 1).count() - 1);
        }
    }
    QVERIFY(!layout.itemAt({-5, -5}));
    QVERIFY(!layout.itemAt(layout.legend.center()));
}

void TestStepLayout::fewUnitsStandAlone() {
    const StepLayout layout = layoutStep({dense({2, 8, 8, 1}), QSizeF(780, 520), 15});
    for (Index i = 0; i < layout.count(); ++i) QVERIFY(!layout.column(i).isCollapsed());
    for (Index i = 1; i < layout.count(); ++i) QVERIFY(layout.hasLinks(i));
    const StepLayout design = layoutStep({dense({2, 3, 1}), QSizeF(840, 610), 15});
    const QRectF unit = design.column(1).unit(0);
    QCOMPARE(unit.width(), unit.height());  // round
    QVERIFY(unit.width() >= 76);            // as the design has them
}

void TestStepLayout::manyUnitsCollapse() {
    const StepLayout layout = layoutStep({dense({784, 128, 10}), QSizeF(1200, 760), 15});
    QVERIFY(layout.column(0).isCollapsed());
    QVERIFY(layout.column(1).isCollapsed());
    QVERIFY(!layout.column(2).isCollapsed());
    QVERIFY(!layout.hasLinks(1));
    QCOMPARE(layout.column(1).weights.rows(), Index{128});
    QCOMPARE(layout.column(1).weights.cols(), Index{784});
    QCOMPARE(layout.column(2).weights.rows(), Index{10});
    QVERIFY(layout.column(2).biases.rows() == 10);
    QVERIFY(layout.has({StepItemKind::Link, 1, 127, 783}));
    QVERIFY(!layout.has({StepItemKind::Link, 1, 128, 0}));
}

void TestStepLayout::imagesKeepTheirRows() {
    std::vector<StepColumnShape> shapes = dense({784, 10});
    shapes[0].across = 28;
    const StepLayout layout = layoutStep({shapes, QSizeF(780, 520), 15});
    const UnitBlock& block = layout.column(0).block;
    QCOMPARE(block.across, Index{28});
    QCOMPARE(block.cell(28).left(), block.rect.left());  // the second row begins below the first
    QVERIFY(block.cell(28).top() > block.cell(27).top());
}

void TestStepLayout::elementwiseLinksAreLevelPairs() {
    std::vector<StepColumnShape> shapes = dense({2, 5, 5, 1});
    shapes[2].links = StepLinks::Single;
    const StepLayout layout = layoutStep({shapes, QSizeF(780, 520), 15});
    for (Index unit = 0; unit < 5; ++unit) {
        const QLineF link = layout.link(2, unit, unit);
        QVERIFY(std::abs(link.dy()) < 0.5);
        QCOMPARE(layout.itemAt(link.center()), (StepItem{StepItemKind::Link, 2, unit, unit}));
    }
    QVERIFY(!layout.has({StepItemKind::Link, 2, 0, 1}));
}

QTEST_GUILESS_MAIN(TestStepLayout)
#include "test_step_layout.moc"
