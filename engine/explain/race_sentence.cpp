#include "engine/explain/number_words.h"
#include "engine/explain/race.h"

#include <cmath>
#include <cstdio>
#include <numbers>

namespace glassbox {

namespace {

using Vector = Eigen::Vector2d;

std::string words(double value) {
    return numberWords(value);
}
/// A number that somebody chose, without zeros at its end: "0.5" and not "0.500".
std::string chosenWords(double value) {
    if (std::abs(value) < 1e-4 || std::abs(value) >= 1e5) return words(value);
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}
std::string pointWords(const Vector& point) {
    return "(" + words(point.x()) + ", " + words(point.y()) + ")";
}
std::string bothAxes(const Vector& pair) {
    return words(pair.x()) + " on x and " + words(pair.y()) + " on y";
}

/// Angle between two directions in degrees, 0 to 180.
double angleBetween(const Vector& a, const Vector& b) {
    return std::abs(std::atan2(a.x() * b.y() - a.y() * b.x(), a.dot(b))) * 180 / std::numbers::pi;
}
std::string degrees(double angle) {
    return std::to_string(std::lround(angle)) + "°";
}

/// A step with the one before it.
struct Told {
    const RacerStep& before;
    const RacerStep& now;
    const RacerKind& kind;
    Options options;
    Index step;
    bool first;

