#include "ui/lab/output_points.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace glassbox {

namespace {

void addPart(const OutputScene& scene, const DataPart& part, bool validation, double share,
             std::vector<OutputPoint>& points) {
    const Plane& plane = *scene.snapshot->plane;
    const Index count = std::min(part.count(), part.inputs.cols());
    const bool curves = scene.kind == OutputScene::Kind::Curves;
    double due = 0;
    for (Index i = 0; i < count; ++i) {
        due += share;
        if (due < 1 - 1e-9) continue;  // every so manieth: the order of samples is already mixed
        due -= 1;
        OutputPoint point;
        const PlanePoint place = plane.project(part.inputs.col(i).data());
        point.x = place.x;
        point.y = curves ? scene.curveHeight(part, i) : place.y;
        point.sample = i;
        point.validation = validation;
        if (i < static_cast<Index>(part.labels.size())) point.label = part.labels[static_cast<std::size_t>(i)];
        if (i < part.values.size()) point.target = static_cast<double>(part.values(0, i));
        if (std::isfinite(point.x) && std::isfinite(point.y)) points.push_back(point);
    }
}

}  // namespace

OutputPoints makeOutputPoints(const OutputScene& scene, Index limit) {
    OutputPoints result;
    if (scene.kind == OutputScene::Kind::Empty || scene.data->inputCount() < 1) return result;
    const Dataset& data = *scene.data;
    if (data.training.inputs.rows() != data.inputCount()) return result;
    // The curve of a unit has an axis of its own, on which targets have no place.
    if (scene.unit && scene.kind == OutputScene::Kind::Curves) return result;
    result.total = data.training.count() + data.validation.count();
    const double share = result.total > limit ? static_cast<double>(limit) / static_cast<double>(result.total) : 1;
    addPart(scene, data.training, false, share, result.points);
    addPart(scene, data.validation, true, share, result.points);
    return result;
}

std::vector<bool> carriedMarks(const OutputPoints& before, const std::vector<bool>& marks, const OutputPoints& after) {
    using Place = std::tuple<double, double, Index, bool>;
    const auto placeOf = [](const OutputPoint& p) { return Place{p.x, p.y, p.label, p.validation}; };
    std::vector<Place> marked;
    for (std::size_t i = 0; i < std::min(marks.size(), before.points.size()); ++i)
        if (marks[i]) marked.push_back(placeOf(before.points[i]));
    std::sort(marked.begin(), marked.end());
    std::vector<bool> result(after.points.size(), false);
    for (std::size_t i = 0; i < after.points.size() && !marked.empty(); ++i)
        result[i] = std::binary_search(marked.begin(), marked.end(), placeOf(after.points[i]));
    return result;
}

}  // namespace glassbox
