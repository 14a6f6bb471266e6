#include "engine/explain/principal_plane.h"
#include "engine/explain/surface.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace glassbox {

namespace {

constexpr double generatedEdge = 6;

/// Inputs that reach the network.
std::vector<bool> seenInputs(const Dataset& data) {
    std::vector<bool> seen;
    for (const std::string& name : data.inputNames) {
        seen.push_back(std::find(data.featureNames.begin(), data.featureNames.end(), name) != data.featureNames.end());
    }
    return seen;
}

std::string percent(double share) {
    return std::to_string(std::lround(100 * share)) + " %";
}

void widen(double& low, double& high, double share) {
    if (!(high > low)) {
        low -= 1;
        high += 1;
    }
    const double margin = share * (high - low);
    low -= margin;
    high += margin;
}

bool fits(const Dataset& data, const PlaneChoice& choice) {
    const Index inputs = data.inputCount();
    switch (choice.kind) {
        case PlaneKind::Inputs:
            return data.generated;
        case PlaneKind::Columns:
            return !data.generated && choice.first >= 0 && choice.first < inputs && choice.second >= 0 &&
                   choice.second < inputs;
        case PlaneKind::Components: {
            const auto seen = seenInputs(data);
            return !data.generated && std::count(seen.begin(), seen.end(), true) >= 2;
        }
    }
    return false;
}

}  // namespace

PlaneChoice standardPlane(const Dataset& data) {
    if (data.generated) return {};
    const auto seen = seenInputs(data);
    std::vector<Index> used;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i]) used.push_back(static_cast<Index>(i));
    }
    if (used.size() > 2) return {PlaneKind::Components, used[0], used[1]};
    if (used.empty()) return {PlaneKind::Columns, 0, 0};
    return {PlaneKind::Columns, used.front(), used.back()};
}

Plane::Plane(const Dataset& data, const PlaneChoice& choice)
    : m_choice(fits(data, choice) ? choice : standardPlane(data)), m_featureMap(data.featureMap) {
    const auto size = static_cast<std::size_t>(data.inputCount());
    for (auto* vector : {&m_origin, &m_xAxis, &m_yAxis, &m_centre, &m_xProject, &m_yProject}) vector->assign(size, 0);
    if (size == 0) return;
    switch (m_choice.kind) {
        case PlaneKind::Inputs:
            showInputs(data);
            break;
        case PlaneKind::Columns:
            showColumns(data);
            break;
        case PlaneKind::Components:
            showComponents(data);
            break;
    }
}

void Plane::showInputs(const Dataset& data) {
    m_isLine = data.inputCount() == 1;
    m_xMin = m_yMin = -generatedEdge;
    m_xMax = m_yMax = generatedEdge;
    m_xLabel = data.inputNames.front();
    m_xAxis.front() = m_xProject.front() = 1;
    if (m_isLine) {
        m_yLabel = data.targetName;
        m_caption = "What the network answers for each value of " + m_xLabel + ".";
        fitLineHeight(data);
        return;
    }
    m_yLabel = data.inputNames[1];
    m_yAxis[1] = m_yProject[1] = 1;
    m_caption = "What the network answers at each point of the plane.";
}

void Plane::showColumns(const Dataset& data) {
    const auto x = static_cast<std::size_t>(m_choice.first);
    const auto y = static_cast<std::size_t>(m_choice.second);
    m_isLine = x == y;
    for (Index i = 0; i < data.inputCount(); ++i) {
        double sum = 0;
        for (Index k = 0; k < data.training.inputs.cols(); ++k) sum += data.training.inputs(i, k);
        m_origin[static_cast<std::size_t>(i)] =
            sum / static_cast<double>(std::max<Index>(data.training.inputs.cols(), 1));
    }
    m_origin[x] = m_origin[y] = 0;
    m_xAxis[x] = m_xProject[x] = 1;
    m_xLabel = data.inputNames[x];
    m_yLabel = m_isLine ? data.targetName : data.inputNames[y];
    if (!m_isLine) m_yAxis[y] = m_yProject[y] = 1;
    fitRanges(data);
    const Index others = data.inputCount() - (m_isLine ? 1 : 2);
    const std::string axes = m_isLine ? m_xLabel : m_xLabel + " and " + m_yLabel;
    m_caption = "What the network answers for " + axes;
    if (others == 1) m_caption += "; the other input stays at its mean over the training part";
    if (others > 1) {
        m_caption += "; the other " + std::to_string(others) + " inputs stay at their means over the training part";
    }
    m_caption += ".";
}

