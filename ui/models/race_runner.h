#pragma once

#include "engine/explain/race.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace glassbox {

/// A race that was run. Never changes, so that threads may share it.
struct RaceResult {
    std::shared_ptr<const TestSurface> surface;
    RaceSpec race;
    std::vector<RacerPath> paths;  ///< one a racer
    Index last = 0;                ///< the last step of the longest path
};
using RaceResultPtr = std::shared_ptr<const RaceResult>;

/// Runs races: small ones at once, so that paths follow the hand, long ones on a thread of its own.
class RaceRunner : public QObject {
    Q_OBJECT

  public:
    explicit RaceRunner(QObject* parent = nullptr);
    /// Waits for the racer under way.
    ~RaceRunner() override;

    /// A race under way is given up for this one.
    void run(std::shared_ptr<const TestSurface> surface, const RaceSpec& race);
    bool isBusy() const { return m_busy; }

  Q_SIGNALS:
    /// On this thread; small races before run() returns.
    void finished(const glassbox::RaceResultPtr& result);
    void failed(const QString& sentence);
    void busyChanged();

  private:
    using Flag = std::shared_ptr<std::atomic<bool>>;
    void setBusy(bool busy);
    void take(const RaceResultPtr& result, const QString& problem, const Flag& flag);

    QThreadPool m_pool;
    Flag m_cancelled;  // of the newest race
    bool m_busy = false;
};

}  // namespace glassbox
