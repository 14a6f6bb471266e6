#pragma once

#include "engine/nn/activation.h"
#include "engine/nn/export.h"

namespace glassbox {

/// Where an activation function bends and where it is flat. A unit is called saturated where the slope at its z is, by
/// size, under 5 % of the function's largest slope: hardly any gradient passes.
class GLASSBOX_EXPORT ActivationShape {
  public:
    static constexpr double flatShare = 0.05;

    explicit ActivationShape(const Activation& function);

    const Activation& function() const { return m_function; }
    /// False for softmax and log-softmax, which look at all units at once.
    bool isCurve() const;
    double value(double z) const { return activationValue(m_function, z); }
    double slope(double z) const { return activationSlope(m_function, z); }
    double largestSlope() const { return m_largestSlope; }
    bool isSaturated(double z) const;
    /// Below and above these the function stays flat; infinite where it never does.
    double flatBelow() const { return m_flatBelow; }
    double flatAbove() const { return m_flatAbove; }

  private:
    Activation m_function;
    double m_largestSlope = 0;
    double m_flatBelow = 0, m_flatAbove = 0;
};

}  // namespace glassbox
