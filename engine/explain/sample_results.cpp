#include "engine/explain/sample_results.h"

#include <algorithm>

namespace glassbox {

namespace {

constexpr Index blockSamples = 256;

/// The targets of these samples alone.
DataPart targetsOf(const DataPart& part, const std::vector<Index>& samples) {
    DataPart some;
    for (const Index sample : samples)
        if (!part.labels.empty()) some.labels.push_back(part.labels[static_cast<std::size_t>(sample)]);
    if (part.values.cols() > 0) {
        some.values.resize(part.values.rows(), static_cast<Index>(samples.size()));
        for (std::size_t i = 0; i < samples.size(); ++i)
            some.values.col(static_cast<Index>(i)) = part.values.col(samples[i]);
    }
    some.features.resize(0, static_cast<Index>(samples.size()));
    return some;
}

}  // namespace

std::vector<Index> spreadEvenly(Index count, Index limit) {
    const Index wanted = std::clamp(limit, Index(0), count);
    std::vector<Index> numbers(static_cast<std::size_t>(wanted));
    for (Index i = 0; i < wanted; ++i) numbers[static_cast<std::size_t>(i)] = i * count / wanted;
    return numbers;
}

void gatherColumns(const Matrix& from, const std::vector<Index>& columns, Tensor& to) {
    to.resize(from.rows(), static_cast<Index>(columns.size()));
    for (std::size_t i = 0; i < columns.size(); ++i) to.map().col(static_cast<Index>(i)) = from.col(columns[i]);
}

SampleResults examineSamples(const Network& network, const Loss& loss, const Dataset& data, const DataPart& part,
                             Index limit, Trace& trace) {
    SampleResults results;
    results.total = part.count();
    results.samples = spreadEvenly(part.count(), limit);
    const bool classes = data.task == Task::Classification;
    Tensor prediction;
    Random unused;
    for (std::size_t first = 0; first < results.samples.size(); first += blockSamples) {
        const auto last = std::min(first + blockSamples, results.samples.size());
        const std::vector<Index> block(results.samples.begin() + static_cast<std::ptrdiff_t>(first),
                                       results.samples.begin() + static_cast<std::ptrdiff_t>(last));
        gatherColumns(part.features, block, trace.input);
        const Matrix targets = encodeTargets(data, targetsOf(part, block), network.outputShape().size());
        trace.target.resize(targets.rows(), targets.cols());
        trace.target.map() = targets;
        network.forward(trace, Mode::Evaluation, unused);
        network.evaluate(trace, loss);
        network.predict(trace, loss, prediction);
        for (Index i = 0; i < static_cast<Index>(block.size()); ++i) {
            results.losses.push_back(static_cast<float>(trace.sampleLoss(0, i)));
            if (classes)
                results.said.push_back(loss.namedClass(prediction, i));
            else
                results.outputs.push_back(static_cast<float>(prediction(0, i)));
        }
    }
    return results;
}

}  // namespace glassbox
