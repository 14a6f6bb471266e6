#pragma once

#include "engine/nn/export.h"

#include <string>
#include <string_view>

namespace glassbox {

/// A name from a file in quotes, for a sentence: control characters become spaces, a long one is cut with an ellipsis.
GLASSBOX_EXPORT std::string inQuotes(std::string_view name);

}  // namespace glassbox
