#pragma once

#include "engine/runtime/training_session.h"

#include <QSignalSpy>
#include <QTest>

namespace glassbox {

inline ViewRequest pictures(Index unit, Index output) {
    ViewRequest request;
    request.unitPicture = unit;
    request.outputPicture = output;
    return request;
}

/// Runs until it is told to stop.
inline Experiment small() {
    Experiment experiment = standardExperiment();
    experiment.training.epochs = 1'000'000;
    return experiment;
}

/// A regression on a table in the session's folder.
inline Experiment table(const std::string& name) {
    Experiment experiment = small();
    experiment.data = {"csv", {{"path", name}, {"task", std::string("regression")}}};
    experiment.features.reset();
    experiment.training.loss = {"mse"};
    experiment.network.back().options.set("activation", std::string("identity"));
    return experiment;
}

inline void apply(TrainingSession& session, const Experiment& experiment, bool fresh = true,
                  const QString& folder = {}) {
    QSignalSpy applied(&session, &TrainingSession::experimentApplied);
    session.setExperiment(experiment, folder, fresh);
    QVERIFY(applied.wait(20000));
}

/// Takes snapshots until one satisfies the condition; null if none does in time.
template <typename Condition>
SnapshotPtr waitFor(TrainingSession& session, const Condition& condition) {
    SnapshotPtr found;
    const bool inTime = QTest::qWaitFor(
        [&] {
            const SnapshotPtr snapshot = session.takeSnapshot();
            if (snapshot && condition(*snapshot)) found = snapshot;
            return found != nullptr;
        },
        20000);
    return inTime ? found : nullptr;
}

inline SnapshotPtr inState(TrainingSession& session, RunState state) {
    return waitFor(session, [state](const Snapshot& s) { return s.state == state; });
}

}  // namespace glassbox
