#pragma once

#include "engine/explain/surface.h"
#include "engine/runtime/network_race_job.h"

namespace glassbox {

/// What the racers' networks say over the data's plane at one step.
struct RacePictures {
    NetworkRacePtr race;
    int step = 0;
    std::vector<Plane> planes;      ///< of each racer; all alike but for what a network sees
    std::vector<Picture> pictures;  ///< of each racer: one plane an output (Loss::predict); empty without a path
};
using RacePicturesPtr = std::shared_ptr<const RacePictures>;

/// Paints what networks say in a thread of its own. Follows a step that moves on and on: while one is painted, only the
/// last of those asked for waits.
class RacePicturesJob : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    /// Pictures of side x side values; on a line (one input) side x 1.
    void request(const NetworkRacePtr& race, int step, Index side);
    void cancel();
    bool isRunning() const { return m_thread.isRunning(); }

  Q_SIGNALS:
    void painted(const glassbox::RacePicturesPtr& pictures);

  private:
    void start(const NetworkRacePtr& race, int step, Index side);

    struct Waiting {
        NetworkRacePtr race;
        int step;
        Index side;
    };
    std::optional<Waiting> m_waiting;
    JobThread m_thread;
};

}  // namespace glassbox
