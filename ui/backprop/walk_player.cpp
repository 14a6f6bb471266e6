#include "ui/backprop/walk_player.h"

#include <algorithm>

namespace glassbox {

WalkPlayer::WalkPlayer(WalkModel& model, QObject* parent) : QObject(parent), m_model(model) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &WalkPlayer::moveOn);
    // Whoever moves the walk by hand while it plays gets the whole pause there too.
    connect(&model, &WalkModel::placeChanged, this, &WalkPlayer::wait);
    connect(&model, &WalkModel::walkChanged, this, [this] {
        if (!m_model.walk()) pause();
    });
}

const std::vector<int>& WalkPlayer::paces() {
    static const std::vector<int> all{6, 10, 15, 30, 60, 120, 300, 600};
    return all;
}

void WalkPlayer::play() {
    if (m_playing || !m_model.walk()) return;
    if (!m_model.canGoOn()) m_model.goToStart();
    m_playing = true;
    wait();
    Q_EMIT playingChanged();
}

void WalkPlayer::pause() {
    m_timer.stop();
    if (!m_playing) return;
    m_playing = false;
    Q_EMIT playingChanged();
}

void WalkPlayer::wait() {
    if (m_playing) m_timer.start(60000 / m_pace);
}

void WalkPlayer::moveOn() {
    if (m_model.isHidden()) return wait();  // an answer is awaited
    if (m_model.canGoOn()) m_model.goOn();
    if (!m_model.canGoOn()) pause();
}

void WalkPlayer::setPace(int pace) {
    pace = std::clamp(pace, paces().front(), paces().back());
    if (pace == m_pace) return;
    m_pace = pace;
    wait();
    Q_EMIT paceChanged(pace);
}

void WalkPlayer::faster() {
    const auto next = std::upper_bound(paces().begin(), paces().end(), m_pace);
    if (next != paces().end()) setPace(*next);
}

void WalkPlayer::slower() {
    const auto at = std::lower_bound(paces().begin(), paces().end(), m_pace);
    if (at != paces().begin()) setPace(*(at - 1));
}

}  // namespace glassbox
