#include "engine/explain/mistake_words.h"

#include "engine/explain/number_words.h"

#include <cmath>

namespace glassbox {

namespace {

std::string words(double value) {
    return numberWords(value);
}

/// The number that stands in the arithmetic at a place of this quantity.
std::optional<double> operand(const StepRecord& record, const Arithmetic& arithmetic, Quantity quantity) {
    for (const Place& place : arithmetic.places)
        if (place.tensor.quantity == quantity) return valueAt(record, place);
    return {};
}

// The sentences name what was missed, but not the result: that is left to do.

MissedPart factorMissed(const std::string& what, const WrongResult& wrong, double result) {
    if (wrong.value == 0) return {0, "You left out " + what + "."};
    const double factor = result / wrong.value;
    return {factor, "You left out " + what + ": multiply by " + words(factor) + "."};
}

MissedPart summandMissed(const std::string& what, const WrongResult& wrong, double result) {
    const double added = result - wrong.value;
    return {added, "You left out " + what + ": " + (added < 0 ? "take away " : "add ") + words(std::abs(added)) + "."};
}

MissedPart meanMissed(const StepRecord& record) {
    const std::string of = std::to_string(record.sampleCount());
    return {1.0 / static_cast<double>(record.sampleCount()),
            "That is the sum over the " + of + " samples. The cost is their mean, so divide by " + of + "."};
}

MissedPart rateMissed(const StepRecord& record) {
    return {record.learningRate,
            "You took off the whole gradient. Only a share of it is taken off: multiply it by the "
            "learning rate, " +
                words(record.learningRate) + "."};
}

MissedPart directionMissed(const StepRecord& record, const Arithmetic& arithmetic) {
    std::string sentence = "You went up the slope. The step goes against the gradient";
    if (const auto old = operand(record, arithmetic, Quantity::Parameter))
        sentence += ", so the number must become " + std::string(arithmetic.result < *old ? "smaller" : "larger") +
                    " than " + words(*old);
    return {0, sentence + "."};
}

MissedPart memoryMissed(const StepRecord& record, const Arithmetic& arithmetic) {
    std::string sentence = "You left out what the optimizer remembers of earlier steps";
    if (const auto memory = operand(record, arithmetic, Quantity::MemoryBefore))
        return {*memory, sentence + ": it was " + words(*memory) + " before."};
    if (const auto memory = operand(record, arithmetic, Quantity::MemoryAfter))
        return {*memory, sentence + ": it is " + words(*memory) + " now."};
    return {0, sentence + "."};
}

}  // namespace

MissedPart missedPart(const StepRecord& record, const Arithmetic& arithmetic, const WrongResult& wrong) {
    const double result = arithmetic.result;
    switch (wrong.mistake) {
        case Mistake::Sign:
            return {0, std::string("The size is right, but the sign is not: the result is ") +
                           (result < 0 ? "negative." : "positive.")};
        case Mistake::NoBias:
            return summandMissed("the bias", wrong, result);
        case Mistake::NoActivation:
            return {0, "That is " + words(wrong.value) +
                           ", what goes into the activation function. The function still has to be applied to it."};
        case Mistake::NoSlope:
            return factorMissed("the slope of the activation", wrong, result);
        case Mistake::Transposed:
            return {
                0,
                "You took the weights of a column instead of a row, or the other way round: rows belong to the units "
                "that gather, columns to the values that they gather."};
        case Mistake::NoTarget: {
            const double target = operand(record, arithmetic, Quantity::Target).value_or(wrong.value - result);
            return {target, "You did not take away the target, " + words(target) + "."};
        }
        case Mistake::NoMean:
            return meanMissed(record);
        case Mistake::NoLearningRate:
            return rateMissed(record);
        case Mistake::WrongDirection:
            return directionMissed(record, arithmetic);
        case Mistake::NoScale:
            return factorMissed("the scale", wrong, result);
        case Mistake::NoDecay:
            return summandMissed("weight decay", wrong, result);
        case Mistake::NoMemory:
            return memoryMissed(record, arithmetic);
        case Mistake::NoCorrection:
            return {0, "You left out the correction for averages that started at zero: in step " +
                           std::to_string(record.step) +
                           " they are still too small and are divided by 1 − β to the power of " +
                           std::to_string(record.step) + "."};
        case Mistake::OneTerm: {
            const std::string terms = std::to_string(arithmetic.terms.size());
            return {0, "That is one term only. The result is the sum of all " + terms + " terms."};
        }
    }
    return {};
}

}  // namespace glassbox
