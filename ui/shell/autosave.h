#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

namespace glassbox {

class ExperimentDocument;
class Preferences;

/// Keeps the open experiment in a file of our own, so that the next start goes on with it, even after a crash: its
/// file, its changes, and whether they were saved.
class Autosave : public QObject {
    Q_OBJECT

  public:
    /// `folder` is made when it is needed.
    Autosave(ExperimentDocument& document, Preferences& preferences, const QString& folder, QObject* parent = nullptr);

    /// Opens what was kept, else the standard experiment. Returns a sentence if something could not be restored.
    QString restore();
    /// Before another document takes the place of what was kept: if that had changes that were never saved (the program
    /// was ended by force), they go to a file of their own. Returns a sentence that names it, else nothing.
    QString rescue();
    /// Keeps the experiment as it is now; done by itself a moment after each change.
    void keep();
    /// The user gave the changes up: the next start opens the saved file, or the standard experiment.
    void discard();

  private:
    QString file() const;

    ExperimentDocument& m_document;
    Preferences& m_preferences;
    QString m_folder;
    QTimer m_delay;
};

}  // namespace glassbox
