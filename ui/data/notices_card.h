#pragma once

#include "ui/models/data_model.h"
#include "ui/shell/card.h"

class QListWidget;

namespace glassbox {

class ThemeSource;

/// What to notice about the data, a sentence each. Choosing one shows the columns and the rows it is about; choosing it
/// again goes on to the next of its rows.
class NoticesCard : public Card {
    Q_OBJECT

  public:
    NoticesCard(DataModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    QListWidget& list() const { return *m_list; }

  private:
    void show();
    void follow(int number);

    DataModel& m_model;
    ThemeSource& m_theme;
    QListWidget* m_list;
};

}  // namespace glassbox
