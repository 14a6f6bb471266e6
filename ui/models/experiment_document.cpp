#include "ui/models/experiment_document.h"

#include "engine/data/dataset.h"

#include <QDir>
#include <QFileInfo>
#include <QUndoCommand>
#include <QUndoStack>

#include <algorithm>
#include <cmath>
#include <utility>

namespace glassbox {

/// One undoable change: the experiment before and after.
class ExperimentEdit : public QUndoCommand {
  public:
    ExperimentEdit(ExperimentDocument& document, const QString& text, Experiment before, Experiment after,
                   QString mergeKey)
        : QUndoCommand(text),
          m_document(document),
          m_before(std::move(before)),
          m_after(std::move(after)),
          m_mergeKey(std::move(mergeKey)) {}

    void undo() override { m_document.apply(m_before); }
    void redo() override { m_document.apply(m_after); }
    int id() const override { return m_mergeKey.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto& next = static_cast<const ExperimentEdit&>(*other);
        if (next.m_mergeKey != m_mergeKey) return false;
        m_after = next.m_after;
        setText(next.text());
        setObsolete(m_after == m_before);  // dragged back to where it began: nothing to undo
        return true;
    }

  private:
    ExperimentDocument& m_document;
    Experiment m_before, m_after;
    QString m_mergeKey;
};

/// Weights set by hand: their values before and after.
class ParameterEdit : public QUndoCommand {
  public:
    ParameterEdit(ExperimentDocument& document, const QString& text, std::vector<ParameterValue> before,
                  std::vector<ParameterValue> after, bool start, QString mergeKey)
        : QUndoCommand(text),
          m_document(document),
          m_before(std::move(before)),
          m_after(std::move(after)),
          m_start(start),
          m_mergeKey(std::move(mergeKey)) {}

    void undo() override { m_document.applyParameters(m_before, m_start, -1); }
    void redo() override { m_document.applyParameters(m_after, m_start, 1); }
    int id() const override { return m_mergeKey.isEmpty() ? -1 : 2; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto& next = static_cast<const ParameterEdit&>(*other);
        if (next.m_mergeKey != m_mergeKey || next.m_start != m_start) return false;
        Q_EMIT m_document.parametersEdited(m_start, -1);  // both were told, and are one now
        m_after = next.m_after;
        setText(next.text());
        return true;
    }

  private:
    ExperimentDocument& m_document;
    std::vector<ParameterValue> m_before, m_after;
    bool m_start;
    QString m_mergeKey;
};

/// Runs kept, renamed or deleted: the list before and after.
class RunsEdit : public QUndoCommand {
  public:
    RunsEdit(ExperimentDocument& document, const QString& text, std::vector<DocumentRun> before,
             std::vector<DocumentRun> after)
        : QUndoCommand(text), m_document(document), m_before(std::move(before)), m_after(std::move(after)) {}

    void undo() override { m_document.applyRuns(m_before); }
    void redo() override { m_document.applyRuns(m_after); }

  private:
    ExperimentDocument& m_document;
    std::vector<DocumentRun> m_before, m_after;
};

/// Another run in place of the present one.
class RunEdit : public QUndoCommand {
  public:
    RunEdit(ExperimentDocument& document, const QString& text, ExperimentDocument::RunChange before,
            ExperimentDocument::RunChange after)
        : QUndoCommand(text), m_document(document), m_before(std::move(before)), m_after(std::move(after)) {}

    void undo() override { m_document.applyRun(m_before); }
    void redo() override { m_document.applyRun(m_after); }

