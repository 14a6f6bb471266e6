#pragma once

#include "engine/experiment/run_state.h"
#include "ui/plots/picture_file.h"

#include <QString>

#include <utility>
#include <vector>

namespace glassbox {

/// The charts of a history with their legend, in the light theme on no ground, and a remark that belongs below (empty:
/// none). Needs a QApplication; to be painted on its thread.
std::pair<Drawing, QString> costDrawing(const std::vector<HistoryRow>& history, const QSizeF& size);
/// Writes the chart of a history as a figure that stands alone: title, axis titles, legend, caption, in the light
/// theme. SVG, PNG or PDF by the ending of the path; what was there stays untouched if it can't be written whole. Needs
/// a QApplication. Throws Error.
void writeCostPlot(const QString& path, const std::vector<HistoryRow>& history, const PictureText& text);

}  // namespace glassbox
