#pragma once

#include "ui/shell/questions.h"

#include <QObject>
#include <QPointer>

class QPrinter;
class QWidget;

namespace glassbox {

class ExperimentDocument;
class ModelFiles;
class Preferences;

/// New, open and save of experiments, weights and histories: the questions, the folder they start in, and what went
/// wrong.
class FileCommands : public QObject {
    Q_OBJECT

  public:
    FileCommands(ExperimentDocument& document, Preferences& preferences, QWidget* window);

    Questions questions = Questions::dialogs();

    /// Asks about unsaved changes. False: the user wants to stay, or saving failed.
    bool maySwitch();
    /// True if the last maySwitch gave changes up.
    bool discarded() const { return m_discarded; }

    void newExperiment();
    void open();
    /// An experiment, or a table by its ending; asks about unsaved changes first.
    void openPath(const QString& path);
    void openTable();
    bool save();
    bool saveAs();
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
    /// Asks for a printer (or a PDF file) and draws there. Errors and success are said.
    void print(const std::function<void(QPrinter& printer)>& draw);

    /// True for the endings of tables.
    static bool isTable(const QString& path);

  Q_SIGNALS:
    void problem(const QString& sentence);
    void noted(const QString& sentence);
    void tableChosen(const QString& path);
    /// Weights were read and handed to the session, which may still refuse them.
    void weightsSent();

  private:
    bool attempt(const std::function<void()>& work);
    QString askOpen(const QString& caption, const QString& filter);
    QString askSave(const QString& caption, const QString& filter, const QString& suffix, const QString& name = {});
    void remember(const QString& path);

    ExperimentDocument& m_document;
    Preferences& m_preferences;
    QWidget* m_window;
    ModelFiles* m_models;
    QString m_weightsPath;  // where weights that were asked for go
    bool m_discarded = false;
};

}  // namespace glassbox
