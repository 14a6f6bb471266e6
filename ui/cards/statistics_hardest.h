#pragma once

#include "engine/formats/data_table.h"
#include "ui/models/study_figures.h"
#include "ui/shell/card.h"

class QLabel;
class QStandardItemModel;
class QTableView;

namespace glassbox {

/// The cards that are forgotten most, to be opened.
class HardestCards : public Card {
    Q_OBJECT

  public:
    explicit HardestCards(QWidget* parent = nullptr);

    void setFigures(const StudyFigures& figures);
    DataTable table() const;

  Q_SIGNALS:
    void cardWanted(qint64 card);

  private:
    std::vector<HardCard> m_cards;
    QStandardItemModel* m_model;
    QTableView* m_view;
    QLabel* m_sentence;
};

}  // namespace glassbox
