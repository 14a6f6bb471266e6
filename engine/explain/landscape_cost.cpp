#include "engine/explain/landscape_cost.h"

#include "engine/training/sum.h"
#include "engine/training/trainer_parts.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace glassbox {

namespace {

constexpr Index blockSamples = 256;  // as Trainer::evaluate, so that sums come out the same to the last bit

void copy(const Matrix& from, Index first, Index count, Tensor& to) {
    to.resize(from.rows(), count);
    std::memcpy(to.data(), from.data() + first * from.rows(), static_cast<std::size_t>(to.size()) * sizeof(Scalar));
}

}  // namespace

LandscapeProblem landscapeProblem(const Experiment& experiment, std::shared_ptr<const Dataset> data) {
    TrainerParts parts = makeParts(experiment, *data);
    drawParameters(parts.network, experiment.seed);  // for the running statistics
    return {std::move(parts.network), std::move(parts.loss), std::move(data), *parts.trainingTargets,
            *parts.validationTargets};
}

LandscapeCost::LandscapeCost(std::shared_ptr<const LandscapeProblem> problem, Part part)
    : m_problem(std::move(problem)), m_network(m_problem->network) {
    const bool training = part == Part::Training;
    const DataPart& samples = training ? m_problem->data->training : m_problem->data->validation;
    const Matrix& targets = training ? m_problem->trainingTargets : m_problem->validationTargets;
    m_samples = samples.count();
    for (Index first = 0; first < m_samples; first += blockSamples) {
        const Index count = std::min(blockSamples, m_samples - first);
        Block& block = m_blocks.emplace_back();
        copy(samples.features, first, count, block.input);
        copy(targets, first, count, block.target);
    }
}

double LandscapeCost::at(WeightPoint weights) {
    return at(weights, m_problem->network.statistics());
}

double LandscapeCost::at(WeightPoint weights, std::span<const Scalar> statistics) {
    if (m_samples == 0) return std::numeric_limits<double>::quiet_NaN();
    std::copy(weights.begin(), weights.end(), m_network.parameters().begin());
    std::copy(statistics.begin(), statistics.end(), m_network.statistics().begin());
    double sum = 0;
    Random unused;
    for (Block& block : m_blocks) {
        std::swap(block.input, m_trace.input);
        std::swap(block.target, m_trace.target);
        m_network.forward(m_trace, Mode::Evaluation, unused);
        m_network.evaluate(m_trace, *m_problem->loss);
        std::swap(block.input, m_trace.input);
        std::swap(block.target, m_trace.target);
        sum += sumOf(m_trace.sampleLoss.data(), m_trace.samples);
    }
    return sum / static_cast<double>(m_samples);
}

double LandscapeCost::work() const {
    return static_cast<double>(m_samples) * static_cast<double>(m_network.parameters().size());
}

}  // namespace glassbox
