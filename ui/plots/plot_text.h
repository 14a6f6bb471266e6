#pragma once

#include <QString>

namespace glassbox {

/// A number for plots and read-outs: `digits` significant ones, a real minus sign, powers of ten only where they save
/// space.
QString plotNumber(double value, int digits = 3);
/// The same with a sign in any case: "+0.482", "−0.031".
QString signedNumber(double value, int digits = 3);
/// As short as it can be for the end of an axis: "−6", "1.5", "0.025".
QString axisNumber(double value);
/// Groups of three set apart by thin spaces: "12 500".
QString countText(qint64 value);
/// "99.2 %"
QString percentText(double share);

}  // namespace glassbox
