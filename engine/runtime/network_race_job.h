#pragma once

#include "engine/explain/network_race.h"
#include "engine/runtime/job_thread.h"
#include "engine/runtime/training_session.h"

namespace glassbox {

using NetworkRacePtr = std::shared_ptr<const NetworkRace>;

/// Races of networks in a thread of their own (with helpers: as many threads as the machine has cores, at most 8). Of
/// each start() exactly one of finished() and failed() comes, unless it is cancelled or overtaken by another.
class NetworkRaceJob : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    /// `data` is that of the experiment as it stands, or null. Tables start at `folder`.
    void start(const NetworkRaceSpec& spec, const DatasetPtr& data, const QString& folder);
    void cancel() { m_thread.cancel(); }
    bool isRunning() const { return m_thread.isRunning(); }

  Q_SIGNALS:
    void progressed(double share);
    void finished(const glassbox::NetworkRacePtr& race);
    /// A sentence.
    void failed(const QString& sentence);

  private:
    JobThread m_thread;
};

}  // namespace glassbox