void Plane::showComponents(const Dataset& data) {
    const auto seen = seenInputs(data);
    const PrincipalPlane principal = principalPlane(data.training.inputs, seen);
    m_origin = m_centre = principal.mean;
    for (std::size_t i = 0; i < m_origin.size(); ++i) {
        // Standardised inputs are x first + y second; there and back again.
        m_xAxis[i] = principal.deviation[i] * principal.first[i];
        m_yAxis[i] = principal.deviation[i] * principal.second[i];
        m_xProject[i] = principal.first[i] / principal.deviation[i];
        m_yProject[i] = principal.second[i] / principal.deviation[i];
    }
    m_xLabel = "component 1 (" + percent(principal.firstShare) + ")";
    m_yLabel = "component 2 (" + percent(principal.secondShare) + ")";
    m_caption = percent(principal.firstShare + principal.secondShare) + " of the variance of the " +
                std::to_string(std::count(seen.begin(), seen.end(), true)) +
                " standardised inputs lies in this plane of their first two principal components.";
    fitRanges(data);
}

void Plane::fitRanges(const Dataset& data) {
    bool any = false;
    for (const DataPart* part : {&data.training, &data.validation}) {
        for (Index i = 0; i < part->inputs.cols(); ++i) {
            const PlanePoint p = project(part->inputs.data() + i * part->inputs.rows());
            m_xMin = any ? std::min(m_xMin, p.x) : p.x;
            m_xMax = any ? std::max(m_xMax, p.x) : p.x;
            m_yMin = any ? std::min(m_yMin, p.y) : p.y;
            m_yMax = any ? std::max(m_yMax, p.y) : p.y;
            any = true;
        }
    }
    widen(m_xMin, m_xMax, 0.05);
    if (m_isLine) {
        fitLineHeight(data);
    } else {
        widen(m_yMin, m_yMax, 0.05);
    }
}

void Plane::fitLineHeight(const Dataset& data) {
    m_yMin = 0;
    m_yMax = 1;  // probabilities
    if (data.task == Task::Regression) {
        bool any = false;
        for (const DataPart* part : {&data.training, &data.validation}) {
            for (Index i = 0; i < part->values.size(); ++i) {
                const auto value = static_cast<double>(part->values.data()[i]);
                m_yMin = any ? std::min(m_yMin, value) : value;
                m_yMax = any ? std::max(m_yMax, value) : value;
                any = true;
            }
        }
    }
    widen(m_yMin, m_yMax, 0.1);
}

PlanePoint Plane::project(const Scalar* inputs) const {
    PlanePoint point;
    for (std::size_t i = 0; i < m_centre.size(); ++i) {
        const double from = static_cast<double>(inputs[i]) - m_centre[i];
        point.x += from * m_xProject[i];
        point.y += from * m_yProject[i];
    }
    return point;
}

double Plane::gridX(Index column, Index width) const {
    const double share = !m_isLine    ? (static_cast<double>(column) + 0.5) / static_cast<double>(width)
                         : width <= 1 ? 0.5
                                      : static_cast<double>(column) / static_cast<double>(width - 1);
    return m_xMin + share * (m_xMax - m_xMin);
}

double Plane::gridY(Index row, Index height) const {
    return m_yMin + (static_cast<double>(row) + 0.5) / static_cast<double>(height) * (m_yMax - m_yMin);
}

void Plane::grid(Index width, Index height, Tensor& features) const {
    if (m_isLine) height = 1;
    const auto inputs = static_cast<Index>(m_origin.size());
    Tensor points(inputs, width * height);
    for (Index row = 0; row < height; ++row) {
        const double y = m_isLine ? 0 : gridY(row, height);
        for (Index column = 0; column < width; ++column) {
            const double x = gridX(column, width);
            Scalar* out = points.data() + (row * width + column) * inputs;
            for (std::size_t i = 0; i < m_origin.size(); ++i) {
                out[i] = static_cast<Scalar>(m_origin[i] + x * m_xAxis[i] + y * m_yAxis[i]);
            }
        }
    }
    m_featureMap.apply(std::as_const(points).map(), features);
}

}  // namespace glassbox
