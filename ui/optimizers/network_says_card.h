#pragma once

#include "ui/models/network_race_model.h"
#include "ui/shell/card.h"

class QComboBox;
class QStackedWidget;
class QTabBar;

namespace glassbox {

class NetworkLinePlot;
class NetworkPictures;
class ThemeSource;

/// What the racers' networks say, and what lies between two of them.
class NetworkSaysCard : public Card {
    Q_OBJECT

  public:
    NetworkSaysCard(NetworkRaceModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    NetworkPictures& pictures() const { return *m_pictures; }
    NetworkLinePlot& line() const { return *m_line; }
    bool isLineShown() const;
    void setLineShown(bool shown);

  private:
    QWidget* makeLine();
    void fillEnds();
    void showLine();

    NetworkRaceModel& m_model;
    ThemeSource& m_theme;
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    NetworkPictures* m_pictures;
    NetworkLinePlot* m_line;
    QComboBox *m_from, *m_to;
    QLabel* m_words;
};

}  // namespace glassbox
