#pragma once

#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

/// Calculates the value of the arithmetic that is shown as TeX, to see that it gives the number that stands behind it.
namespace tex {

/// A number, by how much rounding may have falsified it, to first order, and what it would be if nothing cancelled.
struct Value {
    double v = 0, e = 0;
    double size = -1;  // below 0: its own

    double whole() const { return size < 0 ? std::abs(v) : size; }
};

struct NotArithmetic : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What the text itself does not say.
struct Meaning {
    /// The exact value of \term{key}{shown}.
    std::function<double(const std::string& key, const std::string& shown)> term;
    /// The slope of the activation function that is meant, for f'(...).
    std::function<double(double)> slope;
    /// Settings are exact; every other number with a point is rounded in its last digit.
    std::vector<std::string> settings;
    double roundoff = 3e-7;  ///< of one operation of the engine
};

class Reader {
  public:
    Reader(const std::string& text, const Meaning& meaning) : m_text(text), m_meaning(meaning) {}

    Value all() {
        const Value value = sum();
        space();
        if (m_at != m_text.size()) fail("something is left");
        return value;
    }

  private:
    [[noreturn]] void fail(const std::string& why) const {
        throw NotArithmetic(why + " at " + std::to_string(m_at) + " of " + m_text);
    }
    void space() {
        for (;;) {
            while (m_at < m_text.size() && m_text[m_at] == ' ') ++m_at;
            if (m_text.compare(m_at, 2, "\\,") == 0 || m_text.compare(m_at, 2, "\\ ") == 0)
                m_at += 2;
            else
                return;
        }
    }
    bool sees(const std::string& token) {
        space();
        if (m_text.compare(m_at, token.size(), token) != 0) return false;
        const char last = token.back();
        const char after = m_at + token.size() < m_text.size() ? m_text[m_at + token.size()] : ' ';
        return token[0] != '\\' || !std::isalpha(static_cast<unsigned char>(last)) ||
               !std::isalpha(static_cast<unsigned char>(after));
    }
    bool take(const std::string& token) {
        if (!sees(token)) return false;
        m_at += token.size();
        return true;
    }
    void need(const std::string& token) {
        if (!take(token)) fail("'" + token + "' is missing");
    }
    /// The text of a group in braces.
    std::string group() {
        need("{");
        const std::size_t first = m_at;
        for (int depth = 1; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == '{') ++depth;
            if (m_text[m_at] == '}' && --depth == 0) return m_text.substr(first, m_at++ - first);
        }
        fail("a group does not end");
    }
    Value inGroup() { return Reader(group(), m_meaning).all(); }
    Value rounded(Value x) const { return {x.v, x.e + std::abs(x.v) * m_meaning.roundoff, x.whole()}; }

