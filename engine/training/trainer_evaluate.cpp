#include "engine/training/sum.h"
#include "engine/training/trainer.h"

#include <algorithm>
#include <cstring>

namespace glassbox {

namespace {

constexpr Index blockSamples = 256;
constexpr Index threadWork = 2000000;  // parameters x samples from which several threads are worth waking

/// `to.cols()` columns from number `first` on; of `total` columns that are looked at, spread evenly over all there are.
void copyColumns(const Matrix& from, Index first, Index total, Tensor& to) {
    const Index rows = from.rows();
    if (total == from.cols()) {
        std::memcpy(to.data(), from.data() + first * rows, static_cast<std::size_t>(to.size()) * sizeof(Scalar));
        return;
    }
    for (Index i = 0; i < to.cols(); ++i) to.map().col(i) = from.col((first + i) * from.cols() / total);
}

}  // namespace

Evaluation Trainer::evaluateTraining(Index limit) {
    return evaluate(m_data->training, *m_trainingTargets, limit);
}

std::optional<Evaluation> Trainer::evaluateValidation(Index limit) {
    if (m_data->validation.count() == 0) return {};
    return evaluate(m_data->validation, *m_validationTargets, limit);
}

/// Block by block, summed in order, so that the result does not depend on the number of threads.
Evaluation Trainer::evaluate(const DataPart& part, const Matrix& targets, Index limit) {
    flushDenormals();
    const Index count = limit > 0 ? std::min(limit, part.count()) : part.count();
    const Index blocks = (count + blockSamples - 1) / blockSamples;
    m_blocks.resize(std::max(m_blocks.size(), static_cast<std::size_t>(blocks)));
    struct Job {
        const DataPart& part;
        const Matrix& targets;
        Index count, blocks;
    } const job{part, targets, count, blocks};
    const auto work = [this, &job](int thread, int threads) {
        Evaluator& evaluator = m_evaluators[static_cast<std::size_t>(thread)];
        for (Index block = thread; block < job.blocks; block += threads)
            evaluateBlock(job.part, job.targets, job.count, block, evaluator);
    };
    const auto threads = static_cast<int>(m_evaluators.size());
    if (threads > 1 && blocks > 1 && static_cast<Index>(m_network.parameters().size()) * count > threadWork)
        m_pool->run([&work, threads](int thread) { work(thread, threads); });
    else
        work(0, 1);
    BlockResult total;
    for (Index i = 0; i < blocks; ++i) {
        total.lossSum += m_blocks[static_cast<std::size_t>(i)].lossSum;
        total.correct += m_blocks[static_cast<std::size_t>(i)].correct;
    }
    Evaluation result;
    result.cost = total.lossSum / static_cast<double>(count);
    if (m_data->task == Task::Classification)
        result.accuracy = static_cast<double>(total.correct) / static_cast<double>(count);
    return result;
}

/// `count` of the part's samples are looked at: all of them, or as many spread evenly.
void Trainer::evaluateBlock(const DataPart& part, const Matrix& targets, Index count, Index block,
                            Evaluator& evaluator) {
    const Index first = block * blockSamples;
    const Index samples = std::min(blockSamples, count - first);
    Trace& trace = evaluator.trace;
    trace.input.resize(part.features.rows(), samples);
    trace.target.resize(targets.rows(), samples);
    copyColumns(part.features, first, count, trace.input);
    copyColumns(targets, first, count, trace.target);
    Random unused;
    m_network.forward(trace, Mode::Evaluation, unused);
    m_network.evaluate(trace, *m_loss);
    BlockResult result;
    result.lossSum = sumOf(trace.sampleLoss.data(), samples);
    if (m_data->task == Task::Classification) {
        m_network.predict(trace, *m_loss, evaluator.prediction);
        for (Index i = 0; i < samples; ++i) {
            const Index source = (first + i) * part.count() / count;
            if (m_loss->namedClass(evaluator.prediction, i) == part.labels[static_cast<std::size_t>(source)])
                ++result.correct;
        }
    }
    m_blocks[static_cast<std::size_t>(block)] = result;
}

}  // namespace glassbox
