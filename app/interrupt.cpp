#include "app/interrupt.h"

#include <atomic>

namespace glassbox {

namespace {

// A signal handler gets nothing but the signal's number, so this flag can't live in an object.
std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

void note(int) {
    interrupted = true;
}

}  // namespace

Interrupt::Interrupt() {
    interrupted = false;
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &m_oldInterrupt);
    sigaction(SIGTERM, &action, &m_oldTerminate);
}

Interrupt::~Interrupt() {
    sigaction(SIGINT, &m_oldInterrupt, nullptr);
    sigaction(SIGTERM, &m_oldTerminate, nullptr);
}

bool Interrupt::requested() const {
    return interrupted;
}

}  // namespace glassbox
