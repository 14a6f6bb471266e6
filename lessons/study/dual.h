#pragma once

#include <array>
#include <cmath>
#include <cstddef>

namespace glassbox {

/// A number that carries its gradient by N parameters along (forward-mode differentiation): each operation applies the
/// chain rule to both, so any formula written over it gives value and gradient at once.
template <std::size_t N>
struct Dual {
    // An even number of entries, so that loops over them become operations on pairs.
    static constexpr std::size_t width = (N + 1) / 2 * 2;
    double value = 0;
    std::array<double, width> gradient{};

    Dual() = default;
    Dual(double constant) : value(constant) {}  // a constant in a formula is a Dual whose gradient is 0
    static Dual parameter(double value, std::size_t index) {
        Dual result(value);
        result.gradient[index] = 1;
        return result;
    }

    /// The result of a function with this value and the derivatives da, db by its arguments a, b.
    static Dual chained(double value, const Dual& a, double da, const Dual& b, double db) {
        Dual result(value);
        for (std::size_t i = 0; i < width; ++i) result.gradient[i] = da * a.gradient[i] + db * b.gradient[i];
        return result;
    }
    static Dual chained(double value, const Dual& a, double da) {
        Dual result(value);
        for (std::size_t i = 0; i < width; ++i) result.gradient[i] = da * a.gradient[i];
        return result;
    }

    friend Dual operator+(const Dual& a, const Dual& b) { return chained(a.value + b.value, a, 1, b, 1); }
    friend Dual operator-(const Dual& a, const Dual& b) { return chained(a.value - b.value, a, 1, b, -1); }
    friend Dual operator*(const Dual& a, const Dual& b) { return chained(a.value * b.value, a, b.value, b, a.value); }
    friend Dual operator/(const Dual& a, const Dual& b) {
        const double quotient = a.value / b.value;
        return chained(quotient, a, 1 / b.value, b, -quotient / b.value);
    }
    friend Dual operator-(const Dual& a) { return chained(-a.value, a, -1); }
    // With a constant only one gradient is to be scaled.
    friend Dual operator+(const Dual& a, double c) { return chained(a.value + c, a, 1); }
    friend Dual operator+(double c, const Dual& a) { return a + c; }
    friend Dual operator-(const Dual& a, double c) { return a + -c; }
    friend Dual operator-(double c, const Dual& a) { return chained(c - a.value, a, -1); }
    friend Dual operator*(const Dual& a, double c) { return chained(a.value * c, a, c); }
    friend Dual operator*(double c, const Dual& a) { return a * c; }
    friend Dual operator/(const Dual& a, double c) { return a * (1 / c); }
    friend Dual operator/(double c, const Dual& a) { return chained(c / a.value, a, -c / (a.value * a.value)); }
    friend Dual exp(const Dual& a) {
        const double e = std::exp(a.value);
        return chained(e, a, e);
    }
    friend Dual log(const Dual& a) { return chained(std::log(a.value), a, 1 / a.value); }
    friend bool operator<(const Dual& a, const Dual& b) { return a.value < b.value; }
    friend bool operator<(const Dual& a, double b) { return a.value < b; }
    friend bool operator>(const Dual& a, double b) { return a.value > b; }
};

}  // namespace glassbox
