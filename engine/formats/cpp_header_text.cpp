#include "engine/formats/cpp_header_text.h"

namespace glassbox {

const char* const cppHeaderFunctions = R"cpp(
    template <std::size_t n>
    std::array<double, n> wide(const std::array<float, n>& values) {
        std::array<double, n> result;
        std::copy(values.begin(), values.end(), result.begin());
        return result;
    }

    /// y = W x + b, W row by row; b may be null.
    inline void dense(const float* x, std::size_t in, float* y, std::size_t out, const float* w, const float* b) {
        for (std::size_t o = 0; o < out; ++o) {
            float sum = b ? b[o] : 0.0F;
            for (std::size_t i = 0; i < in; ++i) sum += w[o * in + i] * x[i];
            y[o] = sum;
        }
    }

    inline void batchNorm(float* a, std::size_t n, const float* weight, const float* bias, const float* mean,
                          const float* variance, float epsilon) {
        for (std::size_t i = 0; i < n; ++i)
            a[i] = weight[i] * ((a[i] - mean[i]) / std::sqrt(variance[i] + epsilon)) + bias[i];
    }

    inline void layerNorm(float* a, std::size_t n, const float* weight, const float* bias, float epsilon) {
        const float count = static_cast<float>(n);
        float mean = 0, variance = 0;
        for (std::size_t i = 0; i < n; ++i) mean += a[i] / count;
        for (std::size_t i = 0; i < n; ++i) variance += (a[i] - mean) * (a[i] - mean) / count;
        for (std::size_t i = 0; i < n; ++i) a[i] = weight[i] * ((a[i] - mean) / std::sqrt(variance + epsilon)) + bias[i];
    }

    inline void sigmoid(float* a, std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) a[i] = 1.0F / (1.0F + std::exp(-a[i]));
    }

    inline void tangent(float* a, std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) a[i] = std::tanh(a[i]);
    }

    inline void relu(float* a, std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) a[i] = std::max(a[i], 0.0F);
    }

    inline void leakyRelu(float* a, std::size_t n, float slope) {
        for (std::size_t i = 0; i < n; ++i) a[i] = a[i] > 0 ? a[i] : slope * a[i];
    }

    inline void elu(float* a, std::size_t n, float alpha) {
        for (std::size_t i = 0; i < n; ++i) a[i] = a[i] > 0 ? a[i] : alpha * std::expm1(a[i]);
    }

    inline void gelu(float* a, std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) a[i] = 0.5F * a[i] * (1.0F + std::erf(a[i] * 0.70710678F));
    }

    inline void logSoftmax(float* a, std::size_t n) {
        const float most = *std::max_element(a, a + n);
        float sum = 0;
        for (std::size_t i = 0; i < n; ++i) sum += std::exp(a[i] - most);
        for (std::size_t i = 0; i < n; ++i) a[i] = a[i] - most - std::log(sum);
    }

    inline void softmax(float* a, std::size_t n) {
        logSoftmax(a, n);
        for (std::size_t i = 0; i < n; ++i) a[i] = std::exp(a[i]);
    }
)cpp";

}  // namespace glassbox
