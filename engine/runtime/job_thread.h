#pragma once

#include "engine/runtime/message_queue.h"

#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace glassbox {

/// One piece of work at a time in a thread of its own. A new one takes the place of the one before, and what that one
/// still has to tell is dropped. Lives on the thread that it tells.
class JobThread {
  public:
    /// What the work is given; only to be used while it runs.
    class Task {
      public:
        /// False: somebody cancelled it or asked for something else.
        bool isWanted() const { return *m_wanted == m_number; }
        /// Calls `act` on the other thread, unless the work is not wanted any more by then.
        void tell(std::function<void()> act) const;

      private:
        friend class JobThread;
        using Counter = std::shared_ptr<std::atomic<quint64>>;
        Task(Counter wanted, quint64 number, MessageQueue& queue)
            : m_wanted(std::move(wanted)), m_number(number), m_queue(queue) {}
        Counter m_wanted;
        quint64 m_number;
        MessageQueue& m_queue;
    };

    JobThread();
    /// Waits until the work has noticed that it is not wanted.
    ~JobThread();
    JobThread(const JobThread&) = delete;
    JobThread& operator=(const JobThread&) = delete;

    /// `work` must not throw.
    void start(std::function<void(const Task& task)> work);
    void cancel();
    /// Started and neither cancelled nor told finished.
    bool isRunning() const { return m_running; }
    /// To be called from what the work tells last.
    void setFinished() { m_running = false; }

  private:
    MessageQueue m_queue;
    Task::Counter m_wanted;  // number of the work that is wanted
    QThreadPool m_pool;
    bool m_running = false;
};

}  // namespace glassbox
