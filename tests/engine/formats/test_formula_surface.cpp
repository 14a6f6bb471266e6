#include "engine/formats/formula_surface.h"
#include "engine/nn/random.h"
#include "tests/support/test.h"

#include <cmath>
#include <numbers>
#include <thread>

using namespace glassbox;

namespace {

double valueOf(const char* text, double x = 0, double y = 0) {
    return makeFormulaSurface(QString::fromUtf8(text))->value(x, y);
}

struct Wrong {
    const char* text;
    int position;
    const char* part;  ///< what the sentence must say
};

const Wrong wrongs[] = {
    {"", 0, "x^2 + 10*y^2"},
    {"   ", 3, "write a formula"},
    {"x^2 + sinn(y)", 6, "no function called sinn; did you mean sin?"},
    {"foo(x)", 0, "known are sin, cos"},
    {"x + z", 4, "no variable called z; known are x, y, pi and e"},
    {"X^2", 0, "write it small: x"},
    {"2x", 1, "an operator is missing before \"x\""},
    {"x y", 2, "an operator is missing"},
    {"(x)(y)", 3, "an operator is missing"},
    {"2 sin(x)", 2, "an operator is missing before \"sin\""},
    {"x +", 3, "missing at the end"},
    {"x + )", 4, "never opened"},
    {"(x + )", 5, "missing before this bracket"},
    {"(x + y", 6, "closing bracket"},
    {"x)", 1, "never opened"},
    {"* x", 0, "missing before \"*\""},
    {"x * / y", 4, "missing before \"/\""},
    {"x - - y", 4, ""},
    {"--x", 1, "two signs"},
    {"0,5 * x", 1, "decimals take a point"},
    {"x, y", 1, "a comma only separates"},
    {"min(x)", 0, "min takes two arguments or more"},
    {"1 + sin(x, y)", 4, "sin takes 1 argument, but here it has 2"},
    {"if(x, y)", 0, "if takes 3 arguments"},
    {"sin()", 4, "missing before this bracket"},
    {"max(x,,y)", 6, "missing before this comma"},
    {"sin x", 0, "in brackets, as in sin(x)"},
    {"x = 3", 2, "write =="},
    {"x ? 1 : 2", 2, "if(condition, then, otherwise)"},
    {"x & y", 2, "&&"},
    {"[x]", 0, "round brackets"},
    {"x # y", 2, "has no meaning"},
    {"\"x\"", 0, "has no meaning"},
    {"x + 1e999", 4, "too large"},
    {"x . y", 2, "a point belongs to a number"},
    {"1.5.2", 3, "an operator is missing"},
    {"2e", 1, "an operator is missing"},
    {"x(2)", 1, "an operator is missing"},
    {"²x", 0, "missing before the power"},
    {"√x", 0, "in brackets"},
    {"x + 😀", 4, "has no meaning"},
    {"x\x01", 1, "can't be shown"},
};

}  // namespace

