#pragma once

#include <functional>

namespace glassbox {

/// Runs work that draws: it needs an application with fonts, but no screen. What Qt says about the machine meanwhile
/// (folders, fonts) is not for someone who asked for a file. Not to be nested.
void drawOffscreen(const std::function<void()>& work);

}  // namespace glassbox
