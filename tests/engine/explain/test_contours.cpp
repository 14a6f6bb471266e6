#include "engine/explain/contour_labels.h"
#include "engine/explain/contour_levels.h"
#include "engine/explain/contours.h"
#include "tests/support/test.h"

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

using namespace glassbox;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

ValueGrid sampled(Index width, Index height, const std::function<double(double, double)>& f) {
    ValueGrid grid(width, height);
    for (Index y = 0; y < height; ++y)
        for (Index x = 0; x < width; ++x) grid.at(x, y) = f(static_cast<double>(x), static_cast<double>(y));
    return grid;
}

/// A cell by its corners: lower left, lower right, upper left, upper right.
ValueGrid cell(double a, double b, double c, double d) {
    ValueGrid grid(2, 2);
    grid.values = {a, b, c, d};
    return grid;
}

double bilinear(const ValueGrid& grid, const GridPoint& p) {
    const auto x = std::min(static_cast<Index>(p.x), grid.width - 2);
    const auto y = std::min(static_cast<Index>(p.y), grid.height - 2);
    const double u = p.x - static_cast<double>(x), v = p.y - static_cast<double>(y);
    return (grid.at(x, y) * (1 - u) + grid.at(x + 1, y) * u) * (1 - v) +
           (grid.at(x, y + 1) * (1 - u) + grid.at(x + 1, y + 1) * u) * v;
}

/// Beale's function over the view of the design.
ValueGrid beale(Index width, Index height) {
    return sampled(width, height, [&](double i, double j) {
        const double x = -1.1 + 5.4 * i / static_cast<double>(width - 1);
        const double y = -0.9 + 2.75 * j / static_cast<double>(height - 1);
        return std::pow(1.5 - x + x * y, 2) + std::pow(2.25 - x + x * y * y, 2) +
               std::pow(2.625 - x + x * y * y * y, 2);
    });
}

}  // namespace

