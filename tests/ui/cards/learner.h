#pragma once

#include "lessons/study/stored_schedule.h"
#include "ui/models/card_study.h"
#include "ui/models/deck_scheduler.h"

#include <random>

namespace glassbox {

/// Fills a store as a learner does who studies the decks for some days up to now, and remembers about as well as the
/// model expects. The same seed gives the same reviews.
inline void learn(const QString& file, const CardStudy::NamedDecks& decks, const StudyClock& clock, int days,
                  quint32 seed = 5) {
    CardStore::prepare(file, QDateTime::fromMSecsSinceEpoch(clock.now()).date());
    CardStore store(file);
    for (const auto& [key, deck] : decks) store.takeShipped(key, deck);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> share(0, 1);
    const qint64 today = clock.days.dayOf(clock.now());
    const Scheduler scheduler = deckScheduler({}, clock.days);
    for (int ago = days; ago >= 0; --ago) {
        // Some days are left out, as people do, and yesterday; today has begun.
        if (ago % 9 == 5 || ago == 1) continue;
        qint64 time = clock.days.beginOf(today - ago) + 5 * 3'600'000;
        for (const StoredDeck& deck : store.decks()) {
            if (deck.id > 3) break;
            int asked = 0, fresh = 0;
            while (asked < (ago == 0 ? 2 : 40)) {
                const Moment moment{time, clock.days.beginOf(today - ago), clock.days.beginOf(today - ago + 1)};
                auto card = store.nextDue(deck.id, moment);
                if (!card || (card->state.phase == CardPhase::New && ++fresh > 3)) break;
                const CardSchedule before = scheduleOf(card->state);
                const double recall = before.state == CardState::New ? 0.7 : scheduler.retrievability(before, time);
                const double drawn = share(random);
                const int known = drawn > recall ? 1 : 2 + static_cast<int>(share(random) * 3.6);
                const CardSchedule after = scheduler.review(card->id, before, ratingOf(known), time);
                const bool leech = card->state.leech || scheduler.becameLeech(before, after);
                store.review(card->id, card->state, storedOf(after, leech), known, time,
                             3000 + static_cast<int>(share(random) * 15'000));
                time += 45'000;
                ++asked;
            }
        }
    }
}

}  // namespace glassbox
