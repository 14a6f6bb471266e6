#include "ui/plots/paint_target.h"

#include "ui/shell/theme.h"

#include <QPaintEngine>
#include <QPainter>

#include <cmath>

namespace glassbox {

bool paintsScreen(const QPainter& painter, const ThemeSource& theme, double ratio) {
    return !theme.isOnPaper() && painter.paintEngine()->type() == QPaintEngine::Raster &&
           std::abs(painter.deviceTransform().m11() - ratio) < 1e-6;
}

}  // namespace glassbox
