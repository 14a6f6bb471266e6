#include "tests/support/scratch_home.h"
#include "tests/support/test.h"
#include "ui/cards/card_picture.h"
#include "ui/cards/shipped_decks.h"
#include "ui/shell/theme.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>

#include <array>

using namespace glassbox;

/// Small pictures of cards, drawn from numbers: all that ship can be drawn, nothing is cut off, and each says in words
/// what it shows.
class TestCardPicture : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void shippedPicturesAreWhole_data();
    void shippedPicturesAreWhole();
    void wordsSayWhatIsShown_data();
    void wordsSayWhatIsShown();
    void signIsSeenAndTold();
    void holesAreGaps();
    void polesDoNotFlattenTheRest();
    void longFlowsTurnAround();
    void hugeGridsHaveNoNumbers();
    void whatCannotBeDrawnSaysWhy_data();
    void whatCannotBeDrawnSaysWhy();
    void widgetFollowsTheme();
    void filesHoldThePicture();

  private:
    ScratchHome m_home;
    ThemeSource m_theme{ThemeChoice::Light};
};

namespace {

constexpr std::array<double, 3> widths{220, 360, 620};

bool isInside(const QRectF& inner, const QSizeF& size) {
    return inner.left() > -0.6 && inner.top() > -0.6 && inner.right() < size.width() + 0.6 &&
           inner.bottom() < size.height() + 0.6;
}

/// Which label does not fit into its room, or lies on another; empty: all is well.
QString cutOff(const CardSketch& sketch) {
    for (std::size_t i = 0; i < sketch.labels.size(); ++i) {
        const CardSketch::Label& label = sketch.labels[i];
        const QRectF needed = QFontMetricsF(label.font)
                                  .boundingRect(QRectF(0, 0, label.rect.width(), 10'000),
                                                static_cast<int>(label.alignment) | Qt::TextWordWrap, label.text);
        if (label.text.contains(QChar(0x2026))) return label.text;
        if (needed.width() > label.rect.width() + 1 || needed.height() > label.rect.height() + 1)
            return QStringLiteral("%1 needs more room").arg(label.text);
        if (!isInside(label.rect, sketch.size)) return QStringLiteral("%1 leaves the picture").arg(label.text);
        // Letters don't fill the height of their line.
        for (std::size_t j = 0; j < i; ++j)
            if (label.rect.adjusted(0.5, 2, -0.5, -2).intersects(sketch.labels[j].rect.adjusted(0.5, 2, -0.5, -2)))
                return QStringLiteral("%1 lies on %2").arg(label.text, sketch.labels[j].text);
    }
    for (const CardSketch::Shape& shape : sketch.shapes) {
        const QRectF seen = shape.clip.isEmpty() ? shape.path.boundingRect() : shape.path.boundingRect() & shape.clip;
        if (!isInside(seen, sketch.size)) return QStringLiteral("a shape leaves the picture");
    }
    return {};
}

int colorsIn(const QImage& image) {
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) colors.insert(image.pixel(x, y));
    return static_cast<int>(colors.size());
}

}  // namespace

void TestCardPicture::shippedPicturesAreWhole_data() {
    QTest::addColumn<QString>("picture");
    for (const auto& [file, deck] : readShippedDecks())
        for (const Flashcard& card : deck.cards)
            if (!card.picture.isEmpty()) QTest::newRow(qPrintable(file + '/' + card.id)) << card.picture;
}

void TestCardPicture::shippedPicturesAreWhole() {
    QFETCH(QString, picture);
    QVERIFY2(isDrawable(picture), qPrintable(cardPictureMistake(picture)));
    for (const auto name : {Theme::Name::Light, Theme::Name::Projector}) {
        const Theme theme = Theme::of(name);
        for (const double width : widths) {
            const CardSketch sketch = sketchCardPicture(picture, theme, width);
            QVERIFY(!sketch.shapes.empty());
            QVERIFY(sketch.size.width() <= width + 0.01);
            QVERIFY2(cutOff(sketch).isEmpty(), qPrintable(cutOff(sketch)));
            QVERIFY(sketch.words.size() > 10);
            QImage image(sketch.size.toSize() + QSize(1, 1), QImage::Format_RGB32);
            image.fill(theme.panel);
            QPainter painter(&image);
            sketch.paint(painter);
            painter.end();
            QVERIFY(colorsIn(image) > 3);
        }
    }
}

