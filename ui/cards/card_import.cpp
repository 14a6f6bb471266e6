#include "ui/cards/card_import.h"

#include <QSet>

#include <algorithm>

namespace glassbox {

namespace {

constexpr std::size_t atOnce = 200;  // cards between two looks at whether it is still wanted

int known(const CardStore& store, qint64 deck, const CardFileDeck& cards) {
    QSet<QString> ids;
    for (const StoredCard& card : store.browse(deck, {}, 0)) ids.insert(card.card.id);
    return static_cast<int>(std::count_if(cards.cards.begin(), cards.cards.end(),
                                          [&](const ExchangedCard& card) { return ids.contains(card.card.id); }));
}

QString freeName(const std::vector<StoredDeck>& decks, const QString& name) {
    const auto taken = [&](const QString& wish) {
        return std::any_of(decks.begin(), decks.end(), [&](const StoredDeck& deck) { return deck.name == wish; });
    };
    QString wish = name;
    for (int i = 2; taken(wish); ++i) wish = QStringLiteral("%1 %2").arg(name).arg(i);
    return wish;
}

/// A text's deck is the own one of its name, or the shipped one of its name that has some of its cards.
qint64 deckOfText(const CardStore& store, const std::vector<StoredDeck>& decks, const CardFileDeck& text) {
    for (const StoredDeck& deck : decks)
        if (!deck.shipped && deck.name == text.name) return deck.id;
    for (const StoredDeck& deck : decks)
        if (deck.shipped && deck.name == text.name && known(store, deck.id, text) > 0) return deck.id;
    return 0;
}

class Taking {
  public:
    Taking(CardStore& store, const CardFile& file, qint64 into, const CardProgress& progress)
        : m_store(store), m_file(file), m_into(into), m_progress(progress) {}

    bool run() {
        for (const CardFileDeck& deck : m_file.decks)
            if (!take(deck)) return false;
        return isWanted();
    }
    CardTaking result() { return std::move(m_taking); }

  private:
    bool isWanted() const {
        return !m_progress || m_progress(static_cast<double>(m_done) / std::max(1, m_file.count()));
    }

    qint64 deckFor(const CardFileDeck& deck, const std::vector<StoredDeck>& decks) {
        qint64 found = m_into;
        if (m_file.kind == CardFileKind::Package) return m_store.deckFor(deck.name, deck.about, deck.cards);
        if (m_file.kind == CardFileKind::Text) found = deckOfText(m_store, decks, deck);
        return found > 0 ? found : m_store.addDeck({freeName(decks, deck.name), deck.about, {}});
    }

    bool take(const CardFileDeck& deck) {
        const std::vector<StoredDeck> before = m_store.decks();
        TakenDeck taken;
        taken.deck = deckFor(deck, before);
        taken.fresh =
            std::none_of(before.begin(), before.end(), [&](const StoredDeck& one) { return one.id == taken.deck; });
        const std::optional<StoredDeck> now = m_store.deck(taken.deck);
        if (!now) throw CardChanged(QStringLiteral("The deck that the cards were to go to was removed meanwhile."));
        taken.name = now->name;
        taken.shipped = now->shipped;
        for (std::size_t i = 0; i < deck.cards.size(); i += atOnce) {
            if (!isWanted()) return false;
            const std::size_t end = std::min(i + atOnce, deck.cards.size());
            const std::vector<ExchangedCard> some(deck.cards.begin() + static_cast<std::ptrdiff_t>(i),
                                                  deck.cards.begin() + static_cast<std::ptrdiff_t>(end));
            const ExchangeCounts counts = m_store.takeExchanged(taken.deck, some);
            taken.counts.added += counts.added;
            taken.counts.updated += counts.updated;
            taken.counts.unchanged += counts.unchanged;
            taken.counts.reviews += counts.reviews;
            m_done += static_cast<int>(some.size());
        }
        if (m_file.kind == CardFileKind::Text && !now->shipped && !deck.about.isEmpty() && deck.about != now->about)
            m_store.renameDeck(now->id, now->name, deck.about);
        m_taking.decks.push_back(std::move(taken));
        return true;
    }

    CardStore& m_store;
    const CardFile& m_file;
    qint64 m_into;
    const CardProgress& m_progress;
    CardTaking m_taking;
    int m_done = 0;
};

}  // namespace

ExchangeCounts CardTaking::total() const {
    ExchangeCounts sum;
    for (const TakenDeck& deck : decks) {
        sum.added += deck.counts.added;
        sum.updated += deck.counts.updated;
        sum.unchanged += deck.counts.unchanged;
        sum.reviews += deck.counts.reviews;
    }
    return sum;
}

bool CardTaking::changesAnything() const {
    const ExchangeCounts sum = total();
    return sum.added + sum.updated > 0;
}

QList<qint64> CardTaking::deckIds() const {
    QList<qint64> ids;
    for (const TakenDeck& deck : decks)
        if (!ids.contains(deck.deck)) ids.append(deck.deck);
    return ids;
}

QList<qint64> CardTaking::freshDecks() const {
    QList<qint64> ids;
    for (const TakenDeck& deck : decks)
        if (deck.fresh) ids.append(deck.deck);
    return ids;
}

qint64 suggestedDeck(const CardStore& store, const CardFile& file) {
    qint64 best = 0;
    int most = 0;
    for (const StoredDeck& deck : store.decks()) {
        const int cards = known(store, deck.id, file.decks.front());
        if (cards <= most) continue;
        most = cards;
        best = deck.id;
    }
    return best;
}

std::optional<CardTaking> lookAtCards(CardStore& store, const CardFile& file, qint64 into,
                                      const CardProgress& progress) {
    // Done and taken back: so the look can't promise anything but what happens.
    Taking taking(store, file, into, progress);
    bool whole = false;
    store.together([&] {
        whole = taking.run();
        return false;
    });
    if (!whole) return {};
    return taking.result();
}

std::optional<CardTaking> takeCards(CardStore& store, const CardFile& file, qint64 into, const CardTaking& seen,
                                    const QDate& today, const CardProgress& progress) {
    if (!file.canBeTaken()) throw StudyError(QStringLiteral("Nothing was taken: the deck has mistakes."));
    if (seen.updatesCards()) store.backUp(today);
    Taking taking(store, file, into, progress);
    bool whole = false;
    store.together([&] { return whole = taking.run(); });
    if (!whole) return {};
    return taking.result();
}

}  // namespace glassbox
