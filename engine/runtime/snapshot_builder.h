#pragma once

#include "engine/runtime/snapshot.h"
#include "engine/training/trainer.h"

#include <QElapsedTimer>

namespace glassbox {

/// Turns a trainer's present state into a Snapshot, computing only what the request names. Keeps its buffers between
/// calls.
class SnapshotBuilder {
  public:
    void setRequest(const ViewRequest& request);
    const ViewRequest& request() const { return m_request; }
    /// To be called when the trainer went over to other data or another network.
    void experimentChanged(const Trainer& trainer);
    /// Fills everything but generation, state and speeds. `hurried`: training waits for it, so pictures of a large
    /// network are coarser than was asked for (Picture::width tells), and what takes long all the same is painted anew
    /// only now and then; the pictures before stand in.
    std::shared_ptr<Snapshot> build(Trainer& trainer, bool hurried = false);

  private:
    void choosePlane(const Trainer& trainer);
    void addCosts(Trainer& trainer, Snapshot& snapshot) const;
    void addSample(const Trainer& trainer, Snapshot& snapshot);
    void addBatch(const Trainer& trainer, Snapshot& snapshot);
    void addOptimizerState(const Trainer& trainer, Snapshot& snapshot) const;
    void addResults(const Trainer& trainer, Snapshot& snapshot);
    void addPictures(const Trainer& trainer, Snapshot& snapshot, bool hurried);
    bool mayKeepPictures() const;
    // snapshot_inside.cpp
    void addNorms(const Trainer& trainer, Snapshot& snapshot) const;
    void addPreActivations(const Trainer& trainer, Snapshot& snapshot);

    ViewRequest m_request;
    std::shared_ptr<const NetworkSummary> m_summary;
    std::shared_ptr<const Plane> m_plane;
    SurfacePainter m_painter;
    bool m_pictures = false;     // the units have pictures over the plane of inputs
    bool m_picturesNew = false;  // those of the last snapshot were painted for it
    bool m_picturedInHurry = false;
    bool m_planeCurrent = false;  // m_plane belongs to the trainer's data and the request
    Trace m_sampleTrace, m_batchTrace;
    Tensor m_prediction;
    std::shared_ptr<const Snapshot> m_pictured;  // whose pictures were painted last, if that took long
    double m_pictureMilliseconds = 0;            // what painting them took
    QElapsedTimer m_sincePictures;
};

}  // namespace glassbox
