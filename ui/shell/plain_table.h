#pragma once

#include <QString>

class QTableView;
class QWidget;

namespace glassbox {

/// A table to read and to choose rows from: no grid, no row numbers, columns that share the width, arrow keys of its
/// own. `name` is for screen readers.
QTableView* makePlainTable(const QString& objectName, const QString& name, QWidget* parent);

}  // namespace glassbox
