#include "engine/runtime/job_thread.h"

namespace glassbox {

void JobThread::Task::tell(std::function<void()> act) const {
    m_queue.post([wanted = m_wanted, number = m_number, act = std::move(act)] {
        if (*wanted == number) act();
    });
}

JobThread::JobThread() : m_wanted(std::make_shared<std::atomic<quint64>>(0)) {
    m_pool.setMaxThreadCount(1);
}

JobThread::~JobThread() {
    cancel();
    m_pool.waitForDone();
}

void JobThread::cancel() {
    ++*m_wanted;
    m_running = false;
}

void JobThread::start(std::function<void(const Task& task)> work) {
    cancel();
    m_running = true;
    const Task task(m_wanted, *m_wanted, m_queue);
    m_pool.start([task, work = std::move(work)] {
        if (task.isWanted()) work(task);
    });
}

}  // namespace glassbox
