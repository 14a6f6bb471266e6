#pragma once

#include <QObject>

#include <functional>
#include <mutex>
#include <vector>

namespace glassbox {

/// Calls to be made in another thread: the one that this object lives in, from its event loop, in order. The messages
/// themselves lie under a lock of our own rather than in Qt's events, so that the thread sanitizer, which can't see
/// Qt's locks, can check everything that goes from one thread to the other.
class MessageQueue : public QObject {
  public:
    using Message = std::function<void()>;

    /// From any thread. What was not delivered when the queue is destroyed is dropped.
    void post(Message message);

  protected:
    bool event(QEvent* event) override;

  private:
    std::mutex m_mutex;
    std::vector<Message> m_messages;
};

}  // namespace glassbox
