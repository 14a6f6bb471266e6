#pragma once

#include "engine/explain/race_landscape.h"
#include "engine/runtime/network_race_job.h"

namespace glassbox {

/// The cost on the line between two ends of a race, in a thread of its own.
class InterpolationJob : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    /// Ends are racers' numbers or LandscapeChoice::start; the line goes on a quarter of its length beyond both.
    void start(const NetworkRacePtr& race, int from, int to);
    void cancel() { m_thread.cancel(); }
    bool isRunning() const { return m_thread.isRunning(); }

  Q_SIGNALS:
    void finished(const glassbox::RaceInterpolation& interpolation);
    /// A sentence.
    void failed(const QString& sentence);

  private:
    JobThread m_thread;
};

}  // namespace glassbox
