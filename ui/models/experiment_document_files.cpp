#include "engine/formats/experiment_json.h"
#include "engine/formats/files.h"
#include "engine/nn/error.h"
#include "ui/models/experiment_document.h"

#include <QDir>
#include <QFileInfo>
#include <QUndoStack>

#include <algorithm>

namespace glassbox {

namespace {

QString tablePath(const Experiment& experiment) {
    const OptionValue* value = experiment.data.options.find("path");
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? QString::fromStdString(*text) : QString();
}

void setTablePath(Experiment& experiment, const QString& path) {
    experiment.data.options.set("path", path.toStdString());
}

// In memory a table's path is absolute, so that undo works wherever the document is saved; in the file it is relative
// to the file, so that both can be moved together.
QString relativeTo(const QString& file, const QString& table) {
    return QDir(QFileInfo(file).absolutePath()).relativeFilePath(table);
}

/// A table from inside a document, as a file of its own. Never writes over another one.
void writeBeside(const QString& file, const QString& name, const std::string& bytes) {
    const QString target = QDir(QFileInfo(file).absolutePath()).filePath(name);
    const QByteArray content = QByteArray::fromStdString(bytes);
    if (!QFileInfo::exists(target)) return writeFile(target, content);
    if (QFileInfo(target).size() == content.size() && readFile(target, content.size()) == content) return;
    throw Error(ExperimentDocument::tr("Can't save a plain experiment as %1: its table %2 is inside the document, and "
                                       "there is another file of that name; save a Glassbox document instead.")
                    .arg(QDir::toNativeSeparators(file), name)
                    .toStdString());
}

}  // namespace

ExperimentDocument::FileMark ExperimentDocument::markOf(const QString& path) {
    const QFileInfo info(path);
    if (path.isEmpty() || !info.exists()) return {};
    return {info.size(), info.lastModified()};
}

void ExperimentDocument::noteFile() {
    m_file = markOf(m_path);
}

bool ExperimentDocument::isChangedOnDisk() const {
    const FileMark now = markOf(m_path);
    return now.size >= 0 && !(now == m_file);
}

TableBytes ExperimentDocument::tableAt(const QString& path) const {
    const auto found = m_tables.find(path.toStdString());
    return found == m_tables.end() ? nullptr : found->second;
}

void ExperimentDocument::startOver(const Experiment& experiment, const QString& path,
                                   const std::optional<KeptRun>& kept) {
    m_path = path.isEmpty() ? QString() : QFileInfo(path).absoluteFilePath();
    m_undoStack->clear();
    const bool otherPresentation = experiment.presentation != m_experiment.presentation;
    m_experiment = experiment;
    ++m_edits;
    m_trained = false;
    noteFile();
    if (kept)
        m_session.setExperiment(m_experiment, folder(), *kept);
    else
        m_session.setExperiment(m_experiment, folder(), true);
    Q_EMIT startedOver();
    Q_EMIT runsChanged();
    Q_EMIT experimentChanged();
    if (otherPresentation) Q_EMIT presentationChanged();
    Q_EMIT titleChanged();
}

void ExperimentDocument::reset(const Experiment& experiment, const QString& path) {
    validate(experiment);
    m_tables.clear();
    m_runs = {};
    startOver(experiment, path, {});
}

/// The experiment as it is in memory; a table inside is known from then on.
Experiment ExperimentDocument::inMemory(const Document& document, const QString& file) {
    Experiment experiment = document.experiment;
    if (document.table) {
        const QString path = file + QLatin1Char('/') + QString::fromStdString(document.table->name);
        setTablePath(experiment, path);
        m_tables[path.toStdString()] = document.table->bytes;
    } else if (const QString table = tablePath(experiment); !table.isEmpty()) {
        setTablePath(experiment, QDir(QFileInfo(file).absolutePath()).absoluteFilePath(table));
    }
    return experiment;
}

DocumentRuns ExperimentDocument::runsInMemory(const Document& document, const QString& file) const {
    DocumentRuns runs = document.runs;
    for (DocumentRun& run : runs.kept) {
        validate(run.experiment);
        const QString table = tablePath(run.experiment);
        if (run.table)
            setTablePath(run.experiment, file + QLatin1Char('/') + QString::fromStdString(run.table->name));
        else if (!table.isEmpty())
            setTablePath(run.experiment, QDir(QFileInfo(file).absolutePath()).absoluteFilePath(table));
    }
    return runs;
}

void ExperimentDocument::open(const QString& path) {
    take(readDocument(QFileInfo(path).absoluteFilePath()), path);
}

void ExperimentDocument::take(const Document& document, const QString& path) {
    validate(document.experiment);
    const QString file = QFileInfo(path).absoluteFilePath();
    DocumentRuns runs = runsInMemory(document, file);
    m_tables.clear();
    m_runs = std::move(runs);
    const Experiment experiment = inMemory(document, file);
    std::optional<KeptRun> kept;
    if (document.training || document.table)
        kept = KeptRun{document.training, document.table ? document.table->bytes : nullptr};
    startOver(experiment, file, kept);
    if (document.training) Q_EMIT runTaken(*document.training, true);
    if (!document.views.empty()) Q_EMIT viewsOpened(document.views);
}

Experiment ExperimentDocument::withKnownTable(Experiment experiment) const {
    const QString now = tablePath(m_experiment);
    const QString path = tablePath(experiment);
    if (!now.isEmpty() && tableAt(now) && QFileInfo(now).fileName() == QFileInfo(path).fileName())
        setTablePath(experiment, now);
    return experiment;
}

/// The path in memory of the table of what was kept: the same under the name that it has here, unless there is another
/// one now.
QString ExperimentDocument::pathOfKept(const DocumentTable& table) const {
    const QString now = tablePath(m_experiment);
    const QString name = QString::fromStdString(table.name);
    return QFileInfo(now).fileName() == name ? now : QDir(folder()).filePath(name);
}

bool ExperimentDocument::isOfThisRun(const Document& kept) const {
    Experiment experiment = kept.experiment;
    if (kept.table) setTablePath(experiment, pathOfKept(*kept.table));
    return sameRun(experiment, m_experiment);
}

void ExperimentDocument::recover(const QString& text, const Document& kept) {
    validate(kept.experiment);
    Experiment experiment = kept.experiment;
    if (kept.table) {
        const QString path = pathOfKept(*kept.table);
        setTablePath(experiment, path);
        m_tables[path.toStdString()] = kept.table->bytes;
    }
    m_recovered = KeptRun{kept.training, kept.table ? kept.table->bytes : nullptr, true};
    if (experiment == m_experiment) {
        apply(experiment);
    } else {
        m_undoStack->push(makeEdit(text, experiment));
    }
    m_trained = kept.training && kept.training->steps > 0;
    if (kept.training) Q_EMIT runTaken(*kept.training, true);
    DocumentRuns runs = kept.runs;
    for (DocumentRun& run : runs.kept) {
        if (!run.table) continue;
        const auto known = std::find_if(m_runs.kept.begin(), m_runs.kept.end(), [&run](const DocumentRun& one) {
            return one.id == run.id && one.table && one.table->name == run.table->name;
        });
        setTablePath(run.experiment,
                     known != m_runs.kept.end() ? tablePath(known->experiment) : pathOfKept(*run.table));
    }
    if (runs.kept != m_runs.kept) setKeptRuns(text, runs.kept);
    setRunParent(runs.parent);
    Q_EMIT titleChanged();
}

void ExperimentDocument::save(const QString& path) {
    const QString file = QFileInfo(path).absoluteFilePath();
    Experiment experiment = m_experiment;
    if (const QString table = tablePath(experiment); !table.isEmpty()) {
        if (const TableBytes bytes = tableAt(table)) {
            const QString name = QFileInfo(table).fileName();
            writeBeside(file, name, *bytes);
            setTablePath(experiment, name);
        } else {
            setTablePath(experiment, relativeTo(file, QDir(folder()).absoluteFilePath(table)));
        }
    }
    writeExperiment(file, experiment);
    setSaved(path, moment());
}

Document ExperimentDocument::contents(const Experiment& experiment, const DocumentRuns& runs, const RunCopyPtr& run,
                                      const QString& file) const {
    Document document;
    document.runs = runs;
    for (DocumentRun& kept : document.runs.kept) {
        const QString path = tablePath(kept.experiment);
        if (kept.table)
            setTablePath(kept.experiment, QString::fromStdString(kept.table->name));
        else if (!path.isEmpty() && !file.isEmpty())
            setTablePath(kept.experiment, relativeTo(file, path));
    }
    document.experiment = experiment;
    const bool same = run && sameRun(run->experiment, experiment);
    if (same) document.training = run->state;
    if (const QString path = tablePath(experiment); !path.isEmpty()) {
        // A network that does not fit its data has no run, but the data were read.
        const bool read = run && run->data->table && tablePath(run->experiment) == path;
        const TableBytes bytes = read ? run->data->table : tableAt(path);
        if (bytes) {
            const QString name = QFileInfo(path).fileName();
            document.table = DocumentTable{name.toStdString(), bytes};
            setTablePath(document.experiment, name);
        } else if (!file.isEmpty()) {
            setTablePath(document.experiment, relativeTo(file, QDir(folder()).absoluteFilePath(path)));
        }
    }
    return document;
}

void ExperimentDocument::setSaved(const QString& path, Moment moment) {
    m_path = QFileInfo(path).absoluteFilePath();
    noteFile();
    if (moment.edits == m_edits) m_undoStack->setClean();
    // What runs on is ahead of the file already.
    m_trained = moment.touches != m_touches || m_session.state() == RunState::Running;
    Q_EMIT saved();
    Q_EMIT titleChanged();
}

}  // namespace glassbox
