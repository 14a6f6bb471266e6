#include "engine/explain/number_words.h"
#include "engine/explain/walk_dense.h"

#include <algorithm>
#include <cmath>

namespace glassbox::dense_walk {

namespace {

/// "low", "high": where a gradient says that a number should not be.
std::string tooWhat(double gradient) {
    return gradient < 0 ? "low" : "high";
}

std::string signWords(double value) {
    return value < 0 ? "negative" : "positive";
}

/// "The output is too low, so its error is negative (−0.387)."
std::string errorWords(const StepRecord& record, Index layer, Index row, double error) {
    const std::string unit = unitWords(record, layer, row);
    const bool last = layer + 1 == record.before.layerCount();
    if (last)
        return capitalised(unit) + " is too " + tooWhat(error) + ", so its error is " + signWords(error) + " (" +
               numberWords(error) + ").";
    return "The error of " + unit + " is " + signWords(error) + " (" + numberWords(error) + ").";
}

/// "unit 2 of layer 1 fired strongly (0.742)": how strongly as against the others that the unit listens to.
std::string activityWords(const StepRecord& record, Index layer, Index col, double value) {
    const std::string from = unitWords(record, layer - 1, col), shown = numberWords(value);
    if (layer == 0) return from + " is " + shown;
    if (value < 0) return from + " gave a negative value (" + shown + ")";
    const TensorView all = tensorOf(record, inputOf(layer));
    double most = 0;
    for (Index i = 0; i < all.rows; ++i) most = std::max(most, std::abs(all(i, 0)));
    const char* how = value >= 0.66 * most   ? " fired strongly ("
                      : value >= 0.25 * most ? " fired ("
                                             : " fired weakly (";
    return from + how + shown + ")";
}

/// Which part of the unit's whole blame a weight gets.
std::string shareWords(const ArithmeticWriter& writer, Index layer, const Question& question) {
    const TensorView all = tensorOf(writer.record(), {Quantity::Gradient, layer, weightPart});
    double total = 0, largest = 0;
    for (Index j = 0; j < all.cols; ++j) {
        total += std::abs(all(question.row, j));
        largest = std::max(largest, std::abs(all(question.row, j)));
    }
    const double own = std::abs(writer.resultValue()), share = own / total;
    if (all.cols == 1) return "gets all of the blame";
    if (share > 0.5) return "gets most of the blame (" + percentWords(share) + ")";
    return (own == largest ? "gets the largest share of the blame (" : "gets its share of the blame (") +
           percentWords(share) + ")";
}

/// What becomes of the gradient: for plain gradient descent the very step, for others only the way.
std::string updateWords(const StepRecord& record, const Place& parameter, double gradient) {
    const TrainingSpec& training = record.experiment.training;
    if (isFrozen(record, parameter)) return "is frozen, so it stays as it is";
    const bool plain = training.optimizer.kind == "sgd" && training.weightDecay == 0 && training.l1 == 0 &&
                       training.clipNorm == 0 && training.clipValue == 0;
    if (!plain) return std::string("should ") + (gradient < 0 ? "grow" : "fall");
    return std::string("will ") + (gradient < 0 ? "grow" : "fall") + " by η · " + numberWords(std::abs(gradient)) +
           " in the update";
}

std::string silentWords(const ArithmeticWriter& writer, Index layer, const Question& question) {
    const StepRecord& record = writer.record();
    const std::string from = unitWords(record, layer - 1, question.col), to = unitWords(record, layer, question.row);
    const auto all = [&](std::size_t factor) {
        return std::all_of(writer.terms().begin(), writer.terms().end(),
                           [&](const Term& term) { return writer.value(term.factors[factor]) == 0; });
    };
    const std::string always = record.isBatch() ? " for every sample" : "";
    if (all(1))
        return "No blame for this weight: " + from + (layer == 0 ? " is zero" : " was silent") + always +
               ", so the weight had no part in the sum.";
    if (all(0)) return "No blame for this weight: the error that comes back to " + to + " is zero" + always + ".";
    return "No blame for this weight: over the samples its parts cancel, or are too small to be told from zero.";
}

}  // namespace

std::string blame(const ArithmeticWriter& writer, Index layer, const Question& question) {
    const StepRecord& record = writer.record();
    const double gradient = writer.resultValue();
    if (!std::isfinite(gradient)) return "The numbers have run out of range: this gradient is not finite.";
    if (gradient == 0) return silentWords(writer, layer, question);
    const Place weight{parameter(layer, weightPart), question.row, question.col};
    const std::string share = shareWords(writer, layer, question), update = updateWords(record, weight, gradient);
    const std::string link = isFrozen(record, weight) ? ", but it " : " and ";
    if (record.isBatch())
        return "Over the batch, the error of " + unitWords(record, layer, question.row) + " and the value of " +
               unitWords(record, layer - 1, question.col) + " together make a " + signWords(gradient) +
               " gradient: this weight " + share + link + update + ".";
    const std::vector<Place>& factors = writer.terms().front().factors;
    return errorWords(record, layer, question.row, writer.value(factors[0])) + " " +
           capitalised(activityWords(record, layer, question.col, writer.value(factors[1]))) + ", so its weight " +
           share + link + update + ".";
}

std::string biasBlame(const ArithmeticWriter& writer, Index layer, const Question& question) {
    const StepRecord& record = writer.record();
    const double gradient = writer.resultValue();
    const std::string unit = unitWords(record, layer, question.row);
    if (!std::isfinite(gradient)) return "The numbers have run out of range: this gradient is not finite.";
    if (gradient == 0)
        return record.isBatch() ? "Over the batch the errors of " + unit + " add up to zero: no blame for its bias."
                                : "The error of " + unit + " is zero, so there is no blame for its bias.";
    const Place bias{parameter(layer, biasPart), question.row, 0};
    const std::string start = record.isBatch()
                                  ? "The bias is added as it is, so its gradient is the sum of the unit's errors: "
                                  : "The bias is added as it is, so its gradient is the error itself: ";
    return start + numberWords(gradient) + ". It " + updateWords(record, bias, gradient) + ".";
}

std::string pathsWords(const ArithmeticWriter& writer, Index layer, const Question& question) {
    const StepRecord& record = writer.record();
    const double gradient = writer.resultValue();
    const std::string unit = unitWords(record, layer - 1, question.row);
    const Index paths = outputs(record, layer);
    const std::string start =
        paths == 1 ? "The only way from " + unit + " to the loss leads through " + unitWords(record, layer, 0) + ". "
                   : unit + " reaches the loss on " + std::to_string(paths) + " ways, one through each unit of layer " +
                         layerNumber(layer) + "; what comes back on them is added up. ";
    if (!std::isfinite(gradient)) return start + "The numbers have run out of range here.";
    if (gradient == 0) return start + "Nothing comes back.";
    return start + "A " + (gradient > 0 ? "smaller" : "larger") + " value of it would lower the " +
           (record.isBatch() ? "cost." : "loss.");
}

}  // namespace glassbox::dense_walk
