#pragma once

#include "ui/models/experiment_document.h"
#include "ui/shell/theme.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace glassbox {

class DataOptions;
class DataTiles;
class FeaturePicker;

/// What the network learns from: the kind of data as tiles, its settings, and the features. Every change is an undoable
/// edit.
class DataPanel : public QWidget {
    Q_OBJECT

  public:
    DataPanel(ExperimentDocument& document, ThemeSource& theme, QWidget* parent = nullptr);

  public Q_SLOTS:
    /// Shows the dialog that reads a table and makes it the data.
    void openTable(const QString& path);
    /// Asks for a file first.
    void chooseTable();

  Q_SIGNALS:
    /// Somebody wants to look at the data closely.
    void lookWanted();

  private:
    QWidget* makeHead();
    QWidget* makeTableBox();
    QWidget* makeLook();
    QWidget* makeDrawnBox();
    void connectParts();
    void chooseKind(const QString& kind);
    void changeTable();
    void clearPoints();
    void refreshDrawn();
    void refresh();
    void refreshTable();
    void refreshNotes();
    void showParts();
    bool isTable() const;

    ExperimentDocument& m_document;
    ThemeSource& m_theme;
    QLabel* m_count;
    DataTiles* m_tiles;
    QWidget* m_table;
    QWidget* m_drawn;
    QPushButton* m_clear;
    QTimer m_tileTimer;  ///< while points are drawn, their small picture follows now and then
    QLabel* m_file;
    QLabel* m_facts;
    DataOptions* m_options;
    FeaturePicker* m_features;
    QLabel* m_notes;
};

}  // namespace glassbox
