#include "engine/data/split.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glassbox {

Split splitEvenly(Index count, double validationShare, Random& random) {
    const std::vector<Index> labels(static_cast<std::size_t>(count), 0);
    return splitByClass(labels, 1, validationShare, random);
}

Split splitByClass(const std::vector<Index>& labels, Index classes, double validationShare, Random& random) {
    const auto classCount = static_cast<std::size_t>(classes);
    std::vector<std::vector<Index>> members(classCount);
    for (std::size_t i = 0; i < labels.size(); ++i)
        members[static_cast<std::size_t>(labels[i])].push_back(static_cast<Index>(i));

    // The method of largest remainders: whole numbers for each class that add up to the rounded total.
    const auto total = static_cast<std::size_t>(std::llround(validationShare * static_cast<double>(labels.size())));
    std::vector<std::size_t> taken(classCount), byRemainder(classCount);
    std::vector<double> remainder(classCount);
    std::size_t sum = 0;
    for (std::size_t c = 0; c < classCount; ++c) {
        const double exact = validationShare * static_cast<double>(members[c].size());
        taken[c] = static_cast<std::size_t>(exact);
        remainder[c] = exact - std::floor(exact);
        sum += taken[c];
    }
    std::iota(byRemainder.begin(), byRemainder.end(), std::size_t{0});
    std::stable_sort(byRemainder.begin(), byRemainder.end(),
                     [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
    for (const std::size_t c : byRemainder) {
        if (sum >= total) break;
        if (remainder[c] > 0 && taken[c] + 1 < members[c].size()) {
            ++taken[c];
            ++sum;
        }
    }

    Split split;
    for (std::size_t c = 0; c < classCount; ++c) {
        random.shuffle(members[c]);
        for (std::size_t i = 0; i < members[c].size(); ++i) {
            (i < taken[c] ? split.validation : split.training).push_back(members[c][i]);
        }
    }
    std::sort(split.training.begin(), split.training.end());
    std::sort(split.validation.begin(), split.validation.end());
    return split;
}

}  // namespace glassbox
