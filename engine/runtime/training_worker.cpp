#include "engine/runtime/training_worker.h"

#include <QTimer>

#include <limits>
#include <new>
#include <stdexcept>
#include <utility>

namespace glassbox {

namespace {

constexpr double rateMilliseconds = 500;

QStringList notesOf(const Adaptation& adaptation, bool hadCosts) {
    QStringList notes;
    if (!adaptation.resetLayers.empty()) {
        QStringList numbers;
        for (const Index layer : adaptation.resetLayers) numbers << QString::number(layer + 1);
        notes << (numbers.size() == 1 ? QStringLiteral("The weights of layer %1 were drawn anew.").arg(numbers.front())
                                      : QStringLiteral("The weights of layers %1 were drawn anew.")
                                            .arg(numbers.join(QStringLiteral(", "))));
    }
    if (adaptation.optimizerReset) notes << QStringLiteral("The optimizer starts without memory of past gradients.");
    if (adaptation.historyReset && hadCosts)
        notes << QStringLiteral("The cost chart starts anew, as costs before and after can't be compared.");
    return notes;
}

QString sentenceOf(const std::exception& problem) {
    if (dynamic_cast<const Error*>(&problem) != nullptr) return QString::fromUtf8(problem.what());
    const bool memory = dynamic_cast<const std::bad_alloc*>(&problem) != nullptr ||
                        dynamic_cast<const std::length_error*>(&problem) != nullptr;
    if (memory) {
        return QStringLiteral(
            "There is not enough memory for this experiment; use fewer samples, smaller layers or smaller batches.");
    }
    return QStringLiteral("This experiment can't be run (%1); undo the last change.")
        .arg(QString::fromUtf8(problem.what()));
}

}  // namespace

TrainingWorker::TrainingWorker(int threads, Mailbox<Snapshot>& mailbox, const Wanted& wanted, MessageQueue& messages)
    : m_mailbox(mailbox),
      m_wanted(wanted),
      m_messages(messages),
      m_pool(threads > 1 ? std::make_shared<ThreadPool>(threads) : nullptr) {}

TrainingWorker::~TrainingWorker() = default;

double TrainingWorker::milliseconds(const QElapsedTimer& clock) {
    return static_cast<double>(clock.nsecsElapsed()) * 1e-6;
}

void TrainingWorker::start() {
    flushDenormals();
    m_paceTimer = new QTimer(this);  // here, so that it belongs to this thread
    m_paceTimer->setSingleShot(true);
    m_paceTimer->setTimerType(Qt::PreciseTimer);
    connect(m_paceTimer, &QTimer::timeout, this, &TrainingWorker::queueSlice);
    m_publishClock.start();
    m_rateClock.start();
}

void TrainingWorker::end() {
    m_running = false;
    delete std::exchange(m_paceTimer, nullptr);  // here, as it can't be stopped from another thread
}

// What was kept is not given up for an edit of it that follows at once: that one goes on from it.
bool TrainingWorker::isWanted(quint64 generation, bool kept) const {
    const quint64 newest = m_wanted.newest.load();
    const bool overtaken = kept ? newest == std::numeric_limits<quint64>::max() : newest != generation;
    return !overtaken && m_wanted.cancelled.load() < generation;
}

std::shared_ptr<const Dataset> TrainingWorker::dataFor(quint64 generation, const Experiment& experiment,
                                                       const std::string& folder, bool fresh, bool kept) {
    const bool readAgain = fresh && experiment.data.kind == "csv";  // the file may have changed
    if (m_trainer && !readAgain) {
        const Experiment& old = m_trainer->experiment();
        if (old.data == experiment.data && old.features == experiment.features && old.seed == experiment.seed &&
            m_folder == folder) {
            return m_data;
        }
    }
    const auto progress = [&](double share) {
        tell(&TrainingWorker::loadingProgress, generation, share);
        return isWanted(generation, kept);
    };
    TableBytes table;
    if (const OptionValue* path = experiment.data.options.find("path")) {
        const auto* text = std::get_if<std::string>(path);
        if (const auto found = text ? m_tables.find(*text) : m_tables.end(); found != m_tables.end())
            table = found->second;
    }
    return std::make_shared<const Dataset>(
        makeDataset(experiment.data, experiment.features, experiment.seed, folder, progress, table));
}

std::unique_ptr<Trainer> TrainingWorker::startedTrainer(const Experiment& experiment,
                                                        const std::shared_ptr<const Dataset>& data, const KeptRun* kept,
                                                        QStringList& notes) const {
    auto trainer = std::make_unique<Trainer>(experiment, data, m_pool);
    if (!kept || !kept->state) return trainer;
    try {
        trainer->restore(*kept->state);
    } catch (const Error& error) {
        notes << QStringLiteral("%1 Training begins anew.").arg(QString::fromUtf8(error.what()));
    }
    return trainer;
}

void TrainingWorker::apply(quint64 generation, const Experiment& experiment, const std::string& folder, bool fresh,
                           const std::shared_ptr<const KeptRun>& kept) {
    if (fresh && !(kept && kept->sameDocument)) m_tables.clear();
    m_owesFresh = m_owesFresh || fresh;
    if (m_wanted.newest.load() > generation && !kept) return;  // a newer one is on its way
    fresh = m_owesFresh;
    m_generation = generation;
    QStringList notes;
    if (const OptionValue* path = experiment.data.options.find("path"); kept && kept->table && path)
        if (const auto* text = std::get_if<std::string>(path)) m_tables[*text] = kept->table;
    try {
        auto data = dataFor(generation, experiment, folder, fresh, kept != nullptr);
        if (m_trainer && !fresh) {
            const bool hadCosts = m_trainer->epochsDone() > 0;
            const Adaptation adaptation = m_trainer->adapt(experiment, data);
            notes = notesOf(adaptation, hadCosts);
            if (adaptation.historyReset) m_historyFromStart = true;
        } else {
            m_trainer = startedTrainer(experiment, data, kept.get(), notes);
            m_historyFromStart = true;
            m_running = false;
        }
        m_data = std::move(data);
        m_folder = folder;
    } catch (const std::exception& problem) {
        return refuse(sentenceOf(problem));
    }
    m_owesFresh = false;
    m_walker.reset();
    m_builder.experimentChanged(*m_trainer);
    tell(&TrainingWorker::applied, generation, m_data, notes);
    restarted();
}

void TrainingWorker::giveUp(const std::exception& problem) {
    m_running = false;
    m_paceTimer->stop();
    tell(&TrainingWorker::failed, m_generation, sentenceOf(problem));
    if (!m_trainer) return;
    const RunState trained = m_trainer->state();
    m_state = trained == RunState::Running ? RunState::Paused : trained;
    sendState();
}

// What ran before goes on, under the new generation.
void TrainingWorker::refuse(const QString& sentence) {
    tell(&TrainingWorker::failed, m_generation, sentence);
    if (!m_trainer) return;
    sendState();
    publish(true);
}

// After everything that sets the trainer to another state than its steps would.
void TrainingWorker::restarted() {
    const RunState trained = m_trainer->state();
    const bool stopped = trained == RunState::Diverged;
    if (stopped) m_running = false;
    if (trained == RunState::Ready) m_historyFromStart = true;
    m_state = m_running ? RunState::Running : trained == RunState::Running ? RunState::Paused : trained;
    sendHistory();
    sendState();
    publish(true);
    if (m_running) queueSlice();
}

void TrainingWorker::setViewRequest(const ViewRequest& request) {
    m_builder.setRequest(request);
    // A slow run has nothing to do at the moment; the view needn't wait for its next step.
    if (m_trainer && (!m_running || m_paceTimer->isActive())) publish(true);
}

void TrainingWorker::importParameters(const std::vector<NamedTensor>& tensors) {
    if (!m_trainer) return;
    try {
        m_trainer->importParameters(tensors);
    } catch (const Error& error) {
        tell(&TrainingWorker::failed, m_generation, QString::fromUtf8(error.what()));
        return;
    }
    m_historyFromStart = true;
    restarted();
}

void TrainingWorker::setParameters(const std::vector<ParameterValue>& values, bool start) {
    if (!m_trainer) return;
    try {
        m_trainer->setParameters(values, start);
    } catch (const Error& error) {
        tell(&TrainingWorker::parametersRefused, m_generation, QString::fromUtf8(error.what()));
        return;
    }
    restarted();
}

void TrainingWorker::sendParameters() {
    if (m_trainer) tell(&TrainingWorker::parametersReady, m_generation, m_trainer->network().exportParameters());
}

void TrainingWorker::sendRun(quint64 number) {
    RunCopyPtr run;
    try {
        if (m_trainer) {
            auto state = std::make_shared<const TrainerState>(m_trainer->save());
            run = std::make_shared<const RunCopy>(RunCopy{m_trainer->experiment(), m_data, std::move(state)});
        }
    } catch (const std::bad_alloc&) {
        run.reset();  // somebody waits for the answer
    }
    tell(&TrainingWorker::runReady, m_generation, number, run);
}

void TrainingWorker::recordStep(const StepChoice& choice, bool goOn) {
    if (!m_trainer) {
        tell(&TrainingWorker::stepRefused, m_generation,
             QStringLiteral("There is no network to step through; mend the experiment in the Lab first."));
        return;
    }
    try {
        if (!goOn || !m_walker) m_walker = std::make_unique<Trainer>(*m_trainer);
        tell(&TrainingWorker::stepRecorded, m_generation,
             std::make_shared<const StepRecord>(takeStep(*m_walker, choice)));
    } catch (const std::exception& problem) {
        m_walker.reset();
        tell(&TrainingWorker::stepRefused, m_generation, sentenceOf(problem));
    }
}

void TrainingWorker::sendState() {
    QString sentence;
    switch (m_state) {
        case RunState::Ready:
            sentence = QStringLiteral("Ready");
            break;
        case RunState::Running:
            sentence = QStringLiteral("Running");
            break;
        case RunState::Paused:
            sentence = QStringLiteral("Paused");
            break;
        case RunState::Finished:
            sentence = QStringLiteral("Finished %1 epochs; Run goes on for as many again").arg(m_trainer->epochsDone());
            break;
        case RunState::Converged:
            sentence = QStringLiteral("Converged: no parameter moved by more than 0.000001 in epoch %1")
                           .arg(m_trainer->epochsDone());
            break;
        case RunState::Diverged:
            sentence = QString::fromStdString(m_trainer->divergence().value_or(Divergence{}).sentence);
            break;
        case RunState::EarlyStopped:
            sentence = QStringLiteral("Stopped early in epoch %1; the weights of epoch %2, the best, are back")
                           .arg(m_trainer->epochsDone())
                           .arg(m_trainer->bestEpoch().value_or(0));
            break;
    }
    tell(&TrainingWorker::stateChanged, m_generation, m_state, sentence);
}

void TrainingWorker::sendHistory() {
    const auto& history = m_trainer->history();
    const auto size = static_cast<Index>(history.size());
    if (m_historyFromStart || size < m_historySent) m_historySent = 0;
    const bool fromStart = m_historyFromStart;
    if (size == m_historySent && !fromStart) return;
    m_historyFromStart = false;
    std::vector<HistoryRow> rows(history.begin() + m_historySent, history.end());
    m_historySent = size;
    tell(&TrainingWorker::historyAppended, m_generation, fromStart, rows);
}

bool TrainingWorker::isFrameDue() const {
    return milliseconds(m_publishClock) >= frameMilliseconds && m_mailbox.isEmpty();
}

void TrainingWorker::publish(bool always) {
    if (!m_trainer) return;
    if (!always && !isFrameDue()) return;
    sendHistory();
    QElapsedTimer clock;
    clock.start();
    m_publishClock.start();
    const bool fast = m_running && m_speed * frameMilliseconds >= 1000;  // slower, every step is shown as it is
    auto snapshot = m_builder.build(*m_trainer, fast);
    const double elapsed = milliseconds(m_rateClock);
    m_watchSeconds += static_cast<double>(clock.nsecsElapsed()) * 1e-9;
    if (elapsed > rateMilliseconds) {
        m_stepsPerSecond = static_cast<double>(m_rateSteps) / (elapsed * 1e-3);
        m_watchingShare = m_watchSeconds / (elapsed * 1e-3);
        m_rateSteps = 0;
        m_watchSeconds = 0;
        m_rateClock.start();
    }
    snapshot->generation = m_generation;
    snapshot->state = m_state;
    snapshot->stepsPerSecond = m_running ? m_stepsPerSecond : 0;
    snapshot->watchingShare = m_running ? m_watchingShare : 0;
    m_mailbox.put(std::move(snapshot));
    Q_EMIT snapshotReady();
}

}  // namespace glassbox