    Vector move() const { return now.position - before.position; }
};

std::string tellSgd(const Told& told) {
    const double length = told.now.gradient.norm();
    std::string sentence = "The gradient is " + words(length) + " long; times the learning rate " +
                           chosenWords(told.now.learningRate) + " that makes a step of " + words(told.move().norm());
    if (told.first) return sentence + " straight downhill";
    const double turn = angleBetween(told.now.gradient, told.before.gradient);
    if (turn > 120 && length > 0 && !told.before.gradient.isZero(0))
        return sentence + ", nearly back where it came from: it zigzags across the valley";
    return sentence + " straight downhill";
}

std::string tellVelocity(const Told& told) {
    const Vector &old = told.before.memory[0], &velocity = told.now.memory[0], &g = told.now.gradient;
    const double momentum = told.options.real("momentum");
    if (old.isZero(0)) return "The velocity is zero before this step, so it becomes the gradient itself";
    if (g.isZero(0))
        return "The gradient is zero, so the ball rolls on and keeps " + chosenWords(momentum) + " of its velocity";
    const double angle = angleBetween(old, g), size = velocity.norm(), was = old.norm();
    const std::string change = ": from " + words(was) + " to " + words(size);
    if (angle > 100) {
        if (velocity.dot(old) < 0)
            return "The new gradient points against the velocity and is the stronger: the ball turns round, its "
                   "velocity goes" +
                   change.substr(1);
        return std::string(
                   "The new gradient points against the velocity, so they cancel in part: the ball slows "
                   "down") +
               change;
    }
    if (angle < 80)
        return size > was
                   ? "The new gradient points the way the ball rolls, so it speeds up" + change
                   : "The new gradient points the way the ball rolls, but keeping only " + chosenWords(momentum) +
                         " of the velocity takes more than it gives: the ball slows down" + change;
    return "The new gradient pulls across the way the ball rolls (" + degrees(angle) + "), so its path bends by " +
           degrees(angleBetween(old, velocity));
}

std::string tellNesterov(const Told& told) {
    return tellVelocity(told) + ", and the step takes the gradient once more, as if it already saw what comes next";
}

std::string tellAdagrad(const Told& told) {
    if (told.first) {
        const Vector size = told.move().cwiseAbs();
        return "The only gradient so far is divided by its own size, so each axis with a slope moves by the learning "
               "rate: " +
               bothAxes(size);
    }
    return "All squared gradients so far are in the divisor, so the rates only fall: to " +
           bothAxes(told.now.effectiveRate);
}

std::string tellRmsprop(const Told& told) {
    const Vector usual = told.now.memory[0].cwiseSqrt();
    std::string sentence = "Dividing by the gradient's usual size (" + bothAxes(usual) + ") leaves rates of " +
                           bothAxes(told.now.effectiveRate);
    if (told.first) return sentence + "; the mean of squares starts at zero, so the first step is a large one";
    return sentence;
}

/// How well the gradients of late agree on an axis, the bias-corrected |m| / sqrt(v): 1 if they were all the same, 0 if
/// they cancel.
double agreement(const Told& told, Index axis) {
    const double seen = 1 - std::pow(told.options.real("beta1"), static_cast<double>(told.step));
    return std::abs(told.now.memory[0][axis]) / seen * told.now.effectiveRate[axis] / told.now.learningRate;
}

std::string tellAdam(const Told& told) {
    if (told.first)
        return "Both means are corrected for starting at zero, so the first step has the size of the learning rate on "
               "each axis where there is a slope: it moves " +
               bothAxes(told.move());
    const auto axis = [&](Index i, const char* name) {
        const double share = agreement(told, i);
        const std::string size = "(" + words(share) + " of the learning rate)";
        return std::string("on ") + name +
               (share > 0.7   ? " the gradients agree, so it moves far "
                : share > 0.2 ? " they agree in part, so it moves less "
                              : " they are small beside earlier ones or cancel, so it moves little ") +
               size;
    };
    std::string sentence = axis(0, "x") + "; " + axis(1, "y");
    sentence[0] = 'O';
    return sentence;
}

std::string tellAdamw(const Told& told) {
    const double share = told.now.learningRate * told.options.real("weight_decay");
    if (share == 0) return tellAdam(told);
    return tellAdam(told) + "; beside it the decay takes off " + chosenWords(100 * share) + " % of x and y";
}

std::string tellNewton(const Told& told) {
    std::string sentence = told.now.damping == 0
                               ? "The surface bends upwards in every direction here, so it heads for the lowest point "
                                 "of the bowl that fits"
                               : "The Hessian is not positive definite here, so " + words(told.now.damping) +
                                     " is added to its diagonal: without that the step could climb";
    const double tried = told.options.real("step_length");
    if (told.now.stepLength == 0) return sentence + "; however short the step, it would not lower f, so it stays";
    if (told.now.stepLength < tried)
        sentence += "; the full step would not lower f enough, so it is shortened to " +
                    chosenWords(told.now.stepLength) + " of it";
    return sentence;
}

std::string tellLine(const Told& told) {
    const bool conjugate = told.kind.kind == "conjugate_gradient";
    if (told.now.stepLength == 0) return "No lower point is found along its line, so it stays";
    std::string sentence;
    if (told.now.restarted)
        sentence = told.first ? "Nothing is remembered yet, so it searches along the gradient"
                              : "It drops its memory and searches along the gradient again";
    else if (conjugate)
        sentence = "Its line is bent by " + degrees(angleBetween(told.now.memory[0], -told.now.gradient)) +
                   " away from the gradient, so as not to undo the line before";
    else
        sentence = "The curvature seen on its last moves turns its line by " +
                   degrees(angleBetween(told.now.memory[0], -told.now.gradient)) + " away from the gradient";
    return sentence + "; the search ends at " + words(told.now.stepLength) + " times the direction, after " +
           std::to_string(told.now.valueEvaluations - told.before.valueEvaluations) + " values";
}

std::string tellGenetic(const Told& told) {
    const std::string spread =
        ", while children mutate by " + chosenWords(100 * told.now.stepLength) + " % of the view";
    if (told.move().isZero(0)) return "No child is better, so the best of the last generation stays the best" + spread;
    return "A child is better than every point before, " + words(told.move().norm()) + " away from the last best" +
           spread;
}

std::string valueChange(const Told& told) {
    const double was = told.before.value, is = told.now.value;
    if (is == was) return "; f stays at " + words(is) + ".";
    return (is < was ? "; f falls from " : "; f rises from ") + words(was) + " to " + words(is) + ".";
}

std::string tell(const Told& told) {
    const std::string& kind = told.kind.kind;
    if (kind == "genetic") return tellGenetic(told);
    if (told.kind.hasSchedule && told.now.learningRate == 0) return "The schedule has brought the learning rate to 0";
    const bool carriesOn = kind == "momentum" || kind == "nesterov" || kind == "adam" || kind == "adamw";
    if (told.now.gradient.isZero(0) && !carriesOn) return "The gradient is zero here, so nothing moves it";
    if (kind == "momentum") return tellVelocity(told);
    if (kind == "nesterov") return tellNesterov(told);
    if (kind == "adagrad") return tellAdagrad(told);
    if (kind == "rmsprop") return tellRmsprop(told);
    if (kind == "adam") return tellAdam(told);
    if (kind == "adamw") return tellAdamw(told);
    if (kind == "newton") return tellNewton(told);
    if (kind == "conjugate_gradient" || kind == "lbfgs") return tellLine(told);
    return tellSgd(told);
}

}  // namespace

std::string sentenceFor(const RacerPath& path, Index step) {
    const auto index = static_cast<std::size_t>(step);
    const RacerStep& now = path.steps.at(index);
    if (step == 0)
        return std::isfinite(now.value)
                   ? "It starts at " + pointWords(now.position) + ", where f is " + words(now.value) + "."
                   : "f has no finite value at the start " + pointWords(now.position) + "; move the start.";
    const RacerKind& kind = *findRacerKind(path.racer.optimizer.kind);
    const Told told{path.steps[index - 1],
                    now,
                    kind,
                    checkedOptions(kind, path.racer.optimizer.options, kind.kind),
                    step,
                    step == 1};
    return tell(told) + valueChange(told);
}

std::string endSentence(const RacerPath& path) {
    if (path.end == RaceEnd::Finished) return {};
    const std::string step = "Step " + std::to_string(path.lostAt.value_or(0));
    const Vector& at = path.lostPosition;
    switch (path.end) {
        case RaceEnd::LeftView:
            if (path.steps.back().value < path.steps.front().value)
                return step + " leads to " + pointWords(at) +
                       ", a million times the view away, and f falls on the way: no minimum holds it there.";
            return step + " leads to " + pointWords(at) + ", a million times the view away: it has diverged" +
                   (findRacerKind(path.racer.optimizer.kind)->hasSchedule ? "; a smaller learning rate may hold it."
                                                                          : ".");
        case RaceEnd::NotFinite:
            return step + " leads to numbers that are infinite or undefined: it has diverged.";
        default:
            if (path.lostAt == Index{0})
                return "f has no finite value at the start " + pointWords(at) + "; move the start.";
            return step + " leads to " + pointWords(at) + ", where f has no finite value, so the path ends before it.";
    }
}

}  // namespace glassbox
