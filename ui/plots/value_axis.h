#pragma once

#include "ui/plots/scale.h"

namespace glassbox {

/// An axis of values that contains zero: linear, or logarithmic on both sides of zero (symmetric log), with a linear
/// piece between -threshold and threshold: t(v) = sign(v) log10(1 + |v| / threshold).
class ValueAxis {
  public:
    ValueAxis() = default;
    /// Widened to round numbers.
    static ValueAxis linear(double low, double high, int maximumTicks);
    static ValueAxis symmetricLog(double low, double high, double threshold, int maximumTicks);

    double low() const { return m_low; }
    double high() const { return m_high; }
    bool isLogarithmic() const { return m_threshold > 0; }
    double threshold() const { return m_threshold; }
    /// Where a value lies from bottom (0) to top (1); beyond the ends it goes on.
    double share(double value) const;
    double value(double share) const;
    /// `position` is the value.
    const std::vector<Tick>& ticks() const { return m_ticks; }
    friend bool operator==(const ValueAxis&, const ValueAxis&) = default;

  private:
    double bent(double value) const;

    double m_low = -1, m_high = 1;
    double m_threshold = 0;
    std::vector<Tick> m_ticks;
};

}  // namespace glassbox
