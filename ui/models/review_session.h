#pragma once

#include "ui/models/card_study.h"

#include <QElapsedTimer>
#include <QTimer>

#include <array>
#include <deque>
#include <optional>

namespace glassbox {

/// One card after another: what is due in a deck, or cards that are crammed without touching their schedule.
class ReviewSession : public QObject {
    Q_OBJECT

  public:
    explicit ReviewSession(CardStudy& study, QObject* parent = nullptr);

    /// What is due in the deck, or in all of them if 0, in the order of the decks.
    void study(qint64 deck);
    /// These cards in a random order (the same for the same seed); those known badly come again at the end. Nothing is
    /// written down.
    void cram(const QList<qint64>& cards, quint32 seed);
    void endCram();
    bool isCramming() const { return m_cramming; }
    qint64 deck() const { return m_deck; }

    /// Empty if nothing is to be asked now.
    const std::optional<StoredCard>& card() const { return m_card; }
    bool isRevealed() const { return m_revealed; }
    /// When the card would come back for "how well did you know this?" 1 to 5, in a few letters; empty in a cram.
    std::array<QString, 5> waits() const;
    /// Cards to be asked: due, or left of the cram.
    int left() const;
    /// Why no card is there, and when the next one comes: sentences.
    QString emptyWords() const;

    void reveal();
    /// 1 not at all ... 5 perfectly. Nothing happens before the answer is shown.
    void rate(int known);
    void bury();
    void suspend();
    /// Takes the last rating, burying, suspension or edit back, and shows that card again.
    void undo();
    bool canUndo() const;
    /// Looks again what is due.
    void refresh();

  Q_SIGNALS:
    /// Another card, the same one with other texts, or the answer is shown.
    void changed();
    /// A card that is forgotten again and again: it had better be rewritten.
    void leechNoticed(qint64 card);

  private:
    void next();
    void show(std::optional<StoredCard> card);
    std::optional<StoredCard> due() const;
    void rateCrammed(int known);
    void undoCrammed();
    StoredSchedule after(int known) const;

    CardStudy& m_study;
    qint64 m_deck = 0;
    std::optional<StoredCard> m_card;
    bool m_revealed = false;
    QElapsedTimer m_time;  // since the question was shown
    QTimer m_wake;         // when the next step is due
    bool m_acting = false;

    struct CramStep {
        qint64 card = 0;
        bool again = false;
    };
    bool m_cramming = false;
    std::deque<qint64> m_cram;
    std::vector<CramStep> m_cramDone;
};

}  // namespace glassbox
