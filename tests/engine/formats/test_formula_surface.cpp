#include "engine/formats/formula_surface.h"
#include "engine/nn/random.h"
#include "tests/support/test.h"

#include <cmath>
#include <map>
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
        QCOMPARE(valueOf("-sin(-x) + max(-x, -y)", 0, 2), 0.0);
        QCOMPARE(valueOf("-(-(x)) - -√(y)", 3, 4), 5.0);
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

    /// The page lists the functions by formulaFunctions(): each is there and is what its name says.
    void everyFunctionIsWhatItsNameSays() {
        using One = double (*)(double);
        const std::map<std::string, One> ofOne{{"sin", std::sin},
                                               {"cos", std::cos},
                                               {"tan", std::tan},
                                               {"asin", std::asin},
                                               {"acos", std::acos},
                                               {"atan", std::atan},
                                               {"sinh", std::sinh},
                                               {"cosh", std::cosh},
                                               {"tanh", std::tanh},
                                               {"asinh", std::asinh},
                                               {"acosh", std::acosh},
                                               {"atanh", std::atanh},
                                               {"exp", std::exp},
                                               {"ln", std::log},
                                               {"log", std::log},
                                               {"log2", std::log2},
                                               {"log10", std::log10},
                                               {"sqrt", std::sqrt},
                                               {"cbrt", std::cbrt},
                                               {"abs", std::fabs},
                                               {"floor", std::floor},
                                               {"ceil", std::ceil},
                                               {"round", std::round},
                                               {"sign", [](double t) { return double((t > 0) - (t < 0)); }},
                                               {"sigmoid", [](double t) { return 1 / (1 + std::exp(-t)); }}};
        const auto same = [](double a, double b) {
            return (std::isnan(a) && std::isnan(b)) || a == b || std::abs(a - b) <= 4e-15 * std::abs(b);
        };
        for (const FormulaFunction& function : formulaFunctions()) {
            QVERIFY(!function.help.empty());
            const QString name = QString::fromStdString(function.name);
            if (function.arguments == 1) {
                const auto surface = makeFormulaSurface(name + QStringLiteral("(x)"));
                QVERIFY2(ofOne.count(function.name), qPrintable(name));
                for (const double t : {-1e3, -2.5, -1.0, -0.5, -0.1, 0.0, 0.1, 0.5, 1.0, 1.5, 2.5, 1e3})
                    QVERIFY2(same(surface->value(t, 7), ofOne.at(function.name)(t)), qPrintable(name));
            } else if (function.name == "atan2") {
                QVERIFY(same(valueOf("atan2(y, x)", -1, 2), std::atan2(2, -1)));
            } else if (function.name == "if") {
                QCOMPARE(valueOf("if(x > 0, 1, ln(x))", 1), 1.0);  // the other branch may have no value
                QVERIFY(std::isnan(valueOf("if(ln(x) > 0, 1, 2) + 0*ln(x)", -1)));
            } else {
                QVERIFY(function.name == "min" || function.name == "max");
            }
        }
    }

    void brokenDomainsStayInTheirPlace() {
        // A hole on one side leaves value and derivatives on the other whole.
        const auto half = makeFormulaSurface(QStringLiteral("if(x > 0, sqrt(x), -x)"));
        QCOMPARE(half->value(-4, 0), 4.0);
        QCOMPARE(half->gradient(-4, 0), Eigen::Vector2d(-1, 0));
        QCOMPARE(half->gradient(4, 0), Eigen::Vector2d(0.25, 0));
        // A slope that is infinite is told as such, and one that is 0 beside a pole as 0.
        QVERIFY(std::isinf(makeFormulaSurface(QStringLiteral("sqrt(x)"))->gradient(0, 1).x()));
        QCOMPARE(makeFormulaSurface(QStringLiteral("sqrt(x)"))->gradient(0, 1).y(), 0.0);
        QVERIFY(std::isinf(makeFormulaSurface(QStringLiteral("1/x"))->gradient(0, 1).x()));
        QVERIFY(std::isinf(valueOf("-1/x^2")) && valueOf("-1/x^2") < 0);
        // Moving exponents: at base 0, and negative bases, which have a value only for this exponent.
        const auto power = makeFormulaSurface(QStringLiteral("x^y"));
        QCOMPARE(power->gradient(0, 2), Eigen::Vector2d(0, 0));
        QCOMPARE(power->gradient(0, 1), Eigen::Vector2d(1, 0));
        QCOMPARE(power->hessian(0, 2)(0, 0), 2.0);
        QCOMPARE(power->value(-2, 3), -8.0);
        QCOMPARE(power->gradient(-2, 3).x(), 12.0);
        QVERIFY(std::isnan(power->gradient(-2, 3).y()));
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
        QVERIFY2(accepted > 50, std::to_string(accepted).c_str());
    }

    /// Formulas as people type them, with a character or two wrong: mostly errors, each in the text.
    void mistypedFormulasAreSurvived() {
        const QStringList right{
            QStringLiteral("(1 - x)^2 + 100*(y - x^2)^2"),
            QStringLiteral("f(x, y) = 20 + x² + y² − 10·(cos(2·π·x) + cos(2·π·y))"),
            QStringLiteral("if(x < 0 && y >= 1, min(x, y, 0.5), max(-x, 3e-2))"),
            QStringLiteral("-20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*cos(2*pi*x)) + e"),
            QStringLiteral("atan2(y, x) / (1 + abs(x)) - log10(2 + x**2)"),
        };
        const QString extra = QStringLiteral("()+-*/^,.xye01 =<>&|²√π\n;\"'{}[]%!?~$äß€") + QChar(0xD83D) +
                              QChar(0xDE00) + QChar(0x200B) + QChar(0);
        Random random(23);
        int read = 0, refused = 0;
        for (int i = 0; i < 8000; ++i) {
            QString text = right[random.below(right.size())];
            for (Index change = 0; change <= random.below(3); ++change) {
                const auto at = static_cast<qsizetype>(random.below(std::max<Index>(text.size(), 1)));
                const QChar other = extra[random.below(extra.size())];
                switch (random.below(4)) {
                    case 0:
                        text.remove(at, 1);
                        break;
                    case 1:
                        text.insert(at, other);
                        break;
                    case 2:
                        if (!text.isEmpty()) text[at] = other;
                        break;
                    default:
                        text = text.left(at) + text.mid(random.below(std::max<Index>(text.size(), 1)));
                }
            }
            try {
                const auto surface = makeFormulaSurface(text);
                surface->value(1.5, -0.5);
                surface->hessian(0, 0);
                ++read;
            } catch (const FormulaError& error) {
                ++refused;
                QVERIFY2(error.position() >= 0 && error.position() <= text.size(), qPrintable(text));
                QVERIFY2(std::string(error.what()).find("can't be understood") == std::string::npos, qPrintable(text));
                QVERIFY2(QString::fromStdString(error.what()).size() < 400, error.what());
            }
        }
        QVERIFY2(read > 500 && refused > 1000, (std::to_string(read) + " " + std::to_string(refused)).c_str());
    }

    void longFormulasAreRefusedKindly() {
        const auto told = [](const QString& text) -> std::string {
            try {
                makeFormulaSurface(text)->value(1, 1);
            } catch (const FormulaError& error) {
                return error.what();
            }
            return "read";
        };
        QCOMPARE(told(QString(100000, u'x')), std::string("At 1001: the formula is too long; at most 1000 characters "
                                                          "are read."));
        QVERIFY(told(QString(1000, u'(')).find("missing at the end") != std::string::npos);
        QVERIFY(told(QString(1000, u')')).find("never opened") != std::string::npos);
        QVERIFY(told(QString(1000, u'-')).find("two signs") != std::string::npos);
        QVERIFY(told(QString(1000, u'x')).find("no variable called") != std::string::npos);
        QVERIFY(told(QString(1000, u'9')).find("too large") != std::string::npos);
        QVERIFY(told(QString(499, u'(') + u'x' + QString(499, u')')) == "read");
        QVERIFY(told(QStringLiteral("sin(").repeated(190) + u'x' + QString(190, u')')) == "read");
        QVERIFY(told(QStringLiteral("-(").repeated(300) + u'x' + QString(300, u')')) == "read");
        QVERIFY(told(QStringLiteral("if(x,").repeated(120) + u'x' + QStringLiteral(",y)").repeated(120)) == "read");
        QVERIFY(told(QStringLiteral("x^").repeated(490) + u'x') == "read");
        QVERIFY(told(QStringLiteral("min(") + QStringLiteral("x,").repeated(490) + QStringLiteral("y)")) == "read");
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
