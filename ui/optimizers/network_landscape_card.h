#pragma once

#include "engine/explain/contour_levels.h"
#include "ui/models/network_race_model.h"
#include "ui/shell/card.h"

#include <QTimer>

#include <array>

class QPushButton;
class QTableView;

namespace glassbox {

class ContourCanvas;
class ElidedLabel;
class NetworkLandscapeControls;
class NetworkRaceTable;
class ThemeSource;

/// The landscape of the cost with the racers' projected paths; two of them, side by side, where some racers see
/// normalised inputs. Beside it what it does not show.
class NetworkLandscapeCard : public Card {
    Q_OBJECT

  public:
    NetworkLandscapeCard(NetworkRaceModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    ContourCanvas& canvas(std::size_t number) const { return *m_sides[number].canvas; }
    /// The landscapes that are shown, side by side.
    QWidget* picture() const { return m_picture; }
    LevelSpacing spacing() const;
    void setSpacing(LevelSpacing spacing);
    /// -1: none.
    int selected() const { return m_selected; }
    void setSelected(int racer);

  Q_SIGNALS:
    void selectedChanged(int racer);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Side {
        QWidget* panel = nullptr;
        ElidedLabel* caption = nullptr;
        ContourCanvas* canvas = nullptr;
    };
    Side makeSide(int number);
    QWidget* makeTable();
    void showSurfaces();
    void showPaths();
    void showWords();
    void fitTable();
    void measure();

    NetworkRaceModel& m_model;
    ThemeSource& m_theme;
    QWidget* m_picture;
    std::array<Side, 2> m_sides;
    NetworkLandscapeControls* m_controls;
    QTimer m_measure;       // after the last change of size
    int m_corrections = 0;  // since then, for legends that turned out wider
    QTableView* m_table;
    NetworkRaceTable* m_rows;
    QLabel* m_remark;
    QPushButton* m_here;
    int m_selected = -1;
};

}  // namespace glassbox
