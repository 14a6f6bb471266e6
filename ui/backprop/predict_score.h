#pragma once

#include "engine/explain/prediction.h"

#include <QString>
#include <QVariantMap>

#include <array>

namespace glassbox {

/// How many numbers of each kind were tried, and how many were right the first time. A value.
struct PredictScore {
    struct Count {
        int right = 0, tried = 0;
        friend bool operator==(const Count&, const Count&) = default;
    };

    const Count& of(PredictedKind kind) const { return counts[static_cast<std::size_t>(kind)]; }
    void add(PredictedKind kind, bool right);
    Count total() const;

    /// {"Sum": [right, tried], ...}; what is not there or makes no sense counts as zero.
    QVariantMap toVariant() const;
    static PredictScore fromVariant(const QVariantMap& map);

    friend bool operator==(const PredictScore&, const PredictScore&) = default;

    std::array<Count, predictedKinds> counts{};
};

/// "Weighted sums", "Activations", ...
QString predictedKindName(PredictedKind kind);

}  // namespace glassbox
