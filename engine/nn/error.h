#pragma once

#include "engine/nn/export.h"

#include <stdexcept>
#include <string>

namespace glassbox {

/// What a user can get wrong. `what()` is one sentence that names the place and the mend; it is shown as it is.
class GLASSBOX_EXPORT Error : public std::runtime_error {
  public:
    explicit Error(const std::string& sentence) : std::runtime_error(sentence) {}
    ~Error() override;
};

}  // namespace glassbox
