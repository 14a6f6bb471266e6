#include "ui/models/deck_list_model.h"

namespace glassbox {

DeckListModel::DeckListModel(CardStudy& study, QObject* parent) : QAbstractListModel(parent), m_study(study) {
    connect(&study, &CardStudy::decksChanged, this, &DeckListModel::follow);
    follow();
}

void DeckListModel::follow() {
    QList<qint64> rows;
    if (m_study.isOpen()) rows += 0;
    for (const StoredDeck& deck : m_study.decks()) rows += deck.id;
    if (rows == m_rows) {
        if (!rows.isEmpty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

qint64 DeckListModel::deckAt(int row) const {
    return m_rows.value(row, 0);
}

int DeckListModel::rowOf(qint64 deck) const {
    return static_cast<int>(m_rows.indexOf(deck));
}

int DeckListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant DeckListModel::data(const QModelIndex& index, int role) const {
    const qint64 id = deckAt(index.row());
    const StoredDeck* deck = m_study.deck(id);
    const DueCounts counts = m_study.counts(id);
    const int due = counts.fresh + counts.learning + counts.review;
    const QString name = deck ? deck->name : tr("All decks");
    switch (role) {
        case Qt::DisplayRole:
            return name;
        case DeckRole:
            return id;
        case DueRole:
            return due;
        case Qt::AccessibleTextRole:
            return due == 0 ? tr("%1, nothing due").arg(name) : tr("%1, %2 due").arg(name).arg(due);
        case Qt::ToolTipRole: {
            const QString numbers = tr("%1 due again, %2 in steps of minutes, %3 new today; %4 cards in all.")
                                        .arg(counts.review)
                                        .arg(counts.learning)
                                        .arg(counts.fresh)
                                        .arg(counts.total);
            return deck && !deck->about.isEmpty() ? deck->about + '\n' + numbers : numbers;
        }
        default:
            return {};
    }
}

}  // namespace glassbox
