#include "ui/backprop/step_painter.h"
#include "ui/plots/link_paths.h"
#include "ui/shell/theme.h"

#include <cmath>

namespace glassbox {

namespace {

float alphaOf(Stress stress) {
    return stress == Stress::Result ? 1 : stress == Stress::Told ? 0.95F : stress == Stress::Plain ? 0.42F : 0.2F;
}

LinkStroke strokeOf(const StepScene& scene, const WalkModel& model, const Theme& theme, const StepItem& item,
                    Stress stress) {
    const auto at = static_cast<std::size_t>(item.column);
    const auto value = valueOfLink(model, scene.columns, item.column, scene.meanings[at], item.unit, item.input);
    const bool strong = stress == Stress::Told || stress == Stress::Result;
    const double size = scene.linkSizes[at];
    const double share = value && size > 0 && std::isfinite(*value) ? std::abs(*value) / size : 0;
    LinkStroke stroke;
    stroke.width = static_cast<float>(theme.stroke(1 + 3.8 * share + (strong ? 0.8 : 0)));
    stroke.alpha = value || strong ? alphaOf(stress) : alphaOf(stress) * 0.7F;
    stroke.color = (value ? signColor(theme, *value) : strong ? theme.accent : theme.mute).rgb();
    stroke.dash = value && *value < 0 ? 8 : 0;  // the sign is told without colour, too
    return stroke;
}

// The quiet ones first, so that what is told lies on top.
void drawLinks(LinkPen& pen, double ratio, const StepScene& scene, const WalkModel& model, const Theme& theme) {
    for (const bool strong : {false, true}) {
        for (Index column = 1; column < scene.layout.count(); ++column) {
            if (!scene.layout.hasLinks(column)) continue;
            const QLineF any = scene.layout.link(column, 0, 0);
            const LinkCourse course(any.x1() * ratio, any.x2() * ratio, LinkForm::Straight);
            const bool single = scene.columns[static_cast<std::size_t>(column)].links == StepLinks::Single;
            for (Index unit = 0; unit < scene.layout.column(column).count(); ++unit) {
                const Index first = single ? unit : 0;
                const Index last = single ? unit + 1 : scene.layout.column(column - 1).count();
                for (Index input = first; input < last; ++input) {
                    const StepItem item{StepItemKind::Link, column, unit, input};
                    const Stress stress = scene.stressOf(item);
                    if ((stress == Stress::Told || stress == Stress::Result) != strong) continue;
                    LinkStroke stroke = strokeOf(scene, model, theme, item, stress);
                    const QLineF line = scene.layout.link(column, unit, input);
                    stroke.y0 = static_cast<float>(line.y1() * ratio);
                    stroke.y1 = static_cast<float>(line.y2() * ratio);
                    stroke.width *= static_cast<float>(ratio);
                    stroke.dash *= static_cast<float>(ratio);
                    pen.draw(course, stroke);
                }
            }
        }
    }
}

}  // namespace

void drawStepLinks(QImage& image, const StepScene& scene, const WalkModel& model, const Theme& theme) {
    LinkRaster raster(image);
    drawLinks(raster, image.devicePixelRatioF(), scene, model, theme);
}

void paintStepLinks(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme) {
    LinkPaths paths(painter);
    drawLinks(paths, 1, scene, model, theme);
}

}  // namespace glassbox
