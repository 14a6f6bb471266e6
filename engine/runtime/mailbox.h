#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace glassbox {

/// One slot between two threads: the writer puts the newest value in, the reader takes it out; what was not taken in
/// time is replaced (latest wins).
template <typename T>
class Mailbox {
  public:
    void put(std::shared_ptr<const T> value) {
        const std::lock_guard lock(m_mutex);
        m_value = std::move(value);
    }
    /// Null if nothing came since the last take.
    std::shared_ptr<const T> take() {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_value, nullptr);
    }
    bool isEmpty() const {
        const std::lock_guard lock(m_mutex);
        return m_value == nullptr;
    }

  private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const T> m_value;
};

}  // namespace glassbox
