#pragma once

#include "engine/explain/test_surface_dual.h"

#include <span>
#include <string_view>

namespace glassbox {

/// What a node of a formula does with the nodes it points to.
enum class SurfaceOperation {
    Constant,
    X,
    Y,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Negate,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
    And,
    Or,
    If,
    Minimum,
    Maximum,
    Atan2,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Asinh,
    Acosh,
    Atanh,
    Exp,
    Ln,
    Log2,
    Log10,
    Sqrt,
    Cbrt,
    Abs,
    Sign,
    Floor,
    Ceil,
    Round,
    Sigmoid
};

/// One step of a formula; the last of a row of them is its value. Arguments stand before it.
struct SurfaceNode {
    SurfaceOperation operation = SurfaceOperation::Constant;
    int a = 0, b = 0, c = 0;
    double constant = 0;
};

struct SurfaceFunctionRow {
    std::string_view name;
    SurfaceOperation operation;
    int arguments;  ///< -1: two or more
    std::string_view help;
};
std::span<const SurfaceFunctionRow> formulaFunctionRows();

/// Most nodes that a formula may have, so that its evaluation needs no memory from the heap.
inline constexpr int formulaNodeLimit = 600;

double evaluate(std::span<const SurfaceNode> nodes, double x, double y);
Dual evaluate(std::span<const SurfaceNode> nodes, const Dual& x, const Dual& y);
Jet evaluate(std::span<const SurfaceNode> nodes, const Jet& x, const Jet& y);

}  // namespace glassbox
