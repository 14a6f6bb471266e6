#include "engine/formats/formula_surface_operations.h"

#include <array>
#include <limits>
#include <numbers>
#include <type_traits>

namespace glassbox {

namespace {

using dual::chain;
using dual::times;
using dual::valueOf;

constexpr SurfaceFunctionRow rows[] = {
    {"sin", SurfaceOperation::Sin, 1, "sine of an angle in radians"},
    {"cos", SurfaceOperation::Cos, 1, "cosine"},
    {"tan", SurfaceOperation::Tan, 1, "tangent"},
    {"asin", SurfaceOperation::Asin, 1, "angle whose sine this is"},
    {"acos", SurfaceOperation::Acos, 1, "angle whose cosine this is"},
    {"atan", SurfaceOperation::Atan, 1, "angle whose tangent this is"},
    {"atan2", SurfaceOperation::Atan2, 2, "angle of the point (second, first)"},
    {"sinh", SurfaceOperation::Sinh, 1, "hyperbolic sine"},
    {"cosh", SurfaceOperation::Cosh, 1, "hyperbolic cosine"},
    {"tanh", SurfaceOperation::Tanh, 1, "hyperbolic tangent"},
    {"asinh", SurfaceOperation::Asinh, 1, "inverse of sinh"},
    {"acosh", SurfaceOperation::Acosh, 1, "inverse of cosh"},
    {"atanh", SurfaceOperation::Atanh, 1, "inverse of tanh"},
    {"exp", SurfaceOperation::Exp, 1, "e to this power"},
    {"ln", SurfaceOperation::Ln, 1, "natural logarithm"},
    {"log", SurfaceOperation::Ln, 1, "natural logarithm, as ln"},
    {"log2", SurfaceOperation::Log2, 1, "logarithm to base 2"},
    {"log10", SurfaceOperation::Log10, 1, "logarithm to base 10"},
    {"sqrt", SurfaceOperation::Sqrt, 1, "square root"},
    {"cbrt", SurfaceOperation::Cbrt, 1, "cube root"},
    {"abs", SurfaceOperation::Abs, 1, "size without sign"},
    {"sign", SurfaceOperation::Sign, 1, "−1, 0 or 1"},
    {"floor", SurfaceOperation::Floor, 1, "next whole number below"},
    {"ceil", SurfaceOperation::Ceil, 1, "next whole number above"},
    {"round", SurfaceOperation::Round, 1, "nearest whole number"},
    {"sigmoid", SurfaceOperation::Sigmoid, 1, "1 / (1 + exp(−t))"},
    {"min", SurfaceOperation::Minimum, -1, "smallest of its arguments"},
    {"max", SurfaceOperation::Maximum, -1, "largest of its arguments"},
    {"if", SurfaceOperation::If, 3, "if(condition, then, otherwise)"},
};

bool isConstant(const Dual& a) {
    return a.x == 0 && a.y == 0;
}
bool isConstant(const Jet& a) {
    return a.x == 0 && a.y == 0 && a.xx == 0 && a.xy == 0 && a.yy == 0;
}

/// A power with its derivatives: by the base (a), by the exponent (b), and of those.
struct Power {
    double value, a, b, aa, ab, bb;
};

/// f(a, b) by the chain rule. What does not move adds nothing, so x^2 needs no logarithm of x.
Dual chainOfTwo(const Dual& a, const Dual& b, const Power& f) {
    return {f.value, times(f.a, a.x) + times(f.b, b.x), times(f.a, a.y) + times(f.b, b.y)};
}
Jet chainOfTwo(const Jet& a, const Jet& b, const Power& f) {
    Jet r{f.value, times(f.a, a.x) + times(f.b, b.x), times(f.a, a.y) + times(f.b, b.y)};
    const auto second = [&](double ai, double aj, double bi, double bj, double aij, double bij) {
        return times(f.aa, ai * aj) + times(f.ab, ai * bj + aj * bi) + times(f.bb, bi * bj) + times(f.a, aij) +
               times(f.b, bij);
    };
    r.xx = second(a.x, a.x, b.x, b.x, a.xx, b.xx);
    r.xy = second(a.x, a.y, b.x, b.y, a.xy, b.xy);
    r.yy = second(a.y, a.y, b.y, b.y, a.yy, b.yy);
    return r;
}

template <typename T>
T power(const T& a, const T& b) {
    if constexpr (std::is_same_v<T, double>) {
        return b == 2 ? a * a : std::pow(a, b);
    } else {
        if (valueOf(b) == 2 && isConstant(b)) return a * a;  // the usual power, much faster
        const double base = valueOf(a), n = valueOf(b), value = std::pow(base, n);
        // n a^(n - 1) and so on, also where the factor is 0 and the power infinite (x^1 at 0).
        const double first = n == 0 ? 0 : n * std::pow(base, n - 1);
        const double second = n == 0 || n == 1 ? 0 : n * (n - 1) * std::pow(base, n - 2);
        Power f{value, first, 0, second, 0, 0};
        if (base > 0) {
            const double log = std::log(base);
            f.b = value * log;
            f.ab = value / base + first * log;
            f.bb = f.b * log;
        } else if (base < 0 || n <= 0) {  // no value beside this exponent
            f.b = f.ab = f.bb = std::numeric_limits<double>::quiet_NaN();
        }  // 0 to any power above 0 is 0
        return chainOfTwo(a, b, f);
    }
}

/// Angle of (x, y): through whichever quotient is the smaller, so that an axis is no pole.
template <typename T>
T angle(const T& y, const T& x) {
    const double value = std::atan2(valueOf(y), valueOf(x));
    const bool flat = std::abs(valueOf(y)) <= std::abs(valueOf(x));
    const T quotient = flat ? y / x : -(x / y);
    const double q = valueOf(quotient), d = 1 / (1 + q * q);
    return chain(quotient, value, d, -2 * q * d * d);
}

template <typename T>
T sigmoid(const T& a) {
    const double s = 1 / (1 + std::exp(-valueOf(a)));
    return chain(a, s, s * (1 - s), s * (1 - s) * (1 - 2 * s));
}

/// Functions of one argument: value, first and second derivative.
template <typename T>
T ofOne(SurfaceOperation operation, const T& a) {
    const double t = valueOf(a);
    switch (operation) {
        case SurfaceOperation::Sin:
            return dual::sine(a);
        case SurfaceOperation::Cos:
            return dual::cosine(a);
        case SurfaceOperation::Tan: {
            const double v = std::tan(t), d = 1 + v * v;
            return chain(a, v, d, 2 * v * d);
        }
        case SurfaceOperation::Asin:
        case SurfaceOperation::Acos: {
            const double s = std::sqrt(1 - t * t), sign = operation == SurfaceOperation::Asin ? 1 : -1;
            return chain(a, sign > 0 ? std::asin(t) : std::acos(t), sign / s, sign * t / (s * s * s));
        }
        case SurfaceOperation::Atan: {
            const double d = 1 / (1 + t * t);
            return chain(a, std::atan(t), d, -2 * t * d * d);
        }
        case SurfaceOperation::Sinh:
            return chain(a, std::sinh(t), std::cosh(t), std::sinh(t));
        case SurfaceOperation::Cosh:
            return chain(a, std::cosh(t), std::sinh(t), std::cosh(t));
        case SurfaceOperation::Tanh: {
            const double v = std::tanh(t), d = 1 - v * v;
            return chain(a, v, d, -2 * v * d);
        }
        case SurfaceOperation::Asinh: {
            const double s = std::sqrt(1 + t * t);
            return chain(a, std::asinh(t), 1 / s, -t / (s * s * s));
        }
        case SurfaceOperation::Acosh: {
            const double s = t < 1 ? std::numeric_limits<double>::quiet_NaN() : std::sqrt(t * t - 1);
            return chain(a, std::acosh(t), 1 / s, -t / (s * s * s));
        }
        case SurfaceOperation::Atanh: {
            const double d = std::abs(t) > 1 ? std::numeric_limits<double>::quiet_NaN() : 1 / (1 - t * t);
            return chain(a, std::atanh(t), d, 2 * t * d * d);
        }
        case SurfaceOperation::Exp:
            return dual::exponential(a);
        case SurfaceOperation::Ln:
            return dual::logarithm(a);
        case SurfaceOperation::Log2:
            return dual::logarithm(a) * T(std::numbers::log2e);
        case SurfaceOperation::Log10:
            return dual::logarithm(a) * T(std::numbers::log10e);
        case SurfaceOperation::Sqrt:
            return dual::root(a);
        case SurfaceOperation::Cbrt: {
            const double r = std::cbrt(t);
            return chain(a, r, 1 / (3 * r * r), -2 / (9 * r * r * t));
        }
        case SurfaceOperation::Abs:
            return t > 0 ? a : t < 0 ? -a : chain(a, std::abs(t), 0, 0);
        case SurfaceOperation::Sign:
            return std::isnan(t) ? t : double((t > 0) - (t < 0));
        case SurfaceOperation::Floor:
            return std::floor(t);
        case SurfaceOperation::Ceil:
            return std::ceil(t);
        case SurfaceOperation::Round:
            return std::round(t);
        case SurfaceOperation::Sigmoid:
            return sigmoid(a);
        default:
            return std::numeric_limits<double>::quiet_NaN();
    }
}

bool holds(SurfaceOperation operation, double a, double b) {
    switch (operation) {
        case SurfaceOperation::Less:
            return a < b;
        case SurfaceOperation::LessEqual:
            return a <= b;
        case SurfaceOperation::Greater:
            return a > b;
        case SurfaceOperation::GreaterEqual:
            return a >= b;
        case SurfaceOperation::Equal:
            return a == b;
        case SurfaceOperation::NotEqual:
            return a != b;
        case SurfaceOperation::And:
            return a != 0 && b != 0;
        default:
            return a != 0 || b != 0;
    }
}

template <typename T>
T result(const SurfaceNode& node, const T* done, const T& x, const T& y) {
    const T& a = done[node.a];
    const T& b = done[node.b];
    switch (node.operation) {
        case SurfaceOperation::Constant:
            return node.constant;
        case SurfaceOperation::X:
            return x;
        case SurfaceOperation::Y:
            return y;
        case SurfaceOperation::Add:
            return a + b;
        case SurfaceOperation::Subtract:
            return a - b;
        case SurfaceOperation::Multiply:
            return a * b;
        case SurfaceOperation::Divide:
            return a / b;
        case SurfaceOperation::Power:
            return power(a, b);
        case SurfaceOperation::Negate:
            return -a;
        case SurfaceOperation::Less:
        case SurfaceOperation::LessEqual:
        case SurfaceOperation::Greater:
        case SurfaceOperation::GreaterEqual:
        case SurfaceOperation::Equal:
        case SurfaceOperation::NotEqual:
        case SurfaceOperation::And:
        case SurfaceOperation::Or:
            return holds(node.operation, valueOf(a), valueOf(b)) ? 1.0 : 0.0;
        case SurfaceOperation::If:
            return std::isnan(valueOf(a)) || valueOf(a) != 0 ? (std::isnan(valueOf(a)) ? a : b) : done[node.c];
        // A hole in one argument is a hole in the result.
        case SurfaceOperation::Minimum:
            return valueOf(a) <= valueOf(b) || std::isnan(valueOf(a)) ? a : b;
        case SurfaceOperation::Maximum:
            return valueOf(a) >= valueOf(b) || std::isnan(valueOf(a)) ? a : b;
        case SurfaceOperation::Atan2:
            return angle(a, b);
        default:
            return ofOne(node.operation, a);
    }
}

template <std::size_t Room, typename T>
T runIn(std::span<const SurfaceNode> nodes, const T& x, const T& y) {
    std::array<T, Room> done;  // NOLINT: each is written before it is read
    done[0] = T(0.0);
    for (std::size_t i = 0; i < nodes.size(); ++i) done[i] = result(nodes[i], done.data(), x, y);
    return done[nodes.size() - 1];
}

template <typename T>
T run(std::span<const SurfaceNode> nodes, const T& x, const T& y) {
    constexpr std::size_t usual = 32;  // clearing the room of a long formula would take longer than a short one
    return nodes.size() <= usual ? runIn<usual>(nodes, x, y) : runIn<formulaNodeLimit>(nodes, x, y);
}

}  // namespace

std::span<const SurfaceFunctionRow> formulaFunctionRows() {
    return rows;
}

double evaluate(std::span<const SurfaceNode> nodes, double x, double y) {
    return run(nodes, x, y);
}
Dual evaluate(std::span<const SurfaceNode> nodes, const Dual& x, const Dual& y) {
    return run(nodes, x, y);
}
Jet evaluate(std::span<const SurfaceNode> nodes, const Jet& x, const Jet& y) {
    return run(nodes, x, y);
}

}  // namespace glassbox
