#include "engine/explain/arithmetic_writer.h"

#include "engine/explain/number_words.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glassbox {

namespace {

constexpr std::size_t shownTerms = 6;

std::string coloured(double value, const std::string& text) {
    if (value == 0 || std::isnan(value)) return text;
    return std::string("\\color{") + (value > 0 ? "positive" : "negative") + "}{" + text + "}";
}

std::string inParentheses(double value, const std::string& text, bool lead) {
    return value < 0 && !lead ? "\\left(" + text + "\\right)" : text;
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
    return inParentheses(v, "\\term{" + key(place) + "}{" + coloured(v, numberTex(v)) + "}", lead);
}

std::string ArithmeticWriter::plain(double value, bool lead) {
    return inParentheses(value, numberTex(value), lead);
}

void ArithmeticWriter::term(std::vector<Place> factors) {
    double product = 1;
    for (const Place& place : factors) product *= value(place);
    m_arithmetic.terms.push_back({std::move(factors), product});
}

std::string ArithmeticWriter::sum() {
    const std::vector<Term>& terms = m_arithmetic.terms;
    std::vector<std::size_t> shown(terms.size());
    std::iota(shown.begin(), shown.end(), std::size_t(0));
    if (terms.size() > shownTerms) {
        const auto asked = static_cast<std::size_t>(std::max<Index>(m_question.term, -1));
        const auto weight = [&](std::size_t i) {
            return i == asked ? std::numeric_limits<double>::infinity() : std::abs(terms[i].value);
        };
        std::partial_sort(shown.begin(), shown.begin() + shownTerms - 1, shown.end(),
                          [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
        shown.resize(shownTerms - 1);
        std::sort(shown.begin(), shown.end());
    }
    std::string text;
    std::size_t next = 0;
    for (const std::size_t i : shown) {
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

void ArithmeticWriter::mistake(Mistake kind, double value) {
    m_arithmetic.mistakes.push_back({kind, value});
}

std::string unitWords(const StepRecord& record, Index layer, Index row) {
    if (layer < 0) {
        const auto at = static_cast<std::size_t>(row);
        return at < record.inputNames.size() ? record.inputNames[at] : "input " + std::to_string(row + 1);
    }
    if (layer + 1 == record.before.layerCount()) {
        const auto at = static_cast<std::size_t>(row);
        if (record.before.layer(layer).outputShape().size() == 1) return "the output";
        return at < record.classNames.size() ? "the output for " + record.classNames[at]
                                             : "output " + std::to_string(row + 1);
    }
    return "unit " + std::to_string(row + 1) + " of layer " + std::to_string(layer + 1);
}

std::string percentWords(double share) {
    if (share > 0 && share < 0.01) return "less than 1 %";
    return std::to_string(std::lround(share * 100)) + " %";
}

}  // namespace glassbox
