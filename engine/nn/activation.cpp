#include "engine/nn/activation.h"

#include "engine/nn/activation_math.h"

#include <algorithm>

namespace glassbox {

namespace {

// One plain loop for each function, so that the compiler makes vector code of it. z and a may be the same memory, but
// never overlap otherwise: each iteration is independent.
template <typename Function>
void map(const Scalar* z, Scalar* a, Index count, Function f) {
#pragma GCC ivdep
    for (Index i = 0; i < count; ++i) a[i] = f(z[i]);
}

/// dz = da * slope(z, a)
template <typename Function>
void chain(const Scalar* z, const Scalar* a, const Scalar* da, Scalar* dz, Index count, Function slope) {
#pragma GCC ivdep
    for (Index i = 0; i < count; ++i) dz[i] = slope(da[i], z[i], a[i]);
}

Scalar largest(const Scalar* z, Index rows) {
    Scalar most = z[0];
    for (Index i = 1; i < rows; ++i) most = z[i] > most ? z[i] : most;
    return most;
}

Scalar sumOf(const Scalar* values, Index rows) {
    Scalar sum = 0;
    for (Index i = 0; i < rows; ++i) sum += values[i];
    return sum;
}

/// Calls work(first, count) for groups of columns that stay in the first-level cache.
template <typename Work>
void inGroups(Index rows, Index cols, Work work) {
    const Index together = std::max(Index(1), 4096 / rows);
    for (Index first = 0; first < cols; first += together) work(first * rows, std::min(together, cols - first));
}

/// a = e^(z - max z), column by column: the columns are short, so the exponentials are taken of all at once.
void shiftedExponentials(const Scalar* z, Scalar* a, Index rows, Index cols) {
    for (Index c = 0; c < cols; ++c) {
        const Scalar most = largest(z + c * rows, rows);
        for (Index i = c * rows; i < (c + 1) * rows; ++i) a[i] = z[i] - most;
    }
    map(a, a, rows * cols, [](Scalar v) { return math::exponential(v); });
}

/// a_i = e^(z_i - max z) / sum_j e^(z_j - max z)
void softmax(const Scalar* z, Scalar* a, Index rows, Index cols) {
    inGroups(rows, cols, [=](Index offset, Index count) {
        shiftedExponentials(z + offset, a + offset, rows, count);
        for (Scalar* column = a + offset; column < a + offset + count * rows; column += rows) {
            const Scalar scale = 1 / sumOf(column, rows);
            for (Index i = 0; i < rows; ++i) column[i] *= scale;
        }
    });
}

/// a_i = z_i - max z - ln sum_j e^(z_j - max z)
void logSoftmax(const Scalar* z, Scalar* a, Index rows, Index cols) {
    inGroups(rows, cols, [=](Index offset, Index count) {
        shiftedExponentials(z + offset, a + offset, rows, count);
        for (Index first = offset; first < offset + count * rows; first += rows) {
            const Scalar most = largest(z + first, rows), shift = std::log(sumOf(a + first, rows));
            for (Index i = first; i < first + rows; ++i) a[i] = (z[i] - most) - shift;
        }
    });
}

/// dz_i = a_i (da_i - sum_j da_j a_j)
void softmaxGradient(const Scalar* a, const Scalar* da, Scalar* dz, Index rows, Index cols) {
    for (Index c = 0; c < cols; ++c, a += rows, da += rows, dz += rows) {
        Scalar mean = 0;
        for (Index i = 0; i < rows; ++i) mean += da[i] * a[i];
        for (Index i = 0; i < rows; ++i) dz[i] = a[i] * (da[i] - mean);
    }
}

/// dz_i = da_i - e^a_i sum_j da_j
void logSoftmaxGradient(const Scalar* a, const Scalar* da, Scalar* dz, Index rows, Index cols) {
    for (Index c = 0; c < cols; ++c, a += rows, da += rows, dz += rows) {
        const Scalar sum = sumOf(da, rows);
        chain(a, a, da, dz, rows, [sum](Scalar d, Scalar, Scalar v) { return d - math::exponential(v) * sum; });
    }
}

}  // namespace

void applyActivation(const Activation& f, const Scalar* z, Scalar* a, Index rows, Index cols) {
    const Index count = rows * cols;
    const Scalar setting = f.setting;
    if (count == 0) return;
    switch (f.kind) {
        case ActivationKind::Identity:
            if (a != z) std::copy(z, z + count, a);
            break;
        case ActivationKind::Sigmoid:
            map(z, a, count, [](Scalar v) { return math::sigmoid(v); });
            break;
        case ActivationKind::Tanh:
            map(z, a, count, [](Scalar v) { return math::hyperbolicTangent(v); });
            break;
        // Written as "not positive" so that not-a-number passes.
        case ActivationKind::Relu:
            map(z, a, count, [](Scalar v) { return v <= 0 ? Scalar(0) : v; });
            break;
        case ActivationKind::LeakyRelu:
            map(z, a, count, [setting](Scalar v) { return v <= 0 ? v * setting : v; });
            break;
        case ActivationKind::Elu:
            map(z, a, count, [setting](Scalar v) {
                const Scalar bent = setting * math::exponentialMinusOne(v > 0 ? Scalar(0) : v);
                return v > 0 ? v : bent;
            });
            break;
        case ActivationKind::Gelu:
            map(z, a, count, [](Scalar v) { return v * math::normalCumulative(v); });
            break;
        case ActivationKind::Softmax:
            softmax(z, a, rows, cols);
            break;
        case ActivationKind::LogSoftmax:
            logSoftmax(z, a, rows, cols);
            break;
    }
}

void activationGradient(const Activation& f, const Scalar* z, const Scalar* a, const Scalar* da, Scalar* dz, Index rows,
                        Index cols) {
    const Index count = rows * cols;
    const Scalar setting = f.setting;
    if (count == 0) return;
    switch (f.kind) {
        case ActivationKind::Identity:
            if (dz != da) std::copy(da, da + count, dz);
            break;
        case ActivationKind::Sigmoid:
            chain(z, a, da, dz, count, [](Scalar d, Scalar, Scalar y) { return d * y * (1 - y); });
            break;
        case ActivationKind::Tanh:
            chain(z, a, da, dz, count, [](Scalar d, Scalar, Scalar y) { return d * (1 - y * y); });
            break;
        case ActivationKind::Relu:
            chain(z, a, da, dz, count, [](Scalar d, Scalar v, Scalar) { return v <= 0 ? Scalar(0) : d; });
            break;
        case ActivationKind::LeakyRelu:
            chain(z, a, da, dz, count, [setting](Scalar d, Scalar v, Scalar) { return v <= 0 ? d * setting : d; });
            break;
        case ActivationKind::Elu:  // alpha e^z = a + alpha
            chain(z, a, da, dz, count,
                  [setting](Scalar d, Scalar v, Scalar y) { return v <= 0 ? d * (y + setting) : d; });
            break;
        case ActivationKind::Gelu:
            chain(z, a, da, dz, count, [](Scalar d, Scalar v, Scalar) {
                return d * (math::normalCumulative(v) + v * math::normalDensity(v));
            });
            break;
        case ActivationKind::Softmax:
            softmaxGradient(a, da, dz, rows, cols);
            break;
        case ActivationKind::LogSoftmax:
            logSoftmaxGradient(a, da, dz, rows, cols);
            break;
    }
}

double activationValue(const Activation& f, double z) {
    const auto setting = static_cast<double>(f.setting);
    switch (f.kind) {
        case ActivationKind::Sigmoid:
            return math::sigmoid(z);
        case ActivationKind::Tanh:
            return std::tanh(z);
        case ActivationKind::Relu:
            return z <= 0 ? 0 : z;
        case ActivationKind::LeakyRelu:
            return z <= 0 ? setting * z : z;
        case ActivationKind::Elu:
            return z <= 0 ? setting * std::expm1(z) : z;
        case ActivationKind::Gelu:
            return z * math::normalCumulative(z);
        case ActivationKind::Identity:
        case ActivationKind::Softmax:
        case ActivationKind::LogSoftmax:
            break;
    }
    return z;
}

double activationSlope(const Activation& f, double z) {
    const auto setting = static_cast<double>(f.setting);
    const double a = activationValue(f, z);
    switch (f.kind) {
        case ActivationKind::Sigmoid:
            return a * (1 - a);
        case ActivationKind::Tanh:
            return 1 - a * a;
        case ActivationKind::Relu:
            return z <= 0 ? 0 : 1;
        case ActivationKind::LeakyRelu:
            return z <= 0 ? setting : 1;
        case ActivationKind::Elu:
            return z <= 0 ? a + setting : 1;
        case ActivationKind::Gelu:
            return math::normalCumulative(z) + z * math::normalDensity(z);
        case ActivationKind::Identity:
        case ActivationKind::Softmax:
        case ActivationKind::LogSoftmax:
            break;
    }
    return 1;
}

}  // namespace glassbox
