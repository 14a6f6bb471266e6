#pragma once

#include "ui/lab/output_points.h"
#include "ui/lab/output_predictor.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace glassbox {

/// Finds out which points the network gets wrong, in small portions between frames, so that watching stays smooth with
/// any network. At most five rounds a second; the last snapshot is always worked through to its end.
class OutputChecker : public QObject {
    Q_OBJECT

  public:
    OutputChecker(OutputPredictor& predictor, QObject* parent = nullptr);

    /// The points to check, and what is thought of them so far; those of before are forgotten.
    void setPoints(const DatasetPtr& data, const OutputPoints& points, const std::vector<bool>& wrong);
    /// Weights have changed (the predictor has them).
    void restart();
    /// Of every point: true if the network says another class.
    const std::vector<bool>& wrong() const { return m_wrong; }

  Q_SIGNALS:
    /// A round is complete: wrong() is new.
    void checked();

  private:
    void work();
    void begin();

    OutputPredictor& m_predictor;
    DatasetPtr m_data;
    std::vector<OutputPoint> m_points;
    std::vector<bool> m_wrong, m_found;
    std::vector<Index> m_samples, m_labels;
    std::size_t m_next = 0;
    std::size_t m_portion = 0;  // points at once; 0: not known yet
    bool m_working = false, m_again = false;
    QTimer m_timer;
    QElapsedTimer m_sinceRound;
};

}  // namespace glassbox
