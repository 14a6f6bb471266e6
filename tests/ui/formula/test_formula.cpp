#include "tests/support/test.h"
#include "tests/ui/formula/formula_sheet.h"
#include "ui/formula/formula.h"
#include "ui/formula/math_table.h"

#include <QSvgRenderer>
#include <QXmlStreamReader>

#include <random>

using namespace glassbox;

/// A formula is parsed and laid out once, drawn at every size, pointed at, read aloud and taken away.
class TestFormula : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { m_font = std::make_shared<const MathFont>(); }
    void allIsDrawnWithinItsSize();
    void barsAreSharpAtEveryScale();
    void sizesScaleInProportion();
    void coloursAreThePalettes();
    void valuesChangeWithoutMovingAnything();
    void tooLongAValueStaysInItsRoom();
    void termsAreFoundWhereTheyStand();
    void innermostTermIsPointedAt();
    void highlightIsDrawn();
    void isReadAloud_data();
    void isReadAloud();
    void whatCanNotBeReadIsShown();
    void svgIsWellFormedAndDrawsTheSame();
    void brokenTypefaceTablesAreSurvived();

  private:
    Formula make(const char* tex, double pixels = 20) const {
        Formula formula(QString::fromUtf8(tex), m_font);
        formula.setPixelSize(pixels);
        return formula;
    }
    static QImage draw(const Formula& formula, double scale = 1, int margin = 0, const FormulaPalette& palette = {});

    MathFontPtr m_font;
};

namespace {

/// Where the picture is not white.
QRect inkOf(const QImage& image) {
    QRect ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) < 250) ink |= QRect(x, y, 1, 1);
        }
    }
    return ink;
}

}  // namespace

QImage TestFormula::draw(const Formula& formula, double scale, int margin, const FormulaPalette& palette) {
    const QSizeF size = formula.size() * scale;
    QImage image(static_cast<int>(std::ceil(size.width())) + 2 * margin,
                 static_cast<int>(std::ceil(size.height())) + 2 * margin, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.translate(margin, margin);
    painter.scale(scale, scale);
    formula.paint(painter, {0, 0}, palette);
    return image;
}

void TestFormula::allIsDrawnWithinItsSize() {
    for (const char* tex : formulaSheet) {
        const Formula formula = make(tex);
        QVERIFY2(formula.isValid(), qPrintable(formula.error()));
        for (const double scale : {0.7, 1.0, 3.0}) {
            const QImage image = draw(formula, scale, 10);
            const QRect ink = inkOf(image);
            QVERIFY2(!ink.isEmpty(), tex);
            QVERIFY2(image.rect().adjusted(8, 8, -8, -8).contains(ink), tex);
        }
    }
}

void TestFormula::barsAreSharpAtEveryScale() {
    for (const double scale : {0.5, 0.9, 1.0, 1.3, 2.0, 3.7}) {
        const Formula formula = make("\\frac{\\phantom{a}}{\\phantom{b}}", 19);
        const QImage image = draw(formula, scale, 3);
        const QRect ink = inkOf(image);
        QVERIFY(ink.height() >= 1);
        for (int y = ink.top(); y <= ink.bottom(); ++y)  // black all through, no grey edge above or below
            QVERIFY(qGray(image.pixel(ink.center().x(), y)) < 4);
    }
}

void TestFormula::sizesScaleInProportion() {
    const Formula small = make("\\sum_{i=1}^n x_i", 10), large = make("\\sum_{i=1}^n x_i", 40);
    QVERIFY(std::abs(large.size().width() - 4 * small.size().width()) < 1e-6);
    QVERIFY(std::abs(large.baseline() - 4 * small.baseline()) < 1e-6);
    QVERIFY(large.baseline() > 0 && large.baseline() < large.size().height());
}

void TestFormula::coloursAreThePalettes() {
    FormulaPalette palette{.ink = Qt::black};
    palette.named = {{QStringLiteral("positive"), QColor(0, 0, 255)}};
    const QImage image = draw(make("\\color{positive}{\\frac{1}{1}}", 40), 1, 2, palette);
    bool blue = false;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            QVERIFY(qBlue(pixel) == 255);  // white or blue
            blue = blue || pixel == qRgb(0, 0, 255);
        }
    }
    QVERIFY(blue);
}

