#include "app/live_run.h"

#include <utility>

namespace glassbox {

LiveRun::LiveRun(ExperimentDocument& document, QObject* parent) : QObject(parent), m_document(document) {
    TrainingSession& session = document.session();
    connect(&session, &TrainingSession::experimentApplied, this, &LiveRun::applied);
    connect(&session, &TrainingSession::failed, this, [this](const QString& sentence) {
        if (isBusy()) {
            m_phase = Phase::Idle;
            Q_EMIT failed(sentence);
        }
    });
    connect(&session, &TrainingSession::touched, this, [this] {
        if (isBusy() && !m_asking) end(&LiveRun::givenUp);
    });
    connect(&document, &ExperimentDocument::startedOver, this, [this] {
        if (isBusy()) end(&LiveRun::givenUp);
    });
    connect(&session, &TrainingSession::stateChanged, this, [this, &session](RunState state) {
        // Ready is what the experiment was before its first step.
        if (m_phase != Phase::Training || state == RunState::Ready || state == RunState::Running) return;
        const bool there = !session.history().empty() && session.history().back().epoch >= m_epochs;
        end(state == RunState::Paused && !there ? &LiveRun::givenUp : &LiveRun::finished);
    });
}

void LiveRun::start(const Experiment& experiment, Index epochs) {
    m_phase = Phase::Idle;
    m_done = false;
    m_document.reset(experiment);
    m_moment = m_document.moment();
    m_epochs = epochs;
    m_phase = Phase::Loading;
}

void LiveRun::applied() {
    if (m_phase != Phase::Loading) return;
    Q_EMIT opened();
    if (m_phase != Phase::Loading) return;
    if (m_epochs == 0) return end(&LiveRun::finished);
    m_phase = Phase::Training;
    m_asking = true;
    m_document.session().trainTo(m_epochs);
    m_asking = false;
    m_moment.touches = m_document.moment().touches;  // edits since the start count as touched
}

void LiveRun::cancel() {
    if (!isBusy()) return;
    if (m_phase == Phase::Training) m_document.session().pause();
    end(&LiveRun::givenUp);
}

bool LiveRun::isUntouched() const {
    const ExperimentDocument::Moment now = m_document.moment();
    return !isBusy() && m_done && now.edits == m_moment.edits && now.touches == m_moment.touches;
}

void LiveRun::end(void (LiveRun::*signal)()) {
    m_phase = Phase::Idle;
    m_done = signal == &LiveRun::finished;
    Q_EMIT(this->*signal)();
}

}  // namespace glassbox
