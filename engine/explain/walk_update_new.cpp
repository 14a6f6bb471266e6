#include "engine/explain/number_words.h"
#include "engine/explain/walk_update.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace glassbox::update_walk {

namespace {

/// Letters of a parameter and of what its optimizer reads, for the rule.
struct Letters {
    const StepRecord& record;
    std::string w, g;
    std::array<std::string, 2> memory;
};

/// The same as numbers. Lines that work out parts of the step are added to the writer.
struct Numbers {
    ArithmeticWriter& writer;
    Place w, g;
    std::array<Place, 2> memory;

    const StepRecord& record() const { return writer.record(); }
    double rate() const { return record().learningRate; }
    std::string eta() const { return settingTex(rate()) + " \\times "; }
};

/// The step that is taken off, as TeX and as a number.
struct Taken {
    std::string tex;
    double value = 0;
};

/// How one optimizer makes its step out of the gradient and its memory.
struct StepTeller {
    const char* kind;
    bool readsGradient;  ///< besides its memory
    std::string (*rule)(const Letters& letters);
    std::string (*where)(const Letters& letters);
    Taken (*taken)(const Numbers& numbers);
};

std::string nothing(const Letters&) {
    return {};
}

std::string epsilonWhere(const Letters& letters) {
    return "\\varepsilon = " + settingTex(setting(letters.record, "epsilon"));
}

/// A setting to be raised to a power: "0.9", but "(10^{-5})".
std::string raised(double value) {
    const std::string text = settingTex(value);
    return bracketed(text, text.find('^') != std::string::npos);
}

// w - eta g
const StepTeller sgd{"sgd", true, [](const Letters& l) { return l.w + " - \\eta\\, " + l.g; }, nothing,
                     [](const Numbers& n) -> Taken {
                         return {n.eta() + n.writer.number(n.g), n.rate() * n.writer.value(n.g)};
                     }};

// w - eta v
const StepTeller momentum{"momentum", false, [](const Letters& l) { return l.w + " - \\eta\\, " + l.memory[0]; },
                          nothing,
                          [](const Numbers& n) -> Taken {
                              return {n.eta() + n.writer.number(n.memory[0]), n.rate() * n.writer.value(n.memory[0])};
                          }};

// w - eta (g + mu v)
const StepTeller nesterov{
    "nesterov", true, [](const Letters& l) { return l.w + " - \\eta " + bracketed(l.g + " + \\mu\\, " + l.memory[0]); },
    [](const Letters& l) { return "\\mu = " + settingTex(setting(l.record, "momentum")); },
    [](const Numbers& n) -> Taken {
        const double mu = setting(n.record(), "momentum");
        return {n.eta() + bracketed(n.writer.number(n.g, true) + " + " + settingTex(mu) + " \\times " +
                                    n.writer.number(n.memory[0])),
                n.rate() * (n.writer.value(n.g) + mu * n.writer.value(n.memory[0]))};
    }};

// w - eta g / (sqrt(memory) + epsilon)
std::string rootedRule(const Letters& l) {
    return l.w + " - \\eta\\, \\frac{" + l.g + "}{\\sqrt{" + l.memory[0] + "} + \\varepsilon}";
}

Taken rootedStep(const Numbers& n) {
    const double epsilon = setting(n.record(), "epsilon");
    return {n.eta() + "\\frac{" + n.writer.number(n.g, true) + "}{\\sqrt{" + n.writer.number(n.memory[0], true) +
                "} + " + settingTex(epsilon) + "}",
            n.rate() * n.writer.value(n.g) / (std::sqrt(n.writer.value(n.memory[0])) + epsilon)};
}

const StepTeller adagrad{"adagrad", true, rootedRule, epsilonWhere, rootedStep};
const StepTeller rmsprop{"rmsprop", true, rootedRule, epsilonWhere, rootedStep};

// w - eta m^ / (sqrt(v^) + epsilon), m^ = m / (1 - beta1^t), v^ = v / (1 - beta2^t)
std::string adamStepRule() {
    return " - \\eta\\, \\frac{\\hat{m}}{\\sqrt{\\hat{v}} + \\varepsilon}";
}

std::string adamWhere(const Letters& l) {
    const std::string t = std::to_string(l.record.memoryAfter.step);
    return epsilonWhere(l) + ",\\quad \\hat{m} = \\frac{m}{1 - \\beta_{1}^{" + t +
           "}},\\quad \\hat{v} = \\frac{v}{1 - \\beta_{2}^{" + t + "}}";
}

/// "m / (1 - beta^t)" as a line; its value.
double correctedLine(const Numbers& n, const char* letter, const Place& memory, double beta) {
    const Index t = n.record().memoryAfter.step;
    const double corrected = n.writer.value(memory) / (1 - std::pow(beta, static_cast<double>(t)));
    n.writer.line(letter,
                  "\\frac{" + n.writer.number(memory, true) + "}{1 - " + raised(beta) + "^{" + std::to_string(t) + "}}",
                  corrected);
    return corrected;
}

Taken adamStep(const Numbers& n) {
    const double epsilon = setting(n.record(), "epsilon");
    const double m = correctedLine(n, "\\hat{m}", n.memory[0], setting(n.record(), "beta1"));
    const double v = correctedLine(n, "\\hat{v}", n.memory[1], setting(n.record(), "beta2"));
    const double uncorrected = n.writer.value(n.memory[0]) / (std::sqrt(n.writer.value(n.memory[1])) + epsilon);
    n.writer.mistake(Mistake::NoCorrection, n.writer.value(n.w) - n.rate() * uncorrected);
    return {n.eta() + "\\frac{" + numberTex(m) + "}{\\sqrt{" + numberTex(v) + "} + " + settingTex(epsilon) + "}",
            n.rate() * m / (std::sqrt(v) + epsilon)};
}

const StepTeller adam{"adam", false, [](const Letters& l) { return l.w + adamStepRule(); }, adamWhere, adamStep};

bool isDecoupled(const StepRecord& record) {
    return kindOf(record) == "adamw" && record.experiment.training.weightDecay != 0;
}

// The same with the decay outside of the moments: (1 - eta lambda) w - ...
const StepTeller adamw{
    "adamw", false,
    [](const Letters& l) {
        return (isDecoupled(l.record) ? "\\left(1 - \\eta \\lambda\\right) " + l.w : l.w) + adamStepRule();
    },
    [](const Letters& l) {
        return joined(adamWhere(l), isDecoupled(l.record)
                                        ? "\\lambda = " + settingTex(l.record.experiment.training.weightDecay)
                                        : std::string());
    },
    adamStep};

const StepTeller& stepTeller(const StepRecord& record) {
    static constexpr std::array<const StepTeller*, 7> tellers{&sgd,     &momentum, &nesterov, &adagrad,
                                                              &rmsprop, &adam,     &adamw};
    const auto found = std::find_if(tellers.begin(), tellers.end(),
                                    [&](const StepTeller* teller) { return kindOf(record) == teller->kind; });
    return found == tellers.end() ? sgd : **found;  // a test holds every optimizer against this list
}

std::string changeWords(const ArithmeticWriter& writer, const Place& w, const Target& target,
                        const Question& question) {
    const StepRecord& record = writer.record();
    const double change = writer.resultValue() - writer.value(w);
    const double g = writer.value({gradientOf(record, target), question.row, question.col});
    std::string sentence = "The " + wordsOf(record, w) +
                           (change > 0   ? " grows by "
                            : change < 0 ? " falls by "
                                         : " stays as it is");
    if (change == 0) {
        if (record.learningRate == 0) return sentence + ", because the learning rate is 0 in this step.";
        return sentence +
               (g == 0 ? ": its gradient is zero." : ": the change is too small for a number of seven digits.");
    }
    sentence += numberWords(std::abs(change)) + " to " + numberWords(writer.resultValue());
    if (g != 0 && (g > 0) == (change > 0))
        return sentence + (kindOf(record) == "adamw"
                               ? ", against its own gradient: the decay or the memory of earlier steps is stronger."
                               : ", against its own gradient: the memory of earlier steps is stronger.");
    if (g == 0) return sentence + ", although its gradient is zero: the memory of earlier steps or the decay moves it.";
    return sentence + " (its gradient is " + numberWords(g) + ").";
}

Arithmetic newParameter(const StepRecord& record, const TensorRef& result, const Question& question) {
    ArithmeticWriter writer(record, result, question);
    const Target target{result.layer, result.part};
    const Place w{target.ref(Quantity::Parameter), question.row, question.col};
    if (isFrozen(record, {result, question.row, question.col})) {
        writer.result(writer.number(w, true));
        writer.say("This number is frozen: the update leaves it alone.");
        return writer.take();
    }
    const auto at = [&](const TensorRef& ref) { return Place{ref, question.row, question.col}; };
    const Place g = at(gradientOf(record, target));
    const Taken step = stepTeller(record).taken(
        {writer, w, g, {at(target.ref(Quantity::MemoryAfter, 0)), at(target.ref(Quantity::MemoryAfter, 1))}});
    const double before = writer.value(w), decay = record.experiment.training.weightDecay;
    std::string start = writer.number(w, true);
    if (isDecoupled(record)) {
        start = "\\left(1 - " + settingTex(record.learningRate) + " \\times " + settingTex(decay) +
                "\\right) \\times " + writer.number(w);
        writer.mistake(Mistake::NoDecay, before - step.value);
    }
    writer.result(start + " - " + step.tex);
    writer.mistake(Mistake::WrongDirection, before + step.value);
    if (record.learningRate != 1) writer.mistake(Mistake::NoLearningRate, before - step.value / record.learningRate);
    if (!record.memoryNames.empty()) writer.mistake(Mistake::NoMemory, before - record.learningRate * writer.value(g));
    writer.say(changeWords(writer, w, target, question));
    return writer.take();
}

}  // namespace

