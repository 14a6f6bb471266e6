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
    std::uint32_t count = 1;                // pieces of work in a round
    std::atomic<std::uint32_t> round{0};    // a new number wakes the helpers
    std::atomic<std::uint64_t> ticket{0};   // round << 32 | next piece that nobody has taken
    std::atomic<std::uint32_t> pending{0};  // pieces that are not done
    std::atomic<bool> stopping{false};
    std::vector<std::exception_ptr> failures;  // one a piece

    void runPiece(std::uint32_t piece) {
        try {
            (*work)(static_cast<int>(piece));
        } catch (...) {
            failures[piece] = std::current_exception();
        }
        if (pending.fetch_sub(1, std::memory_order_acq_rel) == 1) pending.notify_one();
    }

    /// Takes pieces until none is left. Who has a ticket may use `work`: run() can't return before that piece is done.
    void takePieces() {
        std::uint64_t now = ticket.load(std::memory_order_acquire);
        while (static_cast<std::uint32_t>(now) < count) {
            if (!ticket.compare_exchange_weak(now, now + 1, std::memory_order_acq_rel, std::memory_order_acquire))
                continue;
            runPiece(static_cast<std::uint32_t>(now));
            now = ticket.load(std::memory_order_acquire);
        }
    }

    void help() {
        flushDenormals();
        for (std::uint32_t seen = 0;;) {
            seen = awaitChange(round, seen);
            if (stopping.load(std::memory_order_relaxed)) return;
            takePieces();
        }
    }

    void awaitHelpers() {
        for (std::uint32_t left = pending.load(std::memory_order_acquire); left != 0;)
            left = awaitChange(pending, left);
    }

    void wakeHelpers() {
        round.fetch_add(1, std::memory_order_release);
        round.notify_all();
    }

    void stop() {
        stopping.store(true, std::memory_order_relaxed);
        wakeHelpers();
        for (std::thread& helper : helpers) helper.join();
    }
};

ThreadPool::ThreadPool(int threads) : m_impl(std::make_unique<Impl>()) {
    m_impl->count = static_cast<std::uint32_t>(std::max(threads, 1));
    m_impl->failures.resize(m_impl->count);
    m_impl->ticket.store(m_impl->count);  // nothing to take yet
    try {
        for (std::uint32_t i = 1; i < m_impl->count; ++i)
            m_impl->helpers.emplace_back([impl = m_impl.get()] { impl->help(); });
    } catch (...) {  // no more threads to be had
        m_impl->stop();
        throw;
    }
}

ThreadPool::~ThreadPool() {
    m_impl->stop();
}

int ThreadPool::threads() const {
    return static_cast<int>(m_impl->count);
}

void ThreadPool::run(const std::function<void(int thread)>& work) {
    const std::lock_guard lock(m_impl->running);
    flushDenormals();
    m_impl->work = &work;
    m_impl->pending.store(m_impl->count, std::memory_order_relaxed);
    const std::uint64_t next = (m_impl->ticket.load(std::memory_order_relaxed) >> 32) + 1;
    m_impl->ticket.store(next << 32, std::memory_order_release);
    if (!m_impl->helpers.empty()) m_impl->wakeHelpers();
    m_impl->takePieces();
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
