#include "engine/experiment/names.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace glassbox {

namespace {

constexpr std::size_t longestName = 60;

/// Insertions, deletions, replacements and swaps of neighbours that turn one name into the other (Damerau 1964,
/// Levenshtein 1966; "optimal string alignment").
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before, last(b.size() + 1), row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before = std::exchange(last, row);
    }
    return last[b.size()];
}

}  // namespace

std::string suggestion(std::string_view name, const std::vector<std::string>& names) {
    if (names.empty()) return ".";
    if (name.size() <= longestName) {
        const std::string* nearest = nullptr;
        std::size_t least = std::max<std::size_t>(1, name.size() / 3) + 1;
        for (const std::string& candidate : names) {
            const std::size_t d = distance(name, candidate);
            if (d < least) least = d, nearest = &candidate;
        }
        if (nearest) return "; did you mean " + inQuotes(*nearest) + "?";
    }
    std::string list = names.size() == 1 ? "; there is only " : "; there are ";
    for (const std::string& candidate : names) list += (&candidate == &names.front() ? "" : ", ") + candidate;
    return list + '.';
}

}  // namespace glassbox
