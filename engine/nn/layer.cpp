#include "engine/nn/layer.h"

#include "engine/nn/activation_layer.h"
#include "engine/nn/batch_norm.h"
#include "engine/nn/dense.h"
#include "engine/nn/dropout.h"
#include "engine/nn/flatten.h"
#include "engine/nn/layer_norm.h"

namespace glassbox {

Layer::~Layer() = default;

void Layer::initialise(std::span<Scalar>, std::span<Scalar>, Random&) const {}

void Layer::absorb(const LayerTrace&, std::span<Scalar>, Index) const {}

Activation Layer::activationFunction() const {
    const ActivationInfo& info = activationInfo(activation());
    return {info.value, info.setting};
}

const std::vector<LayerInfo>& layerInfos() {
    static const std::vector<LayerInfo> infos{Dense::info(),     ActivationLayer::info(), Dropout::info(),
                                              BatchNorm::info(), LayerNorm::info(),       Flatten::info()};
    return infos;
}

const LayerInfo* findLayer(std::string_view kind) {
    for (const LayerInfo& info : layerInfos())
        if (info.kind == kind) return &info;
    return nullptr;
}

}  // namespace glassbox
