#pragma once

#include "engine/runtime/job_thread.h"
#include "ui/cards/card_export.h"
#include "ui/cards/card_import_dialog.h"
#include "ui/shell/questions.h"

#include <QObject>
#include <QPointer>

#include <atomic>

class QProgressDialog;

namespace glassbox {

/// Cards in and out of files: the questions, reading and writing in a thread of their own with a store of its own, and
/// what is said of it.
class CardFiles : public QObject {
    Q_OBJECT

  public:
    /// `storeFile` was prepared (CardStore::prepare).
    CardFiles(QString storeFile, QWidget* window);
    ~CardFiles() override;

    Questions questions = Questions::dialogs();
    /// Draws pictures for packages; called in another thread. Without it packages have none.
    void setPictures(CardPicturePng pictures) { m_pictures = std::move(pictures); }

    /// True for the endings that importFile() takes.
    static bool canImport(const QString& path) { return cardFileKind(path).has_value(); }
    /// Looks into the file, shows what there is, and takes it if the learner wants to.
    void importFile(const QString& path);
    void chooseImport();
    /// Asks where to, and saves the deck there; 0: all decks, as a package.
    void chooseExport(qint64 deck);
    void exportTo(const QString& path, const QList<qint64>& decks);
    bool isBusy() const { return m_job.isRunning(); }
    /// Decks that the last import made. Removed (CardStore::setDeckRemoved), nothing is left of it.
    const QList<qint64>& freshDecks() const { return m_fresh; }

  Q_SIGNALS:
    /// Taken; the store has other cards now, in these decks.
    void imported(const QString& sentence, const QList<qint64>& decks);
    /// Saved, or given up.
    void told(const QString& sentence);
    void failed(const QString& sentence);

  private:
    using Wanted = std::shared_ptr<std::atomic<bool>>;
    using Work = std::function<void(const JobThread::Task& task, const CardProgress& progress)>;
    void start(const QString& doing, const Work& work);
    void end();
    bool refuseWhileBusy();
    void showDialog(const CardFilePtr& file, const std::vector<StoredDeck>& decks, qint64 into,
                    const std::optional<CardTaking>& look);
    void lookAgain(const CardFilePtr& file, qint64 into);
    void take(const CardFilePtr& file, qint64 into, const CardTaking& seen);

    QString m_store;
    QWidget* m_window;
    CardPicturePng m_pictures;
    QString m_folder;
    QList<qint64> m_fresh;
    QPointer<QProgressDialog> m_progress;
    QPointer<CardImportDialog> m_dialog;
    Wanted m_wanted;  // false: the work under way is given up
    JobThread m_job;
};

}  // namespace glassbox
