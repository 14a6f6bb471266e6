#pragma once

#include "engine/formats/model.h"

#include <QByteArray>
#include <QString>

namespace glassbox {

struct OnnxOptions {
    /// The graph begins with the raw inputs: features and normalisation are nodes of it. Else it begins with what the
    /// network sees.
    bool preprocessing = false;
};

/// The network as an ONNX model (opset 17): input "features" (or "inputs") of shape [batch, n], output "probabilities",
/// "log_probabilities", "margins" or "values" of shape [batch, m], parameters under PyTorch's names, modelTexts() as
/// its metadata. The same model gives the same bytes. Throws Error.
QByteArray onnxModel(const Model& model, const OnnxOptions& options = {});

/// A network from a file of another program.
struct ImportedNetwork {
    Index inputs = 0;
    std::vector<Spec> layers;
    std::vector<NamedTensor> weights;  ///< named for these layers
    ModelTexts texts;                  ///< the file's metadata
};

/// Reads chains of Gemm, MatMul with Add, activations, BatchNormalization, LayerNormalization, Dropout, Softmax and
/// LogSoftmax; Identity, Flatten and Reshape that change nothing are passed over. Anything else is refused by the
/// node's name and operator. Throws Error with a sentence that does not name the file.
ImportedNetwork parseOnnx(const QByteArray& bytes);
/// Throws Error that names the file.
ImportedNetwork readOnnx(const QString& path);

}  // namespace glassbox
