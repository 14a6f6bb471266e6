#include "engine/runtime/training_session.h"

#include "engine/runtime/message_queue.h"
#include "engine/runtime/training_worker.h"

#include <QThread>

#include <algorithm>
#include <atomic>
#include <limits>

namespace glassbox {

class TrainingSession::Private {
  public:
    explicit Private(int threads) : worker(threads, mailbox, wanted, fromWorker) {}

    /// Calls a member of the worker in its thread.
    template <typename Work>
    void post(Work work) {
        toWorker.post([this, work = std::move(work)] { worker.obey(work); });
    }

    quint64 setExperiment(const Experiment& experiment, const QString& folder, bool fresh,
                          const std::shared_ptr<const KeptRun>& kept);

    Mailbox<Snapshot> mailbox;
    Wanted wanted;
    MessageQueue toWorker, fromWorker;
    TrainingWorker worker;
    QThread thread;
    std::atomic<bool> ended{false};  // said in standard C++ too, because a sanitizer can't see QThread::wait()
    SnapshotPtr latest;
    DatasetPtr dataset;
    HistoryRows history;
    RunState state = RunState::Ready;
    quint64 generation = 0;
    quint64 requests = 0;
    bool loading = false;
};

TrainingSession::TrainingSession(int threads, QObject* parent) : QObject(parent) {
    if (threads <= 0) threads = std::clamp(QThread::idealThreadCount(), 1, 8);
    d = std::make_unique<Private>(threads);
    d->thread.setObjectName(QStringLiteral("training"));
    d->worker.moveToThread(&d->thread);
    d->toWorker.moveToThread(&d->thread);

    TrainingWorker* worker = &d->worker;
    connect(worker, &TrainingWorker::snapshotReady, this, &TrainingSession::snapshotReady);
    connect(worker, &TrainingWorker::stateChanged, this,
            [this](quint64 generation, RunState state, const QString& sentence) {
                if (generation != d->generation) return;
                d->state = state;
                Q_EMIT stateChanged(state, sentence);
            });
    connect(worker, &TrainingWorker::historyAppended, this,
            [this](quint64 generation, bool fromStart, const HistoryRows& rows) {
                // Rows of a generation that is being replaced still belong to the same history: none may be lost.
                if (generation > d->generation) return;
                if (fromStart) d->history.clear();
                d->history.insert(d->history.end(), rows.begin(), rows.end());
                Q_EMIT historyChanged(fromStart);
            });
    connect(worker, &TrainingWorker::applied, this,
            [this](quint64 generation, const DatasetPtr& data, const QStringList& notes) {
                if (generation != d->generation) return;
                d->loading = false;
                if (data != d->dataset) {
                    d->dataset = data;
                    Q_EMIT datasetChanged();
                }
                Q_EMIT experimentApplied(generation, notes);
            });
    connect(worker, &TrainingWorker::failed, this, [this](quint64 generation, const QString& sentence) {
        if (generation != d->generation) return;
        d->loading = false;
        Q_EMIT failed(sentence);
    });
    connect(worker, &TrainingWorker::parametersRefused, this,
            [this](quint64, const QString& sentence) { Q_EMIT parametersRefused(sentence); });
    connect(worker, &TrainingWorker::loadingProgress, this, [this](quint64 generation, double share) {
        if (generation == d->generation && d->loading) Q_EMIT loadingProgress(share);
    });
    connect(worker, &TrainingWorker::parametersReady, this,
            [this](quint64, const std::vector<NamedTensor>& tensors) { Q_EMIT parametersReady(tensors); });
    connect(worker, &TrainingWorker::runReady, this,
            [this](quint64, quint64 number, const RunCopyPtr& run) { Q_EMIT runReady(number, run); });
    connect(worker, &TrainingWorker::stepRecorded, this, [this](quint64 generation, const StepRecordPtr& record) {
        if (generation == d->generation) Q_EMIT stepRecorded(record);
    });
    connect(worker, &TrainingWorker::stepRefused, this, [this](quint64 generation, const QString& sentence) {
        if (generation == d->generation) Q_EMIT stepRefused(sentence);
    });
    connect(&d->thread, &QThread::finished, [p = d.get()] { p->ended = true; });  // in that thread, as its last act
    d->thread.start();
    d->post([worker] { worker->start(); });
}

TrainingSession::~TrainingSession() {
    d->wanted.newest = std::numeric_limits<quint64>::max();  // gives up a reading under way
    d->post([p = d.get()] {
        p->worker.end();
        p->thread.quit();
    });
    d->thread.wait();
    d->ended.wait(false);
}

quint64 TrainingSession::setExperiment(const Experiment& experiment, const QString& folder, bool fresh) {
    return d->setExperiment(experiment, folder, fresh, nullptr);
}

quint64 TrainingSession::setExperiment(const Experiment& experiment, const QString& folder, const KeptRun& kept) {
    return d->setExperiment(experiment, folder, true, std::make_shared<const KeptRun>(kept));
}

quint64 TrainingSession::Private::setExperiment(const Experiment& experiment, const QString& folder, bool fresh,
                                                const std::shared_ptr<const KeptRun>& kept) {
    wanted.newest = ++generation;
    loading = true;
    Experiment run = experiment;
    run.presentation = {};  // training does not know how it is shown, and nothing is reset for it
    post([w = &worker, number = generation, run = std::move(run), place = folder.toStdString(), fresh, kept] {
        w->apply(number, run, place, fresh, kept);
    });
    return generation;
}

void TrainingSession::cancelLoading() {
    if (d->loading) d->wanted.cancelled = d->generation;
}

void TrainingSession::run() {
    d->post([w = &d->worker] { w->run(); });
    Q_EMIT touched();
}

void TrainingSession::pause() {
    d->post([w = &d->worker] { w->pause(); });
}

void TrainingSession::step() {
    d->post([w = &d->worker] { w->step(); });
    Q_EMIT touched();
}

void TrainingSession::stepEpoch() {
    d->post([w = &d->worker] { w->stepEpoch(); });
    Q_EMIT touched();
}

void TrainingSession::trainTo(Index epoch) {
    d->post([w = &d->worker, epoch] { w->trainTo(epoch); });
    Q_EMIT touched();
}

void TrainingSession::rewind() {
    d->post([w = &d->worker] { w->rewind(); });
    Q_EMIT touched();
}

void TrainingSession::reinitialise(quint64 seed) {
    d->post([w = &d->worker, seed] { w->reinitialise(seed); });
    Q_EMIT touched();
}

void TrainingSession::setSpeed(double updatesPerSecond) {
    d->post([w = &d->worker, updatesPerSecond] { w->setSpeed(updatesPerSecond); });
}

void TrainingSession::setViewRequest(const ViewRequest& request) {
    d->post([w = &d->worker, request] { w->setViewRequest(request); });
}

void TrainingSession::importParameters(const std::vector<NamedTensor>& tensors) {
    d->post([w = &d->worker, tensors] { w->importParameters(tensors); });
    Q_EMIT touched();
}

void TrainingSession::setParameters(const std::vector<ParameterValue>& values, bool start) {
    d->post([w = &d->worker, values, start] { w->setParameters(values, start); });
}

void TrainingSession::requestParameters() {
    d->post([w = &d->worker] { w->sendParameters(); });
}

quint64 TrainingSession::requestRun() {
    const quint64 number = ++d->requests;
    d->post([w = &d->worker, number] { w->sendRun(number); });
    return number;
}

void TrainingSession::requestStep(const StepChoice& choice, bool goOn) {
    d->post([w = &d->worker, choice, goOn] { w->recordStep(choice, goOn); });
}

SnapshotPtr TrainingSession::takeSnapshot() {
    SnapshotPtr snapshot = d->mailbox.take();
    if (!snapshot || snapshot->generation != d->generation) return nullptr;
    d->latest = snapshot;
    return snapshot;
}

SnapshotPtr TrainingSession::latest() const {
    return d->latest;
}
DatasetPtr TrainingSession::dataset() const {
    return d->dataset;
}
RunState TrainingSession::state() const {
    return d->state;
}
quint64 TrainingSession::generation() const {
    return d->generation;
}
const HistoryRows& TrainingSession::history() const {
    return d->history;
}
bool TrainingSession::isLoading() const {
    return d->loading;
}

}  // namespace glassbox
