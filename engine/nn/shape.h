#pragma once

#include "engine/nn/export.h"
#include "engine/nn/tensor.h"

#include <string>

namespace glassbox {

/// Shape of one sample. Channels run fastest, then the width, then the height. A plain vector of F features is F x 1 x
/// 1; a sequence of T steps with F features is F x T x 1; an image is C x W x H.
struct GLASSBOX_EXPORT Shape {
    Index channels = 0;
    Index width = 1;
    Index height = 1;

    Index size() const { return channels * width * height; }
    /// Columns that one sample takes in a batch buffer.
    Index positions() const { return width * height; }
    bool isFlat() const { return width == 1 && height == 1; }
    /// "8", "16 x 20" (features x steps), "3 x 28 x 28".
    std::string text() const;
    friend bool operator==(const Shape&, const Shape&) = default;
};

}  // namespace glassbox
