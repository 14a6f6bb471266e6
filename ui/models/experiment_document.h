#pragma once

#include "engine/experiment/experiment.h"
#include "engine/runtime/training_session.h"

#include <QObject>
#include <QString>

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
    /// Both throw Error; nothing changes then. In memory paths of tables are absolute, in files relative to the file.
    void open(const QString& path);
    void save(const QString& path);

    /// Why the session could not go over to the experiment as it stands ("Layer 2 ..."); empty if it could.
    const QString& problem() const { return m_problem; }

  Q_SIGNALS:
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
    void apply(const Experiment& experiment);
    void applyParameters(const std::vector<ParameterValue>& values, bool start, int by);
    void setProblem(const QString& sentence);

    TrainingSession& m_session;
    Experiment m_experiment;
    QUndoStack* m_undoStack;
    QString m_path;
    QString m_problem;
};

}  // namespace glassbox
