#include "engine/nn/quote.h"

#include <algorithm>

namespace glassbox {

std::string inQuotes(std::string_view name) {
    constexpr std::size_t longest = 60;
    std::string text = "\"";
    std::size_t length = std::min(name.size(), longest);
    // Not in the middle of a UTF-8 sequence.
    while (length > 0 && length < name.size() && (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80U) --length;
    for (const char c : name.substr(0, length)) text += static_cast<unsigned char>(c) < 32 || c == 127 ? ' ' : c;
    return text + (length < name.size() ? "…\"" : "\"");
}

}  // namespace glassbox