/// A formula of one's own: what is read, what is said about what is wrong, and its derivatives.
class TestFormulaSurface : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void readsWhatOneWrites() {
        QCOMPARE(valueOf("x^2 + 10*y^2", 3, 2), 49.0);
        QCOMPARE(valueOf("f(x, y) = x**2", 3), 9.0);
        QCOMPARE(valueOf("-x^2", 3), -9.0);
        QCOMPARE(valueOf("2^-1"), 0.5);
        QCOMPARE(valueOf("2^3^2"), 512.0);
        QCOMPARE(valueOf("2*-x", 3), -6.0);
        QCOMPARE(valueOf("8/4/2 - 1 - 1"), -1.0);
        QCOMPARE(valueOf("x² − 2·y³ + π×0 + √(4)", 3, 2), -5.0);
        QCOMPARE(valueOf("1.5e2 + .5 + 1."), 151.5);
        QCOMPARE(valueOf("pi"), std::numbers::pi);
        QCOMPARE(valueOf("ln(e)"), 1.0);
        QCOMPARE(valueOf("log10(1000)"), 3.0);
        QCOMPARE(valueOf("min(x, y, -2) + max(x, 7)", 1, 2), 5.0);
        QCOMPARE(valueOf("if(x < 0, -1, if(y >= 1 && x != 2, 10, 20))", 2, 3), 20.0);
        QCOMPARE(valueOf("x + 1 > 0 || y", -5, 0), 0.0);
        QCOMPARE(valueOf("x"), 0.0);
        QCOMPARE(valueOf("y", 1, 2), 2.0);
        QCOMPARE(valueOf("abs(-x) + sign(y) + floor(2.7) + round(2.5)", -3, -2), 7.0);
    }

    void saysWhatIsWrongAndWhere_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < std::size(wrongs); ++i)
            QTest::newRow(*wrongs[i].text ? wrongs[i].text : "empty") << static_cast<int>(i);
    }

    void saysWhatIsWrongAndWhere() {
        QFETCH(int, index);
        const Wrong& wrong = wrongs[index];
        if (!*wrong.part) {  // a sign after an operator is allowed
            QCOMPARE(valueOf(wrong.text, 1, 2), 3.0);
            return;
        }
        try {
            makeFormulaSurface(QString::fromUtf8(wrong.text));
            QFAIL("It was accepted.");
        } catch (const FormulaError& error) {
            QVERIFY2(std::string(error.what()).find(wrong.part) != std::string::npos, error.what());
            QCOMPARE(error.position(), wrong.position);
            QVERIFY(std::string(error.what()).rfind("At " + std::to_string(wrong.position + 1) + ": ", 0) == 0);
        }
    }

    void holesAndPolesSurvive() {
        QVERIFY(std::isnan(valueOf("ln(x)", -1)));
        QVERIFY(std::isinf(valueOf("1/x", 0)));
        QVERIFY(std::isnan(valueOf("sqrt(x)", -1)));
        QVERIFY(std::isnan(valueOf("x/y", 0, 0)));
        QVERIFY(std::isnan(valueOf("x^0.5", -4)));
        QVERIFY(std::isnan(valueOf("max(1, sqrt(x))", -4)));
        QVERIFY(std::isinf(valueOf("exp(x)", 1e4)));
        const auto hole = makeFormulaSurface(QStringLiteral("ln(x) + y^2"));
        QVERIFY(hole->gradient(-1, 2).array().isNaN().all());
        QVERIFY(hole->hessian(-1, 2).array().isNaN().all());
    }

    void derivativesAreExact_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"x^2 + 10*y^2", "x^y", "y^3 * x^-2", "sin(x)*cos(y) + tan(x*y/4)", "asin(x/3) + acos(y/3)",
              "atan(x) + atan2(y, x) + atan2(x, -y)", "sinh(x) + cosh(y) + tanh(x*y)",
              "asinh(x) + acosh(1+y) + atanh(x/3)", "exp(x-y) + ln(x) + log(y) + log2(x*y) + log10(x+y)",
              "sqrt(x) + cbrt(y) + abs(x-3)", "sigmoid(x*y) + min(x, y, 0.3) + max(x, 2*y)",
              "if(x > 1, x^2, y^3) + floor(x)", "x/y - 1/(x + y)", "(1 - x)^2 + 100*(y - x^2)^2", "e^(x*y) - pi^x"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void derivativesAreExact() {
        QFETCH(QString, text);
        const auto surface = makeFormulaSurface(text);
        Random random(5);
        for (int i = 0; i < 200; ++i) {
            const double x = random.uniform(0.2, 1.6) + 1e-4, y = random.uniform(0.2, 1.6);
            if (std::abs(x - 1) < 0.01 || std::abs(x - y) < 0.01 || std::abs(x - 2 * y) < 0.01 ||
                std::abs(y - 0.3) < 0.01 || std::abs(x - 0.3) < 0.01)
                continue;  // kinks and jumps
            constexpr double h = 1e-5;
            const Eigen::Vector2d g = surface->gradient(x, y);
            const Eigen::Vector2d measured((surface->value(x + h, y) - surface->value(x - h, y)) / (2 * h),
                                           (surface->value(x, y + h) - surface->value(x, y - h)) / (2 * h));
            QVERIFY2((g - measured).norm() < 1e-6 * std::max(1.0, g.norm()),
                     qPrintable(text + QStringLiteral(" at %1, %2").arg(x).arg(y)));
            Eigen::Matrix2d bends;
            bends.row(0) = (surface->gradient(x + h, y) - surface->gradient(x - h, y)) / (2 * h);
            bends.row(1) = (surface->gradient(x, y + h) - surface->gradient(x, y - h)) / (2 * h);
            const Eigen::Matrix2d second = surface->hessian(x, y);
            QVERIFY2((second - bends).norm() < 1e-6 * std::max(1.0, second.norm()),
                     qPrintable(text + QStringLiteral(" bends at %1, %2").arg(x).arg(y)));
        }
    }

    void powersAreSmoothAtZero() {
        const auto square = makeFormulaSurface(QStringLiteral("x^2 + y^1"));
        QCOMPARE(square->gradient(0, 0), Eigen::Vector2d(0, 1));
        QCOMPARE(square->hessian(0, 0)(0, 0), 2.0);
        QCOMPARE(makeFormulaSurface(QStringLiteral("x^3"))->gradient(-2, 0).x(), 12.0);
    }

    void threadsShareASurface() {
        const auto surface = makeFormulaSurface(QStringLiteral("sin(x)^2 + cos(y)^2*x"));
        const double expected = surface->value(0.3, 0.7);
        std::vector<std::thread> threads;
        std::atomic<int> wrong = 0;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 2000; ++i) wrong += surface->value(0.3, 0.7) != expected;
                for (int i = 0; i < 20; ++i) wrong += makeFormulaSurface(QStringLiteral("x*y + 1"))->value(2, 3) != 7.0;
            });
        for (std::thread& thread : threads) thread.join();
        QCOMPARE(wrong.load(), 0);
    }

    /// Whatever is typed, it is read or there is a sentence with a place in the text.
    void anyTextIsSurvived() {
        const char* parts[] = {"x",   "y",  "2", "3.5",  "e",   "pi",      "+",    "-",   "*",  "/",  "^",
                               "**",  "(",  ")", "(",    ")",   ",",       "sin(", "if(", "<",  ">=", "&&",
                               "²",   "√(", " ", "min(", "=",   "?",       ":",    "\"",  "'",  "\\", "#",
                               "1e5", ".",  "_", "x2",   "abs", "f(x,y)=", "0x",   "nan", "\n", "%",  "!",
                               "==",  "||", "[", "inf",  "é",   "1e",      "log(", "-"};
        Random random(17);
        int accepted = 0;
        for (int i = 0; i < 6000; ++i) {
            QString text;
            const Index length = random.below(i % 3 == 0 ? 40 : 8);
            for (Index j = 0; j <= length; ++j) {
                if (random.below(20) == 0)
                    text += QChar(static_cast<char16_t>(random.below(0x3000)));
                else
                    text += QString::fromUtf8(parts[random.below(static_cast<Index>(std::size(parts)))]);
            }
            try {
                const auto surface = makeFormulaSurface(text);
                surface->value(0.5, -0.5);
                surface->gradient(0.5, -0.5);
                surface->hessian(0, 0);
                ++accepted;
            } catch (const FormulaError& error) {
                QVERIFY2(error.position() >= 0 && error.position() <= text.size(), qPrintable(text));
                const std::string sentence = error.what();
                QVERIFY2(sentence.size() > 12 && sentence.back() == '.', error.what());
                QVERIFY2(sentence.find("can't be understood") == std::string::npos, qPrintable(text));
            }
        }
        QVERIFY(accepted > 100);
    }

    void longAndDeepFormulas() {
        QVERIFY_EXCEPTION_THROWN(makeFormulaSurface(QString(2000, u'x')), FormulaError);
        const QString deep = QString(400, u'(') + u'x' + QString(400, u')');
        QCOMPARE(makeFormulaSurface(deep)->value(3, 0), 3.0);
        QString sum = QStringLiteral("x");
        for (int i = 0; i < 499; ++i) sum += QStringLiteral("+x");
        QCOMPARE(makeFormulaSurface(sum)->value(1, 0), 500.0);
        QString ones = QStringLiteral("1");
        for (int i = 0; i < 499; ++i) ones += QStringLiteral("+1");
        QVERIFY_EXCEPTION_THROWN(makeFormulaSurface(ones), FormulaError);
    }
};

QTEST_GUILESS_MAIN(TestFormulaSurface)
#include "test_formula_surface.moc"
