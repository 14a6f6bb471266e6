#pragma once

#include <QPalette>
#include <QString>

namespace glassbox {

struct Theme;

/// The one style sheet of the application, from the theme's tokens; `textScale` 1 is the design's text size.
///
/// Dynamic properties that it knows: QPushButton kind = "primary" | "small" | "quiet"; QLabel tone = "mute" | "caption"
/// | "strong" | "ok" | "warn" | "chip".
QString styleSheetOf(const Theme& theme, double textScale = 1);

/// What widgets that paint themselves and the Fusion style take their colours from.
QPalette paletteOf(const Theme& theme);

}  // namespace glassbox
