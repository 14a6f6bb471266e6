#pragma once

#include <csignal>

namespace glassbox {

/// While it lives, the first Ctrl-C (or SIGTERM) asks for an end in good order; the second ends the program at once.
class Interrupt {
  public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    bool requested() const;

  private:
    struct sigaction m_oldInterrupt {};
    struct sigaction m_oldTerminate {};
};

}  // namespace glassbox
