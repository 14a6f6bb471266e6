#pragma once

#include <array>
#include <charconv>
#include <string>

namespace glassbox {

/// The shortest digits that read back as the same number: "0.1", "1e-08", "-3". Not-a-number and infinity are "nan",
/// "inf".
template <typename Number>
std::string shortestText(Number value) {
    std::array<char, 40> digits;
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

}  // namespace glassbox
