#pragma once

#include "lessons/study/deck_writer.h"
#include "tests/lessons/study/opened_store.h"
#include "tests/support/test.h"
#include "ui/cards/card_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace glassbox {

inline const QDate day(2026, 11, 21);
inline constexpr qint64 dayLength = 86'400'000;
inline constexpr qint64 now = 20'000 * dayLength + dayLength / 2;

inline Flashcard card(const QString& id, const QString& question,
                      const QString& answer = QStringLiteral("An answer.")) {
    Flashcard made;
    made.id = id;
    made.question = question;
    made.answer = answer;
    return made;
}

inline Deck nets() {
    Flashcard sigmoid = card("sigmoid", "What is **the** sigmoid, \"quoted\", of $z < 0$?",
                             "A `curve`:\n\n$$\\frac{1}{1+e^{-z}}$$\n\n- one\n- two");
    sigmoid.concepts = QStringList{"F4", "F5"};
    sigmoid.topics = QStringList{"3"};
    sigmoid.tags = QStringList{"activation", "curve"};
    sigmoid.see = QStringLiteral("lab one-neuron epochs=20");
    sigmoid.picture = QStringLiteral("flow a -> b");
    return {"Nets", "What they are.", {sigmoid, card("relu", "What is relu(-2)?", "0"), card("loss", "What is it?")}};
}

inline void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(path));
}

inline QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A learner with a store, and the window from which files are opened.
class Learner {
  public:
    explicit Learner(const QString& path) : file(path), store(path, day), files(path, &window) {
        for (auto signal : {&CardFiles::told, &CardFiles::failed})
            QObject::connect(&files, signal, &window, [this](const QString& sentence) { said += sentence; });
        QObject::connect(&files, &CardFiles::imported, &window,
                         [this](const QString& sentence, const QList<qint64>& to) {
                             said += sentence;
                             decks = to;
                         });
    }
    /// The question that comes up after a look into the file; null if it was refused.
    CardImportDialog* look(const QString& path) {
        said.clear();
        decks.clear();
        files.importFile(path);
        wait();
        return dialog();
    }
    /// Says yes to everything.
    void take(const QString& path) {
        CardImportDialog* question = look(path);
        if (!question) return;
        press(question, "importTake");
        wait();
    }
    void save(const QString& path, const QList<qint64>& which) {
        said.clear();
        files.exportTo(path, which);
        wait();
    }
    void wait() {
        if (!QTest::qWaitFor([this] { return !files.isBusy(); }, 30'000)) qFatal("the files are not done");
    }
    CardImportDialog* dialog() const {
        for (auto* found : window.findChildren<CardImportDialog*>())
            if (found->isVisible()) return found;
        return nullptr;
    }
    static void press(QWidget* dialog, const char* name) {
        auto* button = dialog->findChild<QPushButton*>(QLatin1String(name));
        if (!button || !button->isEnabled()) qFatal("no button %s to press", name);
        button->click();
    }
    qint64 deckCalled(const QString& name) const {
        qint64 id = 0;
        for (const StoredDeck& deck : store.decks())
            if (deck.name == name) id = id == 0 ? deck.id : -1;  // -1: there are two
        return id;
    }
    Deck deck(qint64 id) const {
        const StoredDeck stored = *store.deck(id);
        Deck made{stored.name, stored.about, {}};
        for (const StoredCard& one : store.browse(id, {}, now)) made.cards.push_back(one.card);
        return made;
    }
    /// Two reviews of the first card.
    void reviewFirst(qint64 id) {
        const StoredCard first = store.browse(id, {}, now).front();
        const auto reviewed = [](qint64 at, double stability, int days, int reps) {
            return StoredSchedule{CardPhase::Review, 0, stability, 5.5, at + days * dayLength, at, reps, 1, false};
        };
        store.review(first.id, first.state, reviewed(now - 5 * dayLength, 2.5, 3, 1), 3, now - 5 * dayLength, 4000);
        store.review(first.id, store.card(first.id)->state, reviewed(now, 12.25, 12, 2), 5, now, 3000);
    }
    QStringList backups() const {
        return QDir(QFileInfo(file).absolutePath() + "/backups").entryList({QFileInfo(file).completeBaseName() + "-*"});
    }

    QString file;
    OpenedStore store;
    QWidget window;
    CardFiles files;
    QStringList said;
    QList<qint64> decks;
};

inline ExchangeCounts counted(const CardImportDialog* dialog) {
    return dialog && dialog->look() ? dialog->look()->total() : ExchangeCounts{-1, -1, -1, -1};
}

inline QString text(const QWidget* dialog, const char* label) {
    const auto* found = dialog->findChild<QLabel*>(QLatin1String(label));
    return found ? found->text() : QString();
}

/// A test with a folder of its own and fresh learners in it.
class CardFilesTest : public GlassboxTest {
  protected:
    QString folder() const { return m_folder.path(); }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString fresh() { return path(QStringLiteral("learner%1/cards.sqlite").arg(++m_learners)); }

  private:
    QTemporaryDir m_folder;
    int m_learners = 0;
};

}  // namespace glassbox
