#pragma once

#include "engine/nn/export.h"
#include "engine/nn/tensor.h"

#include <array>
#include <cstdint>
#include <span>

namespace glassbox {

/// Our own random numbers (xoshiro256**, seeded by splitmix64; Blackman and Vigna 2018) and distributions, so that a
/// seed means the same on every machine. A value: copying it copies the position in the sequence.
class GLASSBOX_EXPORT Random {
  public:
    /// The position in the sequence, for files.
    struct State {
        std::array<std::uint64_t, 4> words{};
        double spare = 0;  ///< the second number of a pair of normal ones, if it is still to be given
        bool hasSpare = false;
        friend bool operator==(const State&, const State&) = default;
    };

    explicit Random(std::uint64_t seed = 0);
    /// Goes on from a position that state() gave.
    explicit Random(const State& state) : m_state(state.words), m_spare(state.spare), m_hasSpare(state.hasSpare) {}
    State state() const { return {m_state, m_spare, m_hasSpare}; }

    std::uint64_t next();
    /// Uniform in [0, 1).
    double uniform();
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Normal with mean 0 and standard deviation 1 (polar method of Marsaglia).
    double normal();
    /// Uniform in 0 .. n-1, without bias. n >= 1.
    Index below(Index n);
    /// Fisher-Yates.
    void shuffle(std::span<Index> values);
    /// An independent generator for a named purpose: the same seed and purpose always give the same sequence.
    static Random forPurpose(std::uint64_t seed, std::uint64_t purpose);

    friend bool operator==(const Random&, const Random&) = default;

  private:
    std::array<std::uint64_t, 4> m_state{};
    double m_spare = 0;
    bool m_hasSpare = false;
};

/// Purposes of `Random::forPurpose`.
namespace purpose {
inline constexpr std::uint64_t data = 1, split = 2, weights = 3, order = 4, dropout = 5;
}

}  // namespace glassbox
