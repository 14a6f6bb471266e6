#pragma once

#include "engine/runtime/snapshot.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <vector>

namespace glassbox {

class TrainingSession;

/// The screen's own pace: takes the newest snapshot at most 60 times a second and hands it to the views.
class FrameClock : public QObject {
    Q_OBJECT

  public:
    explicit FrameClock(TrainingSession& session, QObject* parent = nullptr);

    /// What each of the last frames (at most 1024) cost the GUI thread, from handing out the snapshot until what it
    /// made dirty was painted.
    std::vector<double> recentFrameMilliseconds() const { return m_costs; }
    void clearFrameMilliseconds() { m_costs.clear(); }

  Q_SIGNALS:
    void frame(const glassbox::SnapshotPtr& snapshot);

  protected:
    bool event(QEvent* event) override;

  private:
    void wake();
    void show();

    TrainingSession& m_session;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_due = 0;         // nanoseconds on m_clock before which no frame may start
    qint64 m_frameStart = 0;  // of the frame that is being painted
    bool m_measuring = false;
    std::vector<double> m_costs;
    std::size_t m_nextCost = 0;
};

}  // namespace glassbox
