#include "ui/models/point_set.h"

#include "engine/data/drawn_data.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace glassbox {

namespace {

/// As fine as the eye can tell, so that files stay readable.
double rounded(double value) {
    constexpr double steps = 1000;
    return std::round(value * steps) / steps;
}

double onPlane(double value) {
    return std::clamp(rounded(value), -drawn::reach, drawn::reach);
}

double asValue(double value) {
    return std::clamp(rounded(value), -drawn::largestValue, drawn::largestValue);
}

}  // namespace

PointSet::PointSet(const Spec& data) : m_spec(data), m_classes(classesOf(data)) {
    const DataInfo* info = findData(data.kind);
    m_columns = info && info->inputs == 1 ? 2 : 3;
    if (const OptionValue* list = data.options.find("points")) m_training = std::get<Numbers>(*list);
    if (const OptionValue* list = data.options.find("validation_points")) m_validation = std::get<Numbers>(*list);
}

Spec PointSet::spec() const {
    Spec spec = m_spec;
    spec.options.set("points", m_training);
    if (m_validation.empty())
        spec.options.erase("validation_points");
    else
        spec.options.set("validation_points", m_validation);
    return spec;
}

Index PointSet::count(bool validation) const {
    return static_cast<Index>(rows(validation).size() / m_columns);
}

PlacedPoint PointSet::at(const PointRef& point) const {
    if (point.index < 0 || point.index >= count(point.validation)) return {};
    const double* row = rows(point.validation).data() + static_cast<std::size_t>(point.index) * m_columns;
    return {row[0], row[1], row[m_columns - 1]};
}

bool PointSet::add(const PlacedPoint& point, bool validation) {
    if (count() >= drawn::mostPoints) return false;
    Numbers& list = rows(validation);
    list.push_back(onPlane(point.x));
    if (!isCurve()) list.push_back(onPlane(point.y));
    list.push_back(isCurve() ? asValue(point.y) : isClasses() ? point.target : asValue(point.target));
    return true;
}

void PointSet::move(const PointRef& point, double x, double y) {
    if (point.index < 0 || point.index >= count(point.validation)) return;
    double* row = rows(point.validation).data() + static_cast<std::size_t>(point.index) * m_columns;
    row[0] = onPlane(x);
    row[1] = isCurve() ? asValue(y) : onPlane(y);
}

Index PointSet::eraseAround(double x, double y, double radiusX, double radiusY, bool validation) {
    Index gone = 0;
    for (const bool part : {false, true}) {
        if (part && !validation) continue;
        Numbers& list = rows(part);
        const Index all = count(part);
        Numbers left;
        left.reserve(list.size());
        for (Index i = 0; i < all; ++i) {
            const double* row = list.data() + static_cast<std::size_t>(i) * m_columns;
            const bool near = std::hypot((row[0] - x) / radiusX, (row[1] - y) / radiusY) <= 1;
            const bool last = !part && left.empty() && i + 1 == all;
            if (near && !last)
                ++gone;
            else
                left.insert(left.end(), row, row + m_columns);
        }
        list = std::move(left);
    }
    return gone;
}

bool PointSet::erase(const PointRef& point) {
    if (point.index < 0 || point.index >= count(point.validation)) return false;
    if (!point.validation && count(false) == 1) return false;
    Numbers& list = rows(point.validation);
    const auto first = list.begin() + point.index * static_cast<std::ptrdiff_t>(m_columns);
    list.erase(first, first + static_cast<std::ptrdiff_t>(m_columns));
    return true;
}

void PointSet::clear() {
    std::set<double> seen;
    Numbers left;
    for (Index i = 0; i < count(false); ++i) {
        const double* row = m_training.data() + static_cast<std::size_t>(i) * m_columns;
        if (seen.insert(isClasses() ? row[m_columns - 1] : 0).second) left.insert(left.end(), row, row + m_columns);
    }
    m_training = std::move(left);
    m_validation.clear();
}

std::vector<Index> PointSet::emptyClasses() const {
    std::vector<bool> has(static_cast<std::size_t>(m_classes), false);
    for (Index i = 0; i < count(false) && m_classes > 0; ++i)
        has[static_cast<std::size_t>(at({false, i}).target)] = true;
    std::vector<Index> empty;
    for (Index c = 0; c < m_classes; ++c)
        if (!has[static_cast<std::size_t>(c)]) empty.push_back(c);
    return empty;
}

}  // namespace glassbox
