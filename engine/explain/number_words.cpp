#include "engine/explain/number_words.h"

#include <cmath>
#include <cstdio>

namespace glassbox {

namespace {

struct Written {
    std::string digits;  // without sign
    int exponent = 0;    // of ten; 0: as it stands
};

std::string printed(double size, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, size);
    return text;
}

Written written(double size) {
    if (size == std::floor(size) && size < 1e5) return {printed(size, 0)};
    if (size < 1e-4 || size >= 1e5) {
        auto exponent = static_cast<int>(std::floor(std::log10(size)));
        std::string digits = printed(size / std::pow(10.0, exponent), 2);
        if (digits == "10.00") digits = "1.00", ++exponent;
        return {digits, exponent};
    }
    const auto magnitude = static_cast<int>(std::floor(std::log10(size)));
    return {printed(size, magnitude < 0 ? 2 - magnitude : magnitude == 0 ? 3 : magnitude < 3 ? 3 - magnitude : 0)};
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
