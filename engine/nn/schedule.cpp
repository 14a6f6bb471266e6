#include "engine/nn/schedule.h"

#include "engine/nn/error.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace glassbox {

Schedule::~Schedule() = default;

void Schedule::epochEnded(double, ScheduleState&) const {}

namespace {

class Constant : public Schedule {
  public:
    explicit Constant(const Options&) {}
    double rate(double base, Index, const ScheduleState&) const override { return base; }
};

// torch.optim.lr_scheduler.StepLR
class Steps : public Schedule {
  public:
    explicit Steps(const Options& options) : m_size(options.integer("step_size")), m_gamma(options.real("gamma")) {}
    double rate(double base, Index epochs, const ScheduleState&) const override {
        return base * std::pow(m_gamma, static_cast<double>(epochs / m_size));
    }

  private:
    Index m_size;
    double m_gamma;
};

// ExponentialLR
class Exponential : public Schedule {
  public:
    explicit Exponential(const Options& options) : m_gamma(options.real("gamma")) {}
    double rate(double base, Index epochs, const ScheduleState&) const override {
        return base * std::pow(m_gamma, static_cast<double>(epochs));
    }

  private:
    double m_gamma;
};

// CosineAnnealingLR in its closed form: after t_max epochs the rate climbs back the way it came, with period 2 t_max
// (Loshchilov and Hutter 2017, without restarts).
class Cosine : public Schedule {
  public:
    explicit Cosine(const Options& options)
        : m_period(static_cast<double>(options.integer("t_max"))), m_minimum(options.real("eta_min")) {}
    double rate(double base, Index epochs, const ScheduleState&) const override {
        const double angle = std::numbers::pi * static_cast<double>(epochs) / m_period;
        return m_minimum + (base - m_minimum) * (1 + std::cos(angle)) / 2;
    }

  private:
    double m_period, m_minimum;
};

// LinearLR up to the full rate
class Warmup : public Schedule {
  public:
    explicit Warmup(const Options& options)
        : m_start(options.real("start_factor")), m_epochs(static_cast<double>(options.integer("epochs"))) {}
    double rate(double base, Index epochs, const ScheduleState&) const override {
        return base * (m_start + (1 - m_start) * std::min(static_cast<double>(epochs), m_epochs) / m_epochs);
    }

  private:
    double m_start, m_epochs;
};

// ReduceLROnPlateau, mode "min", relative threshold
class Plateau : public Schedule {
  public:
    explicit Plateau(const Options& options)
        : m_factor(options.real("factor")),
          m_threshold(options.real("threshold")),
          m_minimum(options.real("min_rate")),
          m_patience(options.integer("patience")),
          m_cooldown(options.integer("cooldown")) {}

    double rate(double base, Index, const ScheduleState& state) const override {
        return std::max(base * state.factor,
                        std::min(m_minimum, base));  // a floor never raises the rate above its base
    }

    void epochEnded(double cost, ScheduleState& state) const override {
        if (!state.hasBest || cost < state.best * (1 - m_threshold)) {
            state.best = cost;
            state.hasBest = true;
            state.badEpochs = 0;
        } else {
            ++state.badEpochs;
        }
        if (state.cooldown > 0) {
            --state.cooldown;
            state.badEpochs = 0;
        }
        if (state.badEpochs > m_patience) {
            state.factor *= m_factor;
            state.cooldown = m_cooldown;
            state.badEpochs = 0;
        }
    }

