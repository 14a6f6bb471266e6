#pragma once

#include "ui/models/sample_table_model.h"
#include "ui/shell/card.h"

class QComboBox;
class QProgressBar;
class QPushButton;
class QTableView;

namespace glassbox {

class ThemeSource;

/// All samples as a table: sorted by a click on a head; the chosen row is the chosen point of the scatter plot.
class SamplesCard : public Card {
    Q_OBJECT

  public:
    SamplesCard(DataModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    QTableView& table() const { return *m_table; }
    SampleTableModel& samples() const { return *m_samples; }
    QComboBox& view() const { return *m_view; }
    /// Menu for taking the data away; it stays its owner's.
    QPushButton* exportButton() const { return m_export; }

  private:
    QWidget* makeHead();
    void showLook();
    void showRow();
    void fitColumns();

    DataModel& m_model;
    ThemeSource& m_theme;
    SampleTableModel* m_samples;
    QTableView* m_table;
    QComboBox* m_view;
    QPushButton* m_export;
    QProgressBar* m_progress;
    bool m_following = false;
};

}  // namespace glassbox
