#include "lessons/study/fsrs_descent.h"

#include "lessons/study/fsrs_loss.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace glassbox {

namespace {

constexpr std::size_t count = 21;

// How far learners' parameters lie from the defaults: the prior's width, and the scale on which Adam walks. Initial
// stabilities (w0..w3) range over decades and are walked in their logarithm; the others' spread is the one that
// open-spaced-repetition measured over its collections.
constexpr FsrsParameters spread{1.5,  1.5,  1.5,  1.5,  0.57, 0.28, 0.6,  0.12, 0.39, 0.18, 0.33,
                                0.30, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27};
bool isLogarithmic(std::size_t i) {
    return i < 4;
}

// Parameters as distances from the start in spreads: theta = 0 is the start, |theta| = 1 is usual.
class Coordinates {
  public:
    explicit Coordinates(const FsrsParameters& start) : m_start(start) {}

    FsrsParameters parameters(const FsrsParameters& theta) const {
        FsrsParameters w;
        for (std::size_t i = 0; i < count; ++i) {
            const double raw =
                isLogarithmic(i) ? m_start[i] * std::exp(spread[i] * theta[i]) : m_start[i] + spread[i] * theta[i];
            w[i] = std::clamp(raw, fsrsLeast[i], fsrsMost[i]);
        }
        return w;
    }
    // Brings theta back to where its parameters lie within their bounds.
    void confine(FsrsParameters& theta) const {
        const FsrsParameters w = parameters(theta);
        for (std::size_t i = 0; i < count; ++i)
            theta[i] = (isLogarithmic(i) ? std::log(w[i] / m_start[i]) : w[i] - m_start[i]) / spread[i];
    }
    // dw / dtheta, by which a gradient by w becomes one by theta.
    static double slope(std::size_t i, const FsrsParameters& w) {
        return isLogarithmic(i) ? spread[i] * w[i] : spread[i];
    }

  private:
    FsrsParameters m_start;
};

// Adam (Kingma and Ba 2015).
class Adam {
  public:
    void step(FsrsParameters& theta, const FsrsParameters& gradient, double rate) {
        m_power1 *= beta1;
        m_power2 *= beta2;
        for (std::size_t i = 0; i < count; ++i) {
            m_mean[i] = beta1 * m_mean[i] + (1 - beta1) * gradient[i];
            m_square[i] = beta2 * m_square[i] + (1 - beta2) * gradient[i] * gradient[i];
            theta[i] -= rate * (m_mean[i] / (1 - m_power1)) / (std::sqrt(m_square[i] / (1 - m_power2)) + 1e-8);
        }
    }

  private:
    static constexpr double beta1 = 0.9, beta2 = 0.99;
    double m_power1 = 1, m_power2 = 1;
    FsrsParameters m_mean{}, m_square{};
};

// Fisher-Yates; std::shuffle's result differs between standard libraries.
void shuffle(std::vector<const CardHistory*>& cards, std::mt19937_64& random) {
    for (std::size_t i = cards.size(); i > 1; --i) std::swap(cards[i - 1], cards[random() % i]);
}

}  // namespace

FsrsParameters descend(const FsrsDescent& descent, std::vector<const CardHistory*> cards,
                       const std::function<bool(double)>& goOn) {
    int reviews = 0;
    for (const CardHistory* card : cards) reviews += card->predictions();
    std::erase_if(cards, [](const CardHistory* card) { return card->predictions() == 0; });
    if (reviews == 0) return descent.start;

    constexpr double firstRate = 0.05;
    const int steps = std::max(descent.steps, 5 * (reviews / descent.batch + 1));
    const Coordinates coordinates(descent.start);
    FsrsParameters theta{};
    Adam adam;
    std::mt19937_64 random(descent.seed);
    std::size_t at = cards.size();
    for (int step = 0; step < steps; ++step) {
        const double done = double(step) / steps;
        if (!goOn(done)) break;
        const FsrsParameters w = coordinates.parameters(theta);
        FsrsParameters gradient{};
        int predicted = 0;
        while (predicted < std::min(descent.batch, reviews)) {
            if (at == cards.size()) {
                shuffle(cards, random);
                at = 0;
            }
            const FsrsLoss loss = fsrsLossWithGradient(*cards[at], w);
            predicted += cards[at++]->predictions();
            for (std::size_t i = 0; i < count; ++i) gradient[i] += loss.gradient[i];
        }
        // Mean loss of a review, plus the prior's theta^2 / 2 shared among all reviews.
        for (std::size_t i = 0; i < count; ++i)
            gradient[i] = gradient[i] / predicted * Coordinates::slope(i, w) + theta[i] / reviews;
        adam.step(theta, gradient, firstRate * 0.5 * (1 + std::cos(done * std::numbers::pi)));
        coordinates.confine(theta);
    }
    return coordinates.parameters(theta);
}

}  // namespace glassbox
