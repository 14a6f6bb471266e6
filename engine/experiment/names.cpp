#include "engine/experiment/names.h"

#include <algorithm>
#include <numeric>

namespace glassbox {

namespace {

constexpr std::size_t longestName = 60;

/// Insertions, deletions and replacements that turn one name into the other (Levenshtein 1966).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

}  // namespace

std::string quoted(std::string_view name) {
    std::string text = "\"";
    std::size_t length = std::min(name.size(), longestName);
    // Not in the middle of a UTF-8 sequence.
    while (length > 0 && length < name.size() && (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80U) --length;
    for (const char c : name.substr(0, length)) text += static_cast<unsigned char>(c) < 32 || c == 127 ? ' ' : c;
    return text + (length < name.size() ? "…\"" : "\"");
}

std::string suggestion(std::string_view name, const std::vector<std::string>& names) {
    if (names.empty()) return {};
    if (name.size() <= longestName) {
        const std::string* nearest = nullptr;
        std::size_t least = std::max<std::size_t>(1, name.size() / 3) + 1;
        for (const std::string& candidate : names) {
            const std::size_t d = distance(name, candidate);
            if (d < least) least = d, nearest = &candidate;
        }
        if (nearest) return "; did you mean " + quoted(*nearest) + "?";
    }
    std::string list = names.size() == 1 ? "; there is only " : "; there are ";
    for (const std::string& candidate : names) list += (&candidate == &names.front() ? "" : ", ") + candidate;
    return list;
}

}  // namespace glassbox
