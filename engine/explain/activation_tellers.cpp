#include "engine/explain/activation_tellers.h"

#include "engine/explain/number_words.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace glassbox {

namespace {

std::string cases(const std::string& positive, const std::string& otherwise) {
    return "\\begin{cases} " + positive + " & \\text{if } z > 0 \\\\ " + otherwise +
           " & \\text{otherwise} \\end{cases}";
}

/// "1 - a" times a, in letters or numbers.
std::string shrinking(const std::string& a) {
    return a + " \\left(1 - " + a + "\\right)";
}

std::string flatAt(bool flat) {
    return flat ? " So far from zero the function is nearly flat: hardly any gradient comes back through it." : "";
}

std::string squeezed(const ActiveUnit& unit, const std::string& how, double flatFrom) {
    return how + ": " + numberWords(unit.sum()) + " becomes " + numberWords(unit.output()) + "." +
           flatAt(std::abs(unit.sum()) > flatFrom);
}

/// For the functions that leave positive sums alone; `below` says what they do to others.
std::string passed(const ActiveUnit& unit, const std::string& name, const std::string& below) {
    if (unit.sum() > 0)
        return "The sum is positive, so " + name + " passes it on unchanged: " + numberWords(unit.output()) + ".";
    if (unit.sum() == 0) return "The sum is zero, and so is what " + name + " passes on.";
    return "The sum is negative; " + below + ".";
}

std::string slopeByLine(const ActiveUnit& unit) {
    return "f'" + bracketed(unit.writer.number(unit.z, true));
}

// 1 / (1 + e^-z), slope a (1 - a)
const FunctionTeller sigmoid{
    ActivationKind::Sigmoid,
    [](const std::string&) -> std::string { return "\\frac{1}{1 + e^{-z}}"; },
    [](const std::string&) { return shrinking("f\\left(z\\right)"); },
    [](const ActiveUnit& unit) { return "\\frac{1}{1 + e^{-" + unit.writer.number(unit.z) + "}}"; },
    [](const ActiveUnit& unit) { return shrinking(unit.writer.number(unit.a)); },
    true,
    [](const ActiveUnit& unit, const std::string&) {
        return squeezed(unit, "The sigmoid squeezes every sum into the range from 0 to 1", 4);
    }};

// tanh z, slope 1 - a^2
const FunctionTeller tanh{ActivationKind::Tanh,
                          [](const std::string&) -> std::string { return "\\tanh\\left(z\\right)"; },
                          [](const std::string&) -> std::string { return "1 - f\\left(z\\right)^{2}"; },
                          [](const ActiveUnit& unit) { return "\\tanh" + bracketed(unit.writer.number(unit.z, true)); },
                          [](const ActiveUnit& unit) { return bracketed("1 - " + unit.writer.base(unit.a) + "^{2}"); },
                          true,
                          [](const ActiveUnit& unit, const std::string&) {
                              return squeezed(unit, "Tanh squeezes every sum into the range from −1 to 1", 2.5);
                          }};

// max(0, z), slope 1 or 0
const FunctionTeller relu{
    ActivationKind::Relu,
    [](const std::string&) -> std::string { return "\\max\\left(0,\\, z\\right)"; },
    [](const std::string&) { return cases("1", "0"); },
    [](const ActiveUnit& unit) { return "\\max\\left(0,\\, " + unit.writer.number(unit.z, true) + "\\right)"; },
    slopeByLine,
    false,
    [](const ActiveUnit& unit, const std::string& name) {
        if (unit.sum() > 0) return passed(unit, name, {});
        return std::string("The sum is ") + (unit.sum() == 0 ? "zero" : "negative") + ", so " + name +
               " stays silent: it passes on 0, and no gradient comes back through it.";
    }};

// z or slope * z
const FunctionTeller leakyRelu{ActivationKind::LeakyRelu,
                               [](const std::string& setting) { return cases("z", setting + "\\, z"); },
                               [](const std::string& setting) { return cases("1", setting); },
                               [](const ActiveUnit& unit) {
                                   return unit.sum() > 0 ? unit.writer.number(unit.z, true)
                                                         : unit.setting() + " \\times " + unit.writer.number(unit.z);
                               },
                               slopeByLine,
                               false,
                               [](const ActiveUnit& unit, const std::string& name) {
                                   return passed(unit, name,
                                                 "only a small share of it passes: " + numberWords(unit.output()));
                               }};

// z or alpha (e^z - 1), slope 1 or a + alpha
const FunctionTeller elu{
    ActivationKind::Elu,
    [](const std::string& setting) { return cases("z", setting + " \\left(e^{z} - 1\\right)"); },
    [](const std::string& setting) { return cases("1", "f\\left(z\\right) + " + setting); },
    [](const ActiveUnit& unit) {
        return unit.sum() > 0 ? unit.writer.number(unit.z, true)
                              : unit.setting() + " \\left(e^{" + unit.writer.number(unit.z, true) + "} - 1\\right)";
    },
    [](const ActiveUnit& unit) {
        return unit.sum() > 0 ? slopeByLine(unit) : unit.writer.number(unit.a, true) + " + " + unit.setting();
    },
    false,
    [](const ActiveUnit& unit, const std::string& name) {
        const double lowest = -static_cast<double>(unit.f.setting);
        return passed(unit, name, "ELU bends it towards " + numberWords(lowest) + ": " + numberWords(unit.output()));
    }};

// z Phi(z), slope Phi(z) + z phi(z)
const FunctionTeller gelu{
    ActivationKind::Gelu,
    [](const std::string&) -> std::string { return "z\\, \\Phi\\left(z\\right)"; },
    [](const std::string&) -> std::string { return "\\Phi\\left(z\\right) + z\\, \\varphi\\left(z\\right)"; },
    [](const ActiveUnit& unit) {
        const std::string z = unit.writer.number(unit.z, true);
        return z + " \\times \\Phi" + bracketed(z);
    },
    [](const ActiveUnit& unit) {
        const std::string z = unit.writer.number(unit.z, true);
        return "\\Phi" + bracketed(z) + " + " + unit.writer.number(unit.z) + "\\, \\varphi" + bracketed(z);
    },
    false,
    [](const ActiveUnit& unit, const std::string&) {
        return "GELU multiplies the sum by the share of a normal distribution that lies below it: " +
               numberWords(unit.sum()) + " becomes " + numberWords(unit.output()) + ".";
    }};

}  // namespace

std::string ActiveUnit::setting() const {
    return settingTex(static_cast<double>(f.setting));
}

const FunctionTeller* functionTeller(ActivationKind kind) {
    static const std::array<const FunctionTeller*, 6> tellers{&sigmoid, &tanh, &relu, &leakyRelu, &elu, &gelu};
    const auto found = std::find_if(tellers.begin(), tellers.end(),
                                    [&](const FunctionTeller* teller) { return teller->kind == kind; });
    return found == tellers.end() ? nullptr : *found;
}

}  // namespace glassbox
