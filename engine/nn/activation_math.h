#pragma once

#include "engine/nn/tensor.h"

#include <bit>
#include <cmath>
#include <cstdint>

/// The few transcendental functions that activations and losses need. For float they are branch-free polynomials that
/// the compiler turns into vector code, right to about 2e-7 relative; for double they are the standard library's.
/// Not-a-number goes through all of them. The coefficients are our own minimax fits (Lawson's iteration, relative
/// error).
namespace glassbox::math {

/// e^x for x <= 0; zero below -87.3, where float's normal numbers end.
inline float exponential(float x) {
    constexpr float lowest = -87.3365448F;
    const float clamped = x < lowest ? lowest : x;
    // x = n ln 2 + r. Adding 1.5 * 2^23 rounds to a whole number, which then stands in the low bits.
    constexpr float magic = 12582912.0F;
    const float shifted = clamped * 1.44269504F + magic;
    const float n = shifted - magic;
    const float r = (clamped - n * 0.693359375F) + n * 2.12194440e-4F;
    float p = 1.381459571e-03F;
    p = p * r + 8.368717177e-03F;
    p = p * r + 4.166838811e-02F;
    p = p * r + 1.666652063e-01F;
    p = p * r + 4.999999345e-01F;
    p = p * (r * r) + r + 1.0F;
    const auto power = (std::bit_cast<std::uint32_t>(shifted) + 127U) << 23;
    const float result = p * std::bit_cast<float>(power);
    return x < lowest ? 0.0F : result;
}
inline double exponential(double x) {
    return std::exp(x);
}

/// tanh(x) = x P(x²) / Q(x²); beyond 9.02 float's tanh is 1.
inline float hyperbolicTangent(float x) {
    constexpr float limit = 9.02F;
    const float above = x > limit ? limit : x;
    const float c = above < -limit ? -limit : above;
    const float t = c * c;
    float p = 1.331884121e-08F;
    p = p * t + 2.058330528e-05F;
    p = p * t + 3.494023485e-03F;
    p = p * t + 1.337970850e-01F;
    p = p * t + 9.999999790e-01F;
    float q = 7.761922161e-07F;
    q = q * t + 3.283074989e-04F;
    q = q * t + 2.587103070e-02F;
    q = q * t + 4.671302373e-01F;
    q = q * t + 1.0F;
    const float y = c * p / q;
    const float low = y > 1.0F ? 1.0F : y;
    return low < -1.0F ? -1.0F : low;
}
inline double hyperbolicTangent(double x) {
    return std::tanh(x);
}

/// erf(x) = x P(x²) / Q(x²); beyond 3.95 float's erf is 1.
inline float errorFunction(float x) {
    constexpr float limit = 3.95F;
    const float above = x > limit ? limit : x;
    const float c = above < -limit ? -limit : above;
    const float t = c * c;
    float p = 2.025915788e-06F;
    p = p * t + 2.846873104e-04F;
    p = p * t + 3.808133304e-03F;
    p = p * t + 5.287535726e-02F;
    p = p * t + 1.915496254e-01F;
    p = p * t + 1.128379144e+00F;
    float q = 3.783186027e-05F;
    q = q * t + 1.170719368e-03F;
    q = q * t + 1.505503200e-02F;
    q = q * t + 1.145593420e-01F;
    q = q * t + 5.030891113e-01F;
    q = q * t + 1.0F;
    const float y = c * p / q;
    const float low = y > 1.0F ? 1.0F : y;
    return low < -1.0F ? -1.0F : low;
}
inline double errorFunction(double x) {
    return std::erf(x);
}

/// ln(1 + e) for 0 <= e <= 1.
inline float logOnePlus(float e) {
    float p = 3.417241926e-03F;
    p = p * e + 2.381561838e-01F;
    p = p * e + 1.066216127e+00F;
    p = p * e + 1.0F;
    float q = 7.528676647e-02F;
    q = q * e + 6.879337758e-01F;
    q = q * e + 1.566215997e+00F;
    q = q * e + 1.0F;
    return e * p / q;
}
inline double logOnePlus(double e) {
    return std::log1p(e);
}

/// 1 / (1 + e^-x), without overflow on either side.
template <typename T>
T sigmoid(T x) {
    const T e = exponential(x < 0 ? x : -x);
    const T big = T(1) / (T(1) + e);
    return x < 0 ? e * big : big;
}

/// ln(1 + e^x), without overflow and without losing small values.
template <typename T>
T softplus(T x) {
    const T rest = logOnePlus(exponential(x < 0 ? x : -x));
    return x < 0 ? rest : x + rest;
}

/// e^x - 1 for x <= 0, exact near zero too: e^x - 1 = 2 tanh(x/2) / (1 - tanh(x/2)).
inline float exponentialMinusOne(float x) {
    const float t = hyperbolicTangent(0.5F * x);
    return 2.0F * t / (1.0F - t);
}
inline double exponentialMinusOne(double x) {
    return std::expm1(x);
}

/// The normal distribution's cumulative function.
template <typename T>
T normalCumulative(T x) {
    return T(0.5) * (T(1) + errorFunction(x * T(0.70710678118654752440)));
}

/// The normal distribution's density.
template <typename T>
T normalDensity(T x) {
    return T(0.39894228040143267794) * exponential(T(-0.5) * x * x);
}

}  // namespace glassbox::math
