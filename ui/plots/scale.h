#pragma once

#include <QString>

#include <vector>

namespace glassbox {

struct Tick {
    double position = 0;
    QString label;
    friend bool operator==(const Tick&, const Tick&) = default;
};

/// The range of an axis and where its labels stand. On a logarithmic axis positions are powers of ten: log10 of the
/// value.
struct Scale {
    double low = 0;
    double high = 1;
    std::vector<Tick> ticks;
    friend bool operator==(const Scale&, const Scale&) = default;
};

/// Covers low..high with round steps (1, 2, 2.5 or 5 times a power of ten) and at most `maximumTicks` labels.
Scale linearScale(double low, double high, int maximumTicks);
/// From 0 to a round number at or a little above `last`, so that the axis of a growing run rests most of the time. A
/// history that begins late (its start was discarded by an edit) begins at a round number at or below `first`.
Scale epochScale(double first, double last, int maximumTicks);
/// Covers low..high (both above 0) with powers of ten, or with 1, 2, 5 between them where few powers fit.
Scale logScale(double low, double high, int maximumTicks);
/// For shares 0..1 labelled in percent; starts at 0 or, when everything lies above, at a round number below `low`.
Scale percentScale(double low, int maximumTicks);

}  // namespace glassbox
