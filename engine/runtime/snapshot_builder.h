#pragma once

#include "engine/runtime/snapshot.h"
#include "engine/training/trainer.h"

namespace glassbox {

/// Turns a trainer's present state into a Snapshot, computing only what the request names. Keeps its buffers between
/// calls.
class SnapshotBuilder {
  public:
    void setRequest(const ViewRequest& request);
    const ViewRequest& request() const { return m_request; }
    /// To be called when the trainer went over to other data or another network.
    void experimentChanged(const Trainer& trainer);
    /// Fills everything but generation, state and speeds.
    std::shared_ptr<Snapshot> build(Trainer& trainer);

  private:
    void choosePlane(const Trainer& trainer);
    void addCosts(Trainer& trainer, Snapshot& snapshot) const;
    void addSample(const Trainer& trainer, Snapshot& snapshot);
    void addBatch(const Trainer& trainer, Snapshot& snapshot);
    void addOptimizerState(const Trainer& trainer, Snapshot& snapshot) const;
    void addResults(const Trainer& trainer, Snapshot& snapshot);
    // snapshot_inside.cpp
    void addNorms(const Trainer& trainer, Snapshot& snapshot) const;
    void addPreActivations(const Trainer& trainer, Snapshot& snapshot);

    ViewRequest m_request;
    std::shared_ptr<const NetworkSummary> m_summary;
    std::shared_ptr<const Plane> m_plane;
    SurfacePainter m_painter;
    bool m_pictures = false;      // the units have pictures over the plane of inputs
    bool m_planeCurrent = false;  // m_plane belongs to the trainer's data and the request
    Trace m_sampleTrace, m_batchTrace;
    Tensor m_prediction;
};

}  // namespace glassbox
