#include "engine/training/finite.h"
#include "engine/training/sum.h"
#include "engine/training/trainer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

namespace glassbox {

namespace {

constexpr Index blockSize =
    4096;  // parameters that a core's first-level cache holds with gradient and optimizer memory
constexpr Index shareWork = 100000;  // parameters x samples below which one more thread costs more than it gives

/// Columns of a size known to the compiler: a few numbers are copied faster than by a call.
template <Index Rows>
void copyShortColumns(const Scalar* from, const Index* columns, Index count, Scalar* to) {
    for (Index i = 0; i < count; ++i, to += Rows) std::memcpy(to, from + columns[i] * Rows, Rows * sizeof(Scalar));
}

void prefetch(const Scalar* values, Index count) {
    constexpr Index line = 64 / sizeof(Scalar);
    for (Index i = 0; i < count; i += line) __builtin_prefetch(values + i);
}

void copyColumns(const Matrix& from, const Index* columns, Index count, Scalar* to) {
    const Index rows = from.rows();
    switch (rows) {
        case 1:
            return copyShortColumns<1>(from.data(), columns, count, to);
        case 2:
            return copyShortColumns<2>(from.data(), columns, count, to);
        case 3:
            return copyShortColumns<3>(from.data(), columns, count, to);
        case 4:
            return copyShortColumns<4>(from.data(), columns, count, to);
        default:
            break;
    }
    for (Index i = 0; i < count; ++i, to += rows) {
        if (i + 2 < count)
            prefetch(from.data() + columns[i + 2] * rows, rows);  // shuffled: no processor guesses what comes
        std::memcpy(to, from.data() + columns[i] * rows, static_cast<std::size_t>(rows) * sizeof(Scalar));
    }
}

}  // namespace

Index Trainer::batchSize() const {
    const Index count = m_data->training.count();
    const auto batch = static_cast<Index>(m_experiment.training.batch);
    return batch == 0 ? count : std::min(batch, count);
}

int Trainer::threadsFor(Index samples) const {
    if (m_traces.size() == 1) return 1;
    const Index work = static_cast<Index>(m_network.parameters().size()) * samples;
    const Index wanted = std::min({static_cast<Index>(m_traces.size()), work / shareWork, samples});
    return wanted < 2 || m_network.couplesSamples() ? 1 : static_cast<int>(wanted);
}

void Trainer::step() {
    step(static_cast<int>(m_traces.size()));
}

void Trainer::stepAlone() {
    step(1);
}

void Trainer::step(int mostShares) {
    if (m_state == RunState::Diverged) return;
    flushDenormals();
    m_update.known = false;
    if (m_position == 0) beginEpoch();
    const Slice batch{m_position, std::min(m_position + batchSize(), m_data->training.count())};
    const int shares = std::min(mostShares, threadsFor(batch.last - batch.first));
    if (!(shares == 1 ? computeAlone(samplesOf(batch)) : computeShared(batch, shares))) return diverge(m_steps + 1);
    ++m_optimizerState.step;
    if (m_update.watched) keepParameters();
    if (shares == 1)
        updateAlone();
    else
        updateShared(shares);
    ++m_steps;
    m_state = RunState::Running;
    m_position = batch.last;
    if (m_position == m_data->training.count()) endEpoch();
}

void Trainer::stepOn(std::span<const Index> samples) {
    if (samples.empty()) throw Error("A step needs at least one sample.");
    for (const Index sample : samples)
        if (sample < 0 || sample >= m_data->training.count())
            throw Error("There is no sample " + std::to_string(sample + 1) + " in the training part, which has " +
                        std::to_string(m_data->training.count()) + ".");
    if (m_state == RunState::Diverged) return;
    flushDenormals();
    m_update.known = false;
    if (!computeAlone(samples)) return diverge(m_steps + 1);
    ++m_optimizerState.step;
    if (m_update.watched) keepParameters();
    updateAlone();
    ++m_steps;
    m_state = RunState::Running;
    m_changedSinceRow = true;
}

std::vector<Index> Trainer::dueSamples() const {
    std::vector<Index> order = m_order;
    if (m_position == 0) {
        if (m_experiment.training.shuffle) {
            Random random = m_orderRandom;
            random.shuffle(order);
        } else {
            std::iota(order.begin(), order.end(), Index(0));
        }
    }
    const Index last = std::min(m_position + batchSize(), m_data->training.count());
    return {order.begin() + m_position, order.begin() + last};
}

std::span<const Index> Trainer::samplesOf(Slice batch) const {
    return std::span(m_order).subspan(static_cast<std::size_t>(batch.first),
                                      static_cast<std::size_t>(batch.last - batch.first));
}

void Trainer::epoch() {
    const Index before = m_epoch;
    do step();
    while (m_epoch == before && m_state != RunState::Diverged);
}

void Trainer::beginEpoch() {
    if (m_experiment.training.shuffle)
        m_orderRandom.shuffle(m_order);
    else
        std::iota(m_order.begin(), m_order.end(), Index(0));
    m_epochParameters.assign(m_network.parameters().begin(), m_network.parameters().end());
}

void Trainer::gather(Trace& trace, std::span<const Index> samples) const {
    const Matrix& features = m_data->training.features;
    const Matrix& targets = *m_trainingTargets;
    const auto count = static_cast<Index>(samples.size());
    const Index* columns = samples.data();
    trace.input.resize(features.rows(), count);
    trace.target.resize(targets.rows(), count);
    copyColumns(features, columns, count, trace.input.data());
    copyColumns(targets, columns, count, trace.target.data());
}

/// Forward and backward on this thread; false if cost or gradient are not finite.
bool Trainer::computeAlone(std::span<const Index> samples) {
    Trace& trace = m_traces.front();
    gather(trace, samples);
    m_network.forward(trace, Mode::Training, m_dropoutRandom);
    m_network.backward(trace, *m_loss);
    if (!std::isfinite(trace.cost) || !allFinite(trace.gradient)) return false;
    if (!m_network.statistics().empty()) m_network.absorb(trace);
    return true;
}

/// The batch in equal contiguous shares, one a thread.
bool Trainer::computeShared(Slice batch, int shares) {
    const Index count = batch.last - batch.first;
    for (int i = 0; i < shares; ++i)
        m_shareRandoms[static_cast<std::size_t>(i)] =
            Random::forPurpose(m_dropoutRandom.next(), static_cast<std::uint64_t>(i));
    struct Job {
        Slice batch;
        Index count;
        int shares;
    } const job{batch, count, shares};
    m_pool->run([this, &job](int thread) {
        if (thread >= job.shares) return;
        const auto i = static_cast<std::size_t>(thread);
        Trace& trace = m_traces[i];
        gather(trace, samplesOf({job.batch.first + job.count * thread / job.shares,
                                 job.batch.first + job.count * (thread + 1) / job.shares}));
        m_network.forward(trace, Mode::Training, m_shareRandoms[i]);
        m_network.backward(trace, *m_loss, job.count);
        m_shareFinite[i] = allFinite(trace.gradient);
    });
    double lossSum = 0;
    bool finite = true;
    for (std::size_t i = 0; i < static_cast<std::size_t>(shares); ++i) {
        lossSum += sumOf(m_traces[i].sampleLoss.data(), m_traces[i].sampleLoss.size());
        finite = finite && m_shareFinite[i];
    }
    m_traces.front().cost = lossSum / static_cast<double>(count);
    if (!finite || !std::isfinite(lossSum)) return false;
    if (!m_network.statistics().empty())
        for (std::size_t i = 0; i < static_cast<std::size_t>(shares); ++i) m_network.absorb(m_traces[i]);
    return true;
}

template <typename Work>
void Trainer::forEachTrained(Slice slice, const Work& work) const {
    const auto& ranges = m_network.trainedRanges();
    auto range = std::upper_bound(ranges.begin(), ranges.end(), slice.first,
                                  [](Index place, const auto& candidate) { return place < candidate.second; });
    for (; range != ranges.end() && range->first < slice.last; ++range)
        work({std::max(range->first, slice.first), std::min(range->second, slice.last)});
}

/// As torch.nn.utils.clip_grad_norm_ does it.
double Trainer::gradientScale(double squaredNorm) const {
    const double limit = m_experiment.training.clipNorm;
    return limit > 0 ? std::min(1.0, limit / (std::sqrt(squaredNorm) + 1e-6)) : 1;
}

double Trainer::gradientScale() const {
    return gradientScale(squaredNorm({0, static_cast<Index>(m_network.parameters().size())}));
}

double Trainer::gradientNorm() const {
    return std::sqrt(squaredNorm({0, static_cast<Index>(m_network.parameters().size())}));
}

double Trainer::squaredNorm(Slice slice) const {
    double sum = 0;
    forEachTrained(slice, [&](Slice part) {
        sum += sumOf(m_traces.front().gradient.data() + part.first, part.last - part.first,
                     [](double g) { return g * g; });
    });
    return sum;
}

void Trainer::updateAlone() {
    const Slice all{0, static_cast<Index>(m_network.parameters().size())};
    update(all, gradientScale(m_experiment.training.clipNorm > 0 ? squaredNorm(all) : 0));
}

void Trainer::update(Slice slice, double scale) {
    const TrainingSpec& training = m_experiment.training;
    UpdateBlock block{};
    block.step = m_optimizerState.step;
    block.learningRate = m_learningRate;
    block.weightDecay = training.weightDecay;
    block.l1 = training.l1;
    block.gradientScale = scale;
    block.gradientLimit = training.clipValue > 0 ? training.clipValue : std::numeric_limits<double>::infinity();
    forEachTrained(slice, [&](Slice part) {
        block.parameters = m_network.parameters().data() + part.first;
        block.gradient = m_traces.front().gradient.data() + part.first;
        for (std::size_t i = 0; i < block.state.size(); ++i) {
            Buffer& state = m_optimizerState.values[i];
            block.state[i] = state.empty() ? nullptr : state.data() + part.first;
        }
        block.count = part.last - part.first;
        m_optimizer->update(block);
    });
}

/// Adds the other threads' gradients to the first's, always in the same order.
void Trainer::reduce(Slice slice, int shares) {
    using Values = Eigen::Map<Eigen::Array<Scalar, Eigen::Dynamic, 1>>;
    Values sum(m_traces.front().gradient.data() + slice.first, slice.last - slice.first);
    for (int i = 1; i < shares; ++i)
        sum += Values(m_traces[static_cast<std::size_t>(i)].gradient.data() + slice.first, slice.last - slice.first);
}

/// Each thread sums and updates its own slice of the parameters, block by block while they are in the cache.
void Trainer::updateShared(int shares) {
    struct Job {
        Index size;
        int shares;
        double scale;
        Slice slice(int thread) const {
            constexpr Index line = 16;  // whole cache lines for each thread
            const auto border = [this](int i) { return i == shares ? size : size * i / shares / line * line; };
            return {border(thread), border(thread + 1)};
        }
    } job{static_cast<Index>(m_network.parameters().size()), shares, 1};
    const bool clips = m_experiment.training.clipNorm > 0;
    if (clips) {  // the length of the whole gradient must be known before the first update
        m_pool->run([this, &job](int thread) {
            if (thread >= job.shares) return;
            reduce(job.slice(thread), job.shares);
            m_shareNorms[static_cast<std::size_t>(thread)] = squaredNorm(job.slice(thread));
        });
        job.scale = gradientScale(std::accumulate(m_shareNorms.begin(), m_shareNorms.begin() + shares, 0.0));
        m_pool->run([this, &job](int thread) {
            if (thread < job.shares) update(job.slice(thread), job.scale);
        });
        return;
    }
    m_pool->run([this, &job](int thread) {
        if (thread >= job.shares) return;
        const Slice mine = job.slice(thread);
        for (Index first = mine.first; first < mine.last; first += blockSize) {
            const Slice block{first, std::min(first + blockSize, mine.last)};
            reduce(block, job.shares);
            update(block, 1);
        }
    });
}

}  // namespace glassbox
