#include "engine/explain/loss_teller.h"

#include <algorithm>
#include <array>
#include <utility>

namespace glassbox {

LossView::LossView(const StepRecord& record)
    : m_record(record),
      m_layer(record.before.layerCount() - 1),
      m_output(tensorOf(record, {Quantity::Output, m_layer})),
      m_target(tensorOf(record, {Quantity::Target})),
      m_readsLogits(!record.isFused() && !record.loss->fusesWith().empty()) {}

Place LossView::logitPlace(Index row, Index sample) const {
    if (m_readsLogits) return outputPlace(row, sample);
    return {argumentOf(m_record, m_layer), row, sample};
}

Index LossView::trueClass(Index sample) const {
    Index best = 0;
    for (Index i = 1; i < outputs(); ++i)
        if (target(i, sample) > target(best, sample)) best = i;
    return best;
}

std::string LossView::name(Index row) const {
    return unitWords(m_record, m_layer, row);
}

std::string LossView::differenceTex(ArithmeticWriter& writer, Index row, Index sample) const {
    return writer.number(outputPlace(row, sample), true) + " - " + writer.number(targetPlace(row, sample));
}

std::string LossTeller::contentSentence(const LossView& loss, Index row, Index) const {
    return loss.name(row) + " is exactly its target: there is nothing to mend.";
}

const LossTeller& lossTeller(const StepRecord& record) {
    using Entry = std::pair<const char*, const LossTeller& (*)()>;
    static constexpr std::array<Entry, 7> tellers{{{"mse", mseTeller},
                                                   {"mae", maeTeller},
                                                   {"huber", huberTeller},
                                                   {"binary_cross_entropy", binaryCrossEntropyTeller},
                                                   {"cross_entropy", crossEntropyTeller},
                                                   {"nll", nllTeller},
                                                   {"hinge", hingeTeller}}};
    const std::string& kind = record.experiment.training.loss.kind;
    const auto found =
        std::find_if(tellers.begin(), tellers.end(), [&](const Entry& entry) { return kind == entry.first; });
    return found == tellers.end() ? mseTeller() : found->second();  // a test holds every loss against this list
}

std::string indexed(const LossView& loss, const std::string& letter) {
    return loss.outputs() == 1 ? letter : letter + "_{i}";
}

std::string meanRule(const LossView& loss, const std::string& term, bool brackets) {
    if (loss.outputs() == 1) return term;
    return oneOver(loss.outputs()) + "\\sum_{i} " + bracketed(term, brackets);
}

std::string meanNumbers(const LossView& loss, const std::function<std::string(Index)>& summand) {
    return oneOver(loss.outputs()) + bracketed(shortSum(loss.outputs(), summand), loss.outputs() > 1);
}

}  // namespace glassbox
