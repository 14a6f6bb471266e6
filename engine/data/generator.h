#pragma once

#include "engine/data/dataset.h"
#include "engine/nn/random.h"

#include <array>

namespace glassbox {

/// The shapes of all generators reach from -5 to 5.
inline constexpr double shapeRadius = 5;

using Point = std::array<double, 2>;

/// One generator. Those of classes draw a point of a given class; those of values draw inputs evenly and compute the
/// target.
struct Generator {
    DataInfo info;
    /// Number of classes; null for regression.
    Index (*classes)(const Options& options) = nullptr;
    /// Makes the source of points; `random` places what the whole shape depends on. `turn` counts the points of the
    /// class.
    std::function<Point(Index label, Index turn, Random& random)> (*points)(const Options& options,
                                                                            Random& random) = nullptr;
    /// Makes the target function of regression, with values from -1 to 1.
    std::function<double(const Point& at)> (*target)(const Options& options) = nullptr;
};

std::vector<Generator> classGenerators();
std::vector<Generator> valueGenerators();
/// Both lists in a row.
const std::vector<Generator>& generators();
const Generator* findGenerator(std::string_view kind);

/// The options that all generators share, behind their own ones.
std::vector<OptionInfo> generatorOptions(std::vector<OptionInfo> own, Task task);
OptionInfo validationOption();
OptionInfo normaliseOption();

/// Undistributed points: all in one part.
struct GeneratedPoints {
    Matrix inputs;               // inputs x points
    std::vector<double> values;  // regression
    std::vector<Index> labels;   // classification
    Index classes = 0;
};

/// `options` are checked and complete.
GeneratedPoints generatePoints(const Generator& generator, const Options& options, std::uint64_t seed);

}  // namespace glassbox
