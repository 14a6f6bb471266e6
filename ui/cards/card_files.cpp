#include "ui/cards/card_files.h"

#include "ui/cards/card_counts.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QProgressDialog>

#include <new>
#include <utility>

namespace glassbox {

namespace {

QString nameOf(const QString& path) {
    return QFileInfo(path).fileName();
}

/// What a file may be called in every file system.
QString fileName(QString name) {
    for (QChar& c : name)
        if (c < QChar(' ') || QStringLiteral("/\\:*?\"<>|").contains(c)) c = QLatin1Char('-');
    name = name.simplified().left(100);
    return name.isEmpty() || name.startsWith(QLatin1Char('.')) ? QStringLiteral("cards") + name : name;
}

/// A sentence if the work failed.
QString attempt(const std::function<void()>& work) {
    try {
        work();
        return {};
    } catch (const StudyError& error) {
        return error.sentence();
    } catch (const std::bad_alloc&) {
        return CardFiles::tr("There is not enough memory for these cards.");
    }
}

}  // namespace

CardFiles::CardFiles(QString storeFile, QWidget* window)
    : QObject(window),
      m_store(std::move(storeFile)),
      m_window(window),
      m_folder(QDir::homePath()),
      m_wanted(std::make_shared<std::atomic<bool>>(true)) {}

CardFiles::~CardFiles() {
    *m_wanted = false;  // so that leaving need not wait for a long import
}

bool CardFiles::refuseWhileBusy() {
    if (!isBusy()) return false;
    Q_EMIT failed(tr("Another file of cards is still being read or written; try again when that is done."));
    return true;
}

// Work that is given up undoes what it did by itself, so it is never cut off: it always tells how it ended.
void CardFiles::start(const QString& doing, const Work& work) {
    m_wanted = std::make_shared<std::atomic<bool>>(true);
    delete m_progress;
    m_progress = new QProgressDialog(doing, tr("Cancel"), 0, 0, m_window);
    m_progress->setObjectName(QStringLiteral("cardFileProgress"));
    m_progress->setWindowTitle(tr("Cards"));
    m_progress->setMinimumDuration(500);
    m_progress->setAutoClose(false);
    m_progress->setAutoReset(false);
    connect(m_progress, &QProgressDialog::canceled, this, [wanted = m_wanted] { *wanted = false; });
    m_job.start([this, work, wanted = m_wanted](const JobThread::Task& task) {
        work(task, [this, &task, &wanted](double share) {
            task.tell([this, share] {
                if (!m_progress) return;
                m_progress->setMaximum(100);
                m_progress->setValue(static_cast<int>(100 * share));
            });
            return wanted->load() && task.isWanted();
        });
    });
}

void CardFiles::end() {
    m_job.setFinished();
    if (m_progress) m_progress->deleteLater();
    m_progress = nullptr;
}

void CardFiles::chooseImport() {
    if (refuseWhileBusy()) return;
    const QString path = questions.openPath(
        m_window, {tr("Import cards"),
                   m_folder,
                   tr("Cards (*.apkg *.csv *.tsv *.md);;Anki packages (*.apkg);;Tables (*.csv *.tsv);;"
                      "Decks as text (*.md);;All files (*)"),
                   {}});
    if (path.isEmpty()) return;
    m_folder = QFileInfo(path).absolutePath();
    importFile(path);
}

void CardFiles::importFile(const QString& path) {
    if (refuseWhileBusy()) return;
    if (m_dialog) m_dialog->reject();
    start(tr("Reading %1 …").arg(nameOf(path)),
          [this, path](const JobThread::Task& task, const CardProgress& progress) {
              CardFilePtr file;
              std::vector<StoredDeck> decks;
              qint64 into = 0;
              std::optional<CardTaking> look;
              const QString problem = attempt([&] {
                  file = std::make_shared<const CardFile>(readCardFile(path));
                  CardStore store(m_store);
                  decks = store.decks();
                  if (file->kind == CardFileKind::Table) into = suggestedDeck(store, *file);
                  look = file->canBeTaken() ? lookAtCards(store, *file, into, progress) : CardTaking();
              });
              task.tell([this, path, file, decks, into, look, problem] {
                  end();
                  if (!problem.isEmpty()) return Q_EMIT failed(problem);
                  if (!look || !*m_wanted) return Q_EMIT told(tr("Nothing was imported from %1.").arg(nameOf(path)));
                  showDialog(file, decks, into, look);
              });
          });
}

void CardFiles::showDialog(const CardFilePtr& file, const std::vector<StoredDeck>& decks, qint64 into,
                           const std::optional<CardTaking>& look) {
    m_dialog = new CardImportDialog(file, decks, into, m_window);
    m_dialog->setLook(look);
    connect(m_dialog, &CardImportDialog::intoChanged, this, [this, file](qint64 deck) { lookAgain(file, deck); });
    connect(m_dialog, &QDialog::accepted, this, [this, file, dialog = m_dialog.data()] {
        if (dialog->look()) take(file, dialog->into(), *dialog->look());
    });
    m_dialog->open();
}

void CardFiles::lookAgain(const CardFilePtr& file, qint64 into) {
    *m_wanted = false;  // the look before is of another deck
    start(tr("Comparing with the cards that are here …"),
          [this, file, into](const JobThread::Task& task, const CardProgress& progress) {
              std::optional<CardTaking> look;
              const QString problem = attempt([&] {
                  CardStore store(m_store);
                  look = lookAtCards(store, *file, into, progress);
              });
              task.tell([this, look, problem] {
                  end();
                  if (m_dialog && problem.isEmpty() && look) return m_dialog->setLook(look);
                  if (m_dialog) m_dialog->reject();
                  if (!problem.isEmpty()) Q_EMIT failed(problem);
              });
          });
}

void CardFiles::take(const CardFilePtr& file, qint64 into, const CardTaking& seen) {
    start(tr("Importing %1 …").arg(nameOf(file->path)), [this, file, into, seen](const JobThread::Task& task,
                                                                                 const CardProgress& progress) {
        std::optional<CardTaking> taking;
        const QString problem = attempt([&] {
            CardStore store(m_store);
            taking = takeCards(store, *file, into, seen, QDate::currentDate(), progress);
        });
        task.tell([this, file, taking, problem] {
            end();
            const QString name = nameOf(file->path);
            if (!problem.isEmpty()) return Q_EMIT failed(problem);
            if (!taking) return Q_EMIT told(tr("Nothing was imported from %1.").arg(name));
            m_fresh = taking->freshDecks();
            const ExchangeCounts sum = taking->total();
            QString sentence = tr("Imported %1: %2, %3 changed.").arg(name, newCardCount(sum.added)).arg(sum.updated);
            if (sum.reviews > 0) sentence += ' ' + tr("The log brought %1.").arg(reviewCount(sum.reviews));
            Q_EMIT imported(sentence, taking->deckIds());
        });
    });
}

void CardFiles::chooseExport(qint64 deck) {
    if (refuseWhileBusy()) return;
    QString name = tr("Cards");
    QList<qint64> decks;
    const QString problem = attempt([&] {
        for (const StoredDeck& one : CardStore(m_store).decks()) {
            if (deck != 0 && one.id != deck) continue;
            decks.append(one.id);
            if (deck != 0) name = one.name;
        }
    });
    if (!problem.isEmpty()) return Q_EMIT failed(problem);
    if (decks.isEmpty()) return Q_EMIT failed(tr("There is no deck to be saved."));
    const QString package = tr("Anki package, with the schedule (*.apkg)");
    const QString path =
        questions.savePath(m_window, {deck == 0 ? tr("Save all decks") : tr("Save the deck"),
                                      QDir(m_folder).filePath(fileName(name) + QStringLiteral(".apkg")),
                                      deck == 0 ? package
                                                : package + QStringLiteral(";;") + tr("Table (*.csv)") +
                                                      QStringLiteral(";;") + tr("Text that can be edited (*.deck.md)"),
                                      QStringLiteral("apkg")});
    if (path.isEmpty()) return;
    m_folder = QFileInfo(path).absolutePath();
    exportTo(path, decks);
}

void CardFiles::exportTo(const QString& path, const QList<qint64>& decks) {
    if (refuseWhileBusy()) return;
    start(tr("Saving %1 …").arg(nameOf(path)), [this, path, decks, pictures = m_pictures](
                                                   const JobThread::Task& task, const CardProgress& progress) {
        std::optional<CardExport> out;
        const QString problem = attempt([&] {
            const CardStore store(m_store);
            out = writeCardFile(store, decks, path, pictures, QDateTime::currentMSecsSinceEpoch(), progress);
        });
        task.tell([this, path, out, problem] {
            end();
            if (!problem.isEmpty()) return Q_EMIT failed(problem);
            if (!out) return Q_EMIT told(tr("%1 was not saved.").arg(nameOf(path)));
            QString sentence = tr("Saved %1 to %2.").arg(cardCount(out->cards), nameOf(path));
            if (!out->mistakes.isEmpty())
                sentence +=
                    ' ' + tr("It can't be imported again before this is mended: %1").arg(out->mistakes.constFirst());
            Q_EMIT told(sentence);
        });
    });
}

}  // namespace glassbox
