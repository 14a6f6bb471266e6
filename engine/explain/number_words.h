#pragma once

#include "engine/nn/export.h"

#include <string>

namespace glassbox {

/// A number to read, three digits that count: "0.742", "−0.0123", "12.35"; in TeX very small and large ones as
/// "1.2\times 10^{-7}", in plain text as "1.2e−7".
GLASSBOX_EXPORT std::string numberTex(double value);
GLASSBOX_EXPORT std::string numberWords(double value);
/// A number that somebody chose, as short as it can be said: "0.9", "10^{-8}".
GLASSBOX_EXPORT std::string settingTex(double value);

}  // namespace glassbox