void TestFormula::valuesChangeWithoutMovingAnything() {
    Formula formula = make("\\val{w}{+0.000} \\cdot x^{\\val{n}{00}} + \\frac{\\val{w}{+0.000}}{2}");
    const QSizeF size = formula.size();
    const FormulaBox before = formula.layout();
    const QImage first = draw(formula);
    formula.setValue(QStringLiteral("w"), QStringLiteral("-1.25"));
    QCOMPARE(formula.value(QStringLiteral("w")), QStringLiteral("-1.25"));
    QCOMPARE(formula.size(), size);
    QCOMPARE(formula.layout().pieces.size(), before.pieces.size());
    int changed = 0;
    for (std::size_t i = 0; i < before.pieces.size(); ++i) {
        const FormulaPiece &was = before.pieces[i], &is = formula.layout().pieces[i];
        QCOMPARE(is.rect, was.rect);
        if (is.outline != was.outline) ++changed;
        if (is.kind != FormulaPiece::Kind::Value) QCOMPARE(is.at, was.at);
    }
    QCOMPARE(changed, 2);  // the number stands twice
    QVERIFY(draw(formula) != first);
    formula.setValue(QStringLiteral("nobody"), QStringLiteral("7"));
    QVERIFY(formula.value(QStringLiteral("nobody")).isEmpty());
}

void TestFormula::tooLongAValueStaysInItsRoom() {
    Formula formula = make("\\val{w}{0.00}");
    for (const char* text : {"", "1", "-0.5", "1e-12", "not a number", "123456789.123456789"}) {
        formula.setValue(QStringLiteral("w"), QString::fromUtf8(text));
        const FormulaPiece& piece = formula.layout().pieces.front();
        const QRectF ink = piece.outline.boundingRect().translated(piece.at);
        if (piece.outline.isEmpty()) continue;
        QVERIFY2(ink.left() > piece.rect.left() - 0.1 && ink.right() < piece.rect.right() + 0.1, text);
    }
}

void TestFormula::termsAreFoundWhereTheyStand() {
    const Formula formula = make("\\term{new}{w} \\leftarrow \\term{old}{w} - \\term{rate}{\\eta} \\term{old}{g^2}");
    QCOMPARE(formula.terms(), QStringList({QStringLiteral("new"), QStringLiteral("old"), QStringLiteral("rate")}));
    QCOMPARE(formula.termRects(QStringLiteral("old")).size(), 2);
    for (const QString& name : formula.terms()) {
        for (const QRectF& rect : formula.termRects(name)) {
            QVERIFY(QRectF(QPointF(0, 0), formula.size()).adjusted(-1, -1, 1, 1).contains(rect));
            QCOMPARE(formula.termAt(rect.center()), name);
        }
    }
    QVERIFY(formula.termAt({-20, 5}).isEmpty());
    QVERIFY(formula.termRect(QStringLiteral("nobody")).isEmpty());
    // The rectangle holds the term's ink: without the rest only it is drawn.
    const Formula alone = make("\\phantom{a+} \\term{x}{\\frac{W_i}{\\sqrt{2}}} \\phantom{+b}");
    const QRectF rect = alone.termRect(QStringLiteral("x"));
    QVERIFY(rect.adjusted(-2, -2, 2, 2).toAlignedRect().contains(inkOf(draw(alone))));
}

void TestFormula::innermostTermIsPointedAt() {
    const Formula formula = make("\\term{all}{a + \\term{part}{b} + ccc}");
    QCOMPARE(formula.termAt(formula.termRect(QStringLiteral("part")).center()), QStringLiteral("part"));
    const QRectF all = formula.termRect(QStringLiteral("all"));
    QCOMPARE(formula.termAt({all.right() - 2, all.center().y()}), QStringLiteral("all"));
    // A number is a term, too.
    const Formula value = make("x + \\val{w}{0.00}");
    QCOMPARE(value.termAt(value.termRect(QStringLiteral("w")).center()), QStringLiteral("w"));
}

void TestFormula::highlightIsDrawn() {
    Formula formula = make("a + \\term{b}{b}");
    const QImage plain = draw(formula);
    formula.highlight(QStringLiteral("b"));
    QVERIFY(draw(formula) != plain);
    formula.highlight({});
    QCOMPARE(draw(formula), plain);
}

