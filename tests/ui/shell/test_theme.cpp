#include "tests/support/test.h"
#include "ui/shell/style_sheet.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QSignalSpy>

#include <cmath>

using namespace glassbox;

namespace {

// Contrast as WCAG 2.1 defines it.
double luminance(const QColor& color) {
    const auto part = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

// How far two colours are apart for someone who tells red from green badly (deuteranopia), by the matrix of
// Machado, Oliveira and Fernandes (2009), in 8-bit steps.
double apartForDeuteranopes(const QColor& a, const QColor& b) {
    const auto seen = [](const QColor& c) {
        const double r = c.red(), g = c.green(), blue = c.blue();
        return std::array<double, 3>{0.367322 * r + 0.860646 * g - 0.227968 * blue,
                                     0.280085 * r + 0.672501 * g + 0.047413 * blue,
                                     -0.011820 * r + 0.042940 * g + 0.968881 * blue};
    };
    const auto x = seen(a), y = seen(b);
    return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

}  // namespace

class TestTheme : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void textCanBeRead_data();
    void textCanBeRead();
    void classesCanBeToldApart();
    void twoClassesAreNegativeAndPositive();
    void styleSheetHasNoTokenLeft();
    void iconsOfTheStyleSheetHaveTheThemesColours();
    void everyIconDrawsInTheColourAskedFor();
    void choosingAThemeChangesTheApplication();
    void systemThemeFollowsTheSystem();
    void textGrowsWithTheTextSize();
    void theProjectorThemeIsLargeThickAndStrong();
};

void TestTheme::textCanBeRead_data() {
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::light();
    QTest::newRow("dark") << Theme::dark();
    QTest::newRow("projector") << Theme::projector();
}

void TestTheme::textCanBeRead() {
    QFETCH(Theme, theme);
    for (const QColor& text : {theme.ink, theme.mute, theme.accent, theme.warn}) {
        QVERIFY2(contrast(text, theme.panel) >= 4.5, qPrintable(text.name()));
    }
    QVERIFY(contrast(theme.ink, theme.background) >= 7);
    QVERIFY(contrast(theme.mute, theme.background) >= 4.5);
    QVERIFY(contrast(theme.accentInk, theme.accent) >= 4.5);
    QVERIFY(contrast(theme.accent, theme.accentSoft) >= 4.5);
    QVERIFY(contrast(theme.ok, theme.panel) >= 3);
    // Focus rings and curves: WCAG asks 3 of what is not text.
    for (const QColor& mark : {theme.positive, theme.train, theme.validation})
        QVERIFY(contrast(mark, theme.panel) >= 3);
    QVERIFY(contrast(theme.negative, theme.panel) >= 2.7);
}

void TestTheme::classesCanBeToldApart() {
    for (const Theme& theme : {Theme::light(), Theme::dark(), Theme::projector()}) {
        QVERIFY(theme.classes.size() >= 6);
        for (qsizetype i = 0; i < 6; ++i) {
            for (qsizetype j = 0; j < i; ++j) {
                const double apart = apartForDeuteranopes(theme.classes[i], theme.classes[j]);
                QVERIFY2(apart > 35, qPrintable(QStringLiteral("%1 and %2: %3").arg(j).arg(i).arg(apart)));
            }
        }
        QCOMPARE(theme.classColor(9, 12), theme.classes[9 % theme.classes.size()]);
    }
}

void TestTheme::twoClassesAreNegativeAndPositive() {
    const Theme theme = Theme::light();
    QCOMPARE(theme.classColor(0, 2), theme.negative);
    QCOMPARE(theme.classColor(1, 2), theme.positive);
}

void TestTheme::styleSheetHasNoTokenLeft() {
    for (const Theme& theme : {Theme::light(), Theme::dark(), Theme::projector()}) {
        const QString sheet = styleSheetOf(theme);
        QVERIFY(!sheet.contains(QLatin1Char('$')));
        QVERIFY(!sheet.contains(QLatin1Char('~')));
        QVERIFY(sheet.contains(theme.accent.name()));
        QCOMPARE(sheet.count(QLatin1Char('{')), sheet.count(QLatin1Char('}')));
    }
}

void TestTheme::iconsOfTheStyleSheetHaveTheThemesColours() {
    for (const Theme& theme : {Theme::light(), Theme::dark(), Theme::projector()}) {
        const QString name = theme.word();
        const auto has = [&](const QString& icon, const QColor& color) {
            QFile file(QStringLiteral(":/icons/style-%1-%2.svg").arg(icon, name));
            return file.open(QIODevice::ReadOnly) && file.readAll().contains(color.name().toLatin1());
        };
        QVERIFY(has(QStringLiteral("down"), theme.mute));
        QVERIFY(has(QStringLiteral("up"), theme.mute));
        QVERIFY(has(QStringLiteral("right"), theme.mute));
        QVERIFY(has(QStringLiteral("check"), theme.accentInk));
        QVERIFY(has(QStringLiteral("dash"), theme.accentInk));
        QVERIFY(has(QStringLiteral("tick"), theme.accent));
        static const QRegularExpression used(QStringLiteral("url\\((:[^)]+)\\)"));
        auto match = used.globalMatch(styleSheetOf(theme));
        QVERIFY(match.hasNext());
        while (match.hasNext()) {
            const QString file = match.next().captured(1);
            QVERIFY2(QFile::exists(file), qPrintable(file));
        }
    }
}

void TestTheme::everyIconDrawsInTheColourAskedFor() {
    const QColor color(0x35, 0x57, 0xD6);
    const QStringList icons = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
    QVERIFY(icons.size() > 30);
    for (const QString& file : icons) {
        if (file.startsWith(QStringLiteral("style-")) || file == QStringLiteral("glassbox.svg")) continue;
        const QIcon icon = themedIcon(QFileInfo(file).completeBaseName(), color);
        const QImage image = icon.pixmap(QSize(24, 24), 2.0).toImage().convertToFormat(QImage::Format_ARGB32);
        QCOMPARE(image.size(), QSize(48, 48));  // crisp: drawn at the screen's own pixels
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                if (pixel.alpha() < 200) continue;
                ++drawn;
                QVERIFY2(qAbs(pixel.blue() - color.blue()) < 12 && qAbs(pixel.red() - color.red()) < 12,
                         qPrintable(file));
            }
        }
        QVERIFY2(drawn > 15, qPrintable(file));
    }
    QVERIFY(themedIcon(QStringLiteral("no such icon"), color).isNull());
}

