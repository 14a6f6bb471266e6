#pragma once

#include "engine/nn/options.h"
#include "engine/nn/tensor.h"

#include <memory>
#include <vector>

namespace glassbox {

/// What a schedule remembers between epochs (only reduce-on-plateau needs more than the factor).
struct ScheduleState {
    double factor = 1;  ///< learning rate of the running epoch = base rate * factor (cosine: see its eta_min)
    double best = 0;
    Index badEpochs = 0;
    Index cooldown = 0;
    bool hasBest = false;
    friend bool operator==(const ScheduleState&, const ScheduleState&) = default;
};

/// How the learning rate changes from epoch to epoch, with PyTorch's formulas.
class GLASSBOX_EXPORT Schedule {
  public:
    virtual ~Schedule();
    /// The rate for the epoch that follows `epochs` finished ones.
    virtual double rate(double base, Index epochs, const ScheduleState& state) const = 0;
    /// Called after each epoch with the cost it watches (validation, or training where there is none).
    virtual void epochEnded(double cost, ScheduleState& state) const;
};

struct ScheduleInfo : KindInfo {
    std::shared_ptr<const Schedule> (*make)(const Options& options) = nullptr;
};

GLASSBOX_EXPORT const std::vector<ScheduleInfo>& scheduleInfos();
GLASSBOX_EXPORT const ScheduleInfo* findSchedule(std::string_view kind);
/// Throws Error for an unknown kind or a wrong option.
GLASSBOX_EXPORT std::shared_ptr<const Schedule> makeSchedule(const Spec& spec);

}  // namespace glassbox
