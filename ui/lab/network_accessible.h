#pragma once

namespace glassbox {

class NetworkCanvas;

/// Makes the canvas's items known to screen readers as children of it. May be called more than once.
void installNetworkAccessibility();
/// Tells screen readers that another item has the focus.
void announceNetworkFocus(NetworkCanvas& canvas);

}  // namespace glassbox
