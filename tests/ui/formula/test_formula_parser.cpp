#include "engine/nn/activation.h"
#include "engine/nn/initialiser.h"
#include "engine/nn/layer.h"
#include "engine/nn/loss.h"
#include "engine/nn/optimizer.h"
#include "engine/nn/schedule.h"
#include "tests/support/test.h"
#include "tests/ui/formula/formula_sheet.h"
#include "ui/formula/formula_parser.h"
#include "ui/formula/formula_symbols.h"

#include <QDirIterator>
#include <QRegularExpression>

#include <random>

using namespace glassbox;

/// TeX is read as a person means it; what can't be read is answered with a sentence that names the place.
class TestFormulaParser : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void allFormulasOfTheSheetAreRead();
    void allFormulasOfTheContentAreRead();
    void allTexOfTheEngineIsRead();
    void structureIsWhatWasTyped();
    void lettersAreItalicAndDigitsUpright();
    void everyCommandOfTheTableIsRead();
    void mistakesAreNamed_data();
    void mistakesAreNamed();
    void anyTextHasAnAnswer();
    void deepAndLongTextIsRefused();
};

namespace {

using Kind = FormulaNode::Kind;

FormulaNode read(const char* tex) {
    const ParsedFormula parsed = parseFormula(QString::fromUtf8(tex));
    if (!parsed.error.isEmpty()) qWarning() << tex << parsed.error;
    return parsed.tree;
}

const FormulaNode& only(const FormulaNode& row) {
    return row.children.at(0);
}

}  // namespace

void TestFormulaParser::allFormulasOfTheSheetAreRead() {
    for (const char* tex : formulaSheet) read(tex);  // a warning fails the test
}

