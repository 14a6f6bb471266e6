#pragma once

#include "engine/data/dataset.h"
#include "engine/experiment/experiment.h"
#include "ui/shell/theme.h"

#include <QWidget>

class QLabel;

namespace glassbox {

class CheckList;
class Chip;

/// What the network gets to see: for generated data formulas of the inputs as chips, for a table its columns as a list.
/// At least one stays chosen.
class FeaturePicker : public QWidget {
    Q_OBJECT

  public:
    explicit FeaturePicker(ThemeSource& theme, QWidget* parent = nullptr);

    /// `dataset` may be null or of other data while a table is being read.
    void show(const Experiment& experiment, const Dataset* dataset);

  Q_SIGNALS:
    /// Absent: every column of the table.
    void chosen(const std::optional<std::vector<std::string>>& features, const QString& what);

  private:
    void showFormulas(Index inputs, const std::optional<std::vector<std::string>>& features);
    void showColumns(const Dataset& dataset, const std::optional<std::vector<std::string>>& features);
    void takeChips(Chip* last);
    void takeList(int row);
    void refuse();

    ThemeSource& m_theme;
    QLabel* m_title;
    QLabel* m_problem;
    QWidget* m_chipBox;
    CheckList* m_list;
    Index m_inputs = -1;
    std::vector<std::pair<std::string, Chip*>> m_chips;
    std::vector<std::string> m_columns;
    std::vector<std::string> m_features;  ///< of the table, in force
};

}  // namespace glassbox
