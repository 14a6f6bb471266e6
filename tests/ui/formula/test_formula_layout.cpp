#include "tests/support/test.h"
#include "tests/ui/formula/formula_sheet.h"
#include "ui/formula/formula_layout.h"
#include "ui/formula/formula_parser.h"

#include <cmath>

using namespace glassbox;

/// Formulas are set as a printer would: sizes, heights and distances are checked, whichever typeface there is.
class TestFormulaLayout : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase_data();
    void scriptsAreSmallerAndMoved();
    void bothScriptsKeepApart();
    void fractionsStandOnTheAxis();
    void limitsStandAboveAndBelowOnlyOnTheirOwnLine();
    void rootsCoverWhatTheyHold();
    void bracketsGrowWithWhatTheyHold();
    void operatorsHaveRoomAndSignsHaveNone();
    void namesAndColoursChangeNoDistance();
    void rowsOfAMatrixShareTheirBaselines();
    void equationsAreAlignedAtTheirSigns();
    void accentsStandOverTheirLetters();
    void phantomsTakeRoomOnly();
    void everyFormulaOfTheSheetHasInkInItsBox();

  private:
    FormulaBox set(const QString& tex, FormulaStyle style = FormulaStyle::Display) const;
    double width(const QString& tex) const { return set(tex).width; }
};

namespace {

/// Where the ink of the piece number `index` is, in em.
QRectF inkOf(const FormulaPiece& piece) {
    if (piece.kind == FormulaPiece::Kind::Rule) return piece.rect;
    const QRectF ink = piece.outline.boundingRect();
    return {piece.at + ink.topLeft() * piece.scale, ink.size() * piece.scale};
}

const FormulaPiece& ruleOf(const FormulaBox& box) {
    for (const FormulaPiece& piece : box.pieces) {
        if (piece.kind == FormulaPiece::Kind::Rule) return piece;
    }
    static const FormulaPiece none;
    return none;
}

bool near(double a, double b, double tolerance = 1e-6) {
    return std::abs(a - b) < tolerance;
}

}  // namespace

/// With a typeface made for mathematics where there is one, and with one that is not.
void TestFormulaLayout::initTestCase_data() {
    QTest::addColumn<MathFontPtr>("font");
    QTest::newRow("best") << std::make_shared<const MathFont>();
    QTest::newRow("none") << std::make_shared<const MathFont>(QStringList{});
}

FormulaBox TestFormulaLayout::set(const QString& tex, FormulaStyle style) const {
    QFETCH_GLOBAL(MathFontPtr, font);
    const ParsedFormula parsed = parseFormula(tex);
    if (!parsed.error.isEmpty()) qWarning() << parsed.error;
    return layOutFormula(parsed.tree, *font, style);
}

void TestFormulaLayout::scriptsAreSmallerAndMoved() {
    const FormulaBox above = set("x^x"), below = set("x_x"), twice = set("x^{x^x}");
    QVERIFY(above.pieces[1].scale < above.pieces[0].scale);
    QVERIFY(above.pieces[1].at.y() < -0.1);
    QVERIFY(below.pieces[1].at.y() > 0.1);
    QVERIFY(inkOf(above.pieces[1]).left() > inkOf(above.pieces[0]).center().x());
    QVERIFY(twice.pieces[2].scale < twice.pieces[1].scale);
    QVERIFY(twice.pieces[2].at.y() < twice.pieces[1].at.y());
    QVERIFY(near(set("x^{x^{x^x}}").pieces[3].scale, twice.pieces[2].scale));  // no smaller than that
    // Powers of what is large stand at its corner.
    QVERIFY(set("\\left(\\frac{a}{b}\\right)^2").pieces.back().at.y() < -0.6);
}

