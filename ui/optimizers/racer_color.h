#pragma once

#include "ui/shell/theme.h"

namespace glassbox {

/// The colour of the racer with this number: the theme's colours of classes, then lighter or darker ones of them.
QColor racerColor(const Theme& theme, qsizetype racer);

}  // namespace glassbox
