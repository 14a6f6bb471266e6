#include "ui/lab/output_scene.h"

#include "engine/data/drawn_data.h"
#include "ui/shell/theme.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

const Picture* pictureOf(const Snapshot& snapshot, const UnitRef& unit) {
    const Picture* picture = nullptr;
    if (unit.layer < 0) {
        picture = &snapshot.inputs;
    } else if (unit.layer < static_cast<Index>(snapshot.units.size())) {
        picture = &snapshot.units[static_cast<std::size_t>(unit.layer)];
    }
    return picture != nullptr && unit.unit >= 0 && unit.unit < picture->planes ? picture : nullptr;
}

bool isWhole(const Picture& picture) {
    return picture.planes > 0 && picture.width > 0 && picture.height > 0 &&
           static_cast<Index>(picture.values.size()) >= picture.width * picture.height * picture.planes;
}

/// Lowest and highest finite value.
ValueRange extent(const float* values, Index count) {
    ValueRange range{INFINITY, -INFINITY};
    for (Index i = 0; i < count; ++i) {
        const auto value = static_cast<double>(values[i]);
        if (!std::isfinite(value)) continue;
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
    return range;
}

ValueRange targetExtent(const Dataset& data) {
    const ValueRange a = extent(data.training.values.data(), data.training.values.size());
    const ValueRange b = extent(data.validation.values.data(), data.validation.values.size());
    ValueRange range{std::min(a.low, b.low), std::max(a.high, b.high)};
    // While points are drawn the scale rests, and there is room for them.
    if (isDrawn(data.spec.kind)) range = {std::min(range.low, -1.0), std::max(range.high, 1.0)};
    if (!(range.low < range.high)) range = {range.low - 1, range.low + 1};
    return std::isfinite(range.low) ? range : ValueRange();
}

// As on the network's small pictures: bounded activations have their own range, others their layer's largest size.
ValueRange unitRange(const OutputScene& scene) {
    const Snapshot& snapshot = *scene.snapshot;
    const Index size = scene.picture->width * scene.picture->height;
    if (scene.unit->layer < 0) return ValueRange::around(scene.picture->plane(scene.unit->unit), size);
    const auto layer = static_cast<std::size_t>(scene.unit->layer);
    if (snapshot.network && layer < snapshot.network->layers.size()) {
        const std::string& activation = snapshot.network->layers[layer].activation;
        if (activation == "tanh") return {-1, 1};
        if (activation == "sigmoid" || activation == "softmax") return {0, 1};
    }
    return ValueRange::around(scene.picture->values.data(), size * scene.picture->planes);
}

void chooseValues(OutputScene& scene) {
    scene.kind = OutputScene::Kind::Values;
    const ValueRange targets = targetExtent(*scene.data);
    // Where targets have both signs, zero is the middle; else the sign says nothing.
    scene.diverging = targets.low < 0 && targets.high > 0;
    scene.range = scene.diverging ? ValueRange::symmetric(std::max(-targets.low, targets.high)) : targets;
}

void chooseCurves(OutputScene& scene) {
    scene.kind = OutputScene::Kind::Curves;
    ValueRange range = extent(scene.picture->plane(scene.firstPlane), scene.picture->width * scene.planeCount);
    if (scene.unit) {
        if (!(range.low < range.high)) range = ValueRange::symmetric(1);
    } else if (scene.isClassification()) {
        range = scene.margins ? ValueRange{-1.5, 1.5} : ValueRange{-0.05, 1.05};
    } else {
        // The data set the axis, so that it rests while the prediction moves; what goes far off leaves the picture.
        const ValueRange targets = targetExtent(*scene.data);
        const double margin = 0.1 * (targets.high - targets.low);
        range = {targets.low - margin, targets.high + margin};
    }
    const double pad = scene.isClassification() && !scene.unit ? 0 : 0.05 * (range.high - range.low);
    scene.range = {range.low - pad, range.high + pad};
}

void chooseClasses(OutputScene& scene) {
    const Index classes = scene.classCount();
    if (classes > 2 && scene.picture->planes >= classes) {
        scene.kind = OutputScene::Kind::ManyClasses;
        scene.planeCount = classes;
        return;
    }
    scene.kind = OutputScene::Kind::TwoClasses;
    scene.firstPlane = scene.picture->planes == 2 ? 1 : 0;  // of two outputs the second is the probability of class 1
    scene.planeCount = 1;
    scene.range = scene.margins ? ValueRange{-1, 1} : ValueRange{0, 1};
}

/// Mixes the classes' colours by share, sharpened towards the winner, and fades to zero's colour where nothing wins.
void mixClasses(const OutputScene& scene, const Theme& theme, QImage& image) {
    const Picture& source = *scene.picture;
    const Index classes = scene.planeCount;
    const Index size = source.width * source.height;
    std::vector<std::array<double, 3>> colors;
    for (Index k = 0; k < classes; ++k) {
        const QColor color = theme.classColor(k, classes);
        colors.push_back(
            {static_cast<double>(color.red()), static_cast<double>(color.green()), static_cast<double>(color.blue())});
    }
    const std::array<double, 3> zero{static_cast<double>(theme.zero.red()), static_cast<double>(theme.zero.green()),
                                     static_cast<double>(theme.zero.blue())};
    const QRgb invalid = ColorMap::diverging(theme).invalid();
    const double even = 1.0 / static_cast<double>(classes);
    for (Index i = 0; i < size; ++i) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(static_cast<int>(source.height - 1 - i / source.width)));
        double most = -INFINITY, total = 0, best = 0;
        for (Index k = 0; k < classes; ++k) most = std::max(most, static_cast<double>(source.plane(k)[i]));
        std::array<double, 3> mix{};
        for (Index k = 0; k < classes; ++k) {
            const auto value = static_cast<double>(source.plane(k)[i]);
            // Margins become shares by softmax; shares are taken to the third power.
            const double share = scene.margins ? std::exp(3 * (value - most)) : value * value * value;
            total += share;
            for (std::size_t c = 0; c < 3; ++c) mix[c] += share * colors[static_cast<std::size_t>(k)][c];
        }
        QRgb& pixel = line[i % source.width];
        if (!(total > 0) || !std::isfinite(total)) {
            pixel = invalid;
            continue;
        }
        best = scene.margins ? 1 / total : std::clamp(most, 0.0, 1.0);
        const double strength = 0.82 * std::clamp((best - even) / (1 - even) * 1.4, 0.12, 1.0);
        std::array<int, 3> rgb{};
        for (std::size_t c = 0; c < 3; ++c) {
            rgb[c] = static_cast<int>(std::lround(zero[c] + (mix[c] / total - zero[c]) * strength));
        }
        pixel = qRgb(rgb[0], rgb[1], rgb[2]);
    }
}

}  // namespace

