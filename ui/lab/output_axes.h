#pragma once

#include "engine/data/dataset.h"
#include "engine/explain/surface.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace glassbox {

/// Chooses the plane through a table's inputs that the output shows: its principal components, or two of the columns.
class OutputAxes : public QWidget {
    Q_OBJECT

  public:
    explicit OutputAxes(QWidget* parent = nullptr);

    /// Goes back to the standard plane of this data, without a signal; hides itself where there is nothing to choose.
    void setDataset(const Dataset* dataset);
    /// What is chosen; absent while there is nothing to choose.
    std::optional<PlaneChoice> choice() const;

  Q_SIGNALS:
    void planeChosen(const std::optional<glassbox::PlaneChoice>& plane);

  private:
    void axisChanged(bool first);

    QComboBox* m_first;
    QComboBox* m_second;
    QLabel* m_between;
    int m_lastFirst = 0, m_lastSecond = 0;
};

}  // namespace glassbox
