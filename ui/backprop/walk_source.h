#pragma once

#include "ui/models/experiment_document.h"
#include "ui/models/walk_model.h"

#include <QObject>

#include <vector>

namespace glassbox {

/// Where the walks come from: asks the session for recorded steps of the network as it stands in the Lab, on one sample
/// or on the batch that is due, keeps the steps taken in a row, and begins anew when the experiment changes.
class WalkSource : public QObject {
    Q_OBJECT

  public:
    WalkSource(ExperimentDocument& document, WalkModel& model, QObject* parent = nullptr);

    /// While nobody looks nothing is recorded; the first look asks for a step.
    void setActive(bool active);
    /// Sample of the training part, from 0; absent: the batch that is due.
    std::optional<Index> sample() const { return m_sample; }
    void setSample(std::optional<Index> sample);
    Index sampleCount() const;

    /// A step of the network as it stands in the Lab now.
    void takeNewest();
    /// The training step after the present one, and back to the one before.
    void nextStep();
    void formerStep();
    bool canGoToFormer() const { return m_at > 0; }
    bool isWaiting() const { return m_waiting; }
    /// Number of the present step among those taken in a row, from 1.
    Index position() const { return m_at + 1; }

    /// Why there is no walk; empty if there is one or one is on its way.
    const QString& problem() const { return m_problem; }

  Q_SIGNALS:
    /// Sample, problem, waiting or what can be done next.
    void changed();
    /// A walk ended because the experiment changed: a sentence.
    void ended(const QString& sentence);

  private:
    void request(bool goOn);
    void take(const StepRecordPtr& record);
    void experimentApplied();
    StepChoice choice() const;

    ExperimentDocument& m_document;
    WalkModel& m_model;
    std::optional<Index> m_sample = 0;
    std::vector<StepRecordPtr> m_records;  // in a row
    Index m_at = 0;                        // of m_records
    QString m_problem;
    bool m_active = false;
    bool m_waiting = false;
    bool m_onward = false;  // the answer that is awaited goes behind the last record
    DatasetPtr m_dataset;
};

}  // namespace glassbox
