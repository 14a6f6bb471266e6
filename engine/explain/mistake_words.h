#pragma once

#include "engine/explain/operation.h"

namespace glassbox {

/// What a wrong result lacks: the number itself (0 where a mistake is not about one number) and a sentence that names
/// it.
struct MissedPart {
    double value = 0;
    std::string sentence;
};

GLASSBOX_EXPORT MissedPart missedPart(const StepRecord& record, const Arithmetic& arithmetic, const WrongResult& wrong);

}  // namespace glassbox
