#include "ui/models/kept_runs.h"

#include <QFileInfo>

#include <algorithm>

namespace glassbox {

const DocumentRun* findRun(const DocumentRuns& runs, int id) {
    const auto found =
        std::find_if(runs.kept.begin(), runs.kept.end(), [id](const DocumentRun& run) { return run.id == id; });
    return found == runs.kept.end() ? nullptr : &*found;
}

const HistoryRow* lastRow(const DocumentRun& run) {
    return run.state && !run.state->history.empty() ? &run.state->history.back() : nullptr;
}

KeptRuns::KeptRuns(ExperimentDocument& document, QObject* parent, Clock now)
    : QObject(parent), m_document(document), m_now(std::move(now)) {
    TrainingSession& session = document.session();
    connect(&session, &TrainingSession::runReady, this, &KeptRuns::take);
    // Rewound, a run goes on from nothing, but for one that was itself kept at this start.
    connect(&session, &TrainingSession::stateChanged, this, [this](RunState state) {
        if (state != RunState::Ready) return;
        const DocumentRun* from = findRun(runs(), runs().parent);
        const bool isStart = from && from->state->steps == 0 && sameRun(from->experiment, m_document.experiment());
        if (!isStart) m_document.setRunParent(0);
    });
    connect(&document, &ExperimentDocument::startedOver, this, [this] { m_number = 0; });
}

void KeptRuns::keep() {
    if (runs().kept.size() >= mostKeptRuns) {
        Q_EMIT refused(tr("%1 runs are kept, which is as many as a document holds. Delete one to keep another.")
                           .arg(mostKeptRuns));
        return;
    }
    ask(0);
}

void KeptRuns::goBackTo(int id) {
    if (findRun(runs(), id)) ask(id);
}

void KeptRuns::ask(int goBackTo) {
    m_goBackTo = goBackTo;
    m_edits = m_document.edits();
    m_number = m_document.session().requestRun();
}

void KeptRuns::take(quint64 number, const RunCopyPtr& run) {
    if (m_number == 0 || number != m_number) return;
    m_number = 0;
    const bool same = run && sameRun(run->experiment, m_document.experiment());
    if (!same && m_document.edits() != m_edits) return ask(m_goBackTo);  // edited in between
    const DocumentRun* wanted = findRun(runs(), m_goBackTo);
    if (same && m_goBackTo == 0) return keepCopy(*run);
    // Where nothing runs there is nothing to lose; but what ran before an edit that does not would be lost.
    if (wanted && (same || !run)) return leave(run.get(), DocumentRun(*wanted));
    if (m_goBackTo == 0)
        Q_EMIT refused(tr("There is nothing to keep: the experiment as it stands does not run."));
    else if (wanted)
        Q_EMIT refused(tr("The experiment as it stands does not run. Undo the last change or mend it, then go back."));
}

void KeptRuns::keepCopy(const RunCopy& run) {
    for (const DocumentRun& kept : runs().kept) {
        if (!sameRun(kept.experiment, run.experiment) || !(*kept.state == *run.state)) continue;
        m_document.setRunParent(kept.id);
        Q_EMIT noted(tr("This run is kept already, as “%1”.").arg(QString::fromStdString(kept.name)));
        return;
    }
    DocumentRun made;
    for (const DocumentRun& kept : runs().kept) made.id = std::max(made.id, kept.id);
    ++made.id;
    made.parent = runs().parent;
    const QString name = tr("Run %1").arg(made.id);
    made.name = name.toStdString();
    made.when = m_now().toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ")).toStdString();
    made.experiment = run.experiment;
    made.state = run.state;
    if (const OptionValue* value = run.experiment.data.options.find("path"); value && run.data->table) {
        if (const auto* path = std::get_if<std::string>(value))
            made.table =
                DocumentTable{QFileInfo(QString::fromStdString(*path)).fileName().toStdString(), run.data->table};
    }
    std::vector<DocumentRun> kept = runs().kept;
    kept.push_back(std::move(made));
    const int id = kept.back().id;
    m_document.setKeptRuns(tr("Keep “%1”").arg(name), kept);
    m_document.setRunParent(id);
    Q_EMIT noted(tr("This run is kept as “%1”.").arg(name));
}

void KeptRuns::leave(const RunCopy* present, const DocumentRun& run) {
    ExperimentDocument::RunChange before{m_document.experiment(), {}, runs().parent};
    if (present) before.run = {present->state, present->data->table};
    const ExperimentDocument::RunChange after{
        run.experiment, {run.state, run.table ? run.table->bytes : nullptr}, run.id};
    const QString name = QString::fromStdString(run.name);
    m_document.changeRun(tr("Go back to “%1”").arg(name), before, after);
    Q_EMIT noted(tr("Back at “%1”; Undo returns to the run before.").arg(name));
}

void KeptRuns::rename(int id, const QString& name) {
    QString line = name.simplified().left(static_cast<qsizetype>(longestRunName));
    if (!line.isEmpty() && line.back().isHighSurrogate()) line.chop(1);
    const DocumentRun* run = findRun(runs(), id);
    if (!run || line.isEmpty() || line.toStdString() == run->name) return;
    std::vector<DocumentRun> kept = runs().kept;
    for (DocumentRun& one : kept)
        if (one.id == id) one.name = line.toStdString();
    m_document.setKeptRuns(tr("Rename “%1”").arg(QString::fromStdString(run->name)), kept);
}

void KeptRuns::remove(int id) {
    const DocumentRun* run = findRun(runs(), id);
    if (!run) return;
    const QString name = QString::fromStdString(run->name);
    const int parent = run->parent;
    std::vector<DocumentRun> kept = runs().kept;
    std::erase_if(kept, [id](const DocumentRun& one) { return one.id == id; });
    for (DocumentRun& one : kept)
        if (one.parent == id) one.parent = parent;
    m_document.setKeptRuns(tr("Delete “%1”").arg(name), kept);
    Q_EMIT noted(tr("“%1” is deleted; Undo brings it back.").arg(name));
}

}  // namespace glassbox
