#pragma once

#include "engine/experiment/experiment.h"
#include "engine/nn/network.h"

#include <QString>

namespace glassbox {

/// A network, or weights alone, from a file.
struct ModelFile {
    std::vector<NamedTensor> weights;
    std::vector<Spec> layers;  ///< empty: the file holds weights alone
    Index inputs = 0;          ///< of the layers; 0 if the file does not say it
};

/// Reads .safetensors (with the layers, where Glassbox wrote it), .npz and .onnx. Throws Error that names the file.
ModelFile readModel(const QString& path);

/// The experiment with the file's network, if that answers otherwise than its own; as it is if both are the same but
/// for how they start and learn, or if the file holds weights alone that fit. `features` is how many the network will
/// see. Throws Error with a sentence if the weights fit neither network, or if the file's sees another number of
/// features.
Experiment withModel(const Experiment& experiment, const ModelFile& file, Index features);

}  // namespace glassbox
