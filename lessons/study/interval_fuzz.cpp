#include "lessons/study/interval_fuzz.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

// One step of splitmix64 (Steele, Lea and Flood 2014): neighbouring numbers become unrelated ones.
std::uint64_t mixed(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

}  // namespace

FuzzRange fuzzRange(int days, int longest) {
    if (days < 2.5) return {days, days};
    const double d = days;
    const auto within = [d](double from, double to) { return std::max(std::min(d, to) - from, 0.0); };
    const double delta = 1 + 0.15 * within(2.5, 7) + 0.10 * within(7, 20) + 0.05 * std::max(d - 20, 0.0);
    const int most = std::min(int(std::lround(d + delta)), longest);
    return {std::min(std::max(int(std::lround(d - delta)), 2), most), most};
}

int fuzzed(int days, int longest, double unit) {
    const FuzzRange range = fuzzRange(days, longest);
    return range.least + int(unit * (range.most - range.least + 1));
}

double fuzzUnit(std::uint64_t seed, std::uint64_t card, std::uint64_t reviews) {
    const std::uint64_t bits = mixed(mixed(mixed(seed) ^ card) ^ reviews);
    return double(bits >> 11) * 0x1p-53;
}

}  // namespace glassbox
