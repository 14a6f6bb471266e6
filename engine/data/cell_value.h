#pragma once

#include "engine/nn/export.h"
#include "engine/nn/tensor.h"

#include <string>
#include <string_view>

namespace glassbox {

enum class CellKind {
    Missing,  ///< empty or one of the usual marks
    Number,
    TooLarge,  ///< a number that no float holds, or "inf"
    Text
};

struct CellValue {
    CellKind kind = CellKind::Missing;
    double number = 0;
};

/// Reads one cell. `decimal` is '.' or ','. Thousands separators are not guessed: "1,234" is text where the decimal
/// mark is a point.
CellValue readCell(std::string_view text, char decimal);
/// "", "NA", "N/A", "NaN", "null", "?", "-" in any case.
bool isMissing(std::string_view text);

/// "1 row", "2 rows".
std::string counted(std::ptrdiff_t count, const std::string& noun);
/// The shortest text that reads back as the same number.
GLASSBOX_EXPORT std::string numberText(double value);
/// The number that a person would write for it: of a float the shortest that reads back as the same one.
GLASSBOX_EXPORT double plainNumber(Scalar value);

}  // namespace glassbox
