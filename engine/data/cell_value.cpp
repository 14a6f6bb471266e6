#include "engine/data/cell_value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same(std::string_view text, std::string_view lowerCase) {
    return text.size() == lowerCase.size() &&
           std::equal(text.begin(), text.end(), lowerCase.begin(), [](char a, char b) { return lower(a) == b; });
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// A number too close to 0 for a double: it has a negative exponent or begins with 0.
bool isTiny(std::string_view text) {
    const auto exponent = text.find_first_of("eE");
    if (exponent != std::string_view::npos) return exponent + 1 < text.size() && text[exponent + 1] == '-';
    const auto digit = text.find_first_not_of('-');
    return digit != std::string_view::npos && (text[digit] == '0' || text[digit] == '.');
}

CellValue parse(std::string_view text) {
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size() || problem == std::errc::invalid_argument) return {CellKind::Text};
    if (problem == std::errc::result_out_of_range) {
        return isTiny(text) ? CellValue{CellKind::Number, 0} : CellValue{CellKind::TooLarge};
    }
    constexpr double largest = std::numeric_limits<float>::max();
    if (!(std::abs(value) <= largest)) return {CellKind::TooLarge};
    return {CellKind::Number, value};
}

}  // namespace

bool isMissing(std::string_view text) {
    if (text.size() > 4) return false;
    for (const std::string_view mark : {"", "na", "nan", "null", "n/a", "#n/a", "?", "-"}) {
        if (same(text, mark)) return true;
    }
    return false;
}

CellValue readCell(std::string_view text, char decimal) {
    if (text.empty()) return {};
    if (!isDigit(text.front())) {
        if (isMissing(text)) return {};
        const bool signedText = text.front() == '+' || text.front() == '-';
        const std::string_view rest = text.substr(signedText ? 1 : 0);
        if (same(rest, "inf") || same(rest, "infinity")) return {CellKind::TooLarge};
        if (rest.empty() || (!isDigit(rest.front()) && rest.front() != decimal)) return {CellKind::Text};
        if (text.front() == '+') text = rest;  // from_chars knows no plus
    }
    if (decimal == '.') return parse(text);
    if (text.find('.') != std::string_view::npos) return {CellKind::Text};
    std::array<char, 64> copy;
    if (text.size() > copy.size()) {
        std::string longCopy(text);
        std::replace(longCopy.begin(), longCopy.end(), decimal, '.');
        return parse(longCopy);
    }
    std::replace_copy(text.begin(), text.end(), copy.begin(), decimal, '.');
    return parse({copy.data(), text.size()});
}

std::string counted(std::ptrdiff_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string numberText(double value) {
    std::array<char, 40> text;
    // Whole numbers in full: 100000, not 1e+05.
    const bool whole = std::floor(value) == value && std::abs(value) < 1e15;
    const auto result = whole ? std::to_chars(text.data(), text.data() + text.size(), static_cast<long long>(value))
                              : std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), result.ptr};
}

double plainNumber(Scalar value) {
    std::array<char, 40> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    double plain = 0;
    std::from_chars(text.data(), end, plain);
    return static_cast<Scalar>(plain) == value ? plain : static_cast<double>(value);
}

}  // namespace glassbox
