#pragma once

#include "ui/plots/animation_file.h"

namespace glassbox {

/// Throws Error if there is nothing to paint.
void requireAnimation(const Animation& animation);
/// Throws Error if it has not the size of the others.
QImage paintedFrame(const Animation& animation, int number);
/// The smallest rectangle outside of which two pictures of the same size are equal; empty if all is.
QRect changedPart(const QImage& before, const QImage& after);

}  // namespace glassbox