/// Contour lines lie on their level, bands between the lines, levels at round numbers.
class TestContours : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aCircleIsOneClosedLineOfItsRadius() {
        // Linear along each edge, so the crossings are exact: distance from the middle.
        const double cx = 100.3, cy = 70.7;
        const auto grid = sampled(201, 141, [&](double x, double y) { return std::hypot(x - cx, y - cy); });
        const auto lines = contourLines(grid, {20, 50});
        QCOMPARE(lines.size(), std::size_t(2));
        for (const ContourLine& line : lines) {
            QVERIFY(line.closed);
            const double radius = line.level == 0 ? 20 : 50;
            double area = 0;
            for (std::size_t i = 0; i < line.points.size(); ++i) {
                const GridPoint &p = line.points[i], &q = line.points[(i + 1) % line.points.size()];
                QVERIFY(std::abs(std::hypot(p.x - cx, p.y - cy) - radius) < 0.0075 * 20 / radius);
                QVERIFY(std::hypot(q.x - p.x, q.y - p.y) < 1.5);
                area += (p.x * q.y - q.x * p.y) / 2;
            }
            // Higher values outside, on the left: it runs clockwise.
            QVERIFY(area < 0);
            QVERIFY(std::abs(-area / (std::numbers::pi * radius * radius) - 1) < 1e-3);
        }
    }

    void aCircleOfALargeGridIsTrueToAThousandthOfACell() {
        const double cx = 400.3, cy = 400.7;
        const auto grid = sampled(801, 801, [&](double x, double y) { return std::hypot(x - cx, y - cy); });
        const auto lines = contourLines(grid, {300});
        QCOMPARE(lines.size(), std::size_t(1));
        for (const GridPoint& p : lines[0].points) QVERIFY(std::abs(std::hypot(p.x - cx, p.y - cy) - 300) < 1e-3);
    }

    void everyPointOfALineLiesOnItsLevel() {
        const auto grid = beale(173, 91);
        const auto levels = contourLevels(grid, {LevelSpacing::Logarithmic, 16, 0.0});
        const auto lines = contourLines(grid, levels);
        QVERIFY(lines.size() >= levels.size());
        for (const ContourLine& line : lines) {
            const double level = levels[static_cast<std::size_t>(line.level)];
            for (const GridPoint& p : line.points) QVERIFY(std::abs(bilinear(grid, p) - level) < 1e-9 * (1 + level));
        }
    }

    void openLinesEndAtTheBorder() {
        const auto lines = contourLines(sampled(5, 4, [](double x, double) { return x; }), {1.25, 2.5});
        QCOMPARE(lines.size(), std::size_t(2));
        QVERIFY(!lines[0].closed);
        QCOMPARE(lines[0].points.size(), std::size_t(4));
        QCOMPARE(lines[0].points.front(), (GridPoint{1.25, 3}));  // higher values on the left: downwards
        QCOMPARE(lines[0].points.back(), (GridPoint{1.25, 0}));
        QCOMPARE(lines[1].points.front().x, 2.5);
    }

    void aSaddleJoinsTheSideThatItsSurfaceJoins() {
        // Corners 1 high on one diagonal: bilinear value at the saddle point decides, here 0.5 and -0.5 around level 0.
        const auto joinsHigh = [](const ValueGrid& grid) {
            const auto lines = contourLines(grid, {0});
            if (lines.size() != 2) return -1;
            // The two pieces cut off the low corners, or the high ones: look at which corner each is near to.
            int high = 0;
            for (const ContourLine& line : lines) {
                const GridPoint middle{(line.points[0].x + line.points[1].x) / 2,
                                       (line.points[0].y + line.points[1].y) / 2};
                const Index x = middle.x < 0.5 ? 0 : 1, y = middle.y < 0.5 ? 0 : 1;
                high += grid.at(x, y) < 0;
            }
            return high;
        };
        QCOMPARE(joinsHigh(cell(3, -1, -1, 3)), 2);
        QCOMPARE(joinsHigh(cell(1, -3, -3, 1)), 0);
        QCOMPARE(joinsHigh(cell(-1, 3, 3, -1)), 2);
        QCOMPARE(joinsHigh(cell(-3, 1, 1, -3)), 0);
        // The mean of the corners would join the high ones here, the surface does not: 0.1 * 6 < 1 * 1.
        QCOMPARE(joinsHigh(cell(0.1, -1, -1, 6)), 0);
        QCOMPARE(joinsHigh(cell(1e300, -2e299, -2e299, 1e300)), 2);
    }

    void aLevelMetExactlyAtCrossingsGivesWholeLines() {
        const auto lines = contourLines(
            sampled(21, 21, [](double x, double y) { return std::abs(x - 10) + std::abs(y - 10); }), {5, 20});
        QCOMPARE(lines.size(), std::size_t(1));
        QVERIFY(lines[0].closed);
        for (const GridPoint& p : lines[0].points) QCOMPARE(std::abs(p.x - 10) + std::abs(p.y - 10), 5.0);
    }

    void holesAreLeftOutCleanly() {
        auto grid = sampled(41, 31, [](double x, double) { return x; });
        for (const Index row : {14, 15, 16}) grid.at(20, row) = row == 15 ? infinity : notANumber;
        const auto lines = contourLines(grid, {5.5, 20.5});
        QCOMPARE(lines.size(), std::size_t(3));  // the second one is cut in two
        for (const ContourLine& line : lines) {
            QVERIFY(!line.closed);
            for (const GridPoint& p : line.points) {
                QVERIFY(std::isfinite(p.x) && std::isfinite(p.y));
                if (line.level == 1) QVERIFY(p.y <= 13 || p.y >= 17);
            }
        }
        QVERIFY(contourLines(sampled(9, 9, [](double, double) { return notANumber; }), {0}).empty());
        QVERIFY(contourLines(ValueGrid(), {0}).empty());
        QVERIFY(contourLines(grid, {}).empty());
    }

    void bandsChangeWhereTheLinesRun() {
        const auto grid = sampled(11, 5, [](double x, double) { return x; });
        std::vector<Band> bands;
        contourBands(grid, {2.5, 7.25}, 200, 40, bands);
        QCOMPARE(bands.size(), std::size_t(200 * 40));
        for (Index row = 0; row < 40; ++row) {
            for (Index i = 0; i < 200; ++i) {
                const double x = (static_cast<double>(i) + 0.5) / 20;
                QCOMPARE(bands[static_cast<std::size_t>(row * 200 + i)], Band(x < 2.5 ? 0 : x < 7.25 ? 1 : 2));
            }
        }
    }

    void bandsTellWhatIsNoNumber() {
        auto grid = sampled(5, 5, [](double, double y) { return y; });
        grid.at(2, 2) = notANumber;
        grid.at(4, 4) = infinity;
        grid.at(0, 0) = -infinity;
        std::vector<Band> bands;
        contourBands(grid, {2}, 40, 40, bands);
        const auto at = [&](std::size_t x, std::size_t y) { return bands[y * 40 + x]; };
        QCOMPARE(at(20, 20), notANumberBand);
        QCOMPARE(at(39, 39), plusInfinityBand);
        QCOMPARE(at(0, 0), minusInfinityBand);
        QCOMPARE(at(30, 5), Band(0));
        QCOMPARE(at(10, 35), Band(1));
        QCOMPARE(std::count(bands.begin(), bands.end(), notANumberBand), std::ptrdiff_t(100));  // its quarter cells
    }

    void linearLevelsAreRoundAndEvenlyApart() {
        const auto levels = contourLevels(sampled(101, 5, [](double x, double) { return x * 0.73 - 11; }),
                                          {LevelSpacing::Linear, 16, {}});
        QCOMPARE(levels.size(), std::size_t(15));
        for (std::size_t i = 0; i < levels.size(); ++i) QCOMPARE(levels[i], -10.0 + 5 * static_cast<double>(i));
        const auto few =
            contourLevels(sampled(101, 5, [](double x, double) { return x / 100; }), {LevelSpacing::Linear, 4, {}});
        QCOMPARE(few.size(), std::size_t(4));
        QVERIFY(few.front() > 0 && few.back() < 1);
    }

    void logarithmicLevelsAreRoundHeightsAboveTheFloor() {
        const auto grid =
            sampled(201, 101, [](double x, double y) { return 7 + std::pow(x / 20, 2) + std::pow(y - 50, 2); });
        const auto levels = contourLevels(grid, {LevelSpacing::Logarithmic, 12, 7.0});
        QVERIFY(levels.size() >= 6 && levels.size() <= 12);
        for (const double level : levels) {
            const double height = level - 7, power = std::pow(10, std::floor(std::log10(height) + 1e-9));
            const double factor = height / power;
            QVERIFY2(std::abs(factor - std::round(factor * 2) / 2) < 1e-6, qPrintable(QString::number(level)));
        }
        const auto gapLow = levels[1] - levels[0], gapHigh = levels.back() - levels[levels.size() - 2];
        QVERIFY(gapHigh > 50 * gapLow);
    }

    void logarithmicLevelsOfWhatFallsWithoutEndGoBothWaysFromZero() {
        const auto saddle = [](double x, double y) { return (x - 20) * (x - 20) - (y - 10) * (y - 10); };
        const auto levels = contourLevels(sampled(41, 21, saddle), {LevelSpacing::Logarithmic, 16, {}});
        QVERIFY(levels.size() > 6 && levels.size() <= 16);
        QVERIFY(std::is_sorted(levels.begin(), levels.end()));
        QVERIFY(std::find(levels.begin(), levels.end(), 0.0) != levels.end());
        QVERIFY(levels.front() < -20 && levels.back() > 100);
        // A hollow inside the picture is counted from its bottom.
        const auto hollow = [](double x, double y) { return (x - 20) * (x - 20) + (y - 10) * (y - 10) - 50; };
        const auto from = contourLevels(sampled(41, 21, hollow), {LevelSpacing::Logarithmic, 16, {}});
        QVERIFY(std::count_if(from.begin(), from.end(), [](double level) { return level < -40; }) >= 3);
    }

    void logarithmicLevelsReachOverManyDecades() {
        const auto grid = sampled(400, 2, [](double x, double) { return std::pow(10.0, x / 10 - 10); });
        const auto levels = contourLevels(grid, {LevelSpacing::Logarithmic, 12, 0.0});
        QVERIFY(levels.size() >= 5 && levels.size() <= 12);
        QVERIFY(levels.back() > 1e25);
    }

    void equalAreasAreEqual() {
        const auto grid = sampled(200, 200, [](double x, double y) { return std::exp((x + y) / 20); });
        const auto levels = contourLevels(grid, {LevelSpacing::EqualArea, 9, {}});
        QCOMPARE(levels.size(), std::size_t(9));
        std::vector<Band> bands;
        contourBands(grid, levels, 200, 200, bands);
        for (Band band = 0; band <= 9; ++band) {
            const double share = static_cast<double>(std::count(bands.begin(), bands.end(), band)) / 40000;
            QVERIFY2(std::abs(share - 0.1) < 0.02, qPrintable(QString::number(share)));
        }
    }

    void levelsOfStrangeValues_data() {
        QTest::addColumn<int>("spacing");
        QTest::newRow("linear") << int(LevelSpacing::Linear);
        QTest::newRow("logarithmic") << int(LevelSpacing::Logarithmic);
        QTest::newRow("equal area") << int(LevelSpacing::EqualArea);
    }
    void levelsOfStrangeValues() {
        QFETCH(int, spacing);
        const LevelChoice choice{LevelSpacing(spacing), 16, {}};
        QVERIFY(contourLevels(ValueGrid(), choice).empty());
        QVERIFY(contourLevels(sampled(9, 9, [](double, double) { return notANumber; }), choice).empty());
        QVERIFY(contourLevels(sampled(9, 9, [](double, double) { return 4.0; }), choice).empty());
        const std::vector<std::function<double(double, double)>> surfaces{
            [](double x, double) { return x < 10 ? 0.0 : 1.0; },                            // a cliff
            [](double x, double y) { return x + y > 30 ? infinity : -1e308 + x * 1e307; },  // nearly all there is
            [](double x, double y) { return 1e9 + 1e-3 * x * y; },                          // little relief high up
            [](double x, double y) { return x > 5 ? notANumber : std::exp(40 * y); },
            [](double x, double) { return x == 3 ? -infinity : std::log(std::abs(x - 3)); }};
        for (const auto& f : surfaces) {
            const auto grid = sampled(20, 20, f);
            const auto levels = contourLevels(grid, choice);
            QVERIFY(levels.size() <= 16);
            double least = infinity, greatest = -infinity;
            for (const double v : grid.values)
                if (std::isfinite(v)) least = std::min(least, v), greatest = std::max(greatest, v);
            for (std::size_t i = 0; i < levels.size(); ++i) {
                QVERIFY(levels[i] > least && levels[i] <= greatest);
                if (i > 0) QVERIFY(levels[i] > levels[i - 1]);
            }
            for (const ContourLine& line : contourLines(grid, levels))
                for (const GridPoint& p : line.points) QVERIFY(std::isfinite(p.x) && std::isfinite(p.y));
        }
    }

    void labelsStandOnStraightPartsApartFromEachOther() {
        const auto grid = beale(400, 260);
        const auto levels = contourLevels(grid, {LevelSpacing::Logarithmic, 16, 0.0});
        const auto lines = contourLines(grid, levels);
        LabelRoom room;
        room.xScale = room.yScale = 2.6;
        room.widths.assign(levels.size(), 30);
        const auto labels = contourLabels(lines, grid, room);
        QVERIFY(labels.size() >= 8);
        const double width = 399 * room.xScale, height = 259 * room.yScale;
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const ContourLabel& label = labels[i];
            QCOMPARE(label.level, lines[label.line].level);
            QVERIFY(label.angle > -std::numbers::pi / 2 - 1e-12 && label.angle <= std::numbers::pi / 2 + 1e-12);
            const double x = label.place.x * room.xScale, y = label.place.y * room.yScale;
            // All four corners of the text are inside.
            for (const double u : {-15.0, 15.0}) {
                for (const double v : {-6.0, 6.0}) {
                    const double cx = x + u * std::cos(label.angle) - v * std::sin(label.angle);
                    const double cy = y + u * std::sin(label.angle) + v * std::cos(label.angle);
                    QVERIFY(cx >= 5.99 && cy >= 5.99 && cx <= width - 5.99 && cy <= height - 5.99);
                }
            }
            double nearest = infinity;
            for (const GridPoint& p : lines[label.line].points)
                nearest = std::min(nearest, std::hypot(p.x * 2.6 - x, p.y * 2.6 - y));
            QVERIFY(nearest < 6);  // on its line, give or take a bend
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(std::hypot((labels[j].place.x - label.place.x) * 2.6,
                                   (labels[j].place.y - label.place.y) * 2.6) >= 90);
        }
    }

    void shortLinesHaveNoLabel() {
        const auto grid = sampled(41, 41, [](double x, double y) { return std::hypot(x - 20, y - 20); });
        const auto lines = contourLines(grid, {2, 18});
        LabelRoom room;
        room.widths = {30, 30};
        for (const ContourLabel& label : contourLabels(lines, grid, room)) QCOMPARE(label.level, 1);
    }

    void timing() {
        const auto grid = beale(400, 260);
        std::vector<Band> bands;
        QBENCHMARK {
            const auto levels = contourLevels(grid, {LevelSpacing::Logarithmic, 16, 0.0});
            const auto lines = contourLines(grid, levels);
            LabelRoom room;
            room.xScale = room.yScale = 2.6;
            room.widths.assign(levels.size(), 30);
            const auto labels = contourLabels(lines, grid, room);
            contourBands(grid, levels, 1040, 530, bands);
            QVERIFY(!labels.empty() && !bands.empty());
        }
    }
};

QTEST_APPLESS_MAIN(TestContours)
#include "test_contours.moc"
