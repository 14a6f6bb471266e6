#include "engine/formats/formula_surface_scanner.h"

#include "engine/formats/formula_surface.h"
#include "engine/formats/formula_surface_operations.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr qsizetype longest = 1000;

bool isDigit(QChar c) {
    return c >= u'0' && c <= u'9';
}
bool isLetter(QChar c) {
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}
std::string quoted(const std::string& text) {
    return "\"" + text + "\"";
}

const SurfaceFunctionRow* findRow(const std::string& name) {
    for (const SurfaceFunctionRow& row : formulaFunctionRows())
        if (row.name == name) return &row;
    return nullptr;
}

/// How many characters must be changed, added or left out (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row[b.size()];
}

std::string knownFunctions(const std::string& name) {
    std::string nearest, all;
    for (const SurfaceFunctionRow& row : formulaFunctionRows()) {
        if (nearest.empty() && distance(name, row.name) <= 1) nearest = row.name;
        all += (all.empty() ? "" : ", ") + std::string(row.name);
    }
    return (nearest.empty() ? "" : "did you mean " + nearest + "? ") + (nearest.empty() ? "known are " : "Known are ") +
           all + ".";
}

class Scanner {
  public:
    explicit Scanner(const QString& text) : m_in(text) {}

    ScannedSurfaceFormula run() {
        if (m_in.size() > longest) fail(longest, "the formula is too long; at most 1000 characters are read.");
        passHead();
        for (skipSpace(); m_at < m_in.size(); skipSpace()) {
            const QChar c = m_in[m_at];
            if (isDigit(c) || (c == u'.' && m_at + 1 < m_in.size() && isDigit(m_in[m_at + 1])))
                number();
            else if (isLetter(c))
                name();
            else if (c == u'π')
                operand("pi", 1, "\"π\"");
            else if (c == u'√')
                rootSign();
            else
                sign(c);
        }
        if (m_needsOperand)
            fail(m_in.size(), m_out.text.empty() ? "write a formula in x and y, such as x^2 + 10*y^2."
                                                 : "something is missing at the end.");
        if (!m_brackets.empty()) fail(m_in.size(), "a closing bracket ) is missing.");
        return std::move(m_out);
    }

  private:
    struct Bracket {
        const SurfaceFunctionRow* call;  ///< null: only groups
        qsizetype place;                 ///< where the name or the bracket stands
        int arguments = 1;
    };

    [[noreturn]] static void fail(qsizetype place, const std::string& sentence) {
        throw FormulaError(static_cast<int>(place), sentence);
    }

    void skipSpace() {
        while (m_at < m_in.size() && m_in[m_at].isSpace()) ++m_at;
    }

    /// An "f(x, y) =" before the formula.
    void passHead() {
        QString head;
        for (qsizetype i = 0; i < m_in.size() && head.size() < 7; ++i) {
            if (!m_in[i].isSpace()) head += m_in[i];
            const bool another = i + 1 < m_in.size() && m_in[i + 1] == u'=';
            if (!another &&
                (head == QStringLiteral("f(x,y)=") || head == QStringLiteral("f=") || head == QStringLiteral("z="))) {
                m_at = i + 1;
                return;
            }
        }
    }

    void put(const std::string& text, qsizetype column) {
        m_out.text += text;
        m_out.columns.resize(m_out.text.size(), static_cast<int>(column));
        m_signed = false;
    }

    /// `shown`: as it is named in a sentence.
    void needOperator(const std::string& shown) {
        if (!m_needsOperand)
            fail(m_at, "an operator is missing before " + shown + "; a product needs its sign, as in 2*x.");
    }

    void operand(const std::string& text, qsizetype length, const std::string& shown) {
        needOperator(shown);
        put(text + " ", m_at);
        m_at += length;
        m_needsOperand = false;
    }

