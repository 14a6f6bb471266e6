#include "engine/nn/error.h"
#include "engine/nn/network.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

/// Calls visit(k, offset) for the k-th number in row-major order and its place in our buffer.
template <typename Visit>
void forEachElement(const ParameterInfo& info, Visit visit) {
    std::vector<Index> at(info.shape.size(), 0);
    for (Index k = 0; k < info.size(); ++k) {
        Index offset = 0;
        for (std::size_t d = 0; d < at.size(); ++d) offset += at[d] * info.strides[d];
        visit(static_cast<std::size_t>(k), offset);
        for (std::size_t d = at.size(); d-- > 0;) {
            if (++at[d] < info.shape[d]) break;
            at[d] = 0;
        }
    }
}

std::string shapeText(const std::vector<Index>& shape) {
    std::string text;
    for (const Index size : shape) text += (text.empty() ? "" : ", ") + std::to_string(size);
    return '[' + text + ']';
}

void check(const NamedTensor& tensor, const ParameterInfo& info) {
    if (tensor.shape != info.shape)
        throw Error(tensor.name + ": the network's shape is " + shapeText(info.shape) + ", but the file's is " +
                    shapeText(tensor.shape) + "; the weights belong to another network.");
    if (tensor.values.size() != static_cast<std::size_t>(info.size()))
        throw Error(tensor.name + ": expected " + std::to_string(info.size()) + " numbers, got " +
                    std::to_string(tensor.values.size()) + ".");
    if (!std::all_of(tensor.values.begin(), tensor.values.end(), [](float v) { return std::isfinite(v); }))
        throw Error(tensor.name +
                    ": it holds infinity or not-a-number; export the weights again from a run that has not "
                    "diverged.");
    if (info.name == "running_var" &&
        std::any_of(tensor.values.begin(), tensor.values.end(), [](float v) { return v < 0; }))
        throw Error(tensor.name + ": it holds a negative number, which no variance is; export the weights again.");
}

/// PyTorch counts the batches a batch normalisation has seen; we have no use for the count.
bool isBatchCount(const std::string& name, const std::vector<ParameterPlace>& places) {
    const std::string ending = ".num_batches_tracked";
    if (!name.ends_with(ending)) return false;
    const std::string sibling = name.substr(0, name.size() - ending.size()) + ".running_mean";
    return std::any_of(places.begin(), places.end(),
                       [&](const ParameterPlace& place) { return place.name == sibling; });
}

}  // namespace

std::vector<NamedTensor> Network::exportParameters() const {
    std::vector<NamedTensor> tensors;
    for (const ParameterPlace& place : m_places) {
        NamedTensor tensor{place.name, place.info.shape,
                           std::vector<float>(static_cast<std::size_t>(place.info.size()))};
        const Scalar* from = (place.trained ? m_parameters : m_statistics).data() + place.offset;
        forEachElement(place.info,
                       [&](std::size_t k, Index offset) { tensor.values[k] = static_cast<float>(from[offset]); });
        tensors.push_back(std::move(tensor));
    }
    return tensors;
}

void Network::importParameters(const std::vector<NamedTensor>& tensors) {
    std::vector<const NamedTensor*> found(m_places.size(), nullptr);
    for (const NamedTensor& tensor : tensors) {
        const auto place = std::find_if(m_places.begin(), m_places.end(),
                                        [&](const ParameterPlace& candidate) { return candidate.name == tensor.name; });
        if (place == m_places.end()) {
            if (isBatchCount(tensor.name, m_places)) continue;
            throw Error(tensor.name + ": the network has no such parameter; the weights belong to another network.");
        }
        const NamedTensor*& slot = found[static_cast<std::size_t>(place - m_places.begin())];
        if (slot) throw Error(tensor.name + ": it is there twice; keep one.");
        check(tensor, place->info);
        slot = &tensor;
    }
    for (std::size_t i = 0; i < m_places.size(); ++i)
        if (!found[i])
            throw Error(m_places[i].name + ": it is missing among the weights; they belong to another network.");
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const ParameterPlace& place = m_places[i];
        Scalar* to = (place.trained ? m_parameters : m_statistics).data() + place.offset;
        forEachElement(place.info,
                       [&](std::size_t k, Index offset) { to[offset] = static_cast<Scalar>(found[i]->values[k]); });
    }
}

}  // namespace glassbox
