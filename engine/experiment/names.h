#pragma once

#include "engine/nn/export.h"

#include <string>
#include <string_view>
#include <vector>

namespace glassbox {

/// The name in quotation marks, shortened and without control characters, as sentences for users quote what they wrote.
GLASSBOX_EXPORT std::string quoted(std::string_view name);

/// `; did you mean "adam"?` if one of the names is a likely misspelling's original, else `; there are adam, sgd, ...`.
GLASSBOX_EXPORT std::string suggestion(std::string_view name, const std::vector<std::string>& names);

}  // namespace glassbox
