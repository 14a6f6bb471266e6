#pragma once

#include "engine/data/dataset.h"

#include <optional>
#include <vector>

namespace glassbox {

/// A point of drawn data: its part and its place in that part.
struct PointRef {
    bool validation = false;
    Index index = 0;
    friend bool operator==(const PointRef&, const PointRef&) = default;
};

/// Where a point lies in the picture, and its class or value. On a curve `y` is the value.
struct PlacedPoint {
    double x = 0, y = 0;
    double target = 0;
};

/// The points of drawn data while they are changed. Every change leaves data that are valid: places stay on the plane,
/// and one point to train on is always left.
class PointSet {
  public:
    /// `data` is of a drawn kind.
    explicit PointSet(const Spec& data);

    /// The data with the points as they are now.
    Spec spec() const;
    bool isCurve() const { return m_columns == 2; }
    bool isClasses() const { return m_classes > 0; }
    Index classCount() const { return m_classes; }
    Index count(bool validation) const;
    Index count() const { return count(false) + count(true); }
    PlacedPoint at(const PointRef& point) const;

    /// False if there are as many as there may be.
    bool add(const PlacedPoint& point, bool validation);
    void move(const PointRef& point, double x, double y);
    /// Takes away the points within an ellipse around a place, validation points only if asked for; of the training
    /// part one is left. Returns how many went.
    Index eraseAround(double x, double y, double radiusX, double radiusY, bool validation);
    /// False if it is the last point to train on.
    bool erase(const PointRef& point);
    /// Takes away all but the first training point of each class (of values: the first one).
    void clear();
    /// Classes without a point to train on.
    std::vector<Index> emptyClasses() const;

  private:
    Numbers& rows(bool validation) { return validation ? m_validation : m_training; }
    const Numbers& rows(bool validation) const { return validation ? m_validation : m_training; }

    Spec m_spec;
    std::size_t m_columns = 3;
    Index m_classes = 0;
    Numbers m_training, m_validation;
};

}  // namespace glassbox
