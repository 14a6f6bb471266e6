#pragma once

#include "engine/explain/prediction.h"

#include <QString>

namespace glassbox {

/// A number that was typed, or a sentence that says what could not be read.
struct ReadNumber {
    std::optional<TypedNumber> number{};
    QString problem{};
};

/// Reads decimal point or comma, minus signs of every sort, "1e-3", "2 · 10^-3" and fractions such as "1/3".
ReadNumber readPrediction(const QString& text);

}  // namespace glassbox
