// Running, stepping and going back.
#include "engine/runtime/training_worker.h"

#include <QTimer>

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr double sliceMilliseconds = 10;

}  // namespace

void TrainingWorker::run() {
    if (!m_trainer || (m_running && m_epochTarget == 0)) return;
    begin(0);
}

// Trains until paused, or to the end of the epoch `epochTarget` where that is not 0.
void TrainingWorker::begin(Index epochTarget) {
    if (m_trainer->state() == RunState::Diverged) return sendState();
    m_epochTarget = epochTarget;
    m_running = true;
    m_owedSteps = 1;
    m_paceClock.start();
    m_rateClock.start();
    m_rateSteps = 0;
    m_watchSeconds = 0;
    m_state = RunState::Running;
    sendState();
    queueSlice();
}

void TrainingWorker::pause() {
    if (!m_running) return;
    stop(m_trainer->state() == RunState::Running ? RunState::Paused : m_trainer->state());
}

void TrainingWorker::stop(RunState state) {
    m_running = false;
    m_paceTimer->stop();
    m_state = state;
    m_stepsPerSecond = 0;
    sendHistory();
    sendState();
    publish(true);
}

void TrainingWorker::step() {
    if (!m_trainer) return;
    m_trainer->step();
    const RunState trained = m_trainer->state();
    stop(trained == RunState::Running ? RunState::Paused : trained);
}

void TrainingWorker::stepEpoch() {
    if (!m_trainer) return;
    QElapsedTimer clock;
    clock.start();
    const Index target = m_trainer->epochsDone() + 1;
    while (m_trainer->epochsDone() < target && m_trainer->state() != RunState::Diverged) {
        m_trainer->step();
        // A long epoch goes on in slices, so that it is seen and can be paused.
        if (milliseconds(clock) > sliceMilliseconds && m_trainer->epochsDone() < target) return begin(target);
    }
    const RunState trained = m_trainer->state();
    stop(trained == RunState::Running ? RunState::Paused : trained);
}

void TrainingWorker::trainTo(Index epoch) {
    if (!m_trainer) return;
    if (m_trainer->epochsDone() < epoch) return begin(epoch);
    const RunState trained = m_trainer->state();
    stop(trained == RunState::Running ? RunState::Paused : trained);
}

void TrainingWorker::rewind() {
    if (!m_trainer) return;
    m_running = false;
    m_paceTimer->stop();
    m_trainer->rewind();
    m_historyFromStart = true;
    m_stepsPerSecond = 0;
    restarted();
}

void TrainingWorker::reinitialise(quint64 seed) {
    if (!m_trainer) return;
    m_running = false;
    m_paceTimer->stop();
    m_trainer->reinitialise(seed);
    m_historyFromStart = true;
    m_stepsPerSecond = 0;
    restarted();
}

void TrainingWorker::setSpeed(double updatesPerSecond) {
    m_speed = updatesPerSecond;
    m_owedSteps = 0;
    m_paceClock.start();
    m_paceTimer->stop();
    if (m_running) queueSlice();
}

Index TrainingWorker::stepsDue() {
    m_owedSteps += static_cast<double>(m_paceClock.nsecsElapsed()) * 1e-9 * m_speed;
    m_paceClock.start();
    // Never more than a quarter of a second behind: after a hiccup it goes on at the chosen speed, without a rush.
    m_owedSteps = std::min(m_owedSteps, std::max(1.0, 0.25 * m_speed));
    return static_cast<Index>(m_owedSteps);
}

void TrainingWorker::queueSlice() {
    if (m_sliceQueued) return;
    m_sliceQueued = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_sliceQueued = false;
            if (m_running && m_trainer) obey([this] { slice(); });
        },
        Qt::QueuedConnection);
}

void TrainingWorker::slice() {
    // At a limited speed an epoch that was asked for by hand is not slowed down.
    const bool paced = !std::isinf(m_speed) && m_epochTarget == 0;
    Index due = paced ? stepsDue() : std::numeric_limits<Index>::max();
    const Index stepsBefore = m_rateSteps;
    QElapsedTimer clock;
    clock.start();
    while (due > 0 && m_running) {
        const Index burst = std::min(due, m_burst);
        const double before = milliseconds(clock);
        for (Index i = 0; i < burst; ++i) {
            m_trainer->step();
            ++m_rateSteps;
            if (paced) m_owedSteps -= 1;
            const RunState trained = m_trainer->state();
            const bool epochDone = m_epochTarget > 0 && m_trainer->epochsDone() >= m_epochTarget;
            // An epoch that was asked for may lie behind the experiment's own last one.
            if (trained == RunState::Finished && m_epochTarget > 0 && !epochDone) continue;
            if (trained != RunState::Running || epochDone)
                return stop(trained == RunState::Running ? RunState::Paused : trained);
        }
        due -= burst;
        const double now = milliseconds(clock);
        if (now - before < 0.1 && m_burst < 4096) m_burst *= 2;
        if (now - before > 0.5 && m_burst > 1) m_burst /= 2;
        if (now > sliceMilliseconds || isFrameDue()) break;
    }
    // Slower than the screen's frames, every step is shown: the next moment to show it may be a second away.
    const bool slow = paced && m_speed * frameMilliseconds < 1000;
    publish(slow && m_rateSteps > stepsBefore);
    if (!paced || m_owedSteps >= 1) return queueSlice();
    m_paceTimer->start(static_cast<int>(std::ceil(std::clamp(1000 * (1 - m_owedSteps) / m_speed, 1.0, 1000.0))));
}

}  // namespace glassbox