    Value sum() {
        Value total;
        bool first = true;
        for (;;) {
            double sign = 1;
            if (take("-"))
                sign = -1;
            else if (!take("+") && !first)
                return total;
            const Value next = product();
            total = rounded({total.v + sign * next.v, total.e + next.e, total.whole() + next.whole()});
            first = false;
        }
    }
    bool endsProduct() {
        space();
        if (m_at == m_text.size() || m_text[m_at] == '+' || m_text[m_at] == '-' || m_text[m_at] == ',' ||
            m_text[m_at] == ')' || m_text[m_at] == '|')
            return true;
        return sees("\\right");
    }
    static Value times(Value a, Value b) {
        return {a.v * b.v, std::abs(a.v) * b.e + std::abs(b.v) * a.e, a.whole() * b.whole()};
    }
    Value product() {
        Value result = power();
        while (!endsProduct()) {
            take("\\times");
            result = rounded(times(result, power()));
        }
        return result;
    }
    Value power() {
        if (sees("e^")) {
            need("e^");
            const Value x = inGroup();
            const double y = std::exp(x.v);
            return rounded({y, y * x.e});
        }
        const Value base = atom();
        if (!take("^")) return base;
        const Value exponent = inGroup();
        const double y = std::pow(base.v, exponent.v);
        return rounded({y, std::abs(exponent.v * std::pow(base.v, exponent.v - 1)) * base.e});
    }
    static Value quotient(Value a, Value b) {
        const double y = a.v / b.v;
        return {y, (a.e + std::abs(y) * b.e) / std::abs(b.v), a.whole() / std::abs(b.v)};
    }
    /// Of one argument in brackets.
    template <typename F>
    Value function(F f) {
        need("\\left(");
        const Value x = sum();
        need("\\right)");
        constexpr double h = 1e-6;
        const double slope = std::max(std::abs(f(x.v + h) - f(x.v)), std::abs(f(x.v) - f(x.v - h))) / h;
        return rounded({f(x.v), (slope + 1e-6) * x.e});
    }
    Value extreme(bool largest) {
        need("\\left(");
        Value best = sum();
        while (take(",")) {
            const Value next = sum();
            const double nearer = std::abs(next.v - best.v) <= next.e + best.e ? std::max(next.e, best.e) : 0;
            if (largest ? next.v > best.v : next.v < best.v) best = next;
            best.e = std::max(best.e, nearer);
        }
        need("\\right)");
        return best;
    }
    Value number() {
        const std::size_t first = m_at;
        while (m_at < m_text.size() && (std::isdigit(static_cast<unsigned char>(m_text[m_at])) || m_text[m_at] == '.'))
            ++m_at;
        const std::string digits = m_text.substr(first, m_at - first);
        const std::size_t point = digits.find('.');
        double e = 0;
        const auto& settings = m_meaning.settings;
        if (point != std::string::npos && std::find(settings.begin(), settings.end(), digits) == settings.end())
            e = 0.5 * std::pow(10.0, -static_cast<double>(digits.size() - point - 1));
        return {std::stod(digits), e};
    }
    Value atom() {
        space();
        if (m_at < m_text.size() && std::isdigit(static_cast<unsigned char>(m_text[m_at]))) return number();
        if (sees("{")) return inGroup();
        if (take("\\term")) {
            const std::string key = group();
            const std::string shown = group();
            const double value = m_meaning.term(key, shown);
            return {value, std::abs(value) * m_meaning.roundoff};
        }
        if (take("\\frac") || take("\\tfrac")) {
            const Value a = inGroup();
            return rounded(quotient(a, inGroup()));
        }
        if (take("\\sqrt")) {
            const Value x = inGroup();
            const double y = std::sqrt(x.v);
            return rounded({y, y > 0 ? x.e / (2 * y) : 0});
        }
        if (take("\\left(")) {
            const Value x = sum();
            need("\\right)");
            return x;
        }
        if (take("\\left|")) {
            const Value x = sum();
            need("\\right|");
            return {std::abs(x.v), x.e};
        }
        if (take("\\ln")) {
            Value x;
            if (take("\\left(")) {
                x = sum();
                need("\\right)");
            } else {
                x = power();
            }
            return rounded({std::log(x.v), x.e / std::abs(x.v)});
        }
        if (take("\\tanh")) return function([](double x) { return std::tanh(x); });
        if (take("\\sigma")) return function([](double x) { return 1 / (1 + std::exp(-x)); });
        if (take("\\Phi")) return function([](double x) { return 0.5 * std::erfc(-x * std::sqrt(0.5)); });
        if (take("\\varphi")) return function([](double x) { return std::exp(-0.5 * x * x) * 0.39894228040143267794; });
        if (take("\\operatorname{sign}")) {
            Value s = function([](double x) { return x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0; });
            return {s.v, 0};
        }
        if (take("\\max")) return extreme(true);
        if (take("\\min")) return extreme(false);
        if (take("f'")) return function(m_meaning.slope);
        fail("nothing to calculate");
    }

    std::string m_text;
    const Meaning& m_meaning;
    std::size_t m_at = 0;
};

inline Value valueOf(const std::string& text, const Meaning& meaning) {
    return Reader(text, meaning).all();
}

}  // namespace tex
