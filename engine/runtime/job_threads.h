#pragma once

#include "engine/runtime/job_thread.h"

#include <QElapsedTimer>

#include <algorithm>
#include <functional>
#include <thread>

namespace glassbox {

/// Threads that a calculation in the background may use.
inline int jobThreads() {
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 8);
}

/// Tells how far a job is, some 25 times a second. To be used by one thread at a time.
class ProgressTeller {
  public:
    ProgressTeller(const JobThread::Task& task, std::function<void(double)> hear)
        : m_task(task), m_hear(std::move(hear)) {
        m_sinceTold.start();
    }

    /// False: the job is not wanted any more.
    bool tell(double share) {
        if (m_sinceTold.elapsed() >= tellEvery) {
            m_sinceTold.restart();
            m_task.tell([hear = m_hear, share] { hear(share); });
        }
        return m_task.isWanted();
    }

  private:
    static constexpr int tellEvery = 40;  // milliseconds
    const JobThread::Task& m_task;
    std::function<void(double)> m_hear;
    QElapsedTimer m_sinceTold;
};

}  // namespace glassbox