/// Lessons and decks write formulas between dollars; none may come to a learner as raw TeX.
void TestFormulaParser::allFormulasOfTheContentAreRead() {
    const QRegularExpression display(QStringLiteral("\\$\\$(.+?)\\$\\$"),
                                     QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpression within(QStringLiteral("(?<![\\\\$])\\$([^$\\n]+?)\\$"));
    for (const char* folder : {"lessons", "resources/lessons", "resources/decks"}) {
        QDirIterator files(QStringLiteral(GLASSBOX_SOURCE_DIR "/") + QLatin1String(folder),
                           {QStringLiteral("*.md"), QStringLiteral("*.json"), QStringLiteral("*.txt")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QString text = QString::fromUtf8(file.readAll());
            if (file.fileName().endsWith(u".json")) text.replace(QStringLiteral("\\\\"), QStringLiteral("\\"));
            for (const QRegularExpression& formulas : {display, within}) {
                for (auto found = formulas.globalMatch(text); found.hasNext();) {
                    const QString tex = found.next().captured(1);
                    const QString error = parseFormula(tex).error;
                    QVERIFY2(error.isEmpty(),
                             qPrintable(QStringLiteral("%1: %2: %3").arg(file.fileName(), tex, error)));
                }
                text.remove(formulas);
            }
        }
    }
}

/// The kinds of the engine tell their formulas in plain Unicode; one that is TeX must be read.
void TestFormulaParser::allTexOfTheEngineIsRead() {
    int formulas = 0;
    const auto check = [&formulas](const auto& infos) {
        for (const auto& info : infos) {
            const QString formula = QString::fromStdString(info.formula);
            formulas += formula.isEmpty() ? 0 : 1;
            if (!formula.contains(u'\\')) continue;
            const QString error = parseFormula(formula).error;
            QVERIFY2(error.isEmpty(), qPrintable(formula + QStringLiteral(": ") + error));
        }
    };
    check(layerInfos());
    check(activationInfos());
    check(lossInfos());
    check(optimizerInfos());
    check(scheduleInfos());
    check(initialiserInfos());
    QVERIFY(formulas > 20);
}

void TestFormulaParser::structureIsWhatWasTyped() {
    const FormulaNode scripts = only(read("x_i^2"));
    QCOMPARE(scripts.kind, Kind::Scripts);
    QCOMPARE(only(scripts.children[1]).text, QStringLiteral("𝑖"));
    QCOMPARE(only(scripts.children[2]).text, QStringLiteral("2"));
    QCOMPARE(only(read("x^2_i")).children[2].children.size(), std::size_t{1});

    const FormulaNode fraction = only(read("\\frac{a+b}2"));
    QCOMPARE(fraction.kind, Kind::Fraction);
    QCOMPARE(fraction.children[0].children.size(), std::size_t{3});

    const FormulaNode sum = only(read("\\sum_{i=1}^n"));
    QCOMPARE(sum.place, ScriptPlace::Display);
    QCOMPARE(only(read("\\int_0^1")).place, ScriptPlace::Beside);
    QCOMPARE(only(read("\\int\\limits_0^1")).place, ScriptPlace::Stacked);
    QCOMPARE(only(read("\\sum\\nolimits_0^1")).place, ScriptPlace::Beside);
    QCOMPARE(only(read("\\log_2")).place, ScriptPlace::Beside);

    const FormulaNode primes = only(read("f''"));
    QCOMPARE(primes.children[2].children.size(), std::size_t{2});

    const FormulaNode matrix = only(read("\\begin{bmatrix} a & b \\\\ c \\\\ \\end{bmatrix}"));
    QCOMPARE(matrix.marks, QStringList({QStringLiteral("["), QStringLiteral("]")}));
    QCOMPARE(only(matrix).columns, 2);
    QCOMPARE(only(matrix).children.size(), std::size_t{4});

    const FormulaNode fences = only(read("\\left( a \\middle| b \\right]"));
    QCOMPARE(fences.children.size(), std::size_t{2});
    QCOMPARE(fences.marks, QStringList({QStringLiteral("("), QStringLiteral("|"), QStringLiteral("]")}));

    const FormulaNode value = only(read("\\val{w}{+0.000}"));
    QCOMPARE(value.text, QStringLiteral("w"));
    QCOMPARE(value.marks, QStringList(QStringLiteral("+0.000")));
    QCOMPARE(only(read("\\term{input x}{x}")).text, QStringLiteral("input x"));
    QCOMPARE(only(read("\\text{a {b} \\% é}")).text, QStringLiteral("a b % é"));
    QCOMPARE(only(read("\\sqrt[3]{[x]}")).children[1].children.size(), std::size_t{1});
}

void TestFormulaParser::lettersAreItalicAndDigitsUpright() {
    const auto drawn = [](const char* tex) { return only(read(tex)).text; };
    QCOMPARE(drawn("x"), QStringLiteral("𝑥"));
    QCOMPARE(drawn("h"), QStringLiteral("ℎ"));  // Unicode had it before the alphabet
    QCOMPARE(drawn("7"), QStringLiteral("7"));
    QCOMPARE(drawn("\\alpha"), QStringLiteral("𝛼"));
    QCOMPARE(drawn("α"), QStringLiteral("𝛼"));
    QCOMPARE(drawn("\\Sigma"), QStringLiteral("Σ"));
    QCOMPARE(drawn("\\mathbf{W}"), QStringLiteral("𝐖"));
    QCOMPARE(drawn("\\mathbb{R}"), QStringLiteral("ℝ"));
    QCOMPARE(drawn("\\mathcal L"), QStringLiteral("ℒ"));
    QCOMPARE(drawn("\\mathrm{MSE}"), QStringLiteral("MSE"));
    QCOMPARE(drawn("\\mathrm d"), QStringLiteral("d"));
    QCOMPARE(drawn("\\mathrm{d}"), QStringLiteral("d"));
    QCOMPARE(drawn("-"), QStringLiteral("−"));
}

void TestFormulaParser::everyCommandOfTheTableIsRead() {
    const QString commands = QStringLiteral(
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau "
        "upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega partial nabla "
        "infty "
        "cdot times odot otimes in le ge ne approx leftarrow to Rightarrow mapsto ldots cdots vdots ddots pm mp mid "
        "sim "
        "propto forall exists cup cap subset setminus emptyset top ell sum prod int max min arg lim log ln exp sin cos "
        "tan tanh quad qquad displaystyle textstyle");
    for (const QString& command : commands.split(u' ')) {
        const ParsedFormula parsed = parseFormula(u'\\' + command);
        QVERIFY2(parsed.error.isEmpty(), qPrintable(parsed.error));
        QCOMPARE(parsed.tree.children.size(), std::size_t{1});
    }
    for (const char* tex : {"\\hat x", "\\bar x", "\\tilde x", "\\vec x", "\\dot x", "\\overline{x}", "\\underline{x}",
                            "\\overbrace{x}^n", "\\underbrace{x}_n", "\\, \\; \\!", "\\phantom{x}", "\\tfrac12",
                            "\\dfrac12", "\\bigl( \\Bigr] \\bigg| \\Bigg\\{", "\\operatorname{ReLU}", "\\mathit{x}",
                            "\\textcolor{positive}{x}", "\\begin{cases} a & b \\end{cases}"})
        read(tex);
}

void TestFormulaParser::mistakesAreNamed_data() {
    QTest::addColumn<QString>("tex");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* tex, int position, const char* sentence) {
        QTest::newRow(tex) << QString::fromUtf8(tex) << position << QString::fromUtf8(sentence);
    };
    row("a + b \\frac{a}", 7, "\\frac needs two groups, such as \\frac{a}{b}");
    row("{a", 1, "this brace is never closed; add a }");
    row("a}", 2, "this } closes nothing");
    row("x^2^3", 4, "two ^ follow each other");
    row("x_", 2, "_ needs something after it, such as x_i");
    row("\\foo", 1, "\\foo is not known here");
    row("\\left( a", 1, "\\left has no \\right");
    row("a \\right)", 3, "\\right has nothing that it belongs to");
    row("\\left a \\right)", 1, "\\left needs a bracket after it");
    row("\\begin{matrix} a", 1, "\\begin{matrix} has no \\end{matrix}");
    row("\\begin{matrix} a \\end{cases}", 18, "\\end{cases} closes \\begin{matrix}");
    row("\\begin{table} a \\end{table}", 1, "\\begin{table} is not known here; there are matrix");
    row("a & b", 3, "& stands between cells");
    row("50%", 3, "% has another meaning in TeX; write \\%");
    row("\\text a", 7, "\\text needs words in braces");
    row("\\text{a", 6, "this brace is never closed");
    row("\\sqrt[3{x}", 6, "the degree of the root is never closed; add a ]");
    row("\\color{pink}{x}", 1, "there is no colour \"pink\"; colours are ink, mute");
    row("\\term{}{x}", 6, "\\term needs a name");
    row("a \\", 3, "a backslash ends the formula");
}

void TestFormulaParser::mistakesAreNamed() {
    QFETCH(QString, tex);
    QFETCH(int, position);
    QFETCH(QString, sentence);
    const ParsedFormula parsed = parseFormula(tex);
    QCOMPARE(parsed.position, position);
    QVERIFY2(parsed.error.startsWith(QStringLiteral("At %1: %2").arg(position).arg(sentence)),
             qPrintable(parsed.error));
    QVERIFY(parsed.error.endsWith(u'.'));
}

void TestFormulaParser::anyTextHasAnAnswer() {
    std::mt19937 random(7);
    const auto below = [&random](std::size_t n) { return static_cast<qsizetype>(random() % n); };
    int refused = 0;
    for (int i = 0; i < 20'000; ++i) {
        QString tex;
        if (i % 2 == 0) {  // a formula with a few characters changed, taken out or moved
            tex = QString::fromUtf8(formulaSheet[below(std::size(formulaSheet))]);
            const QString signs = QStringLiteral("{}\\^_&[]()|'%$ a1");
            for (qsizetype n = 1 + below(4); n > 0; --n) {
                const qsizetype at = below(static_cast<std::size_t>(tex.size()));
                if (random() % 2 == 0) tex.remove(at, 1 + below(5));
                if (tex.isEmpty()) break;
                tex.insert(std::min(at, tex.size()), signs[below(static_cast<std::size_t>(signs.size()))]);
            }
        } else {  // noise, in bytes and in halves of characters
            for (qsizetype n = below(60); n > 0; --n)
                tex += QChar(static_cast<char16_t>(random() % (i % 3 == 0 ? 0xFFFF : 128)));
        }
        const ParsedFormula parsed = parseFormula(tex);
        if (parsed.error.isEmpty()) continue;
        ++refused;
        QVERIFY(parsed.position >= 1 && parsed.position <= tex.size() + 1);
        QVERIFY(parsed.tree.isNothing());
    }
    QVERIFY(refused > 1000 && refused < 20'000);
}

void TestFormulaParser::deepAndLongTextIsRefused() {
    for (const char* open :
         {"{", "\\frac{", "\\sqrt ", "x^", "\\left(", "\\hat", "\\begin{matrix}", "\\sqrt[", "\\text{"}) {
        const ParsedFormula deep =
            parseFormula(QString::fromUtf8(open).repeated(9'900 / static_cast<int>(qstrlen(open))));
        QVERIFY2(!deep.error.isEmpty(), open);
    }
    QVERIFY(parseFormula(QString(10'001, u'x')).error.contains(QStringLiteral("more than 10000 characters")));
    QVERIFY(parseFormula(QString(10'000, u'x')).error.isEmpty());
    QVERIFY(parseFormula(QStringLiteral("{").repeated(30) + u'x' + QStringLiteral("}").repeated(30)).error.isEmpty());
}

QTEST_GUILESS_MAIN(TestFormulaParser)
#include "test_formula_parser.moc"
