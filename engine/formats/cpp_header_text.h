#pragma once

namespace glassbox {

/// The functions that every exported C++ header has.
extern const char* const cppHeaderFunctions;

}  // namespace glassbox
