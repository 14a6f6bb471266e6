#pragma once

#include "engine/explain/race.h"
#include "ui/shell/theme.h"

namespace glassbox {

/// The colour of the racer with this number: the theme's colours of classes, then lighter or darker ones of them.
QColor racerColor(const Theme& theme, qsizetype racer);

/// The colour that was chosen for it, or that of its number.
QColor racerColor(const Theme& theme, const RacerSpec& racer, qsizetype number);

}  // namespace glassbox
