#pragma once

#include "engine/experiment/experiment.h"
#include "engine/formats/document.h"
#include "engine/runtime/training_session.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <optional>

class QUndoCommand;
class QUndoStack;

namespace glassbox {

/// The experiment that is open: its file, its undo history, and the session that trains it. Every change of an
/// experiment by a view goes through `edit`.
class ExperimentDocument : public QObject {
    Q_OBJECT

  public:
    explicit ExperimentDocument(TrainingSession& session, QObject* parent = nullptr);
    ~ExperimentDocument() override;

    const Experiment& experiment() const { return m_experiment; }
    TrainingSession& session() const { return m_session; }
    QUndoStack* undoStack() const { return m_undoStack; }

    /// File of the document; empty while it has none.
    const QString& path() const { return m_path; }
    /// Folder that relative paths of tables start at; the current folder while there is no file.
    QString folder() const;
    /// "Spiral" or the file's name without ending.
    QString title() const;
    /// True with changes that the file does not have. In a Glassbox document training is one, in a plain experiment it
    /// is not, as that does not hold the weights.
    bool isModified() const;

    /// Changes the experiment as one undoable step called `text` ("Learning rate 0.02"), and hands it to the session.
    /// Edits with the same non-empty `mergeKey` in a row become one step (dragging a slider). Does nothing if nothing
    /// changed. Returns false, changes nothing and emits `refused` if the experiment is not valid.
    bool edit(const QString& text, const Experiment& next, const QString& mergeKey = {});
    /// Sets weights by hand as one undoable step, on top of what training makes of them: undo brings back what they
    /// were before. Edits with the same non-empty `mergeKey` in a row become one step. Returns false and changes
    /// nothing if the newest snapshot has no such weights; a value that is not finite is refused with a sentence.
    bool editParameters(const QString& text, const std::vector<ParameterValue>& values, const QString& mergeKey = {});
    /// Starts over with another experiment; the undo history is cleared. `path` may be empty.
    void reset(const Experiment& experiment, const QString& path = {});
    /// Opens a Glassbox document or a plain experiment. Throws Error; nothing changes then. In memory paths of tables
    /// are absolute, in files relative to the file; a table inside a document lies at a path that begins with the
    /// document's own, as if that were a folder.
    void open(const QString& path);
    /// As open, of a document that was read from there already.
    void take(const Document& document, const QString& path);
    /// Goes over to what was kept of this document after its last saving, as one undoable step called `text`.
    void recover(const QString& text, const Document& kept);
    /// True if what was kept is of the experiment as it stands.
    bool isOfThisRun(const Document& kept) const;
    /// Runs that were kept, with paths of tables as in memory, and which of them the present run goes on from.
    const DocumentRuns& runs() const { return m_runs; }
    /// Other kept runs, as one undoable step. Where the one that the present run goes on from is gone, it goes on from
    /// that one's parent.
    void setKeptRuns(const QString& text, const std::vector<DocumentRun>& kept);
    /// What the present run goes on from (0: nothing that is kept); no step of its own.
    void setRunParent(int id);
    /// Another run of this document: its experiment, what training came to, and the kept run that it goes on from.
    struct RunChange {
        Experiment experiment;
        KeptRun run;
        int parent = 0;
    };
    /// Goes over to another run as one undoable step; `before` is what Undo brings back.
    void changeRun(const QString& text, const RunChange& before, const RunChange& after);
    /// An experiment of the file where the program keeps edits: a table that is known here is meant by its name.
    Experiment withKnownTable(Experiment experiment) const;
    /// Writes a plain experiment; a table that was inside a document is written beside it. Throws Error.
    void save(const QString& path);

    /// What the moment is called at which a document that is being written is taken.
    struct Moment {
        quint64 edits = 0, touches = 0;
    };
    Moment moment() const { return {m_edits, m_touches}; }
    /// Grows with every change of the experiment.
    quint64 edits() const { return m_edits; }
    /// What a document file would hold: experiment and kept runs of that moment and what training has come to, if that
    /// is of the same experiment. `run` may be null. A table that can't be taken inside is named relative to `file`, or
    /// absolutely if that is empty.
    Document contents(const Experiment& experiment, const DocumentRuns& runs, const RunCopyPtr& run,
                      const QString& file = {}) const;
    /// The document of that moment is in that file now.
    void setSaved(const QString& path, Moment moment);
    /// True if another program has written the document's file since it was opened or saved here.
    bool isChangedOnDisk() const;
    /// The table inside the document that is known under this path; null if there is none.
    TableBytes tableAt(const QString& path) const;

    /// Why the session could not go over to the experiment as it stands ("Layer 2 ..."); empty if it could.
    const QString& problem() const { return m_problem; }

  Q_SIGNALS:
    /// A document with a layout of its own was opened.
    void viewsOpened(const std::map<std::string, QByteArray>& views);
    /// The run goes on from what was kept: in a file, or in this document.
    void runTaken(const glassbox::TrainerState& state, bool fromFile);
    /// Kept runs, or the one that the present run goes on from.
    void runsChanged();
    /// All of it is in its file.
    void saved();
    /// Reset or open, told before experimentChanged(): nothing is left of the experiment before.
    void startedOver();
    /// After edit, undo, redo, reset and open, where the run itself became another one.
    void experimentChanged();
    /// Other parts are hidden or the notes are others; training is untouched.
    void presentationChanged();
    /// File name or modified state changed.
    void titleChanged();
    /// Weights were set by hand (`by` 1) or such an edit was undone (-1); `start` if they are starting weights.
    void parametersEdited(bool start, int by);
    /// An edit was not valid; a sentence for the user.
    void refused(const QString& sentence);
    void problemChanged(const QString& sentence);
    /// Weights were kept or reset by an edit; sentences for the status bar.
    void noted(const QString& sentence);

  private:
    friend class ExperimentEdit;
    friend class ParameterEdit;
    friend class RunsEdit;
    friend class RunEdit;
    void applyRuns(const std::vector<DocumentRun>& kept);
    void applyRun(const RunChange& change);
    DocumentRuns runsInMemory(const Document& document, const QString& file) const;
    void apply(const Experiment& experiment);
    void applyParameters(const std::vector<ParameterValue>& values, bool start, int by);
    void setProblem(const QString& sentence);
    void startOver(const Experiment& experiment, const QString& path, const std::optional<KeptRun>& kept);
    Experiment inMemory(const Document& document, const QString& file);
    QString pathOfKept(const DocumentTable& table) const;
    void noteFile();
    QUndoCommand* makeEdit(const QString& text, const Experiment& next);

    /// What tells one version of a file from another.
    struct FileMark {
        qint64 size = -1;  // -1: there is no file
        QDateTime written;
        friend bool operator==(const FileMark&, const FileMark&) = default;
    };
    static FileMark markOf(const QString& path);

    TrainingSession& m_session;
    Experiment m_experiment;
    QUndoStack* m_undoStack;
    QString m_path;
    QString m_problem;
    DocumentRuns m_runs;
    std::map<std::string, TableBytes> m_tables;  // inside the document, by their path in memory
    std::optional<KeptRun> m_recovered;          // goes with the edit that is being applied
    FileMark m_file;                             // as it was opened or saved
    quint64 m_edits = 0;
    quint64 m_touches = 0;   // of the trained state
    bool m_trained = false;  // since it was opened or saved
};

}  // namespace glassbox
