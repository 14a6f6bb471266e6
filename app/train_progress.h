#pragma once

#include "engine/training/trainer.h"

#include <QString>

#include <chrono>

namespace glassbox {

/// Says on stderr how a run gets on: one line rewritten five times a second on a terminal, elsewhere a line every ten
/// seconds.
class TrainProgress {
  public:
    explicit TrainProgress(bool quiet);
    /// Removes the line from the terminal.
    ~TrainProgress();
    TrainProgress(const TrainProgress&) = delete;
    TrainProgress& operator=(const TrainProgress&) = delete;

    /// Called after every step; looks at the clock only now and then.
    void stepDone(const Trainer& trainer, Index epochs);
    double seconds() const;

  private:
    using Clock = std::chrono::steady_clock;
    void print(const QString& line);

    bool m_quiet;
    bool m_terminal;
    bool m_lineStands = false;
    Clock::time_point m_start, m_next, m_looked;
    int m_stepsToLook = 1, m_stepsBetweenLooks = 1;
    std::chrono::milliseconds m_interval;
};

/// "epoch 12 of 300, cost 0.0123, validation 0.0156, 12300 steps a second, 2 s left"
QString progressLine(const Trainer& trainer, Index epochs, double seconds);

}  // namespace glassbox
