#pragma once

#include "engine/data/data_notices.h"
#include "engine/runtime/job_thread.h"
#include "ui/models/experiment_document.h"

#include <QObject>

namespace glassbox {

/// Data to be looked at, with all that was computed of them. Finished and immutable.
struct DataLook {
    DatasetPtr data;
    bool asSeen = false;  ///< the features as the network gets them; else the data as they are
    SampleTable samples;
    DataFacts facts;
    std::vector<DataNotice> notices;
    std::vector<Index> outlierRows;  ///< rows with an outlier in any column, ascending

    bool isClassification() const { return data->task == Task::Classification; }
    const Column& column(Index i) const { return samples.columns[static_cast<std::size_t>(i)]; }
    const ColumnSummary& summary(Index i) const { return facts.summaries[static_cast<std::size_t>(i)]; }
    Index columnCount() const { return static_cast<Index>(samples.columns.size()); }
    bool isMissing(Index row, Index column) const;
    /// 1: far above the others of its column, -1: far below, 0: among them.
    int outlierSide(Index row, Index column) const;
    /// What a cell says; empty where the value is missing.
    QString cellText(Index row, Index column) const;
    /// "row 12" as the file counts them, or "point 12".
    QString rowText(Index row) const;
};
using DataLookPtr = std::shared_ptr<const DataLook>;

/// The data of the experiment as the Data workspace shows them: computed elsewhere, following every edit; which columns
/// and which row are looked at.
class DataModel : public QObject {
    Q_OBJECT

  public:
    explicit DataModel(ExperimentDocument& document, QObject* parent = nullptr);

    /// Only while somebody looks anything is computed.
    void setActive(bool active);
    /// Null while the first data are on their way.
    const DataLookPtr& look() const { return m_look; }
    bool isWorking() const { return m_job.isRunning(); }
    bool isAsSeen() const { return m_asSeen; }
    void setAsSeen(bool asSeen);

    /// Columns of the scatter plot; -1 where there is none.
    Index horizontal() const { return m_horizontal; }
    Index vertical() const { return m_vertical; }
    void setPair(Index horizontal, Index vertical);
    /// The column that is looked at closely: it goes to the horizontal axis as well.
    void setColumn(Index column);
    std::optional<Index> row() const { return m_row; }
    void setRow(std::optional<Index> row);
    /// What the data are called.
    QString title() const;

  Q_SIGNALS:
    void lookChanged();
    void workingChanged();
    void progressed(double share);
    /// A sentence: the data could not be looked at.
    void failed(const QString& sentence);
    void pairChanged();
    void rowChanged();

  private:
    void compute();
    void take(const DataLookPtr& look);
    void choosePair();

    ExperimentDocument& m_document;
    JobThread m_job;
    DataLookPtr m_look;
    DatasetPtr m_wanted;  ///< what is computed or shown
    bool m_active = false, m_asSeen = false, m_wantedAsSeen = false;
    Index m_horizontal = -1, m_vertical = -1;
    std::optional<Index> m_row;
};

}  // namespace glassbox
