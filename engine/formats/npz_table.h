#pragma once

#include "engine/nn/network.h"

#include <QByteArray>

#include <optional>

namespace glassbox {

/// Which arrays of an .npz file are the data. An empty `part`: the split is drawn.
struct NpzChoice {
    std::string inputs, target, part;
};

/// Arrays that look like data by their names (X, x, data, inputs, features; y, target, targets, label, labels) and
/// shapes; absent if there is no such pair.
std::optional<NpzChoice> guessNpzData(const std::vector<NamedTensor>& arrays);
/// The data as a table: columns x1, x2 ... of N x F inputs (N for one column), the target (N or N x 1) and the part.
/// Throws Error naming the array.
QByteArray npzToCsv(const std::vector<NamedTensor>& arrays, const NpzChoice& choice);

}  // namespace glassbox
