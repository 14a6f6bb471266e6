#pragma once

namespace glassbox {

class StepCanvas;

/// Makes the canvas's units known to screen readers as children of it. May be called more than once.
void installStepAccessibility();
/// Tells screen readers that another item has the focus.
void announceStepFocus(StepCanvas& canvas);

}  // namespace glassbox
