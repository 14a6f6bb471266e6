#include "ui/exports/report_measures.h"

#include "engine/explain/sample_results.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr Index mostSamples = 100'000;

void measureClasses(PartMeasures& measures, const SampleResults& results, const DataPart& part, Index classes) {
    measures.confusion.assign(static_cast<std::size_t>(classes), std::vector<Index>(static_cast<std::size_t>(classes)));
    Index right = 0;
    for (std::size_t i = 0; i < results.samples.size(); ++i) {
        const Index actual = part.labels[static_cast<std::size_t>(results.samples[i])], said = results.said[i];
        right += actual == said;
        ++measures.confusion[static_cast<std::size_t>(actual)][static_cast<std::size_t>(said)];
    }
    measures.accuracy = static_cast<double>(right) / static_cast<double>(measures.samples);
}

void measureValues(PartMeasures& measures, const SampleResults& results, const DataPart& part) {
    const auto count = static_cast<double>(measures.samples);
    double mean = 0, square = 0, size = 0, spread = 0;
    for (const Index sample : results.samples) mean += static_cast<double>(part.values(0, sample)) / count;
    for (std::size_t i = 0; i < results.samples.size(); ++i) {
        const auto value = static_cast<double>(part.values(0, results.samples[i]));
        const double error = static_cast<double>(results.outputs[i]) - value;
        square += error * error / count;
        size += std::abs(error) / count;
        spread += (value - mean) * (value - mean) / count;
    }
    measures.rootMeanSquare = std::sqrt(square);
    measures.meanAbsolute = size;
    if (spread > 0) measures.explained = 1 - square / spread;
}

}  // namespace

std::optional<PartMeasures> measurePart(const Model& model, const DataPart& part) {
    if (part.count() == 0) return {};
    Trace trace;
    const SampleResults results = examineSamples(model.network, *model.loss, *model.data, part, mostSamples, trace);
    PartMeasures measures;
    measures.samples = static_cast<Index>(results.samples.size());
    for (const float loss : results.losses)
        measures.cost += static_cast<double>(loss) / static_cast<double>(measures.samples);
    if (model.data->task == Task::Classification)
        measureClasses(measures, results, part, model.data->classCount());
    else
        measureValues(measures, results, part);
    return measures;
}

double accuracyOfGuessing(const Dataset& data, const DataPart& part) {
    if (part.labels.empty()) return 0;
    std::vector<Index> counts(static_cast<std::size_t>(data.classCount()));
    for (const Index label : data.training.labels) ++counts[static_cast<std::size_t>(label)];
    const Index largest = std::max_element(counts.begin(), counts.end()) - counts.begin();
    return static_cast<double>(std::count(part.labels.begin(), part.labels.end(), largest)) /
           static_cast<double>(part.labels.size());
}

}  // namespace glassbox
