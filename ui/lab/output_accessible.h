#pragma once

#include <cstddef>
#include <optional>

namespace glassbox {

class OutputCanvas;

/// Gives screen readers every point of the output's picture as a child of its canvas.
void installOutputAccessibility();
/// Tells them that this point is pointed at; none: the canvas itself, whose description says the place.
void announceOutputPlace(OutputCanvas& canvas, std::optional<std::size_t> point);

}  // namespace glassbox
