#include "engine/training/layer_alignment.h"

#include <algorithm>

namespace glassbox {

namespace {

/// The options with all defaults filled in, without those that do not make a layer another one.
Options completed(const Spec& spec, const std::vector<const char*>& without) {
    Options options = checkedOptions(*findLayer(spec.kind), spec.options, "network");
    for (const char* name : without) options.erase(name);
    return options;
}

bool sameKind(const Network& before, Index i, const Network& after, Index j) {
    const Spec& a = before.spec(i);
    const Spec& b = after.spec(j);
    const std::vector<const char*> without{"units",         "frozen", "frozen_units", "frozen_weights",
                                           "frozen_biases", "init",   "gain"};
    return a.kind == b.kind && completed(a, without) == completed(b, without);
}

bool drawnAlike(const Spec& a, const Spec& b) {
    const std::vector<const char*> without{"units", "frozen", "frozen_units", "frozen_weights", "frozen_biases"};
    return completed(a, without) == completed(b, without);
}

bool hasNumbers(const Layer& layer) {
    return !layer.parameters().empty() || !layer.statistics().empty();
}

/// True if the layer's input is still the features, one by one.
bool seesFeatures(const Network& network, Index layer) {
    for (Index i = 0; i < layer; ++i)
        if (network.layer(i).inputShape() != network.layer(i).outputShape() || network.spec(i).kind == "dense")
            return false;
    return true;
}

/// How much is kept when layer j comes from layer i; 0: nothing can be.
int likeness(const Network& before, Index i, const Network& after, Index j, const std::vector<Index>& columns) {
    const Layer& a = before.layer(i);
    const Layer& b = after.layer(j);
    if (!sameKind(before, i, after, j)) return 0;
    if (!hasNumbers(b)) return 1;
    const bool features = seesFeatures(before, i) && seesFeatures(after, j);
    const bool moved = features && !isIdentity(columns, before.inputShape().size());
    const bool sameInput = a.inputShape() == b.inputShape() && !moved;
    const bool sameOutput = a.outputShape() == b.outputShape();
    if (sameInput && sameOutput) return 8;
    if (after.spec(j).kind != "dense") return 0;
    if (features && std::all_of(columns.begin(), columns.end(), [](Index column) { return column < 0; })) return 0;
    return sameInput || sameOutput ? 4 : 2;
}

}  // namespace

std::vector<Index> featureColumns(const std::vector<std::string>& before, const std::vector<std::string>& after) {
    std::vector<Index> columns;
    for (const std::string& name : after) {
        const auto found = std::find(before.begin(), before.end(), name);
        columns.push_back(found == before.end() ? -1 : found - before.begin());
    }
    return columns;
}

bool isIdentity(const std::vector<Index>& columns, Index countBefore) {
    if (static_cast<Index>(columns.size()) != countBefore) return false;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i] != static_cast<Index>(i)) return false;
    return true;
}

std::vector<LayerOrigin> alignLayers(const Network& before, const Network& after, const std::vector<Index>& columns) {
    const Index n = before.layerCount();
    const Index m = after.layerCount();
    Eigen::MatrixXi same(n, m);
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < m; ++j) same(i, j) = likeness(before, i, after, j, columns);
    // best(i, j): the most that can be kept of the layers from i and j on
    Eigen::MatrixXi best = Eigen::MatrixXi::Zero(n + 1, m + 1);
    for (Index i = n - 1; i >= 0; --i)
        for (Index j = m - 1; j >= 0; --j) {
            best(i, j) = std::max(best(i + 1, j), best(i, j + 1));
            if (same(i, j) > 0) best(i, j) = std::max(best(i, j), same(i, j) + best(i + 1, j + 1));
        }
    std::vector<LayerOrigin> origins(static_cast<std::size_t>(m));
    for (Index i = 0, j = 0; i < n && j < m;) {
        if (same(i, j) > 0 && best(i, j) == same(i, j) + best(i + 1, j + 1)) {
            origins[static_cast<std::size_t>(j)] = {i, !drawnAlike(before.spec(i), after.spec(j))};
            ++i, ++j;
        } else if (best(i, j) == best(i + 1, j)) {
            ++i;
        } else {
            ++j;
        }
    }
    return origins;
}

void copyLayer(const Network& before, Index from, std::span<const Scalar> source, const Network& after, Index to,
               std::span<Scalar> target, const std::vector<Index>& columns, bool statistics) {
    const bool byName = seesFeatures(before, from) && seesFeatures(after, to) && after.spec(to).kind == "dense";
    const auto size = [](const ParameterInfo& info, std::size_t axis) {
        return axis < info.shape.size() ? info.shape[axis] : 1;
    };
    const auto stride = [](const ParameterInfo& info, std::size_t axis) {
        return axis < info.strides.size() ? info.strides[axis] : 0;
    };
    for (const ParameterPlace& a : before.places()) {
        if (a.layer != from || a.trained == statistics) continue;
        for (const ParameterPlace& b : after.places()) {
            if (b.layer != to || b.trained == statistics || b.info.name != a.info.name) continue;
            if (a.info.shape == b.info.shape && !byName) {
                std::copy_n(source.begin() + a.offset, a.info.size(), target.begin() + b.offset);
                continue;
            }
            // units x inputs, or units alone
            for (Index unit = 0; unit < std::min(size(a.info, 0), size(b.info, 0)); ++unit)
                for (Index input = 0; input < size(b.info, 1); ++input) {
                    const bool mapped = byName && b.info.shape.size() > 1;
                    const Index old = mapped ? columns[static_cast<std::size_t>(input)] : input;
                    if (old < 0 || old >= size(a.info, 1)) continue;
                    target[static_cast<std::size_t>(b.offset + unit * stride(b.info, 0) + input * stride(b.info, 1))] =
                        source[static_cast<std::size_t>(a.offset + unit * stride(a.info, 0) + old * stride(a.info, 1))];
                }
        }
    }
}

}  // namespace glassbox
