#include "lessons/study/fsrs_fit.h"

#include "lessons/study/fsrs_loss.h"

#include <cmath>
#include <random>
#include <stdexcept>

namespace glassbox {

namespace {

using Cards = std::vector<const CardHistory*>;

// The cards dealt into parts at random; their order, and so the parts, depends on the seed alone.
std::vector<Cards> dealt(Cards cards, std::size_t parts, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<Cards> result(parts);
    for (std::size_t i = cards.size(); i > 0; --i) {
        std::swap(cards[i - 1], cards[random() % i]);
        result[i % parts].push_back(cards[i - 1]);
    }
    return result;
}

Cards allBut(const std::vector<Cards>& parts, std::size_t left) {
    Cards result;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (i != left) result.insert(result.end(), parts[i].begin(), parts[i].end());
    return result;
}

// Losses of both parameters on held-out cards. A card's answers depend on one another and cards do not, so the error of
// the gain comes from how cards differ.
class Comparison {
  public:
    void add(const CardHistory& card, const FsrsParameters& start, const FsrsParameters& fitted) {
        const double a = fsrsLoss(card, start), b = fsrsLoss(card, fitted);
        m_start += a;
        m_fitted += b;
        m_cards.push_back({a - b, card.predictions()});
        m_reviews += card.predictions();
    }
    void tell(FsrsFit& fit) const {
        fit.heldOut = m_reviews;
        fit.startLoss = m_start / m_reviews;
        fit.fittedLoss = m_fitted / m_reviews;
        double squares = 0;
        for (const Gain& card : m_cards) squares += std::pow(card.sum - card.reviews * fit.gain(), 2);
        fit.gainError = std::sqrt(squares) / m_reviews;
    }

  private:
    struct Gain {
        double sum;
        int reviews;
    };
    double m_start = 0, m_fitted = 0;
    int m_reviews = 0;
    std::vector<Gain> m_cards;
};

}  // namespace

FsrsFit fitFsrs(const std::vector<CardHistory>& histories, const FsrsFitOptions& options,
                const FsrsFitProgress& progress) {
    const FsrsDescent& descent = options.descent;
    Fsrs{descent.start};  // throws if it is out of bounds
    if (options.parts < 2 || descent.steps < 1 || descent.batch < 1)
        throw std::invalid_argument("fitting needs at least two parts, one step and one review a batch");

    FsrsFit fit;
    fit.parameters = descent.start;
    Cards cards;
    for (const CardHistory& history : histories) {
        fit.reviews += int(history.steps.size());
        if (history.predictions() > 0) cards.push_back(&history);
    }
    const auto parts = std::size_t(options.parts);
    if (fit.reviews < options.leastReviews || cards.size() < 2 * parts) return fit;

    bool cancelled = false;
    const auto fitted = [&](const Cards& to, std::size_t round) {
        return descend(descent, to, [&](double done) {
            cancelled = cancelled || (progress && !progress((double(round) + done) / double(parts + 1)));
            return !cancelled;
        });
    };
    const std::vector<Cards> dealtCards = dealt(cards, parts, descent.seed);
    Comparison comparison;
    for (std::size_t i = 0; i < parts && !cancelled; ++i) {
        const FsrsParameters found = fitted(allBut(dealtCards, i), i);
        for (const CardHistory* card : dealtCards[i]) comparison.add(*card, descent.start, found);
    }
    const FsrsParameters found = cancelled ? descent.start : fitted(cards, parts);
    if (cancelled) {
        fit.outcome = FsrsFitOutcome::Cancelled;
        return fit;
    }
    comparison.tell(fit);
    const bool better = fit.gain() > 2 * fit.gainError;
    fit.outcome = better ? FsrsFitOutcome::Fitted : FsrsFitOutcome::NoGain;
    if (better) fit.parameters = found;
    if (progress) progress(1);
    return fit;
}

}  // namespace glassbox