void TestFormulaLayout::bothScriptsKeepApart() {
    const std::pair<const char*, const char*> scripts[] = {{"a", "b"},    {"f", "g"}, {"\\frac ab", "\\frac cd"},
                                                           {"ij", "(l)"}, {"B", "2"}, {"t^2", "f_y"}};
    for (const auto& [low, high] : scripts) {
        const FormulaBox box = set(QStringLiteral("x_{\\term{low}{%1}}^{\\term{high}{%2}}")
                                       .arg(QString::fromUtf8(low), QString::fromUtf8(high)));
        QRectF below, above;
        for (const FormulaPiece& piece : box.pieces) {
            if (piece.kind == FormulaPiece::Kind::Term) (piece.name == u"low" ? below : above) = piece.rect;
        }
        QVERIFY2(below.top() - above.bottom() > 0.05, low);
        QVERIFY(below.bottom() > 0 && above.top() < -0.4);
    }
}

void TestFormulaLayout::fractionsStandOnTheAxis() {
    QFETCH_GLOBAL(MathFontPtr, font);
    const double axis = font->constants().axis;
    for (const char* tex : {"\\frac{a}{b}", "\\frac{a^2}{b_i}", "\\frac{\\frac ab}{c}", "\\frac{1}{\\sum_i e^i}"}) {
        const FormulaBox box = set(QString::fromUtf8(tex));
        bool found = false;
        for (const FormulaPiece& piece : box.pieces)
            found = found || (piece.kind == FormulaPiece::Kind::Rule && near(-piece.rect.center().y(), axis) &&
                              piece.rect.width() > 0.8 * box.width - 0.3);
        QVERIFY2(found, tex);
        QVERIFY(box.ascent > axis && box.depth > -axis);
    }
    const FormulaBox box = set("\\frac{aaa}{b}");
    const QRectF bar = ruleOf(box).rect;
    QVERIFY(inkOf(box.pieces[0]).bottom() < bar.top());
    QVERIFY(inkOf(box.pieces[3]).top() > bar.bottom());
    QVERIFY(near(inkOf(box.pieces[3]).center().x(), bar.center().x(), 0.15));
    // Within text fractions are small, and as large as asked for.
    QVERIFY(set("\\frac ab", FormulaStyle::Text).height() < set("\\frac ab").height());
    QVERIFY(near(set("\\dfrac ab", FormulaStyle::Text).height(), set("\\frac ab").height()));
    QVERIFY(near(set("\\tfrac ab").height(), set("\\frac ab", FormulaStyle::Text).height()));
}

void TestFormulaLayout::limitsStandAboveAndBelowOnlyOnTheirOwnLine() {
    const FormulaBox display = set("\\sum_i^n"), text = set("\\sum_i^n", FormulaStyle::Text);
    const QRectF sign = inkOf(display.pieces[0]), high = inkOf(display.pieces[1]), low = inkOf(display.pieces[2]);
    QVERIFY(high.bottom() < sign.top());
    QVERIFY(low.top() > sign.bottom());
    QVERIFY(near(high.center().x(), sign.center().x(), 0.25));
    QVERIFY(display.height() > text.height());
    QVERIFY(inkOf(text.pieces[1]).left() >= inkOf(text.pieces[0]).right() - 0.1);
    QVERIFY(set("\\int_0^1").width > set("\\int").width);
    QVERIFY(set("\\max_x y").depth > set("\\max_x y", FormulaStyle::Text).depth);
    // The label of a brace stands below it in text, too.
    const FormulaBox brace = set("\\underbrace{a+b}_n", FormulaStyle::Text);
    QVERIFY(inkOf(brace.pieces[4]).top() > inkOf(brace.pieces[3]).bottom());
    QVERIFY(near(inkOf(brace.pieces[3]).width(), set("a+b").width, 0.3));
}

