#include "engine/nn/random.h"

#include <cmath>
#include <utility>

// A seed must mean the same on every machine and processor level, so nothing here may be contracted to fused
// operations, and the logarithm is our own (that of the C library differs in the last bit from one processor to the
// next).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("fp-contract=off")
#elif defined(__clang__)
#pragma clang fp contract(off)
#endif

namespace glassbox {

namespace {

__extension__ using Wide = unsigned __int128;

// Steele, Lea and Flood 2014: Fast splittable pseudorandom number generators.
std::uint64_t splitmix(std::uint64_t& state) {
    state += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

std::uint64_t rotated(std::uint64_t x, int by) {
    return (x << by) | (x >> (64 - by));
}

// ln x = e ln 2 + 2 artanh(f) with x = m 2^e, m in [sqrt(1/2), sqrt 2), f = (m - 1)/(m + 1), artanh f = f + f^3/3 +
// f^5/5 + ...
double logarithm(double x) {
    int exponent = 0;
    double mantissa = std::frexp(x, &exponent);
    if (mantissa < 0.70710678118654752) {
        mantissa *= 2;
        --exponent;
    }
    const double f = (mantissa - 1) / (mantissa + 1);
    const double square = f * f;
    double sum = 0;
    for (int k = 23; k >= 1; k -= 2) sum = sum * square + 1.0 / k;
    return exponent * 0.69314718055994531 + 2 * f * sum;
}

}  // namespace

Random::Random(std::uint64_t seed) {
    for (std::uint64_t& word : m_state) word = splitmix(seed);
}

std::uint64_t Random::next() {
    const std::uint64_t result = rotated(m_state[1] * 5, 7) * 9;
    const std::uint64_t shifted = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = rotated(m_state[3], 45);
    return result;
}

double Random::uniform() {
    return static_cast<double>(next() >> 11) * 0x1p-53;
}

double Random::normal() {
    if (m_hasSpare) {
        m_hasSpare = false;
        return m_spare;
    }
    double u = 0;
    double v = 0;
    double s = 0;
    do {
        u = 2 * uniform() - 1;
        v = 2 * uniform() - 1;
        s = u * u + v * v;
    } while (s >= 1 || s == 0);
    const double factor = std::sqrt(-2 * logarithm(s) / s);
    m_spare = v * factor;
    m_hasSpare = true;
    return u * factor;
}

// Lemire 2019: Fast random integer generation in an interval.
Index Random::below(Index n) {
    const auto bound = static_cast<std::uint64_t>(n);
    Wide product = static_cast<Wide>(next()) * bound;
    if (static_cast<std::uint64_t>(product) < bound) {
        const std::uint64_t threshold = (0 - bound) % bound;
        while (static_cast<std::uint64_t>(product) < threshold) product = static_cast<Wide>(next()) * bound;
    }
    return static_cast<Index>(product >> 64);
}

void Random::shuffle(std::span<Index> values) {
    Random local = *this;  // stays in registers, which the values could not be told apart from otherwise
    for (std::size_t i = values.size(); i > 1; --i)
        std::swap(values[i - 1], values[static_cast<std::size_t>(local.below(static_cast<Index>(i)))]);
    *this = local;
}

Random Random::forPurpose(std::uint64_t seed, std::uint64_t purpose) {
    std::uint64_t state = seed;
    state = splitmix(state) ^ (purpose * 0xd1342543de82ef95u);
    return Random(splitmix(state));
}

}  // namespace glassbox
