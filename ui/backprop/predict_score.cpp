#include "ui/backprop/predict_score.h"

#include <QCoreApplication>

namespace glassbox {

namespace {

struct Words {
    const char* key;
    const char* name;
};

constexpr std::array<Words, predictedKinds> words{
    {{"sum", QT_TRANSLATE_NOOP("PredictScore", "Weighted sums")},
     {"activation", QT_TRANSLATE_NOOP("PredictScore", "Activations")},
     {"normalisation", QT_TRANSLATE_NOOP("PredictScore", "Normalisation")},
     {"loss", QT_TRANSLATE_NOOP("PredictScore", "Loss")},
     {"output_gradient", QT_TRANSLATE_NOOP("PredictScore", "Gradients at outputs")},
     {"error", QT_TRANSLATE_NOOP("PredictScore", "Errors δ")},
     {"weight_gradient", QT_TRANSLATE_NOOP("PredictScore", "Weight gradients")},
     {"bias_gradient", QT_TRANSLATE_NOOP("PredictScore", "Bias gradients")},
     {"update", QT_TRANSLATE_NOOP("PredictScore", "Optimizer's memory")},
     {"new_weight", QT_TRANSLATE_NOOP("PredictScore", "New weights")},
     {"other", QT_TRANSLATE_NOOP("PredictScore", "Others")}}};

}  // namespace

void PredictScore::add(PredictedKind kind, bool right) {
    Count& count = counts[static_cast<std::size_t>(kind)];
    ++count.tried;
    if (right) ++count.right;
}

PredictScore::Count PredictScore::total() const {
    Count all;
    for (const Count& count : counts) {
        all.right += count.right;
        all.tried += count.tried;
    }
    return all;
}

QVariantMap PredictScore::toVariant() const {
    QVariantMap map;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i].tried > 0) map[QLatin1String(words[i].key)] = QVariantList{counts[i].right, counts[i].tried};
    return map;
}

PredictScore PredictScore::fromVariant(const QVariantMap& map) {
    PredictScore score;
    for (std::size_t i = 0; i < score.counts.size(); ++i) {
        const QVariantList pair = map.value(QLatin1String(words[i].key)).toList();
        if (pair.size() != 2) continue;
        const Count count{pair[0].toInt(), pair[1].toInt()};
        if (count.right >= 0 && count.tried >= count.right) score.counts[i] = count;
    }
    return score;
}

QString predictedKindName(PredictedKind kind) {
    return QCoreApplication::translate("PredictScore", words[static_cast<std::size_t>(kind)].name);
}

}  // namespace glassbox
