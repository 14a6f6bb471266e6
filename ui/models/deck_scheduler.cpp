#include "ui/models/deck_scheduler.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace glassbox {

namespace {

std::vector<std::chrono::seconds> steps(const std::vector<double>& minutes) {
    std::vector<std::chrono::seconds> steps;
    for (const double minute : minutes) {
        const double seconds = std::round(minute * 60);
        if (seconds >= 1 && seconds <= 86'400) steps.emplace_back(static_cast<int>(seconds));
    }
    return steps;
}

}  // namespace

Scheduler deckScheduler(const DeckOptions& options, const StudyDays& days) {
    SchedulerOptions made;
    if (std::isfinite(options.retention))
        made.desiredRetention =
            std::clamp(options.retention, SchedulerOptions::leastRetention, SchedulerOptions::mostRetention);
    made.learningSteps = steps(options.steps);
    made.relearningSteps = steps(options.relearningSteps);
    made.fuzz = options.fuzz;
    if (options.weights.size() == made.parameters.size())
        std::copy(options.weights.begin(), options.weights.end(), made.parameters.begin());
    try {
        return Scheduler(made, days);
    } catch (const std::invalid_argument&) {
        made.parameters = fsrsDefaults;
        return Scheduler(made, days);
    }
}

}  // namespace glassbox
