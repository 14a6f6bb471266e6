#pragma once

#include "engine/explain/network_race.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace glassbox {

class NetworkRacerEditor;
class RacerRow;
class ThemeSource;

/// The racers of a race of networks: colour, name and settings of each. A row opens to be edited.
class NetworkRacerList : public QWidget {
    Q_OBJECT

  public:
    static constexpr std::size_t most = 10;

    explicit NetworkRacerList(ThemeSource& theme, QWidget* parent = nullptr);

    void showRacers(const std::vector<NetworkRacer>& racers);
    /// The one that is being edited; -1: none.
    int open() const { return m_open; }
    void setOpen(int racer);

  Q_SIGNALS:
    /// By the user.
    void edited(const std::vector<glassbox::NetworkRacer>& racers);
    void addAsked();

  private:
    void refresh();
    void remove(int racer);

    ThemeSource& m_theme;
    std::vector<NetworkRacer> m_racers;
    std::vector<RacerRow*> m_rows;
    NetworkRacerEditor* m_editor;
    QPushButton* m_add;
    QVBoxLayout* m_layout;
    int m_open = -1;
};

}  // namespace glassbox
