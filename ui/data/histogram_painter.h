#pragma once

#include "engine/data/column_summary.h"

#include <QRectF>

class QPainter;

namespace glassbox {

struct Theme;

/// The bars of a column standing on the lower edge of `area`: bins of numbers, categories in their order (the most
/// frequent ones where there are too many). `highlight` fills one bar in the accent.
void paintBars(QPainter& painter, const QRectF& area, const ColumnSummary& summary, const Theme& theme,
               int highlight = -1);
/// The bar at a place; -1: none.
int barAt(const QRectF& area, const ColumnSummary& summary, double x);
/// How many samples a bar stands for, in the order in which they are painted; empty without values.
std::vector<Index> barCounts(const ColumnSummary& summary);

}  // namespace glassbox
