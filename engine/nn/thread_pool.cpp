#include "engine/nn/thread_pool.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#if defined(__SSE__) || defined(_M_X64)
#include <immintrin.h>
#define GLASSBOX_HAS_MXCSR 1
#endif

namespace glassbox {

namespace {

void relax() {
#ifdef GLASSBOX_HAS_MXCSR
    _mm_pause();
#else
    std::this_thread::yield();
#endif
}

/// Waits until `value` is no longer `old`: a short time by looking again and again (work usually follows within
/// microseconds), then asleep.
std::uint32_t awaitChange(const std::atomic<std::uint32_t>& value, std::uint32_t old) {
    constexpr int looks = 2000;
    for (int i = 0; i < looks; ++i) {
        const std::uint32_t now = value.load(std::memory_order_acquire);
        if (now != old) return now;
        relax();
    }
    value.wait(old, std::memory_order_acquire);
    return value.load(std::memory_order_acquire);
}

}  // namespace

void flushDenormals() {
#ifdef GLASSBOX_HAS_MXCSR
    constexpr unsigned flushToZero = 0x8000;
    constexpr unsigned denormalsAreZero = 0x0040;
    const unsigned now = _mm_getcsr();
    const unsigned wanted = now | flushToZero | denormalsAreZero;
    if (now != wanted) _mm_setcsr(wanted);
#endif
}

struct ThreadPool::Impl {
    std::vector<std::thread> helpers;
    std::mutex running;  // several trainers may share a pool
    const std::function<void(int)>* work = nullptr;
    std::atomic<std::uint32_t> round{0};    // a new number is the signal to start
    std::atomic<std::uint32_t> pending{0};  // helpers that are not done
    std::atomic<bool> stopping{false};
    std::vector<std::exception_ptr> failures;  // one a thread

    void runOne(int thread) {
        try {
            (*work)(thread);
        } catch (...) {
            failures[static_cast<std::size_t>(thread)] = std::current_exception();
        }
    }

    void help(int thread) {
        flushDenormals();
        std::uint32_t seen = 0;
        for (;;) {
            const std::uint32_t now = awaitChange(round, seen);
            if (now == seen) continue;  // woken for nothing
            seen = now;
            if (stopping.load(std::memory_order_relaxed)) return;
            runOne(thread);
            if (pending.fetch_sub(1, std::memory_order_acq_rel) == 1) pending.notify_one();
        }
    }

    void awaitHelpers() {
        for (std::uint32_t left = pending.load(std::memory_order_acquire); left != 0;)
            left = awaitChange(pending, left);
    }

    void stop() {
        stopping.store(true, std::memory_order_relaxed);
        round.fetch_add(1, std::memory_order_release);
        round.notify_all();
        for (std::thread& helper : helpers) helper.join();
    }
};

ThreadPool::ThreadPool(int threads) : m_impl(std::make_unique<Impl>()) {
    const int count = std::max(threads, 1);
    m_impl->failures.resize(static_cast<std::size_t>(count));
    try {
        for (int i = 1; i < count; ++i) m_impl->helpers.emplace_back([impl = m_impl.get(), i] { impl->help(i); });
    } catch (...) {  // no more threads to be had
        m_impl->stop();
        throw;
    }
}

ThreadPool::~ThreadPool() {
    m_impl->stop();
}

int ThreadPool::threads() const {
    return static_cast<int>(m_impl->helpers.size()) + 1;
}

void ThreadPool::run(const std::function<void(int thread)>& work) {
    const std::lock_guard lock(m_impl->running);
    flushDenormals();
    m_impl->work = &work;
    if (!m_impl->helpers.empty()) {
        m_impl->pending.store(static_cast<std::uint32_t>(m_impl->helpers.size()), std::memory_order_relaxed);
        m_impl->round.fetch_add(1, std::memory_order_release);
        m_impl->round.notify_all();
    }
    m_impl->runOne(0);
    m_impl->awaitHelpers();
    m_impl->work = nullptr;
    std::exception_ptr first;
    for (std::exception_ptr& failure : m_impl->failures) {
        if (failure && !first) first = failure;
        failure = nullptr;
    }
    if (first) std::rethrow_exception(first);
}

}  // namespace glassbox