void TestCardPicture::wordsSayWhatIsShown_data() {
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("words");
    QTest::newRow("curves") << QStringLiteral("curve x*x ; -x -2 2")
                            << QStringLiteral(
                                   "Plot for x from −2 to 2: x·x, which begins at 4.00 and ends at 4.00; −x, which "
                                   "begins at 2.00 and ends at −2.00.");
    QTest::newRow("grid") << QStringLiteral("grid 1 0.5 / -1 0")
                          << QStringLiteral("Grid of 2 rows and 2 columns: 1, 0.5; −1, 0.");
    QTest::newRow("bars") << QStringLiteral("bars up=2 down=-20000")
                          << QStringLiteral("Bars: up 2, down −20\u2009000.");
    QTest::newRow("flow") << QStringLiteral("flow image -> code -> image")
                          << QStringLiteral("Flow: image, then code, then image.");
}

void TestCardPicture::wordsSayWhatIsShown() {
    QFETCH(QString, picture);
    QFETCH(QString, words);
    CardPictureView view(m_theme);
    view.setPicture(picture);
    QCOMPARE(view.accessibleDescription(), words);
}

void TestCardPicture::signIsSeenAndTold() {
    const Theme& theme = m_theme.theme();
    const CardSketch bars = sketchCardPicture(QStringLiteral("bars up=2 down=-1"), theme, 300);
    const auto barOf = [&](const QColor& color) {
        for (const CardSketch::Shape& shape : bars.shapes)
            if (shape.brush.style() == Qt::SolidPattern && shape.brush.color() == color)
                return shape.path.boundingRect();
        return QRectF();
    };
    QVERIFY(!barOf(theme.positive).isEmpty());
    QVERIFY(barOf(theme.negative).right() <= barOf(theme.positive).left() + 0.01);  // the other side of zero
    QCOMPARE(barOf(theme.positive).width(), 2 * barOf(theme.negative).width());

    const CardSketch grid = sketchCardPicture(QStringLiteral("grid 1 -1"), theme, 300);
    const QColor plus = grid.shapes[0].brush.color(), minus = grid.shapes[1].brush.color();
    QVERIFY(plus.blue() > plus.red());
    QVERIFY(minus.red() > minus.blue());
    QCOMPARE(grid.labels[1].text, QStringLiteral("−1"));
}

void TestCardPicture::holesAreGaps() {
    // The root has no value left of zero: its line begins in the middle of the plot.
    const Theme& theme = m_theme.theme();
    const CardSketch sketch = sketchCardPicture(QStringLiteral("curve sqrt(x) -4 4"), theme, 340);
    for (const CardSketch::Shape& shape : sketch.shapes) {
        if (shape.clip.isEmpty()) continue;
        QVERIFY(shape.path.boundingRect().left() > shape.clip.center().x() - 6);
        return;
    }
    QFAIL("no curve");
}

void TestCardPicture::polesDoNotFlattenTheRest() {
    const CardSketch sketch = sketchCardPicture(QStringLiteral("curve 1/x -1 1"), m_theme.theme(), 340);
    for (const CardSketch::Shape& shape : sketch.shapes) {
        if (shape.clip.isEmpty()) continue;
        // Two branches, which no line joins, each far beyond the picture at the pole.
        int begins = 0;
        for (int i = 0; i < shape.path.elementCount(); ++i) begins += shape.path.elementAt(i).isMoveTo();
        QCOMPARE(begins, 2);
        QVERIFY(shape.path.boundingRect().height() > 2 * shape.clip.height());
        return;
    }
    QFAIL("no curve");
}

