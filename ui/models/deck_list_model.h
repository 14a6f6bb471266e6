#pragma once

#include "ui/models/card_study.h"

#include <QAbstractListModel>

namespace glassbox {

/// "All decks", then each deck, with what is due.
class DeckListModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role { DeckRole = Qt::UserRole, DueRole };

    explicit DeckListModel(CardStudy& study, QObject* parent = nullptr);

    /// 0 of "All decks".
    qint64 deckAt(int row) const;
    /// -1 if there is no such deck.
    int rowOf(qint64 deck) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    void follow();

    CardStudy& m_study;
    QList<qint64> m_rows;
};

}  // namespace glassbox