double OutputScene::valueAt(Index plane, double x, double y) const {
    if (picture == nullptr || !snapshot || !snapshot->plane || plane < 0 || plane >= picture->planes) return NAN;
    const Plane& area = *snapshot->plane;
    // Points of a surface lie in the middle of their cells, those of a line from end to end.
    const bool line = area.isLine();
    const auto split = [line](double share, Index count, Index& first, double& rest) {
        const double last = static_cast<double>(count - 1);
        const double at = line ? share * last : share * static_cast<double>(count) - 0.5;
        const double inside = std::clamp(at, 0.0, last);
        first = std::min(static_cast<Index>(inside), std::max<Index>(0, count - 2));
        rest = inside - static_cast<double>(first);
    };
    Index i = 0, j = 0;
    double right = 0, up = 0;
    split((x - area.xMin()) / (area.xMax() - area.xMin()), picture->width, i, right);
    if (picture->height > 1) split((y - area.yMin()) / (area.yMax() - area.yMin()), picture->height, j, up);
    const auto at = [&](Index column, Index row) {
        column = std::min(column, picture->width - 1);
        row = std::min(row, picture->height - 1);
        return static_cast<double>(picture->plane(plane)[row * picture->width + column]);
    };
    const double below = at(i, j) * (1 - right) + at(i + 1, j) * right;
    if (up == 0) return below;
    return below * (1 - up) + (at(i, j + 1) * (1 - right) + at(i + 1, j + 1) * right) * up;
}

