#include "ui/optimizers/knob_map.h"

#include "ui/optimizers/knob_words.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>

#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int borderPoints = 200;

QString tr(const char* text) {
    return QCoreApplication::translate("KnobView", text);
}

double rateOf(KnobSource source, const BowlCurvatures& bowl, double learningRate, double momentum) {
    return source == KnobSource::Formula ? momentumRate(bowl, learningRate, momentum)
                                         : measuredMomentumRate(bowl, learningRate, momentum);
}

/// A border from momentum 0 to 1, given its learning rate for each.
template <typename Border>
QPolygonF borderLine(const BowlCurvatures& bowl, Border border) {
    QPolygonF line;
    for (int i = 0; i <= borderPoints; ++i) {
        const double momentum = static_cast<double>(i) / borderPoints;
        line << QPointF(border(bowl, momentum), momentum);
    }
    return line;
}

}  // namespace

ContourSurface knobSurface(KnobSource source, double condition) {
    const BowlCurvatures bowl = KnobSetting{0, 0, condition}.bowl();
    ContourSurface surface;
    surface.name = source == KnobSource::Formula ? tr("convergence by the formula") : tr("convergence by running");
    surface.xName = QStringLiteral("η");
    surface.yName = QStringLiteral("μ");
    surface.valueName = QStringLiteral("n₁₀");
    surface.home = {0, KnobSetting::greatestLearningRate(), 0, 1};
    surface.lowest = 0;
    surface.levels = {2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100, 200, 500, 1000};
    // Outside of what optimizers accept: no momentum below 0; none shrinks the distance from 1 on or without a rate.
    surface.function = [source, bowl](double learningRate, double momentum) {
        if (momentum < 0) return std::numeric_limits<double>::quiet_NaN();
        if (momentum >= 1 || learningRate <= 0) return infinity;
        return stepsToTenth(rateOf(source, bowl, learningRate, momentum));
    };
    surface.words = [source, bowl](double learningRate, double momentum) -> QStringList {
        const QString place = tr("η %1, μ %2").arg(plotNumber(learningRate), plotNumber(momentum));
        if (momentum < 0 || momentum >= 1 || learningRate < 0)
            return {place, tr("outside: η from 0 up, μ from 0 to below 1")};
        const double rate = learningRate > 0 ? rateOf(source, bowl, learningRate, momentum) : 1;
        return {place,
                rate < 1 ? tr("each step leaves %1 of the distance; a tenth after %2 steps")
                               .arg(plotNumber(rate), stepsWords(stepsToTenth(rate)))
                         : tr("does not converge: each step multiplies the distance by %1").arg(plotNumber(rate)),
                regionName(momentumRegion(bowl, learningRate, momentum))};
    };
    return surface;
}

ContourOverlay knobOverlay(const KnobSetting& setting, const Theme& theme) {
    const BowlCurvatures bowl = setting.bowl();
    ContourOverlay overlay;
    overlay.start = QPointF(setting.learningRate, setting.momentum);
    overlay.startName = tr("setting");
    overlay.curves = {{borderLine(bowl, &divergenceLearningRate), theme.ink},
                      {borderLine(bowl, &monotoneLearningRate), theme.ink, 1.6, true}};
    const MomentumOptimum best = optimalMomentum(bowl);
    overlay.stars = {{{best.learningRate, best.momentum},
                      tr("best: a tenth after %1 steps").arg(stepsWords(stepsToTenth(best.rate)))}};
    overlay.notes = {{{3.52, 0.12}, regionName(MomentumRegion::Divergent)},
                     {{1.5, 0.9}, regionName(MomentumRegion::Oscillating)},
                     {{0.62, 0.05}, regionName(MomentumRegion::Monotone)}};
    return overlay;
}

std::optional<KnobDifference> knobDifference(const ContourPicture& formula, const ContourPicture& running) {
    const ValueGrid &a = formula.grid, &b = running.grid;
    if (!(formula.range == running.range) || a.width != b.width || a.height != b.height || a.isEmpty()) return {};
    KnobDifference difference;
    std::size_t apart = 0;
    for (Index row = 0; row < a.height; ++row) {
        for (Index column = 0; column < a.width; ++column) {
            const double left = a.at(column, row), right = b.at(column, row);
            if (std::isnan(left) || std::isnan(right)) continue;
            if (std::isinf(left) != std::isinf(right)) ++apart;
            if (std::isinf(left) || std::isinf(right)) continue;
            const double off = std::abs(rateOfSteps(left) - rateOfSteps(right));
            if (off <= difference.rate) continue;
            const ContourRange& range = formula.range;
            difference.rate = off;
            difference.at = {
                range.xLow + range.width() * static_cast<double>(column) / static_cast<double>(a.width - 1),
                range.yLow + range.height() * static_cast<double>(row) / static_cast<double>(a.height - 1)};
        }
    }
    difference.onOneSide = static_cast<double>(apart) / static_cast<double>(a.values.size());
    return difference;
}

}  // namespace glassbox
