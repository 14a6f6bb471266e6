#include "ui/models/card_list_model.h"

#include "lessons/study/card_markup.h"
#include "ui/models/wait_words.h"

#include <algorithm>

namespace glassbox {

QString plainWords(const QString& markup) {
    QString words;
    for (const MarkupBlock& block : parseMarkup(markup).blocks) {
        for (const MarkupSpan& span : block.spans) words += span.text;
        words += ' ';
    }
    return words.simplified();
}

CardListModel::CardListModel(CardStudy& study, QObject* parent) : QAbstractTableModel(parent), m_study(study) {
    connect(&study, &CardStudy::cardsChanged, this, &CardListModel::follow);
    connect(&study, &CardStudy::opened, this, &CardListModel::follow);
}

void CardListModel::setActive(bool active) {
    m_active = active;
    if (m_active && m_stale) read();
}

void CardListModel::follow() {
    m_stale = true;
    if (m_active) read();
}

void CardListModel::setSearch(qint64 deck, const QString& search) {
    m_deck = deck;
    m_search = search;
    follow();
}

void CardListModel::read() {
    if (!m_study.isOpen()) return;
    m_stale = false;
    beginResetModel();
    m_cards = m_study.browse(m_deck, m_search);
    arrange();
    endResetModel();
}

int CardListModel::rowOf(qint64 card) const {
    const auto found =
        std::find_if(m_cards.begin(), m_cards.end(), [&](const StoredCard& stored) { return stored.id == card; });
    return found == m_cards.end() ? -1 : static_cast<int>(found - m_cards.begin());
}

int CardListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_cards.size());
}

int CardListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QString CardListModel::text(const StoredCard& stored, int column) const {
    const StoredSchedule& state = stored.state;
    const bool isNew = state.phase == CardPhase::New;
    const qint64 now = m_study.clock().now();
    switch (column) {
        case Question:
            return plainWords(stored.card.question);
        case DeckName: {
            const StoredDeck* deck = m_study.deck(stored.deck);
            return deck ? deck->name : QString();
        }
        case State: {
            if (stored.suspended) return tr("suspended");
            if (stored.buriedUntil > now) return tr("buried");
            const QString words[] = {tr("new"), tr("learning"), tr("known"), tr("relearning")};
            return words[static_cast<int>(state.phase)] + (state.leech ? tr(", leech") : QString());
        }
        case Due:
            if (isNew) return {};
            return state.due <= now ? tr("now") : tr("in %1").arg(waitWords(state.due - now));
        case Stability:
            return isNew ? QString() : dayWords(std::max(1, static_cast<int>(state.stability + 0.5)));
        case Difficulty:
            return isNew ? QString() : QLocale().toString(state.difficulty, 'f', 1);
        case Lapses:
            return isNew ? QString() : QString::number(state.lapses);
        case Tags:
            return stored.card.tags.join(QStringLiteral(", "));
        default:
            return {};
    }
}

/// What rows are sorted by.
QVariant CardListModel::key(const StoredCard& stored, int column) const {
    switch (column) {
        case Due:
            return stored.state.phase == CardPhase::New ? std::numeric_limits<qint64>::max() : stored.state.due;
        case Stability:
            return stored.state.stability;
        case Difficulty:
            return stored.state.difficulty;
        case Lapses:
            return stored.state.lapses;
        default:
            return text(stored, column);
    }
}

QVariant CardListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const StoredCard& stored = cardAt(index.row());
    const int column = index.column();
    if (role == Qt::DisplayRole) return text(stored, column);
    if (role == Qt::ToolTipRole) return text(stored, column);
    if (role == Qt::TextAlignmentRole && (column == Difficulty || column == Lapses))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant CardListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const std::pair<QString, QString> words[] = {
        {tr("Question"), tr("What is asked.")},
        {tr("Deck"), tr("Where the card belongs.")},
        {tr("State"),
         tr("New, in steps of minutes, known for days; or not asked: suspended or buried until tomorrow.")},
        {tr("Due"), tr("When it comes back.")},
        {tr("Stability"), tr("How long until the chance of recall has fallen to 90 %.")},
        {tr("Difficulty"), tr("1 easy to 10 hard: how slowly the stability grows.")},
        {tr("Lapses"), tr("How often it was forgotten after it had been known.")},
        {tr("Tags"), tr("Words to find it by.")}};
    if (role == Qt::DisplayRole) return words[section].first;
    if (role == Qt::ToolTipRole) return words[section].second;
    return {};
}

void CardListModel::sort(int column, Qt::SortOrder order) {
    m_sortedBy = column;
    m_order = order;
    beginResetModel();
    if (column < 0) m_cards = m_study.browse(m_deck, m_search);
    arrange();
    endResetModel();
}

void CardListModel::arrange() {
    if (m_sortedBy < 0) return;
    std::vector<std::pair<QVariant, std::size_t>> keys;
    for (std::size_t i = 0; i < m_cards.size(); ++i) keys.emplace_back(key(m_cards[i], m_sortedBy), i);
    const bool up = m_order == Qt::AscendingOrder;
    std::stable_sort(keys.begin(), keys.end(), [&](const auto& a, const auto& b) {
        const auto order = a.first.typeId() == QMetaType::QString
                               ? QString::localeAwareCompare(a.first.toString(), b.first.toString())
                               : (a.first.toDouble() > b.first.toDouble()) - (a.first.toDouble() < b.first.toDouble());
        return up ? order < 0 : order > 0;
    });
    std::vector<StoredCard> sorted;
    sorted.reserve(m_cards.size());
    for (const auto& entry : keys) sorted.push_back(std::move(m_cards[entry.second]));
    m_cards = std::move(sorted);
}

}  // namespace glassbox
