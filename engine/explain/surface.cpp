#include "engine/explain/surface.h"

#include <algorithm>
#include <utility>

namespace glassbox {

namespace {

/// Points that go through the network at once: enough to keep it busy, few enough to stay in the cache.
constexpr Index blockSize = 1024;
/// Sizes of grids that are kept; a window that is being resized asks for many.
constexpr std::size_t keptGrids = 4;

void prepare(Picture& picture, Index width, Index height, Index planes) {
    picture.width = width;
    picture.height = height;
    picture.planes = planes;
    picture.values.resize(static_cast<std::size_t>(width * height * planes));
}

/// Points x units becomes a plane for each unit.
void spread(const ConstMatrixMap& values, Index firstPoint, Picture& picture) {
    const Index size = picture.width * picture.height;
    for (Index unit = 0; unit < picture.planes; ++unit) {
        float* out = picture.values.data() + unit * size + firstPoint;
        const Scalar* in = values.data() + unit;
        for (Index i = 0; i < values.cols(); ++i) out[i] = static_cast<float>(in[i * values.rows()]);
    }
}

bool accepts(const Network& network, const Tensor& features) {
    return network.layerCount() > 0 && network.inputShape().isFlat() && network.inputShape().size() == features.rows();
}

/// Sends the grid through the network block by block; `taken(first)` sees the trace of each.
template <typename Taken>
void passThrough(const Network& network, const Tensor& features, Trace& trace, const Taken& taken) {
    Random random;  // evaluation draws nothing from it
    for (Index first = 0; first < features.cols(); first += blockSize) {
        const Index count = std::min(blockSize, features.cols() - first);
        trace.input.resize(features.rows(), count);
        const Scalar* begin = features.data() + first * features.rows();
        std::copy(begin, begin + count * features.rows(), trace.input.data());
        network.forward(trace, Mode::Evaluation, random);
        taken(first);
    }
}

}  // namespace

void SurfacePainter::setPlane(const Plane& plane) {
    m_plane = plane;
    m_grids.clear();
}

const Tensor& SurfacePainter::gridFor(Index width, Index height) {
    for (const Grid& grid : m_grids) {
        if (grid.width == width && grid.height == height) return grid.features;
    }
    if (m_grids.size() >= keptGrids) m_grids.erase(m_grids.begin());
    Grid& grid = m_grids.emplace_back();
    grid.width = width;
    grid.height = height;
    m_plane.grid(width, height, grid.features);
    return grid.features;
}

void SurfacePainter::output(const Network& network, const Loss& loss, Index width, Index height, Picture& picture) {
    if (m_plane.isLine()) height = 1;
    const Tensor& features = gridFor(width, height);
    if (!accepts(network, features) || !network.outputShape().isFlat()) {
        picture = {};
        return;
    }
    prepare(picture, width, height, network.outputShape().size());
    passThrough(network, features, m_trace, [&](Index first) {
        network.predict(m_trace, loss, m_prediction);
        spread(std::as_const(m_prediction).map(), first, picture);
    });
}

void SurfacePainter::units(const Network& network, Index size, Index unitLimit, std::vector<Picture>& layers) {
    const Index height = m_plane.isLine() ? 1 : size;
    const Tensor& features = gridFor(size, height);
    const bool possible = accepts(network, features);
    layers.resize(static_cast<std::size_t>(network.layerCount()));
    for (Index i = 0; i < network.layerCount(); ++i) {
        const Shape& shape = network.layer(i).outputShape();
        Picture& picture = layers[static_cast<std::size_t>(i)];
        if (possible && shape.isFlat() && shape.size() <= unitLimit) {
            prepare(picture, size, height, shape.size());
        } else {
            picture = {};
        }
    }
    if (!possible) return;
    passThrough(network, features, m_trace, [&](Index first) {
        for (std::size_t i = 0; i < layers.size(); ++i) {
            if (layers[i].planes > 0) spread(std::as_const(m_trace.layers[i].output).map(), first, layers[i]);
        }
    });
}

void SurfacePainter::inputs(Index size, Picture& picture) {
    const Index height = m_plane.isLine() ? 1 : size;
    const Tensor& features = gridFor(size, height);
    prepare(picture, size, height, features.rows());
    spread(features.map(), 0, picture);
}

}  // namespace glassbox
