#pragma once

#include "ui/models/experiment_document.h"
#include "ui/models/table_choice.h"
#include "ui/models/table_preview_model.h"
#include "ui/shell/theme.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;
class QTimer;

namespace glassbox {

class CheckList;
class SliderField;
class TableReader;

/// Shows how a table file is understood and what is to be learned from it, and makes that an experiment's data.
class CsvDialog : public QDialog {
    Q_OBJECT

  public:
    /// With `bytes` they are read in place of the file.
    CsvDialog(const QString& path, ThemeSource& theme, QWidget* parent = nullptr, TableBytes bytes = nullptr);
    ~CsvDialog() override;

    /// Starts from an experiment whose data are this table already.
    void setCurrent(const Experiment& experiment);
    /// The experiment with this table as its data, and a network that ends as they need; hidden layers stay. Only while
    /// the choice is good.
    Experiment applied(const Experiment& experiment) const;
    const TableOutcome& outcome() const { return m_outcome; }

    /// Asks, and edits the document. False if the user gave up or the document refused.
    static bool importInto(ExperimentDocument& document, ThemeSource& theme, const QString& path, QWidget* parent);

  Q_SIGNALS:
    /// The whole table was read, or could not be.
    void tableRead(bool good);

  private:
    void makeLayout();
    QWidget* makePreview();
    QWidget* makeChoices();
    void addFileChoices(QFormLayout* form);
    void addTargetChoices(QFormLayout* form);
    void addInputChoices(QFormLayout* form);
    void addSplitChoices(QFormLayout* form);
    QWidget* makeBottom();
    QComboBox* makeCombo(const char* name, const QString& label, const QString& help);
    void connectReader();
    void readAgain();
    void takeTable(const TablePtr& table);
    void fitPreview();
    void fillColumns();
    void restoreCurrent();
    void choiceChanged();
    TableChoice choice() const;
    void showOutcome();
    void showProblem(const QString& sentence);
    void showProgress(bool reading);

    QString m_path;
    TableBytes m_bytes;  // in place of the file; may be null
    ThemeSource& m_theme;
    TableReader* m_reader;
    TablePtr m_table;  ///< whole; null while it is being read
    TableOutcome m_outcome;
    std::optional<Experiment> m_current;
    bool m_filling = false;
    QWidget* m_lastFocus = nullptr;  ///< which of the choices the keyboard was at when reading began

    TablePreviewModel* m_model;
    QTableView* m_view = nullptr;
    QComboBox* m_separator = nullptr;
    QComboBox* m_decimal = nullptr;
    QCheckBox* m_header = nullptr;
    QComboBox* m_target = nullptr;
    QComboBox* m_task = nullptr;
    CheckList* m_inputs = nullptr;
    QComboBox* m_missing = nullptr;
    QLabel* m_gaps = nullptr;
    SliderField* m_validation = nullptr;
    QCheckBox* m_normalise = nullptr;
    QWidget* m_choices = nullptr;
    QLabel* m_facts = nullptr;
    QLabel* m_result = nullptr;
    QLabel* m_problem = nullptr;
    QWidget* m_progressBox = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_ok = nullptr;
    QTimer* m_patience = nullptr;
};

}  // namespace glassbox
