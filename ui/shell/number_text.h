#pragma once

#include <QString>

#include <optional>

namespace glassbox {

/// A number as a person writes it: "0.02", "12000", "1e-8"; as many digits as it takes to mean the same number.
QString numberText(double value);

/// Reads what a person typed: decimal point or comma, "1e-3", real minus signs. Absent if it is no number.
std::optional<double> readNumber(const QString& text);

}  // namespace glassbox
