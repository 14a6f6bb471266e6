#pragma once

#include "engine/nn/network.h"

#include <QByteArray>
#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace glassbox {

/// Texts by name, in the order in which they are written. Each name once.
using ModelTexts = std::vector<std::pair<std::string, std::string>>;

/// What a .safetensors file holds: named arrays, and texts that say what they are.
struct Safetensors {
    std::vector<NamedTensor> tensors;  ///< as their numbers lie in the file
    ModelTexts metadata;
};

/// Numbers as float32, in the order given; the same content gives the same bytes. Throws Error if a name is there
/// twice.
QByteArray safetensorsBytes(const Safetensors& content);
/// Writes atomically; throws Error if the file can't be written.
void writeSafetensors(const QString& path, const Safetensors& content);

/// Reads F64, F32, F16, BF16 and I64 (PyTorch's counts of batches). Strict: every byte behind the header belongs to
/// exactly one array, names are there once, sizes fit shapes. Throws Error with a sentence that does not name the file.
Safetensors parseSafetensors(const QByteArray& bytes);
/// Throws Error that names the file.
Safetensors readSafetensors(const QString& path);

}  // namespace glassbox