void TestCardPicture::longFlowsTurnAround() {
    const QString flow = QStringLiteral("flow tokens -> embedding -> attention -> dense layers -> next token");
    const CardSketch narrow = sketchCardPicture(flow, m_theme.theme(), 260);
    const CardSketch wide = sketchCardPicture(flow, m_theme.theme(), 900);
    QVERIFY(narrow.size.height() > 2 * wide.size.height());
    QCOMPARE(narrow.labels.size(), std::size_t{5});
    QVERIFY2(cutOff(narrow).isEmpty(), qPrintable(cutOff(narrow)));
    for (std::size_t i = 1; i < narrow.labels.size(); ++i) {
        const QRectF &before = narrow.labels[i - 1].rect, &here = narrow.labels[i].rect;
        QVERIFY(here.left() > before.right() || here.top() > before.bottom());  // read as text is
    }
}

void TestCardPicture::hugeGridsHaveNoNumbers() {
    QString grid = QStringLiteral("grid ");
    for (int row = 0; row < 32; ++row) {
        if (row > 0) grid += QStringLiteral(" / ");
        for (int col = 0; col < 32; ++col) grid += QString::number(row - col) + ' ';
    }
    const CardSketch sketch = sketchCardPicture(grid, m_theme.theme(), 320);
    QVERIFY(sketch.labels.empty());
    QVERIFY(sketch.shapes.size() >= 32 * 32);
    QCOMPARE(sketch.words, QStringLiteral("Grid of 32 rows and 32 columns."));
}

void TestCardPicture::whatCannotBeDrawnSaysWhy_data() {
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("why");
    QTest::newRow("kind") << QStringLiteral("pie a=1") << QStringLiteral("\"pie\" is not known");
    QTest::newRow("expression") << QStringLiteral("curve 1/(1+ -1 1") << QStringLiteral("At ");
    QTest::newRow("function of y") << QStringLiteral("curve x+y -1 1") << QStringLiteral("not of x alone");
    QTest::newRow("no value") << QStringLiteral("curve ln(x) -2 -1") << QStringLiteral("no value in this range");
}

void TestCardPicture::whatCannotBeDrawnSaysWhy() {
    QFETCH(QString, picture);
    QFETCH(QString, why);
    QVERIFY(!isDrawable(picture));
    QVERIFY2(cardPictureMistake(picture).contains(why), qPrintable(cardPictureMistake(picture)));
    const CardSketch sketch = sketchCardPicture(picture, m_theme.theme(), 300);
    QVERIFY(sketch.shapes.empty());
    QCOMPARE(sketch.labels.size(), std::size_t{1});
    QVERIFY2(sketch.labels[0].text.contains(why), qPrintable(sketch.labels[0].text));
    QVERIFY2(cutOff(sketch).isEmpty(), qPrintable(cutOff(sketch)));
    QVERIFY(cardPicturePng(picture, m_theme.theme(), {300, 200}).isEmpty());
}

void TestCardPicture::widgetFollowsTheme() {
    CardPictureView view(m_theme);
    QCOMPARE(view.sizeHint(), QSize(0, 0));
    view.setPicture(QStringLiteral("bars one=1 two=2"));
    view.resize(view.sizeHint());
    const QImage light = view.grab().toImage();
    m_theme.setChoice(ThemeChoice::Dark);
    QVERIFY(view.grab().toImage() != light);
    const int before = view.sizeHint().height();
    m_theme.setTextScale(1.5);
    QVERIFY(view.sizeHint().height() > before);
    m_theme.setTextScale(1);
    m_theme.setChoice(ThemeChoice::Light);
}

void TestCardPicture::filesHoldThePicture() {
    const QByteArray bytes = cardPicturePng(QStringLiteral("curve max(0,x) -4 4"), Theme::light(), {600, 400});
    const QImage image = QImage::fromData(bytes, "PNG");
    QCOMPARE(image.size(), QSize(600, 400));
    QCOMPARE(image.pixelColor(1, 1), Theme::light().panel);
    QVERIFY(colorsIn(image) > 10);
    QVERIFY(image.text(QStringLiteral("Description")).contains(QStringLiteral("max(0,x)")));
    QVERIFY(cardPicturePng({}, Theme::light(), {600, 400}).isEmpty());
    QVERIFY(cardPicturePng(QStringLiteral("bars a=1"), Theme::light(), {}).isEmpty());
}

QTEST_MAIN(TestCardPicture)
#include "test_card_picture.moc"
