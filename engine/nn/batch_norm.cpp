#include "engine/nn/batch_norm.h"

#include "engine/nn/layer_options.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace glassbox {

namespace {

/// sums(c) = sum over columns n of term(c, n). Added up in double, a few channels at a time: a batch of images has a
/// great many columns.
template <typename Term>
void sumColumns(Index channels, Index columns, Scalar* sums, Term term) {
    constexpr Index together = 64;
    std::array<double, together> total;
    for (Index first = 0; first < channels; first += together) {
        const Index count = std::min(together, channels - first);
        total.fill(0);
        for (Index n = 0; n < columns; ++n)
            for (Index c = 0; c < count; ++c)
                total[static_cast<std::size_t>(c)] += static_cast<double>(term(first + c, n * channels + first + c));
        for (Index c = 0; c < count; ++c) sums[first + c] = static_cast<Scalar>(total[static_cast<std::size_t>(c)]);
    }
}

/// Calls work(c, i, scale) for each channel c and place i, with scale = 1 / sqrt(variance + epsilon).
template <typename Work>
void forEach(Index channels, Index columns, const Scalar* variance, Scalar epsilon, Work work) {
    constexpr Index together = 64;
    std::array<Scalar, together> scale{};
    for (Index first = 0; first < channels; first += together) {
        const Index count = std::min(together, channels - first);
        for (Index c = 0; c < count; ++c)
            scale[static_cast<std::size_t>(c)] = 1 / std::sqrt(variance[first + c] + epsilon);
        for (Index n = 0; n < columns; ++n)
#pragma GCC ivdep
            for (Index c = 0; c < count; ++c)
                work(first + c, n * channels + first + c, scale[static_cast<std::size_t>(c)]);
    }
}

}  // namespace

BatchNorm::BatchNorm(const Shape& input, const Options& options)
    : Layer(input, input),
      m_channels(input.channels),
      m_epsilon(static_cast<Scalar>(options.real("epsilon"))),
      m_momentum(options.real("momentum")),
      m_frozen(options.flag("frozen")) {}

LayerInfo BatchNorm::info() {
    LayerInfo info;
    info.kind = "batch_norm";
    info.title = "Batch normalisation";
    info.help =
        "While training, shifts and scales each value to mean 0 and variance 1 over the batch, then by a learned "
        "weight and "
        "bias, which keeps the values in the range where learning goes well. When the network is used, and for a "
        "training "
        "batch of a single sample, it takes the running averages of mean and variance instead.";
    info.formula = "a = γ · (x - μ) / √(σ² + ε) + β,  μ and σ² over the batch";
    OptionInfo momentum{"momentum", "Momentum", OptionType::Real, 0.1, 0, 1};
    momentum.help = "The share of each new batch in the running averages.";
    momentum.advanced = true;
    info.options = {epsilonOption(), momentum, frozenOption()};
    info.options.back().help =
        "Keeps this layer as it is while the others learn: it uses its running averages and does not change them.";
    info.make = [](const Shape& input, const Options& options) -> std::shared_ptr<const Layer> {
        return std::make_shared<BatchNorm>(input, options);
    };
    return info;
}

std::vector<ParameterInfo> BatchNorm::parameters() const {
    return {{"weight", m_channels, 1, {m_channels}, {1}}, {"bias", m_channels, 1, {m_channels}, {1}}};
}

std::vector<ParameterInfo> BatchNorm::statistics() const {
    return {{"running_mean", m_channels, 1, {m_channels}, {1}}, {"running_var", m_channels, 1, {m_channels}, {1}}};
}

void BatchNorm::initialise(std::span<Scalar> parameters, std::span<Scalar> statistics, Random&) const {
    const auto half = static_cast<std::ptrdiff_t>(m_channels);
    std::fill(parameters.begin(), parameters.begin() + half, Scalar(1));  // weight
    std::fill(parameters.begin() + half, parameters.end(), Scalar(0));    // bias
    std::fill(statistics.begin(), statistics.begin() + half, Scalar(0));  // running mean
    std::fill(statistics.begin() + half, statistics.end(), Scalar(1));    // running variance
}

