#pragma once

#include "engine/runtime/job_thread.h"
#include "ui/models/document_writer.h"
#include "ui/models/experiment_document.h"
#include "ui/shell/questions.h"

#include <QObject>
#include <QPointer>

class QPrinter;
class QWidget;

namespace glassbox {

class ModelFiles;
class Preferences;

/// New, open and save of experiments, weights and histories: the questions, the folder they start in, and what went
/// wrong.
class FileCommands : public QObject {
    Q_OBJECT

  public:
    FileCommands(ExperimentDocument& document, Preferences& preferences, QWidget* window);

    Questions questions = Questions::dialogs();
    /// What the window adds to a document that is saved.
    std::function<DocumentExtras()> extras;

    /// Asks about unsaved changes. False: the user wants to stay, or saving failed.
    bool maySwitch();
    /// True if the last maySwitch gave changes up.
    bool discarded() const { return m_discarded; }

    void newExperiment();
    void open();
    /// A document, an experiment, a table, weights or a network of another program by its ending; asks about unsaved
    /// changes first where a document takes the place of this one. Documents are read in another thread and are there
    /// a moment later.
    void openPath(const QString& path);
    void openTable();
    /// Both are done a moment later for documents, and said; false if nothing will be saved.
    bool save();
    bool saveAs();
    bool isBusy() const { return m_writer.isWriting() || m_reading.isRunning(); }
    void loadWeights();
    void saveWeights();
    void saveHistory();
    /// The network in the formats of other programs, and from them.
    void exportModel();
    void importModel();
    /// Asks where to and writes there; `name` is added to the document's title, the first of `suffixes` is proposed.
    /// Errors and success are said.
    void saveExport(const QString& caption, const QString& name, const QStringList& suffixes,
                    const std::function<void(const QString& path)>& write);
    /// Asks where to alone, for what is written later; empty: the user thought better of it.
    QString askExport(const QString& caption, const QString& name, const QStringList& suffixes);
    /// Asks for a printer (or a PDF file) and draws there. Errors and success are said.
    void print(const std::function<void(QPrinter& printer)>& draw);

    /// What is remembered about exports.
    Preferences& preferences() const { return m_preferences; }

    /// True for the endings of tables.
    static bool isTable(const QString& path);
    /// Packages and decks of flashcards.
    static bool isCards(const QString& path);
    /// True for the endings of weights and networks of other programs.
    static bool isModel(const QString& path);
    /// True for the endings of all that openPath opens.
    static bool canOpen(const QString& path);

  Q_SIGNALS:
    void problem(const QString& sentence);
    void noted(const QString& sentence);
    void tableChosen(const QString& path);
    void cardsChosen(const QString& path);
    /// Weights were read and handed to the session, which may still refuse them.
    void weightsSent();

  private:
    bool attempt(const std::function<void()>& work);
    QString askOpen(const QString& caption, const QString& filter);
    QString askSave(const QString& caption, const QString& filter, const QString& suffix, const QString& name = {});
    void remember(const QString& path);
    bool saveTo(const QString& path);
    void readDocumentFrom(const QString& path);
    void documentWritten(const QString& path);

    ExperimentDocument& m_document;
    Preferences& m_preferences;
    QWidget* m_window;
    DocumentWriter m_writer;
    ExperimentDocument::Moment m_moment;  // that is being written
    JobThread m_reading;
    ModelFiles* m_models;
    QString m_weightsPath;  // where weights that were asked for go
    bool m_discarded = false;
};

}  // namespace glassbox
