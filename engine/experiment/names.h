#pragma once

#include "engine/nn/export.h"
#include "engine/nn/quote.h"

#include <string>
#include <string_view>
#include <vector>

namespace glassbox {

/// `; did you mean "adam"?` if one of the names is a likely misspelling's original, else `; there are adam, sgd, ...`.
GLASSBOX_EXPORT std::string suggestion(std::string_view name, const std::vector<std::string>& names);

}  // namespace glassbox
