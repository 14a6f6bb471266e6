#include "engine/explain/arithmetic_writer.h"

#include "engine/explain/number_words.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numeric>

namespace glassbox {

namespace {

constexpr std::size_t shownTerms = 6;
constexpr double indistinct = 0.01;  // a wrong result nearer than this to another counts as the same

std::string coloured(double value, const std::string& text) {
    if (value == 0 || std::isnan(value)) return text;
    return std::string("\\color{") + (value > 0 ? "positive" : "negative") + "}{" + text + "}";
}

bool isNear(double a, double b) {
    return std::abs(a - b) <= indistinct * std::max(std::abs(a), std::abs(b));
}

/// Which terms are written: the largest, and the one asked for, in their order.
std::vector<std::size_t> chosenTerms(const std::vector<Term>& terms, Index asked) {
    std::vector<std::size_t> chosen(terms.size());
    std::iota(chosen.begin(), chosen.end(), std::size_t(0));
    if (terms.size() <= shownTerms) return chosen;
    const auto weight = [&](std::size_t i) {
        const double size = std::abs(terms[i].value);
        if (static_cast<Index>(i) == asked) return std::numeric_limits<double>::infinity();
        return std::isnan(size) ? std::numeric_limits<double>::max() : size;
    };
    std::partial_sort(chosen.begin(), chosen.begin() + shownTerms - 1, chosen.end(),
                      [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
    chosen.resize(shownTerms - 1);
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

}  // namespace

ArithmeticWriter::ArithmeticWriter(const StepRecord& record, const TensorRef& result, const Question& question)
    : m_record(record), m_question(question) {
    m_arithmetic.place = {result, question.row, question.col};
    m_arithmetic.result = value(m_arithmetic.place);
    m_arithmetic.symbol = symbol(m_arithmetic.place);
}

std::string ArithmeticWriter::key(const Place& place) {
    std::vector<Place>& places = m_arithmetic.places;
    auto found = std::find(places.begin(), places.end(), place);
    if (found == places.end()) found = places.insert(places.end(), place);
    return "p" + std::to_string(found - places.begin());
}

std::string ArithmeticWriter::number(const Place& place, bool lead) {
    const double v = value(place);
    return bracketed("\\term{" + key(place) + "}{" + coloured(v, numberTex(v)) + "}", v < 0 && !lead);
}

std::string ArithmeticWriter::base(const Place& place) {
    const bool plainDigits = numberTex(value(place)).find('^') == std::string::npos;
    return plainDigits ? number(place) : bracketed(number(place, true));
}

std::string ArithmeticWriter::plain(double value, bool lead) {
    return bracketed(numberTex(value), value < 0 && !lead);
}

void ArithmeticWriter::term(std::vector<Place> factors) {
    double product = 1;
    for (const Place& place : factors) product *= value(place);
    m_arithmetic.terms.push_back({std::move(factors), product});
}

std::string ArithmeticWriter::sum() {
    const std::vector<Term>& terms = m_arithmetic.terms;
    std::string text;
    std::size_t next = 0;
    for (const std::size_t i : chosenTerms(terms, m_question.term)) {
        if (i != next) text += text.empty() ? "\\cdots" : " + \\cdots";
        if (!text.empty()) text += " + ";
        std::string product;
        for (const Place& place : terms[i].factors)
            product += (product.empty() ? "" : " \\times ") + number(place, product.empty() && text.empty());
        text += product;
        next = i + 1;
    }
    if (next != terms.size()) text += " + \\cdots";
    return text.empty() ? "0" : text;
}

void ArithmeticWriter::line(std::string left, std::string right, double value) {
    m_arithmetic.lines.push_back({std::move(left), std::move(right), value});
}

void ArithmeticWriter::result(std::string right) {
    line(m_arithmetic.symbol, std::move(right), m_arithmetic.result);
}

void ArithmeticWriter::factor(std::string symbol, double value, std::optional<Place> place) {
    m_arithmetic.chain.push_back({std::move(symbol), value, place});
}

void ArithmeticWriter::factor(const Place& place) {
    factor(symbol(place), value(place), place);
}

void ArithmeticWriter::mistake(Mistake kind, double value) {
    if (!std::isfinite(value) || isNear(value, m_arithmetic.result)) return;
    for (const WrongResult& other : m_arithmetic.mistakes)
        if (other.mistake == kind || isNear(other.value, value)) return;
    m_arithmetic.mistakes.push_back({kind, value});
}

void ArithmeticWriter::say(std::string sentence) {
    m_arithmetic.sentence = capitalised(std::move(sentence));
}

std::string shortSum(Index count, const std::function<std::string(Index)>& summand, Index most, Index wanted) {
    std::string text;
    Index next = 0;
    for (Index i = 0; i < count; ++i) {
        if (i >= most && i != wanted) continue;
        if (i != next) text += " + \\cdots";
        std::string one = summand(i);
        if (!text.empty() && one.starts_with('-'))
            text += " - " + one.substr(1);
        else
            text += (text.empty() ? "" : " + ") + one;
        next = i + 1;
    }
    return next == count ? text : text + " + \\cdots";
}

std::string bracketed(const std::string& text, bool needed) {
    return needed ? "\\left(" + text + "\\right)" : text;
}

std::string transposed(const std::string& symbol) {
    return bracketed(symbol, symbol.find('^') != std::string::npos) + "^{\\top}";
}

std::string oneOver(Index count) {
    return count == 1 ? std::string() : "\\frac{1}{" + std::to_string(count) + "} ";
}

std::string joined(const std::string& a, const std::string& b) {
    return a.empty() || b.empty() ? a + b : a + ",\\quad " + b;
}

std::string capitalised(std::string text) {
    if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

std::string percentWords(double share) {
    if (!std::isfinite(share)) return "NaN %";
    if (share > 0 && share < 0.01) return "less than 1 %";
    if (share < 1 && share > 0.99) return "more than 99 %";
    return std::to_string(std::lround(share * 100)) + " %";
}

}  // namespace glassbox
