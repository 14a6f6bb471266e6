#pragma once

#include "engine/data/dataset.h"
#include "engine/experiment/experiment.h"
#include "engine/explain/landscape_plane.h"

#include <memory>

namespace glassbox {

/// What a cost is computed of. Does not change, so that threads may share it.
struct LandscapeProblem {
    Network network;  ///< layers and running statistics; its parameters do not matter
    std::shared_ptr<const Loss> loss;
    std::shared_ptr<const Dataset> data;
    Matrix trainingTargets, validationTargets;
};

/// Throws Error if network, loss and data do not fit each other. Running statistics are those of a new network.
GLASSBOX_EXPORT LandscapeProblem landscapeProblem(const Experiment& experiment, std::shared_ptr<const Dataset> data);

/// The cost at any parameters: the very number that Trainer::evaluateTraining() (evaluateValidation()) gives there. The
/// mean of the loss over all samples of the part, without weight decay and L1 penalty; as in evaluation dropout is off
/// and batch normalisation uses running statistics: the problem's, whatever the parameters are.
///
/// Keeps its buffers; one for each thread. Infinite or not a number where the network overflows.
class GLASSBOX_EXPORT LandscapeCost {
  public:
    enum class Part { Training, Validation };

    explicit LandscapeCost(std::shared_ptr<const LandscapeProblem> problem, Part part = Part::Training);

    /// Not-a-number if the part has no samples.
    double at(WeightPoint weights);
    /// With running statistics of its own.
    double at(WeightPoint weights, std::span<const Scalar> statistics);
    /// About how many multiplications a call takes.
    double work() const;

  private:
    struct Block {
        Tensor input, target;
    };
    std::shared_ptr<const LandscapeProblem> m_problem;
    Network m_network;
    std::vector<Block> m_blocks;
    Trace m_trace;
    Index m_samples = 0;
};

}  // namespace glassbox
