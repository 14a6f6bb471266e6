#include "engine/nn/shape.h"

namespace glassbox {

std::string Shape::text() const {
    std::string text = std::to_string(channels);
    if (isFlat()) return text;
    // An image is written as PyTorch writes it: channels x rows x columns.
    if (height != 1) text += " x " + std::to_string(height);
    return text + " x " + std::to_string(width);
}

}  // namespace glassbox
