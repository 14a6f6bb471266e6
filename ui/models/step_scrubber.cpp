#include "ui/models/step_scrubber.h"

#include <algorithm>

namespace glassbox {

namespace {

constexpr int framesPerSecond = 60;

}  // namespace

StepScrubber::StepScrubber(QObject* parent) : QObject(parent) {
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &StepScrubber::moveOn);
}

const std::vector<int>& StepScrubber::paces() {
    static const std::vector<int> all{1, 2, 5, 10, 20, 30, 60, 120, 240, 600};
    return all;
}

void StepScrubber::setLast(int last) {
    last = std::max(last, 0);
    if (last == m_last) return;
    m_last = last;
    Q_EMIT lastChanged(last);
    setStep(m_step);
}

void StepScrubber::setStep(int step) {
    step = std::clamp(step, 0, m_last);
    if (step == m_step) return;
    m_step = step;
    Q_EMIT stepChanged(step);
}

void StepScrubber::play() {
    if (m_playing || m_last == 0) return;
    if (isAtEnd()) setStep(0);
    m_playing = true;
    m_timer.start(1000 / std::min(m_pace, framesPerSecond));
    Q_EMIT playingChanged();
}

void StepScrubber::pause() {
    m_timer.stop();
    if (!m_playing) return;
    m_playing = false;
    Q_EMIT playingChanged();
}

void StepScrubber::moveOn() {
    moveBy(std::max(m_pace / framesPerSecond, 1));
    if (isAtEnd()) pause();
}

void StepScrubber::setPace(int pace) {
    pace = std::clamp(pace, paces().front(), paces().back());
    if (pace == m_pace) return;
    m_pace = pace;
    if (m_playing) m_timer.start(1000 / std::min(m_pace, framesPerSecond));
    Q_EMIT paceChanged(pace);
}

void StepScrubber::faster() {
    const auto next = std::upper_bound(paces().begin(), paces().end(), m_pace);
    if (next != paces().end()) setPace(*next);
}

void StepScrubber::slower() {
    const auto at = std::lower_bound(paces().begin(), paces().end(), m_pace);
    if (at != paces().begin()) setPace(*(at - 1));
}

}  // namespace glassbox