void TestFormulaLayout::rootsCoverWhatTheyHold() {
    for (const char* inside : {"x", "x^2", "\\frac{a}{b}", "\\sum_{i=1}^n x_i^2", "\\frac{\\frac ab}{\\frac cd}"}) {
        const FormulaBox body = set(QString::fromUtf8(inside));
        const FormulaBox root = set(QStringLiteral("\\sqrt{%1}").arg(QString::fromUtf8(inside)));
        QVERIFY(root.ascent > body.ascent);
        QRectF bar;
        for (const FormulaPiece& piece : root.pieces) {
            if (piece.kind == FormulaPiece::Kind::Rule && piece.rect.width() > bar.width()) bar = piece.rect;
        }
        QVERIFY(bar.bottom() < -body.ascent);
        QVERIFY(bar.width() >= body.width);
        double bottom = 0;
        for (const FormulaPiece& piece : root.pieces) bottom = std::max(bottom, inkOf(piece).bottom());
        QVERIFY(bottom >= body.depth - 1e-6);
    }
    QVERIFY(set("\\sqrt[3]{x}").pieces[0].scale < 0.8);
}

void TestFormulaLayout::bracketsGrowWithWhatTheyHold() {
    QFETCH_GLOBAL(MathFontPtr, font);
    const double axis = font->constants().axis;
    QString inside = QStringLiteral("x");
    for (int level = 0; level < 8; ++level) {
        for (const char* pair : {"(|)", "[|]", "\\{|\\}", "\\langle|\\rangle", "||.", "\\||.", "\\lfloor|\\rceil"}) {
            const QStringList marks = QString::fromUtf8(pair).split(u'|');
            const QString left = QString::fromUtf8(pair) == u"||." ? QStringLiteral("|") : marks.first();
            const QString right = QString::fromUtf8(pair).endsWith(u'.') ? QStringLiteral(".") : marks.last();
            const FormulaBox body = set(inside);
            const FormulaBox box = set(QStringLiteral("\\left%1 %2 \\right%3")
                                           .arg(left == u"\\" ? QStringLiteral("\\|") : left, inside, right));
            const QRectF ink = inkOf(box.pieces[0]);
            const double reach = std::max(body.ascent - axis, body.depth + axis);
            QVERIFY2(ink.height() >= 2 * reach * 0.9, pair);
            QVERIFY2(near(-ink.center().y(), axis, 1e-3), pair);
        }
        inside = QStringLiteral("\\frac{%1}{2}").arg(inside);
    }
    QVERIFY(set("\\bigl(").height() < set("\\Bigl(").height());
    QVERIFY(set("\\Bigl(").height() < set("\\biggl(").height());
    QVERIFY(set("\\biggl(").height() < set("\\Biggl(").height());
}

void TestFormulaLayout::operatorsHaveRoomAndSignsHaveNone() {
    const double parts = width("a") + width("+") + width("b");
    QVERIFY(near(width("{a}+{b}") - (width("{a}") + width("+") + width("{b}")), 8.0 / 18, 0.1));
    QVERIFY(width("a=b") > width("a+b") - width("+") + width("="));
    QVERIFY(parts < width("a+b"));
    QVERIFY(near(width("-1"), width("-") + width("1")));  // a sign
    QVERIFY(near(width("(-1)"), width("(") + width("-") + width("1") + width(")")));
    QVERIFY(near(width("1=-1") - width("1=1"), width("-")));
    QVERIFY(near(width("1+"), width("1") + width("+")));                  // nothing after it
    QVERIFY(near(width("1,1") - 2 * width("1") - width(","), 3.0 / 18));  // after, not before
    QVERIFY(near(width("\\log 1") - width("\\log") - width("1"), 3.0 / 18));
    QVERIFY(near(width("\\log(1)"), width("\\log") + width("(") + width("1") + width(")")));
    QVERIFY(near(width("1\\quad1") - 2 * width("1"), 1));
    QVERIFY(width("1\\!1") < 2 * width("1"));
    // In scripts operators stand close.
    const double size = set("x^1").pieces[1].scale;
    QVERIFY(near(width("{}^{1+1}") - width("{}^{1}"), size * (width("+") + width("1"))));
}

void TestFormulaLayout::namesAndColoursChangeNoDistance() {
    QVERIFY(near(width("a\\term{sum}{+b}=c"), width("a+b=c")));
    QVERIFY(near(width("a\\color{accent}{+}b"), width("a+b")));
    QVERIFY(near(width("\\term{w}{w}^2 + \\term{all}{\\color{mute}{x}-\\term{y}{y}}"), width("w^2 + x-y")));
}

