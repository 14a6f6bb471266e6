#include "ui/optimizers/knob_words.h"

#include "ui/plots/plot_text.h"

#include <QCoreApplication>

#include <cmath>
#include <utility>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("KnobView", text);
}

QString number(double value) {
    return plotNumber(value, 3);
}

/// What the roots of an axis do to the distance along it.
QString motionOf(const AxisRoots& roots) {
    constexpr double level = 1e-9;
    if (std::abs(roots.size - 1) < level) return tr("the distance along it does not shrink");
    if (roots.size > 1)
        return roots.first < 0 && !roots.complex ? tr("it jumps across the minimum, further each time")
                                                 : tr("it moves away from the minimum");
    if (roots.complex) return tr("it swings through the minimum");
    if (roots.size == 0) return tr("it lands on the minimum in one step");
    if (roots.first < -level || roots.second < -level) return tr("the negative one makes it jump from side to side");
    return tr("both real and not negative, so it creeps in from one side");
}

QString axisWords(const QString& axis, double curvature, const KnobSetting& setting) {
    const AxisRoots roots = axisRoots(curvature, setting.learningRate, setting.momentum);
    if (roots.complex)
        return tr("%1 (curvature %2): eigenvalues %3 ± %4i, of size √μ = %5; %6.")
            .arg(axis, number(curvature), number(roots.first), number(roots.second), number(roots.size),
                 motionOf(roots));
    return tr("%1 (curvature %2): eigenvalues %3 and %4; %5.")
        .arg(axis, number(curvature), number(roots.first), number(roots.second), motionOf(roots));
}

}  // namespace

QString regionName(MomentumRegion region) {
    switch (region) {
        case MomentumRegion::Monotone:
            return tr("monotone");
        case MomentumRegion::Oscillating:
            return tr("oscillating");
        case MomentumRegion::Divergent:
            break;
    }
    return tr("divergent");
}

QString regionHelp(MomentumRegion region) {
    switch (region) {
        case MomentumRegion::Monotone:
            return tr("Every axis comes to the minimum from one side.");
        case MomentumRegion::Oscillating:
            return tr("At least one axis swings or jumps through the minimum on its way.");
        case MomentumRegion::Divergent:
            break;
    }
    return tr("The distance to the minimum does not shrink.");
}

AxisRoots axisRoots(double curvature, double learningRate, double momentum) {
    const double sum = 1 + momentum - learningRate * curvature, root = sum * sum - 4 * momentum;
    if (root < 0) return {true, sum / 2, std::sqrt(-root) / 2, std::sqrt(momentum)};
    double first = (sum + std::sqrt(root)) / 2, second = (sum - std::sqrt(root)) / 2;
    if (std::abs(second) > std::abs(first)) std::swap(first, second);
    return {false, first, second, std::abs(first)};
}

QString whyWords(const KnobSetting& setting) {
    const BowlCurvatures bowl = setting.bowl();
    const bool round = setting.condition == 1;
    QStringList sentences;
    if (round) {
        sentences << axisWords(tr("Both axes"), bowl.highest, setting);
    } else {
        sentences << axisWords(tr("Flat axis"), bowl.lowest, setting)
                  << axisWords(tr("Steep axis"), bowl.highest, setting);
    }
    const double rate = momentumRate(bowl, setting.learningRate, setting.momentum);
    if (momentumRegion(bowl, setting.learningRate, setting.momentum) == MomentumRegion::Divergent) {
        sentences
            << tr("An eigenvalue of size 1 or more: it does not converge. With this momentum the learning rate has "
                  "to stay below 2(1 + μ)/L = %1.")
                   .arg(number(divergenceLearningRate(bowl, setting.momentum)));
        return sentences.join(u'\n');
    }
    const double low = momentumRate(bowl.lowest, setting.learningRate, setting.momentum);
    const double high = momentumRate(bowl.highest, setting.learningRate, setting.momentum);
    if (round || std::abs(low - high) < 1e-6 * rate) {
        sentences << tr("So each step leaves %1 of the distance in the long run.").arg(number(rate));
    } else {
        sentences << tr("The %1 axis is the slower one: in the long run each step leaves %2 of the distance.")
                         .arg(low > high ? tr("flat") : tr("steep"), number(rate));
    }
    return sentences.join(u'\n');
}

QString stepsWords(double steps) {
    if (std::isinf(steps)) return tr("never");
    return steps >= 1000 ? countText(std::lround(steps)) : plotNumber(steps, steps < 10 ? 2 : 3);
}

}  // namespace glassbox