    void number() {
        qsizetype end = m_at;
        const auto digits = [&] {
            while (end < m_in.size() && isDigit(m_in[end])) ++end;
        };
        digits();
        if (end < m_in.size() && m_in[end] == u'.') ++end, digits();
        if (end < m_in.size() && (m_in[end] == u'e' || m_in[end] == u'E')) {
            qsizetype power = end + 1;
            if (power < m_in.size() && (m_in[power] == u'+' || m_in[power] == u'-')) ++power;
            if (power < m_in.size() && isDigit(m_in[power])) end = power, digits();
        }
        const std::string text = m_in.mid(m_at, end - m_at).toStdString();
        double value = 0;
        const auto [rest, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (problem != std::errc{} || rest != text.data() + text.size() || !std::isfinite(value))
            fail(m_at, "the number " + quoted(text.size() > 24 ? text.substr(0, 24) + "…" : text) +
                           " is too large or too small to be stored.");
        operand(text, end - m_at, quoted(text));
    }

    void name() {
        qsizetype end = m_at;
        while (end < m_in.size() && (isLetter(m_in[end]) || isDigit(m_in[end]))) ++end;
        const std::string text = m_in.mid(m_at, end - m_at).toStdString();
        const std::string shown = quoted(text.size() > 24 ? text.substr(0, 24) + "…" : text);
        qsizetype next = end;
        while (next < m_in.size() && m_in[next].isSpace()) ++next;
        const bool called = next < m_in.size() && m_in[next] == u'(';
        const SurfaceFunctionRow* row = findRow(text);
        const bool value = text == "x" || text == "y" || text == "pi" || text == "e";
        if (value) {
            operand(text, end - m_at, shown);
        } else if (row && called) {
            needOperator(shown);
            put(text + "(", m_at);
            m_brackets.push_back({row, m_at});
            m_at = next + 1;
        } else if (row) {
            fail(m_at, shown + " is a function: write what it is taken of in brackets, as in " + text + "(" +
                           (row->arguments == 1   ? "x"
                            : row->arguments == 3 ? "x < 0, -x, x"
                                                  : "x, y") +
                           ").");
        } else if (called) {
            fail(m_at, "there is no function called " + text.substr(0, 40) + "; " + knownFunctions(text));
        } else {
            const std::string small = QString::fromStdString(text).toLower().toStdString();
            const bool otherCase = small == "x" || small == "y" || small == "pi" || small == "e";
            fail(m_at, "there is no variable called " + text.substr(0, 40) +
                           (otherCase ? "; write it small: " + small + "." : "; known are x, y, pi and e."));
        }
    }

    void rootSign() {
        needOperator("\"√\"");
        qsizetype next = m_at + 1;
        while (next < m_in.size() && m_in[next].isSpace()) ++next;
        if (next >= m_in.size() || m_in[next] != u'(') fail(m_at, "write what the root is taken of in brackets: √(x).");
        put("sqrt(", m_at);
        m_brackets.push_back({findRow("sqrt"), m_at});
        m_at = next + 1;
    }

    void sign(QChar c) {
        if (c == u'(') {
            needOperator("\"(\"");
            m_brackets.push_back({nullptr, m_at});
            put("(", m_at++);
        } else if (c == u')') {
            close();
        } else if (c == u',') {
            comma();
        } else if (c == u'²' || c == u'³') {
            if (m_needsOperand) fail(m_at, "a number, x or y is missing before the power.");
            put(c == u'²' ? "^2 " : "^3 ", m_at++);
        } else {
            binary();
        }
    }

    void close() {
        if (m_brackets.empty()) fail(m_at, "this bracket ) was never opened.");
        const Bracket bracket = m_brackets.back();
        if (m_needsOperand) fail(m_at, "something is missing before this bracket.");
        if (bracket.call) {
            const int wanted = bracket.call->arguments;
            const std::string name(bracket.call->name);
            if (wanted < 0 && bracket.arguments < 2)
                fail(bracket.place, name + " takes two arguments or more, but here it has one.");
            if (wanted > 0 && bracket.arguments != wanted)
                fail(bracket.place, name + " takes " + std::to_string(wanted) +
                                        (wanted == 1 ? " argument" : " arguments") + ", but here it has " +
                                        std::to_string(bracket.arguments) + ".");
        }
        m_brackets.pop_back();
        put(")", m_at++);
    }

    void comma() {
        if (m_brackets.empty() || !m_brackets.back().call)
            fail(m_at, "a comma only separates the arguments of a function; decimals take a point, as in 0.5.");
        if (m_needsOperand) fail(m_at, "something is missing before this comma.");
        ++m_brackets.back().arguments;
        put(",", m_at++);
        m_needsOperand = true;
    }

    void binary() {
        struct Sign {
            QStringView typed;
            const char* read;
        };
        static constexpr std::array<Sign, 19> signs{{{u"**", "^"},
                                                     {u"<=", "<="},
                                                     {u">=", ">="},
                                                     {u"==", "=="},
                                                     {u"!=", "!="},
                                                     {u"&&", "&&"},
                                                     {u"||", "||"},
                                                     {u"≤", "<="},
                                                     {u"≥", ">="},
                                                     {u"≠", "!="},
                                                     {u"+", "+"},
                                                     {u"-", "-"},
                                                     {u"−", "-"},
                                                     {u"*", "*"},
                                                     {u"·", "*"},
                                                     {u"×", "*"},
                                                     {u"/", "/"},
                                                     {u"÷", "/"},
                                                     {u"^", "^"}}};
        const QStringView rest = QStringView(m_in).mid(m_at);
        std::string read;
        qsizetype length = 1;
        for (const Sign& one : signs)
            if (rest.startsWith(one.typed)) {
                read = one.read, length = one.typed.size();
                break;
            }
        if (rest[0] == u'<' || rest[0] == u'>') read = read.empty() ? rest.left(1).toString().toStdString() : read;
        if (read.empty()) unknown(rest);
        if (m_needsOperand && read != "-" && read != "+")
            fail(m_at,
                 "a number, x or y is missing before " + quoted(rest.left(length).toString().toStdString()) + ".");
        if (m_needsOperand && m_signed) fail(m_at, "two signs in a row; put the second part in brackets.");
        put(read + " ", m_at);
        m_signed = m_needsOperand;
        m_at += length;
        m_needsOperand = true;
    }

    [[noreturn]] void unknown(QStringView rest) {
        if (rest[0] == u'=') fail(m_at, "a formula is not an equation; to compare, write ==.");
        if (rest[0] == u'?' || rest[0] == u':')
            fail(m_at, "to choose between two values, write if(condition, then, otherwise).");
        if (rest[0] == u'&' || rest[0] == u'|') fail(m_at, "to join conditions, write && (and) or || (or).");
        if (QStringView(u"[]{}").contains(rest[0])) fail(m_at, "only round brackets ( ) are read.");
        if (rest[0] == u'.') fail(m_at, "a point belongs to a number, as in 0.5.");
        if (rest[0] < u' ' || !rest[0].isPrint()) {
            const bool pair = rest.size() > 1 && rest[0].isHighSurrogate() && rest[1].isLowSurrogate();
            fail(m_at, pair ? "the sign " + quoted(rest.left(2).toString().toStdString()) + " has no meaning here."
                            : std::string("there is a character here that can't be shown; take it out."));
        }
        fail(m_at, "the sign " + quoted(rest.left(1).toString().toStdString()) + " has no meaning here.");
    }

    const QString& m_in;
    qsizetype m_at = 0;
    ScannedSurfaceFormula m_out;
    std::vector<Bracket> m_brackets;
    bool m_needsOperand = true;  ///< what comes next must be a value, a bracket, a function or a sign
    bool m_signed = false;       ///< what was read last is a sign before a value
};

}  // namespace

ScannedSurfaceFormula scanSurfaceFormula(const QString& text) {
    return Scanner(text).run();
}

}  // namespace glassbox
