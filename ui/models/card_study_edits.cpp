#include "ui/models/card_study.h"

#include <QUndoCommand>

#include <memory>

namespace glassbox {

/// Something that was done to the store, and how it is taken back. What can't be taken back any more, because of
/// another window, leaves the stack.
class CardStudy::Edit : public QUndoCommand {
  public:
    Edit(CardStudy& study, const QString& name, std::function<void()> redo, std::function<void()> undo, qint64 card)
        : QUndoCommand(name), m_study(study), m_redo(std::move(redo)), m_undo(std::move(undo)), m_card(card) {}

    void redo() override {
        if (std::exchange(m_isDone, false)) return;
        act(m_redo);
    }
    void undo() override {
        act(m_undo);
        if (m_card != 0 && !isObsolete()) Q_EMIT m_study.returnedTo(m_card);
    }

  private:
    void act(const std::function<void()>& what) {
        if (!m_study.change(what)) return setObsolete(true);
        m_study.attempt([this] { m_study.read(); });
        Q_EMIT m_study.decksChanged();
        Q_EMIT m_study.cardsChanged();
    }

    CardStudy& m_study;
    std::function<void()> m_redo, m_undo;
    qint64 m_card;
    bool m_isDone = true;  // before it was pushed
};

bool CardStudy::attempt(const std::function<void()>& act) {
    try {
        act();
        return true;
    } catch (const StudyError& error) {
        Q_EMIT refused(error.sentence());
        return false;
    }
}

bool CardStudy::change(const std::function<void()>& act) {
    return attempt([&] {
        m_store->together([&] {
            act();
            return true;
        });
    });
}

bool CardStudy::edit(const QString& name, std::function<void()> redo, std::function<void()> undo, qint64 card) {
    const bool done = change(redo);
    if (done) countChange();
    attempt([this] { read(); });
    if (done) m_undo.push(new Edit(*this, name, std::move(redo), std::move(undo), card));
    Q_EMIT decksChanged();
    Q_EMIT cardsChanged();
    return done;
}

bool CardStudy::review(const StoredCard& card, const StoredSchedule& after, int known, int milliseconds) {
    const qint64 now = m_clock.now();
    const auto id = std::make_shared<qint64>(0);
    return edit(
        tr("review"), [=, this] { *id = m_store->review(card.id, card.state, after, known, now, milliseconds); },
        [=, this] { m_store->undoReview(*id); }, card.id);
}

bool CardStudy::suspend(const QList<qint64>& cards, bool suspended) {
    QList<qint64> changed;
    for (const qint64 id : cards)
        if (const auto card = this->card(id); card && card->suspended != suspended) changed += id;
    if (changed.isEmpty()) return true;
    const auto set = [=, this](bool on) {
        for (const qint64 id : changed) m_store->setSuspended(id, on);
    };
    return edit(
        suspended ? tr("suspend") : tr("take up again"), [=] { set(suspended); }, [=] { set(!suspended); },
        changed.size() == 1 ? changed.front() : 0);
}

bool CardStudy::bury(const QList<qint64>& cards) {
    const qint64 until = m_clock.moment().dayEnd;
    std::vector<std::pair<qint64, qint64>> before;
    for (const qint64 id : cards)
        if (const auto card = this->card(id)) before.emplace_back(id, card->buriedUntil);
    return edit(
        tr("bury"),
        [=, this] {
            for (const auto& [id, _] : before) m_store->buryUntil(id, until);
        },
        [=, this] {
            for (const auto& [id, old] : before) m_store->buryUntil(id, old);
        },
        before.size() == 1 ? before.front().first : 0);
}

qint64 CardStudy::addCard(qint64 deck, const Flashcard& card) {
    const auto id = std::make_shared<qint64>(0);
    const bool done = edit(
        tr("new card"),
        [=, this] {
            if (*id == 0)
                *id = m_store->addCard(deck, card);
            else
                m_store->setRemoved(*id, false);
        },
        [=, this] { m_store->setRemoved(*id, true); });
    return done ? *id : 0;
}

bool CardStudy::changeCard(qint64 id, const Flashcard& card) {
    const auto before = this->card(id);
    if (!before) {
        Q_EMIT refused(tr("This card was removed in another window."));
        return false;
    }
    return edit(
        tr("edit card"), [=, this] { m_store->changeCard(id, card); },
        [=, this] { m_store->changeCard(id, before->card, before->edited); }, id);
}

bool CardStudy::removeCards(const QList<qint64>& cards) {
    if (cards.isEmpty()) return true;
    const auto set = [=, this](bool removed) {
        for (const qint64 id : cards) m_store->setRemoved(id, removed);
    };
    return edit(
        cards.size() == 1 ? tr("remove card") : tr("remove %1 cards").arg(cards.size()), [=] { set(true); },
        [=] { set(false); }, cards.size() == 1 ? cards.front() : 0);
}

qint64 CardStudy::addDeck(const Deck& deck) {
    const auto id = std::make_shared<qint64>(0);
    const bool done = edit(
        tr("new deck"),
        [=, this] {
            if (*id == 0)
                *id = m_store->addDeck(deck);
            else
                m_store->setDeckRemoved(*id, false);
        },
        [=, this] { m_store->setDeckRemoved(*id, true); });
    return done ? *id : 0;
}

bool CardStudy::renameDeck(qint64 id, const QString& name, const QString& about) {
    const StoredDeck* found = deck(id);
    if (!found) return false;
    return edit(
        tr("rename deck"), [=, this] { m_store->renameDeck(id, name, about); },
        [=, this, old = *found] { m_store->renameDeck(id, old.name, old.about); });
}

bool CardStudy::removeDeck(qint64 id) {
    return edit(
        tr("remove deck"), [=, this] { m_store->setDeckRemoved(id, true); },
        [=, this] { m_store->setDeckRemoved(id, false); });
}

void CardStudy::adopt(const QList<qint64>& decks) {
    if (decks.isEmpty()) return refresh();
    const auto set = [=, this](bool removed) {
        for (const qint64 id : decks) m_store->setDeckRemoved(id, removed);
    };
    edit(
        tr("import"), [=] { set(false); }, [=] { set(true); });
}

bool CardStudy::setOptions(qint64 id, const DeckOptions& options) {
    const StoredDeck* found = deck(id);
    if (!found) return false;
    if (found->options == options) return true;
    return edit(
        tr("options of a deck"), [=, this] { m_store->setOptions(id, options); },
        [=, this, old = found->options] { m_store->setOptions(id, old); });
}

}  // namespace glassbox
