#include "engine/explain/number_words.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace glassbox {

namespace {

struct Written {
    std::string digits;  // without sign
    int exponent = 0;    // of ten; 0: as it stands
};

std::string printed(double size, int decimals) {
    char text[64];  // "%.*f" of numbers below 1e5 is much shorter
    std::snprintf(text, sizeof text, "%.*f", decimals, size);
    return text;
}

/// Decimals that leave four digits from 1 on, and three that count below it.
int decimalsOf(double size) {
    const auto magnitude = static_cast<int>(std::floor(std::log10(size)));
    return magnitude < 0 ? 2 - magnitude : std::max(3 - magnitude, 0);
}

Written written(double size) {
    if (size == std::floor(size) && size < 1e5) return {printed(size, 0)};
    if (size < 1e-4 || size >= 1e5) {
        auto exponent = static_cast<int>(std::floor(std::log10(size)));
        std::string digits = printed(size / std::pow(10.0, exponent), 2);
        if (digits == "10.00") digits = "1.00", ++exponent;
        return {digits, exponent};
    }
    int decimals = decimalsOf(size);
    std::string digits = printed(size, decimals);
    // 9.9996 is rounded up to 10.00, but what is not quite 1 does not look as if it were: 0.99998.
    if (size > 1 || size < 0.9) digits = printed(size, decimalsOf(std::stod(digits)));
    while (size < 1 && std::stod(digits) == 1 && decimals < 7) digits = printed(size, ++decimals);
    return {digits};
}

}  // namespace

std::string numberTex(double value) {
    if (std::isnan(value)) return "\\text{NaN}";
    const std::string sign = value < 0 ? "-" : "";
    if (std::isinf(value)) return sign + "\\infty";
    const Written number = written(std::abs(value));
    if (number.exponent == 0) return sign + number.digits;
    return sign + number.digits + "\\times 10^{" + std::to_string(number.exponent) + "}";
}

std::string settingTex(double value) {
    char text[64];
    std::snprintf(text, sizeof text, "%.6g", value);
    const std::string written = text;
    const std::size_t e = written.find('e');
    if (e == std::string::npos) return written;
    const std::string power = "10^{" + std::to_string(std::stoi(written.substr(e + 1))) + "}";
    const std::string digits = written.substr(0, e);
    return digits == "1" ? power : digits + "\\times " + power;
}

std::string numberWords(double value) {
    if (std::isnan(value)) return "NaN";
    const std::string sign = value < 0 ? "−" : "";
    if (std::isinf(value)) return sign + "∞";
    const Written number = written(std::abs(value));
    if (number.exponent == 0) return sign + number.digits;
    return sign + number.digits + "e" + (number.exponent < 0 ? "−" : "") + std::to_string(std::abs(number.exponent));
}

}  // namespace glassbox
