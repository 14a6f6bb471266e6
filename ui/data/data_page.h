#pragma once

#include "ui/models/data_model.h"
#include "ui/shell/theme.h"

#include <QWidget>

class QSplitter;

namespace glassbox {

class ColumnsCard;
class CorrelationMap;
class FileCommands;
class NoticesCard;
class SamplesCard;
class ScatterCard;
class TargetCard;

/// The workspace in which the data are looked at before anything is trained: every sample, every column, pairs,
/// classes, and what to notice about them.
class DataPage : public QWidget {
    Q_OBJECT

  public:
    DataPage(ExperimentDocument& document, ThemeSource& theme, QWidget* parent = nullptr);

    ~DataPage() override;

    DataModel& model() { return m_model; }
    SamplesCard& samples() const { return *m_samples; }
    NoticesCard& notices() const { return *m_notices; }
    ColumnsCard& columns() const { return *m_columns; }
    ScatterCard& scatter() const { return *m_scatter; }
    CorrelationMap& correlation() const { return *m_correlation; }
    TargetCard& target() const { return *m_target; }

    /// Gives every card with a picture its context menu.
    void addMenus(FileCommands& files);
    /// On a projector the pictures have the room.
    void setPresenting(bool presenting);
    /// One level back: the chosen sample is given up. False if there is none.
    bool back();
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);

  Q_SIGNALS:
    /// Somebody wants all samples in a file.
    void saveWanted();

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void makeLayout();
    void addExport();

    ExperimentDocument& m_document;
    ThemeSource& m_theme;
    DataModel m_model;
    SamplesCard* m_samples;
    NoticesCard* m_notices;
    ColumnsCard* m_columns;
    ScatterCard* m_scatter;
    CorrelationMap* m_correlation;
    QWidget* m_correlationCard;
    TargetCard* m_target;
    QSplitter *m_left, *m_below, *m_right, *m_all;
};

}  // namespace glassbox