void BatchNorm::forward(const ForwardPass& pass) const {
    const Index columns = pass.x.cols();
    Tensor &xHat = pass.trace.inner[0], &mean = pass.trace.inner[1], &variance = pass.trace.inner[2];
    xHat.resize(m_channels, columns);
    mean.resize(m_channels, 1);
    variance.resize(m_channels, 1);
    const Scalar* x = pass.x.data();
    Scalar *mu = mean.data(), *sigma2 = variance.data();
    if (usesBatch(pass.mode, columns)) {
        const Scalar share = Scalar(1) / static_cast<Scalar>(columns);
        sumColumns(m_channels, columns, mu, [=](Index, Index i) { return x[i]; });
        for (Index c = 0; c < m_channels; ++c) mu[c] *= share;
        sumColumns(m_channels, columns, sigma2, [=](Index c, Index i) { return (x[i] - mu[c]) * (x[i] - mu[c]); });
        for (Index c = 0; c < m_channels; ++c) sigma2[c] *= share;
    } else {
        std::copy(pass.statistics, pass.statistics + m_channels, mu);
        std::copy(pass.statistics + m_channels, pass.statistics + 2 * m_channels, sigma2);
    }
    // x^ = (x - mean) / sqrt(variance + epsilon), a = weight x^ + bias
    const Scalar *weight = pass.parameters, *bias = pass.parameters + m_channels;
    Scalar* a = pass.trace.output.data();
    Scalar* normal = xHat.data();
    forEach(m_channels, columns, sigma2, m_epsilon, [=](Index c, Index i, Scalar scale) {
        normal[i] = (x[i] - mu[c]) * scale;
        a[i] = weight[c] * normal[i] + bias[c];
    });
}

void BatchNorm::backward(const BackwardPass& pass) const {
    const Index columns = pass.x.cols();
    const Scalar* normal = pass.trace.inner[0].data();
    const Scalar* sigma2 = pass.trace.inner[2].data();
    const Scalar* da = pass.trace.outputGradient.data();
    const Scalar* weight = pass.parameters;
    Scalar *dWeight = pass.gradient, *dBias = pass.gradient + m_channels;
    sumColumns(m_channels, columns, dWeight, [=](Index, Index i) { return da[i] * normal[i]; });
    sumColumns(m_channels, columns, dBias, [=](Index, Index i) { return da[i]; });
    if (!pass.inputGradient) return;
    // With the running statistics mean and variance do not depend on x: dx = weight da / sqrt(variance + epsilon).
    // With the batch's own:  dx = weight (da - mean(da) - x^ mean(da x^)) / sqrt(variance + epsilon).
    const Scalar share = usesBatch(pass.mode, columns) ? Scalar(1) / static_cast<Scalar>(columns) : Scalar(0);
    Scalar* dx = pass.inputGradient;
    forEach(m_channels, columns, sigma2, m_epsilon, [=](Index c, Index i, Scalar scale) {
        dx[i] = weight[c] * scale * (da[i] - share * (dBias[c] + normal[i] * dWeight[c]));
    });
}

void BatchNorm::absorb(const LayerTrace& trace, std::span<Scalar> statistics, Index samples) const {
    const Index columns = samples * inputShape().positions();
    if (!usesBatch(Mode::Training, columns)) return;
    // running = (1 - momentum) running + momentum batch; the running variance takes the unbiased one, as PyTorch does.
    const double unbiased = static_cast<double>(columns) / static_cast<double>(columns - 1);
    const auto mix = [this](Scalar& running, double value) {
        running = static_cast<Scalar>((1 - m_momentum) * static_cast<double>(running) + m_momentum * value);
    };
    for (Index c = 0; c < m_channels; ++c) {
        mix(statistics[static_cast<std::size_t>(c)], static_cast<double>(trace.inner[1](c, 0)));
        mix(statistics[static_cast<std::size_t>(m_channels + c)], static_cast<double>(trace.inner[2](c, 0)) * unbiased);
    }
}

}  // namespace glassbox
