#pragma once

#include "ui/models/card_study.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace glassbox {

/// A learner whose clock the test moves, with a deck of three cards that comes with the program.
class StudyFixture {
  public:
    static constexpr qint64 minute = 60'000, hour = 60 * minute, day = 24 * hour;

    explicit StudyFixture(int cards = 3) {
        for (int i = 1; i <= cards; ++i) {
            Flashcard card;
            card.id = QStringLiteral("c%1").arg(i);
            card.question = QStringLiteral("Question %1?").arg(i);
            card.answer = QStringLiteral("Answer %1 with $x^%1$.").arg(i);
            card.tags = QStringList{i % 2 ? "odd" : "even"};
            m_deck.cards.push_back(card);
        }
        m_deck.name = QStringLiteral("Numbers");
    }

    /// 21 November 2026, noon (UTC), until it is moved.
    qint64 now = 1'795'262'400'000;
    QString file() const { return m_folder.filePath(QStringLiteral("cards.sqlite")); }
    Deck& deck() { return m_deck; }

    std::unique_ptr<CardStudy> make() {
        return std::make_unique<CardStudy>(file(), StudyClock{[this] { return now; }, StudyDays()}, [deck = m_deck] {
            return CardStudy::NamedDecks{{QStringLiteral("numbers"), deck}};
        });
    }
    /// What a card's first answer comes to: a step, or so many days.
    StoredSchedule answered(const StoredCard& card, int days = 0) const {
        StoredSchedule after = card.state;
        after.phase = days > 0 ? CardPhase::Review : CardPhase::Learning;
        after.stability = 3;
        after.difficulty = 5;
        after.lastReview = now;
        after.due = now + days * day;
        after.reps = 1;
        return after;
    }
    /// Made and opened.
    std::unique_ptr<CardStudy> open() {
        auto study = make();
        QSignalSpy opened(study.get(), &CardStudy::opened);
        study->open();
        if (!opened.wait()) qWarning("the study does not open");
        return study;
    }

  private:
    QTemporaryDir m_folder;
    Deck m_deck;
};

}  // namespace glassbox
