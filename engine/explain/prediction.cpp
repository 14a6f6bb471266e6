#include "engine/explain/prediction.h"

#include "engine/explain/mistake_words.h"
#include "engine/explain/number_words.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double tolerance = 0.01;

double toleranceAround(double value, const TypedNumber& typed) {
    const double shown = typed.digits >= 2 ? typed.halfUnit : 0;
    return std::max(tolerance * std::abs(value), shown) * (1 + 1e-9);
}

/// By how much a typed number misses a value, as a share of what is allowed: up to 1 is a match.
double miss(double value, const TypedNumber& typed) {
    const double difference = std::abs(typed.value - value);
    if (difference == 0) return 0;
    const double allowed = toleranceAround(value, typed);
    return allowed > 0 ? difference / allowed : std::numeric_limits<double>::infinity();
}

bool matches(double value, const TypedNumber& typed) {
    return miss(value, typed) <= 1;
}

/// The nearest mistake that gives what was typed and can be told from the right result.
std::optional<WrongResult> nearestMistake(const Arithmetic& arithmetic, const TypedNumber& typed) {
    std::optional<WrongResult> nearest;
    for (const WrongResult& wrong : arithmetic.mistakes) {
        const bool same = std::abs(wrong.value - arithmetic.result) <= tolerance * std::abs(arithmetic.result);
        if (same || !std::isfinite(wrong.value) || !matches(wrong.value, typed)) continue;
        if (!nearest || miss(wrong.value, typed) < miss(nearest->value, typed)) nearest = wrong;
    }
    return nearest;
}

/// An earlier line whose value is what was missed: the slope, say.
std::optional<std::size_t> lineOf(const Arithmetic& arithmetic, double missed) {
    for (std::size_t i = 0; i + 1 < arithmetic.lines.size(); ++i)
        if (std::abs(arithmetic.lines[i].value - missed) <= 1e-3 * std::abs(missed)) return i;
    return {};
}

std::optional<Judgement> decimalPoint(double result, const TypedNumber& typed) {
    for (const int places : {1, 2, 3})
        for (const bool large : {true, false}) {
            const double factor = std::pow(10.0, large ? places : -places);
            if (!matches(result * factor, typed)) continue;
            const std::string by = places == 1 ? "one place" : std::to_string(places) + " places";
            return Judgement{Verdict::Decimal,
                             {},
                             "The digits are right, but the decimal point is not: move it " + by + " to the " +
                                 (large ? "left." : "right.")};
        }
    return {};
}

Judgement onlyTheSide(double result, double typed) {
    if (result == 0)
        return {typed > 0 ? Verdict::TooLarge : Verdict::TooSmall, {}, "Not quite: look for a factor that is zero."};
    if ((typed < 0) != (result < 0) && typed != 0)
        return {Verdict::WrongSign,
                {},
                std::string("Look at the sign first: the result is ") + (result < 0 ? "negative." : "positive.")};
    const bool large = std::abs(typed) > std::abs(result);
    const double ratio = std::abs(typed / result);
    const bool near = ratio > 0.8 && ratio < 1.25;
    std::string sentence = std::string(near ? "Nearly: it is a little too " : "Too ") + (large ? "large" : "small");
    if (result < 0) sentence += " in size";
    return {typed > result ? Verdict::TooLarge : Verdict::TooSmall, {}, sentence + "."};
}

}  // namespace

Judgement judge(const StepRecord& record, const Arithmetic& arithmetic, const TypedNumber& typed) {
    const double result = arithmetic.result;
    if (!std::isfinite(result))
        return {Verdict::NotANumber, {}, "There is nothing to predict here: the computation gave no finite number."};
    if (matches(result, typed)) return {Verdict::Right, {}, "Right: it is " + numberWords(result) + "."};
    if (typed.digits < 2 && typed.value != 0 && std::abs(typed.value - result) <= typed.halfUnit)
        return {Verdict::Coarse, {}, "That is the right size. Give at least two digits, so that it is sure."};
    if (const auto wrong = nearestMistake(arithmetic, typed)) {
        const MissedPart missed = missedPart(record, arithmetic, *wrong);
        return {Verdict::Mistaken, wrong->mistake, missed.sentence, lineOf(arithmetic, missed.value)};
    }
    if (matches(-result, typed)) {
        const WrongResult wrong{Mistake::Sign, -result};
        return {Verdict::Mistaken, Mistake::Sign, missedPart(record, arithmetic, wrong).sentence};
    }
    if (auto decimal = decimalPoint(result, typed)) return *decimal;
    return onlyTheSide(result, typed.value);
}

std::optional<PredictedKind> predictedKind(const StepRecord& record, const Operation& operation) {
    if (operation.uses.empty()) return {};  // drawn or given, not worked out
    const TensorRef& result = operation.result;
    const auto inner = [&]() -> PredictedKind {
        const Layer& layer = record.before.layer(result.layer);
        if (result.part == layer.preActivation()) return PredictedKind::Sum;
        if (result.part == layer.preActivationGradient()) return PredictedKind::Error;
        return PredictedKind::Normalisation;
    };
    switch (result.quantity) {
        case Quantity::Input:
        case Quantity::Target:
        case Quantity::Parameter:
            return {};
        case Quantity::Inner:
            return inner();
        case Quantity::Output: {
            const Layer& layer = record.before.layer(result.layer);
            if (layer.activation() != "identity") return PredictedKind::Activation;
            const std::string& kind = record.before.spec(result.layer).kind;
            if (kind == "batch_norm" || kind == "layer_norm") return PredictedKind::Normalisation;
            return layer.preActivation() >= 0 ? PredictedKind::Sum : PredictedKind::Other;
        }
        case Quantity::SampleLoss:
        case Quantity::Cost:
            return PredictedKind::Loss;
        case Quantity::OutputGradient:
            return PredictedKind::OutputGradient;
        case Quantity::Gradient:
            return result.part == 0 ? PredictedKind::WeightGradient : PredictedKind::BiasGradient;
        case Quantity::UpdateGradient:
        case Quantity::MemoryBefore:
        case Quantity::MemoryAfter:
            return PredictedKind::Update;
        case Quantity::NewParameter:
            return PredictedKind::NewWeight;
    }
    return PredictedKind::Other;
}

}  // namespace glassbox
