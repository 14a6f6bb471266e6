#pragma once

#include "engine/explain/step_tensor.h"

#include <functional>
#include <string>
#include <vector>

namespace glassbox {

/// The three parts of a training step.
enum class Phase { Forward, Backward, Update };

/// One summand: the product of its factors.
struct Term {
    std::vector<Place> factors;
    double value = 0;
};

/// A line of arithmetic, "left = right = value"; both sides are TeX. Each number of a place stands in
/// \term{pK}{...}, where K counts Arithmetic::places.
struct Line {
    std::string left, right;
    double value = 0;
};

/// A factor of the chain rule, dL/da, da/dz, ...: TeX, number, and where that number is kept if it is.
struct Factor {
    std::string symbol;
    double value = 0;
    std::optional<Place> place{};
};

/// What somebody who gets a number wrong may have done.
enum class Mistake {
    Sign,            ///< right but for its sign
    NoBias,          ///< the bias was left out
    NoActivation,    ///< z instead of a
    NoSlope,         ///< the slope of the activation function was left out
    Transposed,      ///< row and column of the weights were swapped
    NoTarget,        ///< the target was not taken away
    NoMean,          ///< the sum over the batch's samples instead of their mean: N times too large
    NoLearningRate,  ///< the whole gradient was taken off
    WrongDirection,  ///< up the slope instead of down
    NoScale,         ///< the factor 1 / (1 - p) or the learned scale was left out
    NoDecay,         ///< weight decay was left out
    NoMemory,        ///< what the optimizer remembers was left out
    NoCorrection,    ///< Adam's correction for starting at zero was left out
    OneTerm,         ///< a single term instead of the sum
};

/// A wrong result and how one comes to it.
struct WrongResult {
    Mistake mistake;
    double value = 0;
};

/// How one number of an operation's result came about.
struct Arithmetic {
    Place place;              ///< of the result
    double result = 0;        ///< the engine's own number
    std::string symbol;       ///< TeX of the result, "z^{1}_{2}"
    std::vector<Line> lines;  ///< in order; the last one gives the result
    std::vector<Place> places;
    std::vector<Term> terms;      ///< if the result is a sum: all its summands in order (a bias comes last)
    double scale = 1;             ///< the sum of the terms times this is the result (1 / N for a mean)
    std::vector<Factor> chain{};  ///< backwards: their product is the result (for the sample of the column asked for)
    std::string sentence;         ///< in words, from the actual values
    std::vector<WrongResult> mistakes{};  ///< each can be told from the result and from the others
};

/// Which number is asked for. Results with samples as columns: `col` is the sample. Results of parameters: `sample` is
/// the one that the chain is told for. `term` is one of the sum that must be shown (-1: none).
struct Question {
    Index row = 0, col = 0;
    Index sample = 0;
    Index term = -1;
};

/// A tensor in the picture of an operation as matrices: "W x + b = z".
struct MatrixPart {
    std::string join;  ///< what stands before it: "", "+", "⊙", "="; a function's name with "(" opens, ")" closes
    TensorRef tensor;
    bool transposed = false;
};

/// A tensor that an operation reads. `derivative` is the TeX of d result / d tensor; empty where none flows.
struct Use {
    TensorRef tensor;
    std::string derivative{};
};

/// One operation of a step: it computes one tensor.
struct Operation {
    Phase phase = Phase::Forward;
    Index layer = -1;  ///< from 0; -1: the input, the loss, the whole gradient
    TensorRef result;
    std::string symbol;   ///< TeX, short: "z^{1}"
    std::string name;     ///< "weighted sums"
    std::string rule;     ///< TeX
    std::string where{};  ///< TeX: what the rule stands on; may be empty
    std::string purpose;  ///< one sentence that holds for all numbers
    std::vector<MatrixPart> matrices{};
    std::vector<Use> uses{};
    Index terms = 0;  ///< summands of each number, as many as its Arithmetic::terms; 0: it is no sum
    /// How one number came about. Throws nothing; the question must lie inside the result.
    std::function<Arithmetic(const StepRecord&, const Question&)> arithmetic;
    /// d result / d used, for one number of each; only forward operations have it, and only for what they use.
    std::function<double(const StepRecord&, const Place& result, const Place& used)> derivative{};
};

using Operations = std::vector<Operation>;

}  // namespace glassbox
