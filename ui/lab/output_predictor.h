#pragma once

#include "engine/runtime/training_session.h"

namespace glassbox {

/// What the network says of one sample.
struct SamplePrediction {
    std::vector<double> outputs;  ///< probabilities, margins or the value, as Loss::predict gives them
    Index label = -1;             ///< classification: the class it says
};

/// Works out predictions of single samples from a snapshot's weights, exactly as the engine does. Where the weights do
/// not fit the experiment (they may differ for a moment after an edit) there is no prediction.
class OutputPredictor {
  public:
    /// The experiment and data that the following snapshots are of.
    void setExperiment(const Experiment& experiment, const DatasetPtr& data);
    /// Takes over the weights. False if they do not fit.
    bool setSnapshot(const Snapshot& snapshot);
    bool isReady() const { return m_ready; }
    /// Products that one sample costs.
    Index cost() const { return static_cast<Index>(m_network.parameters().size()) + 1; }
    /// True if outputs are margins around 0 rather than probabilities.
    bool givesMargins() const { return m_loss && m_loss->threshold() == 0; }

    std::optional<SamplePrediction> predict(const DataPart& part, Index sample);
    /// Classes said for the samples of a list, into `labels` (-1 where there is none).
    void predictLabels(const DataPart& part, const Index* samples, Index count, Index* labels);

  private:
    bool run(const DataPart& part, const Index* samples, Index count);
    Index labelOf(Index column) const;

    DatasetPtr m_data;
    Network m_network;
    std::shared_ptr<const Loss> m_loss;
    Trace m_trace;
    Tensor m_prediction;
    Random m_random;
    bool m_ready = false;
};

}  // namespace glassbox
