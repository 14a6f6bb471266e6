#include "ui/plots/surface_canvas.h"

namespace glassbox {

SurfaceCanvas::SurfaceCanvas(ThemeSource&, QWidget* parent) : QWidget(parent) {}
SurfaceCanvas::~SurfaceCanvas() = default;
void SurfaceCanvas::showHome() {}

}  // namespace glassbox
