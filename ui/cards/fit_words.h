#pragma once

#include "lessons/study/fsrs_fit.h"

#include <QString>

namespace glassbox {

/// What came of fitting, in plain sentences with its numbers.
QString fitSentence(const FsrsFit& fit);
/// What the parameter w0 .. w20 of the memory model does.
QString parameterMeaning(int parameter);

}  // namespace glassbox
