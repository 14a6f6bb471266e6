#include "engine/explain/racer_rule.h"
#include "engine/nn/optimizer.h"
#include "engine/nn/schedule.h"

#include <cmath>
#include <limits>

namespace glassbox {

namespace {

/// The options that are the optimizer's own.
Options withoutDecay(Options options) {
    options.erase("weight_decay");
    return options;
}

/// An optimizer of the engine, which sees (x, y) as a network with two parameters.
class EngineRule : public RacerRule {
  public:
    EngineRule(const RacerSpec& racer, const Options& options)
        : m_kind(racer.optimizer.kind),
          m_options(options),
          m_optimizer(makeOptimizer({m_kind, withoutDecay(options)})),
          m_schedule(makeSchedule(racer.schedule)),
          m_watches(racer.schedule.kind == "plateau") {}

    Eigen::Vector2d begin(const Eigen::Vector2d& start) override {
        m_position = {static_cast<Scalar>(start.x()), static_cast<Scalar>(start.y())};
        return position();
    }

    void advance(RacedSurface& surface, RacerStep& step) override {
        if (m_step > 0 && m_watches) {  // this schedule looks at the value
            surface.countValue();
            m_schedule->epochEnded(step.value, m_scheduleState);
        }
        step.learningRate = m_schedule->rate(m_optimizer->learningRate(), m_step, m_scheduleState);
        const Eigen::Vector2d g = surface.gradient(position());
        const Pair gradient{static_cast<Scalar>(g.x()), static_cast<Scalar>(g.y())};
        m_optimizer->update({m_position.data(),
                             gradient.data(),
                             {m_memory[0].data(), m_memory[1].data()},
                             2,
                             ++m_step,
                             step.learningRate,
                             m_options.real("weight_decay"),
                             0,
                             1,
                             std::numeric_limits<double>::infinity()});
        step.position = position();
        step.gradient = vector(gradient);
        for (std::size_t i = 0; i < 2; ++i) step.memory[i] = vector(m_memory[i]);
        step.effectiveRate = {rateOf(step, 0), rateOf(step, 1)};
    }

  private:
    using Pair = std::array<Scalar, 2>;

    static Eigen::Vector2d vector(const Pair& pair) {
        return {static_cast<double>(pair[0]), static_cast<double>(pair[1])};
    }
    Eigen::Vector2d position() const { return vector(m_position); }

    /// The learning rate over what the kind divides by.
    double rateOf(const RacerStep& step, Index axis) const {
        if (m_kind == "adagrad" || m_kind == "rmsprop")
            return step.learningRate / (std::sqrt(step.memory[0][axis]) + m_options.real("epsilon"));
        if (m_kind == "adam" || m_kind == "adamw") {
            const double seen = 1 - std::pow(m_options.real("beta2"), static_cast<double>(m_step));
            return step.learningRate / (std::sqrt(step.memory[1][axis] / seen) + m_options.real("epsilon"));
        }
        return step.learningRate;
    }

    std::string m_kind;
    Options m_options;
    std::shared_ptr<const Optimizer> m_optimizer;
    std::shared_ptr<const Schedule> m_schedule;
    ScheduleState m_scheduleState;
    bool m_watches;
    Pair m_position{};
    std::array<Pair, 2> m_memory{};
    Index m_step = 0;
};

std::string texOf(const std::string& kind) {
    if (kind == "sgd") return "w \\leftarrow w - \\eta\\, g";
    if (kind == "momentum") return "v \\leftarrow \\mu v + g,\\quad w \\leftarrow w - \\eta\\, v";
    if (kind == "nesterov") return "v \\leftarrow \\mu v + g,\\quad w \\leftarrow w - \\eta \\left(g + \\mu v\\right)";
    if (kind == "adagrad")
        return "s \\leftarrow s + g^{2},\\quad w \\leftarrow w - \\eta\\, \\frac{g}{\\sqrt{s} + \\varepsilon}";
    if (kind == "rmsprop")
        return "v \\leftarrow \\alpha v + \\left(1 - \\alpha\\right) g^{2},\\quad w \\leftarrow w - \\eta\\, "
               "\\frac{g}{\\sqrt{v} + \\varepsilon}";
    const std::string adam =
        "w - \\eta\\, \\frac{\\hat{m}}{\\sqrt{\\hat{v}} + \\varepsilon},\\quad \\hat{m} = \\frac{m}{1 - "
        "\\beta_{1}^{t}},\\quad \\hat{v} = \\frac{v}{1 - \\beta_{2}^{t}}";
    if (kind == "adam") return "w \\leftarrow " + adam;
    if (kind == "adamw") return "w \\leftarrow \\left(1 - \\eta \\lambda\\right) " + adam;
    return {};
}

OptionInfo decayOption(bool decoupled) {
    OptionInfo info{"weight_decay", "Weight decay", OptionType::Real, decoupled ? 0.01 : 0.0, 0, 10};
    info.help = decoupled ? "Pulls x and y towards 0 by this share of the learning rate each step, beside the "
                            "gradient. At 0, AdamW is Adam."
                          : "Adds this many times the position to the gradient, which pulls towards (0, 0).";
    info.advanced = !decoupled;
    return info;
}

}  // namespace

RacerEntry engineEntry(const std::string& kind) {
    const OptimizerInfo& info = *findOptimizer(kind);
    RacerEntry entry;
    static_cast<KindInfo&>(entry.kind) = info;
    entry.kind.options.push_back(decayOption(kind == "adamw"));
    entry.kind.tex = texOf(kind);
    entry.kind.memoryNames = info.make(checkedOptions(info, {}, kind))->stateNames();
    entry.kind.fromEngine = true;
    entry.kind.hasSchedule = true;
    entry.kind.cost = "one gradient a step";
    entry.make = [](const RacerSpec& racer, const Options& options, std::uint64_t) -> std::unique_ptr<RacerRule> {
        return std::make_unique<EngineRule>(racer, options);
    };
    return entry;
}

}  // namespace glassbox
