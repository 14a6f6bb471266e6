#pragma once

#include <cmath>
#include <limits>

namespace glassbox {

// Numbers that carry their derivatives with respect to x and y (forward-mode automatic differentiation): a formula
// written once for any number type yields its value (double), its exact gradient (Dual) and its exact Hessian (Jet).

/// A value with its gradient.
struct Dual {
    double v = 0, x = 0, y = 0;
    Dual() = default;
    Dual(double value) : v(value) {}  // NOLINT: a constant is a number like any other
    Dual(double value, double dx, double dy) : v(value), x(dx), y(dy) {}
};

/// A value with its gradient and its second derivatives.
struct Jet {
    double v = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
    Jet() = default;
    Jet(double value) : v(value) {}  // NOLINT
    Jet(double value, double dx, double dy) : v(value), x(dx), y(dy) {}
};

namespace dual {

/// What does not move adds nothing, however steep the function is there (the square root at 0).
inline double times(double slope, double motion) {
    return motion == 0 ? 0 : slope * motion;
}

/// f(a), given f, f' and f'' at a.
inline double chain(double, double f, double, double) {
    return f;
}
inline Dual chain(const Dual& a, double f, double d, double) {
    return {f, times(d, a.x), times(d, a.y)};
}
inline Jet chain(const Jet& a, double f, double d, double dd) {
    Jet r{f, times(d, a.x), times(d, a.y)};
    r.xx = times(dd, a.x * a.x) + times(d, a.xx);
    r.xy = times(dd, a.x * a.y) + times(d, a.xy);
    r.yy = times(dd, a.y * a.y) + times(d, a.yy);
    return r;
}

inline double valueOf(double a) {
    return a;
}
inline double valueOf(const Dual& a) {
    return a.v;
}
inline double valueOf(const Jet& a) {
    return a.v;
}

}  // namespace dual

inline Dual operator+(const Dual& a, const Dual& b) {
    return {a.v + b.v, a.x + b.x, a.y + b.y};
}
inline Dual operator-(const Dual& a, const Dual& b) {
    return {a.v - b.v, a.x - b.x, a.y - b.y};
}
inline Dual operator-(const Dual& a) {
    return {-a.v, -a.x, -a.y};
}
inline Dual operator*(const Dual& a, const Dual& b) {
    using dual::times;
    return {a.v * b.v, times(b.v, a.x) + times(a.v, b.x), times(b.v, a.y) + times(a.v, b.y)};
}

inline Jet operator+(const Jet& a, const Jet& b) {
    Jet r{a.v + b.v, a.x + b.x, a.y + b.y};
    r.xx = a.xx + b.xx, r.xy = a.xy + b.xy, r.yy = a.yy + b.yy;
    return r;
}
inline Jet operator-(const Jet& a) {
    Jet r{-a.v, -a.x, -a.y};
    r.xx = -a.xx, r.xy = -a.xy, r.yy = -a.yy;
    return r;
}
inline Jet operator-(const Jet& a, const Jet& b) {
    return a + -b;
}
inline Jet operator*(const Jet& a, const Jet& b) {
    using dual::times;
    Jet r{a.v * b.v, times(b.v, a.x) + times(a.v, b.x), times(b.v, a.y) + times(a.v, b.y)};
    r.xx = times(b.v, a.xx) + 2 * a.x * b.x + times(a.v, b.xx);
    r.xy = times(b.v, a.xy) + a.x * b.y + a.y * b.x + times(a.v, b.xy);
    r.yy = times(b.v, a.yy) + 2 * a.y * b.y + times(a.v, b.yy);
    return r;
}

/// The elementary functions, for double, Dual and Jet alike. Kinks have slope 0 (abs, min, max: that of the first).
namespace dual {

template <typename T>
T reciprocal(const T& a) {
    const double r = 1 / valueOf(a);
    return chain(a, r, -r * r, 2 * r * r * r);
}
template <typename T>
T square(const T& a) {
    return a * a;
}
template <typename T>
T exponential(const T& a) {
    const double e = std::exp(valueOf(a));
    return chain(a, e, e, e);
}
/// NaN below 0, derivatives included.
template <typename T>
T logarithm(const T& a) {
    const double v = valueOf(a);
    const double r = v < 0 ? std::numeric_limits<double>::quiet_NaN() : 1 / v;
    return chain(a, std::log(v), r, -r * r);
}
template <typename T>
T root(const T& a) {
    const double s = std::sqrt(valueOf(a));
    return chain(a, s, 0.5 / s, -0.25 / (s * s * s));
}
template <typename T>
T sine(const T& a) {
    const double s = std::sin(valueOf(a));
    return chain(a, s, std::cos(valueOf(a)), -s);
}
template <typename T>
T cosine(const T& a) {
    const double c = std::cos(valueOf(a));
    return chain(a, c, -std::sin(valueOf(a)), -c);
}

}  // namespace dual

inline Dual operator/(const Dual& a, const Dual& b) {
    Dual r = a * dual::reciprocal(b);
    r.v = a.v / b.v;
    return r;
}
inline Jet operator/(const Jet& a, const Jet& b) {
    Jet r = a * dual::reciprocal(b);
    r.v = a.v / b.v;
    return r;
}

}  // namespace glassbox
