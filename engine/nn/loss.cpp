#include "engine/nn/loss.h"

#include "engine/nn/error.h"
#include "engine/nn/losses.h"
#include "engine/nn/quote.h"

namespace glassbox {

Loss::~Loss() = default;

void Loss::predict(const ConstMatrixMap& output, const std::string&, MatrixMap prediction) const {
    if (prediction.data() != output.data()) prediction = output;
}

const std::vector<LossInfo>& lossInfos() {
    static const std::vector<LossInfo> infos{mseInfo(),          maeInfo(), huberInfo(), binaryCrossEntropyInfo(),
                                             crossEntropyInfo(), nllInfo(), hingeInfo()};
    return infos;
}

const LossInfo* findLoss(std::string_view kind) {
    for (const LossInfo& info : lossInfos())
        if (info.kind == kind) return &info;
    return nullptr;
}

std::shared_ptr<const Loss> makeLoss(const Spec& spec) {
    const LossInfo* info = findLoss(spec.kind);
    if (!info) {
        std::string known;
        for (const LossInfo& line : lossInfos()) known += (known.empty() ? "" : ", ") + line.kind;
        throw Error("training.loss: there is no loss called " + inQuotes(spec.kind) + "; use one of " + known + ".");
    }
    return info->make(checkedOptions(*info, spec.options, "training.loss"));
}

}  // namespace glassbox