  private:
    double m_factor, m_threshold, m_minimum;
    Index m_patience, m_cooldown;
};

OptionInfo real(const char* name, const char* label, double standard, double minimum, double maximum,
                const char* help) {
    OptionInfo info{name, label, OptionType::Real, standard, minimum, maximum};
    info.help = help;
    return info;
}

OptionInfo above(OptionInfo info) {
    info.minimumExcluded = true;
    return info;
}

OptionInfo whole(const char* name, const char* label, std::int64_t standard, double minimum, const char* help) {
    OptionInfo info{name, label, OptionType::Integer, standard, minimum, 1e6};
    info.help = help;
    return info;
}

template <typename Kind>
ScheduleInfo info(const char* kind, const char* title, const char* help, const char* formula,
                  std::vector<OptionInfo> options) {
    ScheduleInfo result;
    result.kind = kind;
    result.title = title;
    result.help = help;
    result.formula = formula;
    result.options = std::move(options);
    result.make = [](const Options& values) -> std::shared_ptr<const Schedule> {
        return std::make_shared<Kind>(values);
    };
    return result;
}

std::vector<ScheduleInfo> makeInfos() {
    return {
        info<Constant>("constant", "Constant", "The learning rate stays as it is set.", "rate = base", {}),
        info<Steps>("step", "Step", "Multiplies the rate by gamma after every so many epochs.",
                    "rate = base · gamma^⌊epoch / step_size⌋",
                    {whole("step_size", "Every (epochs)", 100, 1, "Epochs between two drops of the rate."),
                     above(real("gamma", "Gamma", 0.5, 0, 1, "What the rate is multiplied by at each drop."))}),
        info<Exponential>("exponential", "Exponential", "Multiplies the rate by gamma after every epoch.",
                          "rate = base · gamma^epoch",
                          {above(real("gamma", "Gamma", 0.99, 0, 1,
                                      "What the rate is multiplied by each epoch: 0.99 halves it in 69 epochs."))}),
        info<Cosine>("cosine", "Cosine",
                     "Lets the rate glide along half a cosine wave from its base to a minimum. After the period it "
                     "climbs back the "
                     "same way, so the period is usually the number of epochs.",
                     "rate = min + (base − min) · (1 + cos(π · epoch / t_max)) / 2",
                     {whole("t_max", "Period (epochs)", 300, 1, "Epochs from the base rate down to the minimum."),
                      real("eta_min", "Minimum rate", 0, 0, 1000, "The rate at the lowest point.")}),
        info<Warmup>(
            "warmup", "Warm-up",
            "Starts with a small rate and raises it evenly to the full one; adaptive optimizers and deep networks then "
            "take no wild first steps.",
            "rate = base · (start + (1 − start) · min(epoch / epochs, 1))",
            {above(real("start_factor", "Start factor", 0.1, 0, 1, "Share of the base rate in the first epoch.")),
             whole("epochs", "Warm-up (epochs)", 10, 1, "Epochs until the full rate is reached.")}),
        info<Plateau>(
            "plateau", "Reduce on plateau",
            "Lowers the rate when the cost has stopped falling: the validation cost, or the training cost where there "
            "is "
            "no validation part.",
            "rate ← max(factor · rate, min_rate) after more than patience epochs without cost < best · (1 − threshold)",
            {above(real("factor", "Factor", 0.5, 0, 1, "What the rate is multiplied by on a plateau.")),
             whole("patience", "Patience (epochs)", 10, 0, "Epochs without progress that are put up with."),
             real("threshold", "Threshold", 1e-4, 0, 1, "The share by which the cost must fall to count as progress."),
             whole("cooldown", "Cool-down (epochs)", 0, 0, "Epochs after a reduction in which nothing is counted."),
             real("min_rate", "Minimum rate", 0, 0, 1000, "The rate never falls below this.")}),
    };
}

}  // namespace

const std::vector<ScheduleInfo>& scheduleInfos() {
    static const std::vector<ScheduleInfo> infos = makeInfos();
    return infos;
}

const ScheduleInfo* findSchedule(std::string_view kind) {
    for (const ScheduleInfo& info : scheduleInfos())
        if (info.kind == kind) return &info;
    return nullptr;
}

std::shared_ptr<const Schedule> makeSchedule(const Spec& spec) {
    if (const ScheduleInfo* info = findSchedule(spec.kind))
        return info->make(checkedOptions(*info, spec.options, "training.schedule"));
    std::string known;
    for (const ScheduleInfo& info : scheduleInfos()) known += (known.empty() ? "" : ", ") + info.kind;
    throw Error("training.schedule.kind: there is no schedule called \"" + spec.kind + "\"; use one of " + known + ".");
}

}  // namespace glassbox