void TestFormulaLayout::rowsOfAMatrixShareTheirBaselines() {
    const FormulaBox box = set("\\begin{matrix} 1 & 2^2 & 3 \\\\ 4 & \\frac{5}{6} & 7 \\end{matrix}");
    std::vector<double> ones;
    for (const FormulaPiece& piece : box.pieces) {
        if (piece.kind == FormulaPiece::Kind::Outline && near(piece.scale, 1)) ones.push_back(piece.at.y());
    }
    // 1, 2, 3 and then 4, 7; the fraction's digits are smaller.
    QCOMPARE(ones.size(), std::size_t{5});
    QVERIFY(near(ones[0], ones[1]) && near(ones[1], ones[2]) && near(ones[3], ones[4]) && ones[3] > ones[0] + 1);
    QVERIFY(near((box.ascent - box.depth) / 2, 0.25, 0.1));  // the whole stands on the axis
}

void TestFormulaLayout::equationsAreAlignedAtTheirSigns() {
    const FormulaBox box = set("\\begin{aligned} 1 &= 2 \\\\ 1111 &= 2 \\end{aligned}");
    QVERIFY(near(box.pieces[1].at.x(), box.pieces[7].at.x()));  // the signs
    QVERIFY(near(box.pieces[0].at.x(), box.pieces[6].at.x()));  // what stands before them
    QVERIFY(near(width("\\begin{aligned} 1 &= 2 \\end{aligned}"), width("1=2")));
    const FormulaBox cases = set("\\begin{cases} 1 & 2 \\\\ 111 & 2 \\end{cases}");
    QVERIFY(near(cases.pieces[1].at.x(), cases.pieces[3].at.x()));  // to the left
}

void TestFormulaLayout::accentsStandOverTheirLetters() {
    for (const char* accent : {"hat", "bar", "tilde", "vec", "dot"}) {
        for (const char* letter : {"x", "h", "W", "\\mathbf{x}", "\\theta"}) {
            const FormulaBox box = set(QStringLiteral("\\%1{%2}").arg(QLatin1String(accent), QLatin1String(letter)));
            const QRectF body = inkOf(box.pieces[0]), mark = inkOf(box.pieces[1]);
            QVERIFY2(mark.center().y() < body.top(), accent);
            QVERIFY2(mark.center().x() > body.left() - 0.05 && mark.center().x() < body.right() + 0.2, accent);
            QVERIFY(box.ascent >= -mark.top() - 1e-6);
        }
    }
    QVERIFY(inkOf(set("\\widehat{xyz}").pieces[3]).width() >= inkOf(set("\\hat{x}").pieces[1]).width());
    const FormulaBox line = set("\\overline{xyz}");
    QVERIFY(near(ruleOf(line).rect.width(), line.width));
    QVERIFY(ruleOf(set("\\underline{y}")).rect.top() > set("y").depth);
}

void TestFormulaLayout::phantomsTakeRoomOnly() {
    const FormulaBox phantom = set("\\phantom{W^2}"), real = set("{W^2}");
    QVERIFY(phantom.pieces.empty());
    QVERIFY(near(phantom.width, real.width) && near(phantom.height(), real.height()));
}

void TestFormulaLayout::everyFormulaOfTheSheetHasInkInItsBox() {
    for (const char* tex : formulaSheet) {
        const FormulaBox box = set(QString::fromUtf8(tex));
        QVERIFY(!box.pieces.empty());
        for (const FormulaPiece& piece : box.pieces) {
            const QRectF ink = inkOf(piece);
            if (piece.kind == FormulaPiece::Kind::Outline && ink.isEmpty()) QFAIL(tex);
            QVERIFY2(ink.top() > -box.ascent - 0.4 && ink.bottom() < box.depth + 0.4, tex);
            QVERIFY2(ink.left() > -0.4 && ink.right() < box.width + 0.4, tex);
        }
    }
}

QTEST_MAIN(TestFormulaLayout)
#include "test_formula_layout.moc"