void TestFormula::isReadAloud_data() {
    QTest::addColumn<QString>("tex");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* tex, const char* words) {
        QTest::newRow(tex) << QString::fromUtf8(tex) << QString::fromUtf8(words);
    };
    row("\\frac{\\partial C}{\\partial w}", "partial C over partial w");
    row("w^2 + x_i", "w squared plus x sub i");
    row("W^\\top \\delta", "W transposed delta");
    row("\\sum_{i=1}^{n} x_i", "sum from i equals 1 to n of x sub i");
    row("\\nabla_\\theta C", "gradient with respect to theta of C");
    row("\\sqrt{x}", "the square root of x");
    row("\\hat{y} \\in \\mathbb{R}", "y hat in R");
    row("a^{(l)}", "a upper l");
    row("12.5", "12.5");
    row("\\theta \\leftarrow \\theta - \\eta g", "theta becomes theta minus eta g");
    row("\\frac{a + b}{c}", "the fraction a plus b over c, end");
    row("\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}", "the matrix with 2 rows and 2 columns: a, b; c, d");
    row("p(y \\mid x)", "p open parenthesis y given x close parenthesis");
    row("\\text{cost } C", "cost C");
    row("f'", "f prime");
    row("f'^2", "f prime squared");
    row("a \\overset{!}{=} b", "a equals with ! above b");
    row("\\begin{vmatrix} a & b \\end{vmatrix}", "the determinant of the matrix with 1 rows and 2 columns: a, b");
    row("\\underbrace{a + b}_{c}", "a plus b, which is c,");
}

void TestFormula::isReadAloud() {
    QFETCH(QString, tex);
    QFETCH(QString, words);
    QCOMPARE(Formula(tex, m_font).toSpeech(), words);
    Formula value = make("w = \\val{w}{0.00}");
    value.setValue(QStringLiteral("w"), QStringLiteral("0.25"));
    QCOMPARE(value.toSpeech(), QStringLiteral("w equals 0.25"));
}

void TestFormula::whatCanNotBeReadIsShown() {
    const Formula formula = make("\\frac{a}");
    QVERIFY(!formula.isValid());
    QVERIFY(formula.error().startsWith(QStringLiteral("At 1: \\frac needs two groups")));
    QVERIFY(!inkOf(draw(formula, 1, 4)).isEmpty());
    QCOMPARE(formula.toSpeech(), QStringLiteral("\\frac{a}"));
    const Formula empty = make("");
    QVERIFY(empty.isValid());
    QVERIFY(empty.size().width() < 1);
}

void TestFormula::svgIsWellFormedAndDrawsTheSame() {
    for (const char* tex : formulaSheet) {
        Formula formula = make(tex, 40);
        const QByteArray svg = formula.toSvg({});
        QXmlStreamReader reader(svg);
        while (!reader.atEnd()) reader.readNext();
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(svg.contains("<title>") && !svg.contains("<text"));  // outlines: no typeface needed
        QSvgRenderer renderer(svg);
        QVERIFY(renderer.isValid());
        QImage image(draw(formula).size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        renderer.render(&painter, QRectF(QPointF(0, 0), formula.size()));
        painter.end();
        const QRect there = inkOf(image), here = inkOf(draw(formula));
        QVERIFY2(std::abs(there.left() - here.left()) <= 2 && std::abs(there.right() - here.right()) <= 2, tex);
        QVERIFY2(std::abs(there.top() - here.top()) <= 2 && std::abs(there.bottom() - here.bottom()) <= 2, tex);
    }
    // Text that XML can't carry is left out of its description.
    const QByteArray odd = Formula(QStringLiteral("a<b & \x01"), m_font).toSvg({});
    QXmlStreamReader reader(odd);
    while (!reader.atEnd()) reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
}

void TestFormula::brokenTypefaceTablesAreSurvived() {
    QFont font(m_font->family());
    const QByteArray table = QRawFont::fromFont(font).fontTable("MATH");
    std::mt19937 random(3);
    QCOMPARE(readMathTable({}, 1000).constants.axis, MathConstants{}.axis);
    QCOMPARE(readMathTable(QByteArray(4, 'x'), 1000).constants.axis, MathConstants{}.axis);
    for (int i = 0; i < 50 && !table.isEmpty(); ++i) {
        QByteArray broken = table.left(static_cast<qsizetype>(random() % static_cast<unsigned>(table.size())));
        for (int n = 0; n < 20 && !broken.isEmpty(); ++n)
            broken[static_cast<qsizetype>(random() % static_cast<unsigned>(broken.size()))] =
                static_cast<char>(random());
        readMathTable(broken, 1000);
    }
}

QTEST_MAIN(TestFormula)
#include "test_formula.moc"
