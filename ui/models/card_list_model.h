#pragma once

#include "ui/models/card_study.h"

#include <QAbstractTableModel>

namespace glassbox {

/// The cards that a search found, one a row.
class CardListModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Question, DeckName, State, Due, Stability, Difficulty, Lapses, Tags, columns };

    explicit CardListModel(CardStudy& study, QObject* parent = nullptr);

    /// Only while somebody looks the cards are read, after every change.
    void setActive(bool active);
    /// Deck 0: all of them. See CardStore::browse for what a search can say.
    void setSearch(qint64 deck, const QString& search);
    const StoredCard& cardAt(int row) const { return m_cards[static_cast<std::size_t>(row)]; }
    /// -1 if it was not found.
    int rowOf(qint64 card) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

  private:
    void follow();
    void read();
    void arrange();
    QString text(const StoredCard& stored, int column) const;
    QVariant key(const StoredCard& stored, int column) const;

    CardStudy& m_study;
    qint64 m_deck = 0;
    QString m_search;
    bool m_active = true, m_stale = false;
    std::vector<StoredCard> m_cards;
    int m_sortedBy = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

/// The words of a text of a card on one line, formulas as TeX without dollars.
QString plainWords(const QString& markup);

}  // namespace glassbox
