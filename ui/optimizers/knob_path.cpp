#include "ui/optimizers/knob_path.h"

#include "ui/plots/plot_text.h"

#include <QCoreApplication>

namespace glassbox {

namespace {
constexpr Index steps = 150;
}

KnobPath knobPath(const KnobSetting& setting) {
    KnobPath result;
    const auto surface = makeTestSurface({"bowl", {{"condition", setting.condition}, {"rotation", 0.0}}});
    const SurfaceGuide& guide = surface->guide();
    result.path = runRacer(
        *surface, {"momentum", {"momentum", {{"learning_rate", setting.learningRate}, {"momentum", setting.momentum}}}},
        guide.start, steps, 1);
    result.formulaRate = momentumRate(setting.bowl(), setting.learningRate, setting.momentum);
    result.measuredRate = measuredMomentumRate(setting.bowl(), setting.learningRate, setting.momentum);
    result.region = momentumRegion(setting.bowl(), setting.learningRate, setting.momentum);
    ContourSurface& bowl = result.bowl;
    bowl.name =
        QCoreApplication::translate("KnobView", "bowl of condition number %1").arg(axisNumber(setting.condition));
    bowl.function = [surface](double x, double y) { return surface->value(x, y); };
    bowl.gradient = [surface](double x, double y) {
        const Eigen::Vector2d g = surface->gradient(x, y);
        return QPointF(g.x(), g.y());
    };
    bowl.home = {guide.view.xMin, guide.view.xMax, guide.view.yMin, guide.view.yMax};
    bowl.minima = {{0, 0}};
    bowl.lowest = 0;
    return result;
}

}  // namespace glassbox
