#pragma once

#include "engine/nn/export.h"

#include <functional>
#include <memory>

namespace glassbox {

/// A small pool of threads that wait for short pieces of work. The calling thread works too. Denormals are flushed to
/// zero on every thread of the pool.
class GLASSBOX_EXPORT ThreadPool {
  public:
    explicit ThreadPool(int threads);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    int threads() const;
    /// Runs work(0) .. work(threads() - 1), each exactly once and all at the same time as far as the machine has room,
    /// and returns when all are done. A piece that no helper has begun is taken by a thread that is done with its own,
    /// so that a busy machine costs no waiting for helpers that do not get to run. Not to be called from inside.
    /// Allocates nothing when `work` captures at most two pointers.
    void run(const std::function<void(int thread)>& work);

  private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Flushes denormal numbers to zero on this thread: without it an optimizer's fading memory slows everything down.
GLASSBOX_EXPORT void flushDenormals();

}  // namespace glassbox
