#pragma once

#include "engine/data/dataset.h"

namespace glassbox {

struct GeneratedPoints;

/// Kinds of data that hold their points themselves. A point is a row of its inputs (x1, x2 or x) and its class or
/// value; the list "points" is the training part, "validation_points" the validation part, each in the order in which
/// the network sees them. So a point that is added, moved or taken away never reshuffles the others.
namespace drawn {

inline constexpr double reach = 6;  ///< the plane (or line) of generated and drawn data runs from -6 to 6
inline constexpr Index mostPoints = 20000;
inline constexpr double largestValue = 1e6;

}  // namespace drawn

/// The registry's lines for them.
std::vector<DataInfo> drawnInfos();
GLASSBOX_EXPORT bool isDrawn(std::string_view kind);

/// Throws Error for a point outside the plane, a class that does not exist, too many points or none to train on. The
/// options have passed checkedOptions.
GLASSBOX_EXPORT void requireDrawn(const Spec& data, const std::string& path);

/// All points, those of the training part first. `options` are checked and complete.
GeneratedPoints drawnPoints(const DataInfo& info, const Options& options);

/// A sentence on classes without a point to train on.
std::vector<std::string> notesOnDrawn(const Dataset& data);

/// Generated data with their points fixed.
struct DrawnCopy {
    Spec data;
    Index moved = 0;  ///< points that lay outside the plane and were moved to its edge
};

/// Turns generated data into the drawn kind with the same points, classes or values, parts and normalisation. Data that
/// are drawn stay as they are. Throws Error for tables and for options that are not valid.
GLASSBOX_EXPORT DrawnCopy drawnCopy(const Spec& data, std::uint64_t seed);

}  // namespace glassbox
