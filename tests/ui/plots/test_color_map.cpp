#include "tests/support/test.h"
#include "ui/plots/color_map.h"
#include "ui/shell/theme.h"

#include <cmath>
#include <limits>

using namespace glassbox;

namespace {

/// Lightness as the eye sees it (L* of CIE 1976).
double lightness(QRgb color) {
    const auto linear = [](int channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const double y = 0.2126 * linear(qRed(color)) + 0.7152 * linear(qGreen(color)) + 0.0722 * linear(qBlue(color));
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

}  // namespace

class TestColorMap : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void zeroIsTheThemesZero() {
        for (const Theme& theme : {Theme::light(), Theme::dark()}) {
            const ColorMap map = ColorMap::diverging(theme);
            QCOMPARE(map.color(0, ValueRange::symmetric(3)), theme.zero.rgb());
        }
    }

    void positiveIsBlueAndNegativeIsOrange() {
        for (const Theme& theme : {Theme::light(), Theme::dark()}) {
            const ColorMap map = ColorMap::diverging(theme, 1);
            QCOMPARE(map.color(2, {-2, 2}), theme.positive.rgb());
            QCOMPARE(map.color(-2, {-2, 2}), theme.negative.rgb());
            QVERIFY(qBlue(map.color(1, {-2, 2})) > qRed(map.color(1, {-2, 2})));
            QVERIFY(qRed(map.color(-1, {-2, 2})) > qBlue(map.color(-1, {-2, 2})));
        }
    }

    void outsideIsClampedAndNotANumberHasItsOwnColour() {
        const ColorMap map = ColorMap::diverging(Theme::light());
        QCOMPARE(map.color(100, {-1, 1}), map.color(1, {-1, 1}));
        QCOMPARE(map.color(-100, {-1, 1}), map.color(-1, {-1, 1}));
        QCOMPARE(map.at(std::numeric_limits<double>::quiet_NaN()), map.invalid());
        QVERIFY(map.invalid() != map.color(0, {-1, 1}));
    }

    void theSequentialMapGetsEvenlyLighter() {
        const ColorMap map = ColorMap::sequential(Theme::light());
        const double step = (lightness(map.at(1)) - lightness(map.at(0))) / 16;
        QVERIFY(step > 2);
        for (int i = 0; i < 16; ++i) {
            const double rise = lightness(map.at((i + 1) / 16.0)) - lightness(map.at(i / 16.0));
            QVERIFY2(rise > 0.5 * step && rise < 1.6 * step,
                     qPrintable(QString("%1: %2 of %3").arg(i).arg(rise).arg(step)));
        }
    }

    void picturesHaveTheirFirstValueAtTheLowerLeft() {
        const float values[] = {-1, 0, 1, 1, 0, std::numeric_limits<float>::quiet_NaN()};
        const ColorMap map = ColorMap::diverging(Theme::light());
        const QImage image = picture(values, 3, 2, {-1, 1}, map);
        QCOMPARE(image.size(), QSize(3, 2));
        QCOMPARE(image.pixel(0, 1), map.at(0));
        QCOMPARE(image.pixel(1, 1), map.at(0.5));
        QCOMPARE(image.pixel(2, 1), map.at(1));
        QCOMPARE(image.pixel(0, 0), map.at(1));
        QCOMPARE(image.pixel(2, 0), map.invalid());
    }

    void rangesAreNeverEmpty() {
        QCOMPARE(ValueRange::symmetric(0), (ValueRange{-1, 1}));
        QCOMPARE(ValueRange::symmetric(std::numeric_limits<double>::infinity()), (ValueRange{-1, 1}));
        const float values[] = {-3, std::numeric_limits<float>::quiet_NaN(), 2, std::numeric_limits<float>::infinity()};
        QCOMPARE(ValueRange::around(values, 4), (ValueRange{-3, 3}));
    }
};

QTEST_GUILESS_MAIN(TestColorMap)
#include "test_color_map.moc"