void tellNew(const StepRecord& record, const Target& target, Operations& operations) {
    const bool weights = record.before.spec(target.layer).kind == "dense";
    const std::string name =
        weights ? (target.part > 0 ? "new biases" : "new weights") : (target.part > 0 ? "new shifts" : "new scales");
    Operation operation = startOperation(record, Phase::Update, target.layer, target.ref(Quantity::NewParameter), name);
    const TensorRef old = target.ref(Quantity::Parameter), g = gradientOf(record, target);
    Letters letters{record, symbolOf(record, old), symbolOf(record, g), {}};
    for (std::size_t i = 0; i < record.memoryNames.size(); ++i)
        letters.memory[i] = symbolOf(record, target.ref(Quantity::MemoryAfter, static_cast<Index>(i)));
    const StepTeller& teller = stepTeller(record);
    operation.rule = operation.symbol + " = " + teller.rule(letters);
    operation.where = joined("\\eta = " + settingTex(record.learningRate), teller.where(letters));
    operation.purpose = "Each parameter takes a step against its gradient, as the optimizer makes it.";
    operation.uses = {{old, {}}};
    operation.matrices = {{"", old}};
    if (teller.readsGradient) {
        operation.uses.push_back({g, {}});
        operation.matrices.push_back({"− η", g});
    }
    for (Index i = 0; i < static_cast<Index>(record.memoryNames.size()); ++i) {
        operation.uses.push_back({target.ref(Quantity::MemoryAfter, i), {}});
        operation.matrices.push_back({",", target.ref(Quantity::MemoryAfter, i)});
    }
    operation.matrices.push_back({"→", operation.result});
    operation.arithmetic = [result = operation.result](const StepRecord& of, const Question& question) {
        return newParameter(of, result, question);
    };
    operations.push_back(std::move(operation));
}

}  // namespace glassbox::update_walk
