#pragma once

#include <QWidget>

#include <vector>

class QGridLayout;

namespace glassbox {

/// Cards in as many columns as there is room for, row by row; some take two columns where there are two.
class StatisticsGrid : public QWidget {
    Q_OBJECT

  public:
    /// `least`: pixels of a column at text of the design's size.
    StatisticsGrid(int least, int mostColumns, int gap, QWidget* parent = nullptr);

    void addCard(QWidget* card, int columns = 1);
    int columns() const { return m_columns; }

    QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    int leastWidth() const;
    void arrange(int columns);

    struct Item {
        QWidget* card;
        int columns;
    };
    int m_least, m_most;
    int m_columns = 0;
    std::vector<Item> m_items;
    QGridLayout* m_layout;
};

}  // namespace glassbox
