#include "engine/nn/flatten.h"

#include <algorithm>

namespace glassbox {

LayerInfo Flatten::info() {
    LayerInfo info;
    info.kind = "flatten";
    info.title = "Flatten";
    info.help =
        "Lays the values of an image or a sequence out in one long row, as a dense layer wants them. Changes no value.";
    info.formula = "a = x, read as one vector";
    info.make = [](const Shape& input, const Options&) -> std::shared_ptr<const Layer> {
        return std::make_shared<Flatten>(input);
    };
    return info;
}

void Flatten::forward(const ForwardPass& pass) const {
    std::copy(pass.x.data(), pass.x.data() + pass.x.size(), pass.trace.output.data());
}

void Flatten::backward(const BackwardPass& pass) const {
    const Scalar* da = pass.trace.outputGradient.data();
    if (pass.inputGradient) std::copy(da, da + pass.x.size(), pass.inputGradient);
}

}  // namespace glassbox
