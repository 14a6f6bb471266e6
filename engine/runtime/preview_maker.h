#pragma once

#include "engine/experiment/experiment.h"
#include "engine/runtime/message_queue.h"
#include "engine/runtime/snapshot.h"
#include "engine/runtime/training_session.h"

#include <QObject>
#include <QThread>

#include <atomic>

namespace glassbox {

/// Trains small experiments one after the other in a thread of low priority and hands out what their networks then say:
/// pictures for a list of experiments. Lives on the GUI thread.
class PreviewMaker : public QObject {
    Q_OBJECT

  public:
    explicit PreviewMaker(QObject* parent = nullptr);
    /// Gives up what is not done.
    ~PreviewMaker() override;

    /// Trains for `epochs` (less if it diverges). `side` is that of the output picture.
    void request(int id, const Experiment& experiment, Index epochs, Index side);

  Q_SIGNALS:
    /// Never comes for an experiment that can't be trained.
    void made(int id, const glassbox::SnapshotPtr& snapshot, const glassbox::DatasetPtr& data);

  private:
    MessageQueue m_toThread, m_fromThread;
    QThread m_thread;
    std::atomic<bool> m_cancelled{false}, m_ended{false};
};

}  // namespace glassbox
