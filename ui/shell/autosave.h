#pragma once

#include "ui/models/document_writer.h"

#include <QObject>
#include <QString>
#include <QTimer>

namespace glassbox {

class ExperimentDocument;
class Preferences;

/// Keeps the open document in files of our own, so that the next start goes on with it, even after a crash: the
/// experiment a moment after each edit (last.json), and all of it with its trained state every 30 seconds in which
/// something changed (last.glassbox).
class Autosave : public QObject {
    Q_OBJECT

  public:
    /// `folder` is made when it is needed.
    Autosave(ExperimentDocument& document, Preferences& preferences, const QString& folder, QObject* parent = nullptr);

    struct Restored {
        QString problem;  ///< what could not be restored
        QString note;     ///< what was, after the program had been ended by force
    };
    /// Opens what was kept, else the standard experiment.
    Restored restore();
    /// Before another document takes the place of what was kept: if that had changes that were never saved (the program
    /// was ended by force), they go to a file of their own. Returns a sentence that names it, else nothing.
    QString rescue();
    /// Keeps the experiment as it is now; done by itself a moment after each change.
    void keep();
    /// Keeps all of it and waits until it is written: for the end of the program.
    void keepAll();
    /// The user gave the changes up: the next start opens the saved file, or the standard experiment.
    void discard();
    /// How long changes may go unkept, for tests.
    void setInterval(int milliseconds) { m_every.setInterval(milliseconds); }

  private:
    QString file() const;
    QString stateFile() const;
    void changed();
    void keepState();
    void forgetState();
    void removeBeginnings() const;
    bool recover(bool opened, QString& problem);

    ExperimentDocument& m_document;
    Preferences& m_preferences;
    QString m_folder;
    QTimer m_delay, m_every;
    DocumentWriter m_writer;
    bool m_restoring = false;
};

}  // namespace glassbox
