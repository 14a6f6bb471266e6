#include "ui/models/race_runner.h"

#include "engine/nn/error.h"

#include <algorithm>
#include <functional>

namespace glassbox {

namespace {

constexpr Index quickSteps = 12000;  // of all racers together: a few milliseconds

/// Null if it was given up.
RaceResultPtr runRace(std::shared_ptr<const TestSurface> surface, const RaceSpec& race,
                      const std::function<bool()>& cancelled) {
    auto result = std::make_shared<RaceResult>();
    result->surface = std::move(surface);
    result->race = race;
    for (const RacerSpec& racer : race.racers) {
        if (cancelled()) return {};
        result->paths.push_back(runRacer(*result->surface, racer, race.start, race.steps, race.seed));
        result->last = std::max(result->last, static_cast<Index>(result->paths.back().steps.size()) - 1);
    }
    return result;
}

}  // namespace

RaceRunner::RaceRunner(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
}

RaceRunner::~RaceRunner() {
    if (m_cancelled) *m_cancelled = true;
    m_pool.waitForDone();
}

void RaceRunner::run(std::shared_ptr<const TestSurface> surface, const RaceSpec& race) {
    if (m_cancelled) *m_cancelled = true;
    const auto flag = std::make_shared<std::atomic<bool>>(false);
    m_cancelled = flag;
    const auto work = [surface = std::move(surface), race, flag](const auto& tell) {
        try {
            if (const RaceResultPtr result = runRace(surface, race, [&] { return flag->load(); }))
                tell(result, QString());
        } catch (const Error& error) {
            tell(RaceResultPtr(), QString::fromUtf8(error.what()));
        }
    };
    if (race.steps * static_cast<Index>(race.racers.size()) <= quickSteps) {
        work([&](const RaceResultPtr& result, const QString& problem) { take(result, problem, flag); });
        return;
    }
    setBusy(true);
    m_pool.start([this, work, flag] {
        work([&](const RaceResultPtr& result, const QString& problem) {
            QMetaObject::invokeMethod(
                this, [this, result, problem, flag] { take(result, problem, flag); }, Qt::QueuedConnection);
        });
    });
}

void RaceRunner::take(const RaceResultPtr& result, const QString& problem, const Flag& flag) {
    if (flag != m_cancelled) return;  // another race was asked for
    setBusy(false);
    if (result)
        Q_EMIT finished(result);
    else
        Q_EMIT failed(problem);
}

void RaceRunner::setBusy(bool busy) {
    if (busy == m_busy) return;
    m_busy = busy;
    Q_EMIT busyChanged();
}

}  // namespace glassbox