  private:
    ExperimentDocument& m_document;
    ExperimentDocument::RunChange m_before, m_after;
};

ExperimentDocument::ExperimentDocument(TrainingSession& session, QObject* parent)
    : QObject(parent), m_session(session), m_undoStack(new QUndoStack(this)) {
    connect(m_undoStack, &QUndoStack::cleanChanged, this, &ExperimentDocument::titleChanged);
    connect(m_undoStack, &QUndoStack::indexChanged, this, [this] { ++m_edits; });
    connect(&m_session, &TrainingSession::touched, this, [this] {
        const bool before = isModified();
        m_trained = true;
        ++m_touches;
        if (isModified() != before) Q_EMIT titleChanged();
    });
    connect(&m_session, &TrainingSession::failed, this, &ExperimentDocument::setProblem);
    connect(&m_session, &TrainingSession::parametersRefused, this, &ExperimentDocument::refused);
    connect(&m_session, &TrainingSession::experimentApplied, this, [this](quint64, const QStringList& notes) {
        setProblem({});
        if (!notes.isEmpty()) Q_EMIT noted(notes.join(QLatin1Char(' ')));
    });
}

ExperimentDocument::~ExperimentDocument() = default;

QString ExperimentDocument::folder() const {
    return m_path.isEmpty() ? QDir::currentPath() : QFileInfo(m_path).absolutePath();
}

QString ExperimentDocument::title() const {
    if (!m_path.isEmpty()) return QFileInfo(m_path).completeBaseName();
    if (const OptionValue* path = m_experiment.data.options.find("path")) {
        if (const auto* text = std::get_if<std::string>(path))
            return QFileInfo(QString::fromStdString(*text)).completeBaseName();
    }
    const DataInfo* info = findData(m_experiment.data.kind);
    return QString::fromStdString(info ? info->title : m_experiment.data.kind);
}

bool ExperimentDocument::isModified() const {
    return !m_undoStack->isClean() || (m_trained && isDocumentPath(m_path));
}

bool ExperimentDocument::edit(const QString& text, const Experiment& next, const QString& mergeKey) {
    if (next == m_experiment) return true;
    try {
        validate(next);
    } catch (const Error& error) {
        Q_EMIT refused(QString::fromUtf8(error.what()));
        return false;
    }
    m_undoStack->push(new ExperimentEdit(*this, text, m_experiment, next, mergeKey));
    Q_EMIT titleChanged();
    return true;
}

bool ExperimentDocument::editParameters(const QString& text, const std::vector<ParameterValue>& values,
                                        const QString& mergeKey) {
    const SnapshotPtr latest = m_session.latest();
    if (!latest || !latest->network) return false;
    std::vector<ParameterValue> before = values;
    for (ParameterValue& value : before) {
        const std::optional<Index> place = findParameter(latest->network->places, value.place);
        if (!place || *place >= static_cast<Index>(latest->parameters.size())) return false;
        if (!std::isfinite(value.value)) {
            Q_EMIT refused(tr("A weight must be a finite number."));
            return false;
        }
        value.value = latest->parameters[static_cast<std::size_t>(*place)];
    }
    m_undoStack->push(new ParameterEdit(*this, text, std::move(before), values, latest->step == 0, mergeKey));
    Q_EMIT titleChanged();
    return true;
}

void ExperimentDocument::applyParameters(const std::vector<ParameterValue>& values, bool start, int by) {
    m_session.setParameters(values, start);
    Q_EMIT parametersEdited(start, by);
}

// How it is shown changes nothing about the run: the session does not hear of it, and no view is made anew.
void ExperimentDocument::apply(const Experiment& experiment) {
    const bool otherRun = !sameRun(experiment, m_experiment);
    const bool otherPresentation = experiment.presentation != m_experiment.presentation;
    m_experiment = experiment;
    ++m_edits;
    if (const std::optional<KeptRun> recovered = std::exchange(m_recovered, {})) {
        m_session.setExperiment(m_experiment, folder(), *recovered);
        Q_EMIT experimentChanged();
    } else if (otherRun) {
        m_session.setExperiment(m_experiment, folder());
        Q_EMIT experimentChanged();
    }
    if (otherPresentation) Q_EMIT presentationChanged();
    Q_EMIT titleChanged();
}

void ExperimentDocument::setKeptRuns(const QString& text, const std::vector<DocumentRun>& kept) {
    m_undoStack->push(new RunsEdit(*this, text, m_runs.kept, kept));
    Q_EMIT titleChanged();
}

void ExperimentDocument::applyRuns(const std::vector<DocumentRun>& kept) {
    const auto find = [](const std::vector<DocumentRun>& runs, int id) {
        return std::find_if(runs.begin(), runs.end(), [id](const DocumentRun& run) { return run.id == id; });
    };
    while (m_runs.parent != 0 && find(kept, m_runs.parent) == kept.end()) {
        const auto gone = find(m_runs.kept, m_runs.parent);
        m_runs.parent = gone == m_runs.kept.end() ? 0 : gone->parent;
    }
    m_runs.kept = kept;
    Q_EMIT runsChanged();
}

void ExperimentDocument::setRunParent(int id) {
    if (id == m_runs.parent) return;
    m_runs.parent = id;
    Q_EMIT runsChanged();
}

void ExperimentDocument::changeRun(const QString& text, const RunChange& before, const RunChange& after) {
    m_undoStack->push(new RunEdit(*this, text, before, after));
    Q_EMIT titleChanged();
}

void ExperimentDocument::applyRun(const RunChange& change) {
    if (const OptionValue* value = change.experiment.data.options.find("path"); value && change.run.table) {
        const auto* path = std::get_if<std::string>(value);
        // Of a file that is there no more, the bytes that were kept are the only ones.
        if (path && !QFileInfo(QString::fromStdString(*path)).isFile()) m_tables[*path] = change.run.table;
    }
    m_recovered = change.run;
    m_recovered->sameDocument = true;
    Experiment next = change.experiment;
    next.presentation = m_experiment.presentation;  // how it is shown belongs to the document, not to a run
    apply(next);
    m_trained = true;
    if (change.run.state) Q_EMIT runTaken(*change.run.state, false);
    setRunParent(change.parent);
    Q_EMIT titleChanged();
}

QUndoCommand* ExperimentDocument::makeEdit(const QString& text, const Experiment& next) {
    return new ExperimentEdit(*this, text, m_experiment, next, {});
}

void ExperimentDocument::setProblem(const QString& sentence) {
    if (sentence == m_problem) return;
    m_problem = sentence;
    Q_EMIT problemChanged(sentence);
}

}  // namespace glassbox
