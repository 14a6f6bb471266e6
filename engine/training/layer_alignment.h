#pragma once

#include "engine/nn/network.h"

#include <span>
#include <string>
#include <vector>

namespace glassbox {

/// Where a layer of a changed network comes from.
struct LayerOrigin {
    Index from = -1;      ///< layer of the network before; -1: new
    bool redraw = false;  ///< matched, but with another initialiser or gain
};

/// For each feature after a change its number before, or -1.
std::vector<Index> featureColumns(const std::vector<std::string>& before, const std::vector<std::string>& after);
/// True if nothing moved, came or went.
bool isIdentity(const std::vector<Index>& columns, Index countBefore);

/// Matches the layers of two networks in order, so that as much as possible is kept (a longest common subsequence in
/// which a whole layer counts more than a part of one).
std::vector<LayerOrigin> alignLayers(const Network& before, const Network& after, const std::vector<Index>& columns);

/// Copies numbers that lie as the parameters (`statistics`: the running statistics) of layer `from` of one network to
/// where layer `to` of the other has them, as far as both have them.
void copyLayer(const Network& before, Index from, std::span<const Scalar> source, const Network& after, Index to,
               std::span<Scalar> target, const std::vector<Index>& columns, bool statistics = false);

}  // namespace glassbox
