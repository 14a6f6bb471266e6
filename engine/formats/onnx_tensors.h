#pragma once

#include "engine/nn/network.h"

#include <onnx/onnx_pb.h>
#include <string>

namespace glassbox {

// For reading ONNX only: its headers stay out of everything else.

/// The numbers of a tensor, however it holds them (raw or typed), checked against its shape: ONNX's own checker passes
/// over a wrong count. Throws Error without a name.
NamedTensor onnxTensor(const onnx::TensorProto& tensor);

/// The setting of a node, or what stands for it. Throws Error if it is there with another type.
Index onnxWhole(const onnx::NodeProto& node, const char* name, Index standard);
double onnxReal(const onnx::NodeProto& node, const char* name, double standard);
/// What a Constant node holds.
NamedTensor onnxConstant(const onnx::NodeProto& node);

}  // namespace glassbox
