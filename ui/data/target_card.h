#pragma once

#include "engine/formats/data_table.h"
#include "ui/models/data_model.h"
#include "ui/shell/card.h"

class QStackedWidget;

namespace glassbox {

class BalanceBars;
class ColumnPicture;
class ThemeSource;

/// What is to be predicted: how many samples each class has, or how the values are spread.
class TargetCard : public Card {
    Q_OBJECT

  public:
    TargetCard(DataModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    BalanceBars& bars() const { return *m_bars; }
    ColumnPicture& values() const { return *m_values; }
    /// The picture in front.
    QWidget* picture() const;
    DataTable table() const;

  private:
    void showLook();

    DataModel& m_model;
    QStackedWidget* m_stack;
    BalanceBars* m_bars;
    ColumnPicture* m_values;
};

}  // namespace glassbox
