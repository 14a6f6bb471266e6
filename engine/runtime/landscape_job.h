#pragma once

#include "engine/explain/race_landscape.h"
#include "engine/runtime/network_race_job.h"

namespace glassbox {

using RaceLandscapePtr = std::shared_ptr<const RaceLandscape>;

/// What part of which plane is to be computed, and how finely.
struct LandscapeRequest {
    LandscapeChoice choice;
    Index side = 101;                     ///< crossings along each side
    std::optional<LandscapeRange> range;  ///< absent: such that the paths are seen, both directions to the same scale
    double aspect = 1;                    ///< of the picture, width by height; where `range` is absent
};

/// The landscapes of a race (one, or two where inputs differ) in a thread of their own, coarse to fine.
class LandscapeJob : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    void start(const NetworkRacePtr& race, const LandscapeRequest& request);
    void cancel() { m_thread.cancel(); }
    bool isRunning() const { return m_thread.isRunning(); }

  Q_SIGNALS:
    void progressed(double share);
    /// All landscapes as far as they are computed: first without any value (paths can be shown already), then finer and
    /// finer.
    void refined(const std::vector<glassbox::RaceLandscapePtr>& landscapes);
    void finished();
    /// A sentence; refined() may have come before.
    void failed(const QString& sentence);

  private:
    JobThread m_thread;
};

}  // namespace glassbox
