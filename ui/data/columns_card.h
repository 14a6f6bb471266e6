#pragma once

#include "engine/formats/data_table.h"
#include "ui/models/column_list_model.h"
#include "ui/shell/card.h"

class QLabel;
class QListView;

namespace glassbox {

class ColumnPicture;
class ThemeSource;

/// The columns with a small histogram each, and the chosen one at large with its numbers.
class ColumnsCard : public Card {
    Q_OBJECT

  public:
    ColumnsCard(DataModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    QListView& list() const { return *m_list; }
    ColumnPicture& picture() const { return *m_picture; }
    /// The numbers of all columns.
    DataTable table() const;

  private:
    void showLook();
    void showColumn();

    DataModel& m_model;
    ColumnListModel* m_columns;
    QListView* m_list;
    ColumnPicture* m_picture;
    QLabel* m_figures;
    bool m_following = false;
};

}  // namespace glassbox
