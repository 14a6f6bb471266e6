#pragma once

class QPainter;

namespace glassbox {

class ThemeSource;

/// Whether pixels that a canvas keeps for the screen, `ratio` by pixel of the canvas, may be painted there: not into
/// files, which get lines and text, and not at another scale.
bool paintsScreen(const QPainter& painter, const ThemeSource& theme, double ratio);

}  // namespace glassbox
