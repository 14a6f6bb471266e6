#pragma once

#include "engine/explain/operation.h"

namespace glassbox {

/// A number as somebody typed it: how finely decides how near it must be.
struct TypedNumber {
    double value = 0;
    double halfUnit = 0;  ///< half of the last digit's place: 0.005 for "0.74"
    int digits = 3;       ///< that count: 2 for "0.074"; fractions count as exact
};

enum class Verdict {
    Right,
    Coarse,     ///< rounds to what was typed, but that has one digit only
    Mistaken,   ///< the result of a known mistake
    WrongSign,  ///< nothing else is known about it
    Decimal,    ///< right digits, wrong place of the point
    TooLarge,
    TooSmall,
    NotANumber,  ///< there is nothing to predict: the result is not finite
};

/// What is said about a predicted number.
struct Judgement {
    Verdict verdict = Verdict::Right;
    std::optional<Mistake> mistake{};
    std::string sentence;  ///< kind and exact; names the number that was missed
    /// The line of Arithmetic::lines that works out what was missed; absent if there is none.
    std::optional<std::size_t> line{};

    bool isRight() const { return verdict == Verdict::Right; }
};

/// A number is right if it is the result rounded to the digits that were typed, at least two of them, or lies within
/// 1 % of it. Otherwise it is compared, by the same measure, with what the operation's typical mistakes give.
GLASSBOX_EXPORT Judgement judge(const StepRecord& record, const Arithmetic& arithmetic, const TypedNumber& typed);

/// The kinds of step that predictions are counted by.
enum class PredictedKind {
    Sum,
    Activation,
    Normalisation,
    Loss,
    OutputGradient,
    Error,
    WeightGradient,
    BiasGradient,
    Update,  ///< of what the optimizer gets and remembers
    NewWeight,
    Other,
};
constexpr int predictedKinds = static_cast<int>(PredictedKind::Other) + 1;

/// Absent for what is given and needs no arithmetic.
GLASSBOX_EXPORT std::optional<PredictedKind> predictedKind(const StepRecord& record, const Operation& operation);

}  // namespace glassbox
