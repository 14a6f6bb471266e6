#include "ui/shell/frame_clock.h"

#include "engine/runtime/training_session.h"

#include <QCoreApplication>
#include <QEvent>

namespace glassbox {

namespace {

constexpr qint64 frameNanoseconds = 1'000'000'000 / 60;
constexpr std::size_t keptCosts = 1024;
const auto frameDone = static_cast<QEvent::Type>(QEvent::User + 60);

}  // namespace

FrameClock::FrameClock(TrainingSession& session, QObject* parent) : QObject(parent), m_session(session) {
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_clock.start();
    connect(&m_session, &TrainingSession::snapshotReady, this, &FrameClock::wake);
    connect(&m_timer, &QTimer::timeout, this, &FrameClock::show);
    if (m_session.latest()) wake();
}

void FrameClock::wake() {
    if (m_timer.isActive()) return;
    const qint64 wait = m_due - m_clock.nsecsElapsed();
    if (wait <= 0) return show();
    m_timer.start(static_cast<int>((wait + 999'999) / 1'000'000));
}

void FrameClock::show() {
    const SnapshotPtr snapshot = m_session.takeSnapshot();
    if (!snapshot) return;
    const qint64 now = m_clock.nsecsElapsed();
    // Due times follow each other evenly, however late a timer is.
    m_due = (now - m_due < frameNanoseconds ? m_due : now) + frameNanoseconds;
    m_frameStart = now;
    Q_EMIT frame(snapshot);
    if (m_measuring) return;
    m_measuring = true;
    // Repaints are posted with low priority: an event of still lower priority comes when they are done.
    QCoreApplication::postEvent(this, new QEvent(frameDone), Qt::LowEventPriority - 1);
}

bool FrameClock::event(QEvent* event) {
    if (event->type() != frameDone) return QObject::event(event);
    m_measuring = false;
    const double cost = static_cast<double>(m_clock.nsecsElapsed() - m_frameStart) * 1e-6;
    if (m_costs.size() < keptCosts) {
        m_costs.push_back(cost);
    } else {
        m_costs[m_nextCost++ % keptCosts] = cost;
    }
    return true;
}

}  // namespace glassbox
