#pragma once

#include "ui/models/network_race_model.h"
#include "ui/shell/card.h"

#include <array>

class QPushButton;
class QTableView;

namespace glassbox {

class ContourPlot;
class NetworkRaceTable;
class ThemeSource;
enum class LevelSpacing;

/// The landscape of the cost with the racers' projected paths; two of them, side by side, where some racers see
/// normalised inputs. Beside it what it does not show.
class NetworkLandscapeCard : public Card {
    Q_OBJECT

  public:
    NetworkLandscapeCard(NetworkRaceModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    ContourPlot& plot(std::size_t number) const { return *m_sides[number].plot; }
    LevelSpacing spacing() const;
    void setSpacing(LevelSpacing spacing);
    /// -1: none.
    int selected() const { return m_selected; }
    void setSelected(int racer);

  Q_SIGNALS:
    void selectedChanged(int racer);

  private:
    struct Side {
        QWidget* panel = nullptr;
        QLabel* caption = nullptr;
        ContourPlot* plot = nullptr;
    };
    Side makeSide(int number);
    QWidget* makeTable();
    void showSurfaces();
    void showPaths();
    void showWords();
    void fitTable();

    NetworkRaceModel& m_model;
    ThemeSource& m_theme;
    std::array<Side, 2> m_sides;
    QTableView* m_table;
    NetworkRaceTable* m_rows;
    QLabel* m_remark;
    QPushButton* m_here;
    int m_selected = -1;
};

}  // namespace glassbox
