#include "engine/experiment/fit_output.h"

#include "engine/data/dataset.h"
#include "engine/experiment/kinds.h"
#include "engine/experiment/training_options.h"
#include "engine/nn/loss.h"

namespace glassbox {

namespace {

/// The end of a network: how many units answer, and through which activation function.
class Output {
  public:
    explicit Output(std::vector<Spec>& network) : m_network(network) {
        std::size_t last = network.size();
        for (std::size_t i = 0; i < network.size(); ++i)
            if (network[i].kind == "dense") last = i;
        if (last == network.size()) {
            network.push_back({"dense", {{"units", std::int64_t{1}}, {"activation", std::string("identity")}}});
            m_appended = true;
        }
        m_dense = m_activation = last;
        for (std::size_t i = last + 1; i < network.size(); ++i)
            if (const KindInfo* info = findKind(SpecRole::Layer, network[i].kind); info && activationKey(*info))
                m_activation = i;
    }

    bool appended() const { return m_appended; }
    std::int64_t units() const { return std::get<std::int64_t>(value(m_dense, "units")); }
    std::string activation() const { return std::get<std::string>(value(m_activation, key())); }
    void setUnits(std::int64_t units) { m_network[m_dense].options.set("units", units); }
    void setActivation(const std::string& activation) { m_network[m_activation].options.set(key(), activation); }

  private:
    const KindInfo& info(std::size_t layer) const {
        return requireKind(SpecRole::Layer, m_network[layer].kind, "network[" + std::to_string(layer) + "].layer");
    }
    const char* key() const { return activationKey(info(m_activation)); }
    OptionValue value(std::size_t layer, const char* name) const {
        return optionOrDefault(info(layer), m_network[layer].options, name);
    }

    std::vector<Spec>& m_network;
    std::size_t m_dense = 0;
    std::size_t m_activation = 0;  // the layer whose activation function ends the network
    bool m_appended = false;
};

bool isOneOf(const std::string& name, std::initializer_list<const char*> names) {
    for (const char* candidate : names)
        if (name == candidate) return true;
    return false;
}

/// True for losses made for classes; an unknown loss fits nothing.
bool isClassLoss(const std::string& loss) {
    return isOneOf(loss, {"binary_cross_entropy", "cross_entropy", "nll", "hinge"});
}

bool fitsRegression(const std::string& activation, const std::string& loss) {
    return findLoss(loss) && !isClassLoss(loss) && !isOneOf(activation, {"sigmoid", "softmax", "log_softmax"});
}

/// Whether activation and loss say something sensible about classes with this many units.
bool fitsClasses(const std::string& activation, const std::string& loss, std::int64_t units) {
    const bool probabilities = activation == (units == 1 ? "sigmoid" : "softmax");
    if (loss == "binary_cross_entropy") return !isOneOf(activation, {"softmax", "log_softmax"});
    if (loss == "cross_entropy") return units > 1;
    if (loss == "nll") return units > 1 && activation == "log_softmax";
    if (loss == "hinge") return !isOneOf(activation, {"sigmoid", "softmax", "log_softmax"});
    return findLoss(loss) &&
           (probabilities || (units > 1 && activation == "sigmoid"));  // squared error on probabilities
}

/// How many units the classes need. Two softmax units for two classes are as right as one sigmoid unit.
std::int64_t unitsFor(std::int64_t now, Index classes) {
    if (classes <= 2) return now == 2 ? 2 : 1;
    return static_cast<std::int64_t>(classes);
}

}  // namespace

bool fitOutput(Experiment& experiment, Task task, Index classes) {
    const Experiment before = experiment;
    Output output(experiment.network);
    Spec& loss = experiment.training.loss;
    const auto become = [&](std::int64_t units, const char* activation, const char* lossKind) {
        output.setUnits(units);
        if (output.activation() != activation) output.setActivation(activation);
        if (loss.kind != lossKind) loss = {lossKind};
    };
    const std::int64_t now = output.units();
    if (task == Task::Regression) {
        if (!fitsRegression(output.activation(), loss.kind))
            become(1, "identity", isClassLoss(loss.kind) || !findLoss(loss.kind) ? "mse" : loss.kind.c_str());
        else if (now != 1)
            output.setUnits(1);
    } else {
        const std::int64_t units = unitsFor(output.appended() ? 0 : now, classes);
        // From one unit to several (or back) a sigmoid means something else: only the margins of hinge carry over.
        const bool carriesOver = (now > 1) == (units > 1) || loss.kind == "hinge";
        if (!carriesOver || !fitsClasses(output.activation(), loss.kind, units))
            become(units, units == 1 ? "sigmoid" : "softmax", units == 1 ? "binary_cross_entropy" : "cross_entropy");
        else if (now != units)
            output.setUnits(units);
    }
    return !(experiment == before);
}

std::optional<std::pair<Task, Index>> taskOf(const Spec& data) {
    const DataInfo* info = findData(data.kind);
    if (!info || info->inputs == 0) return std::nullopt;  // a table says so when it is read
    return std::pair{info->task, classesOf(data)};
}

}  // namespace glassbox
