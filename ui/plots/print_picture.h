#pragma once

#include "ui/plots/picture_file.h"

class QPrinter;

namespace glassbox {

/// Draws the picture as large as it fits on one page, in its middle; the page lies across if the picture is wide.
/// Throws Error if the printer takes nothing.
void printPicture(QPrinter& printer, const Drawing& picture);

}  // namespace glassbox
