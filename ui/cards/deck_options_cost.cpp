#include "ui/cards/deck_options_cost.h"

#include "ui/plots/plot_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <random>

namespace glassbox {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(glassbox::DeckOptionsDialog)
};

constexpr int cards = 300, year = 365;
constexpr double usual = 0.9;

}  // namespace

RetentionCost retentionCost(const Fsrs& model, double retention) {
    RetentionCost cost;
    cost.daysOf30 = std::max(1.0, std::round(model.interval(30, retention)));
    std::mt19937_64 random(7);
    int reviews = 0;
    for (int card = 0; card < cards; ++card) {
        Memory memory = model.first(Rating::Good);
        for (double day = 0;;) {
            const double wait = std::max(1.0, std::round(model.interval(memory.stability, retention)));
            day += wait;
            if (day > year) break;
            ++reviews;
            const double chance = double(random() >> 11) * 0x1p-53;
            const bool remembered = chance < model.retrievability(memory, wait);
            memory = model.next(memory, wait, remembered ? Rating::Good : Rating::Again);
            if (!remembered) memory = model.next(memory, 0, Rating::Good);  // learned again on the same day
        }
    }
    cost.reviewsAYear = double(reviews) / cards;
    return cost;
}

QString retentionSentence(const Fsrs& model, double retention) {
    const RetentionCost cost = retentionCost(model, retention), before = retentionCost(model, usual);
    const int days = int(cost.daysOf30);
    const QString back = Say::tr("A card with a stability of 30 days comes back after %1.")
                             .arg(days == 1 ? Say::tr("1 day") : Say::tr("%1 days").arg(countText(days)));
    const QString times = plotNumber(cost.reviewsAYear, 2);
    if (std::abs(retention - usual) < 0.001)
        return back + Say::tr(" A new card comes back about %1 times in its first year.").arg(times);
    return back + Say::tr(" A new card comes back about %1 times in its first year, against %2 times at 90 %.")
                      .arg(times, plotNumber(before.reviewsAYear, 2));
}

}  // namespace glassbox