void TestTheme::choosingAThemeChangesTheApplication() {
    ThemeSource source(ThemeChoice::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::light().background);
    QSignalSpy changed(&source, &ThemeSource::changed);
    source.setChoice(ThemeChoice::Dark);
    QCOMPARE(changed.count(), 1);
    QVERIFY(source.theme().isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::dark().background);
    QVERIFY(qApp->styleSheet().contains(Theme::dark().panel.name()));
    source.setChoice(ThemeChoice::Light);
    QVERIFY(!source.theme().isDark());
}

void TestTheme::systemThemeFollowsTheSystem() {
    QPalette dark;
    dark.setColor(QPalette::Window, Qt::black);
    dark.setColor(QPalette::WindowText, Qt::white);
    QPalette light;
    light.setColor(QPalette::Window, Qt::white);
    light.setColor(QPalette::WindowText, Qt::black);
    QApplication::setPalette(dark);
    ThemeSource source(ThemeChoice::System);
    QVERIFY(source.theme().isDark());
    QSignalSpy changed(&source, &ThemeSource::changed);
    QApplication::setPalette(light);
    QTRY_COMPARE(changed.count(), 1);
    QVERIFY(!source.theme().isDark());
    // A choice of the user's own stays.
    source.setChoice(ThemeChoice::Light);
    QApplication::setPalette(dark);
    QCoreApplication::processEvents();
    QVERIFY(!source.theme().isDark());
}

void TestTheme::textGrowsWithTheTextSize() {
    ThemeSource source(ThemeChoice::Light);
    QCOMPARE(source.theme().font(13).pixelSize(), 13);
    source.setTextScale(1.5);
    QCOMPARE(source.theme().font(13).pixelSize(), 20);
    QVERIFY(source.theme().font(11).pixelSize() >= 16);
    QCOMPARE(source.theme().font(13, QFont::DemiBold).weight(), QFont::DemiBold);
    source.setTextScale(1);
    QCOMPARE(source.theme().font(13).pixelSize(), 13);
}

void TestTheme::theProjectorThemeIsLargeThickAndStrong() {
    const Theme light = Theme::light(), projector = Theme::projector();
    QCOMPARE(projector.panel, QColor(Qt::white));
    QVERIFY(contrast(projector.ink, projector.panel) > 18);
    QVERIFY(contrast(projector.mute, projector.panel) > 9);
    for (const QColor& color : {projector.positive, projector.negative, projector.train, projector.validation})
        QVERIFY2(contrast(color, projector.panel) >= 4.5, qPrintable(color.name()));
    QVERIFY(contrast(projector.grid, projector.panel) > contrast(light.grid, light.panel) + 0.4);
    QVERIFY(contrast(projector.line, projector.panel) >= 2.5);
    QVERIFY(projector.stroke(2) >= 3);
    QCOMPARE(light.stroke(2), 2.0);
    ThemeSource source(ThemeChoice::Light);
    source.setChoice(ThemeChoice::Projector);
    QVERIFY(source.theme().font(13).pixelSize() >= 18);
    QVERIFY(source.textScale() >= 1.4);
    QCOMPARE(source.chosenTextScale(), 1.0);
    // Who wants it larger still gets it; what was chosen comes back with another theme.
    source.setTextScale(1.5);
    QCOMPARE(source.textScale(), 1.5);
    source.setTextScale(1.15);
    source.setChoice(ThemeChoice::Light);
    QCOMPARE(source.textScale(), 1.15);
    source.setTextScale(1);
}

QTEST_MAIN(TestTheme)
#include "test_theme.moc"