double OutputScene::curveHeight(const DataPart& part, Index sample) const {
    if (!isClassification()) return sample < part.values.size() ? static_cast<double>(part.values(0, sample)) : NAN;
    if (sample >= static_cast<Index>(part.labels.size())) return NAN;
    // Two classes: the height that the curve should have there. More: each curve should reach 1 at its own points.
    if (classCount() > 2) return 1;
    const bool upper = part.labels[static_cast<std::size_t>(sample)] == 1;
    return upper ? 1 : margins ? -1 : 0;
}

OutputScene makeOutputScene(const SnapshotPtr& snapshot, const DatasetPtr& data, std::optional<UnitRef> unit,
                            bool margins) {
    OutputScene scene;
    scene.snapshot = snapshot;
    scene.data = data;
    scene.margins = margins;
    if (!snapshot || !data || !snapshot->plane) return scene;
    // For a moment after other data were chosen the snapshot is still of the old ones.
    if (snapshot->plane->inputCount() != data->inputCount()) return scene;
    const bool line = snapshot->plane->isLine();
    if (unit) {
        scene.picture = pictureOf(*snapshot, *unit);
        if (scene.picture != nullptr && isWhole(*scene.picture)) {
            scene.unit = unit;
            scene.firstPlane = unit->unit;
            scene.planeCount = 1;
            if (line) {
                chooseCurves(scene);
            } else {
                scene.kind = OutputScene::Kind::Values;
                scene.range = unitRange(scene);
            }
            return scene;
        }
    }
    scene.picture = &snapshot->output;
    if (!isWhole(snapshot->output)) {
        scene.picture = nullptr;
        return scene;
    }
    scene.planeCount = scene.picture->planes;
    if (scene.isClassification()) {
        chooseClasses(scene);
        if (line) chooseCurves(scene);
    } else if (line) {
        scene.planeCount = 1;
        chooseCurves(scene);
    } else {
        chooseValues(scene);
    }
    return scene;
}

ColorMap surfaceMap(const OutputScene& scene, const Theme& theme) {
    return scene.diverging ? ColorMap::diverging(theme) : ColorMap::sequential(theme);
}

QImage surfaceImage(const OutputScene& scene, const Theme& theme) {
    using Kind = OutputScene::Kind;
    if (scene.picture == nullptr || scene.kind == Kind::Empty || scene.kind == Kind::Curves) return {};
    const Picture& source = *scene.picture;
    if (scene.kind == Kind::ManyClasses) {
        QImage image(static_cast<int>(source.width), static_cast<int>(source.height), QImage::Format_RGB32);
        mixClasses(scene, theme, image);
        return image;
    }
    return picture(source.plane(scene.firstPlane), source.width, source.height, scene.range, surfaceMap(scene, theme));
}

QColor sampleColor(const OutputScene& scene, const Theme& theme, const ColorMap& map, Index label, double target) {
    if (scene.isClassification()) return theme.classColor(label, scene.classCount());
    // Under a unit's picture the colours mean something else; there points stay neutral, as they do on curves.
    if (scene.kind != OutputScene::Kind::Values || scene.unit) return theme.mute;
    return QColor(map.color(target, scene.range));
}

QString screenName(const std::string& name) {
    if (name == "x1") return QStringLiteral("x₁");
    if (name == "x2") return QStringLiteral("x₂");
    for (const Index inputs : {1, 2}) {
        for (const FeatureInfo& info : featureInfos(inputs)) {
            if (info.name == name) return QString::fromStdString(info.label);
        }
    }
    return QString::fromStdString(name);
}

}  // namespace glassbox
