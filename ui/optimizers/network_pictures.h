#pragma once

#include "ui/models/network_race_model.h"

#include <QWidget>

class QLabel;

namespace glassbox {

class NetworkPictureTile;
class ThemeSource;

/// What the racers' networks say, side by side, at the step that is looked at.
class NetworkPictures : public QWidget {
    Q_OBJECT

  public:
    NetworkPictures(NetworkRaceModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    void setSelected(int racer);
    const std::vector<NetworkPictureTile*>& tiles() const { return m_tiles; }

    QSize sizeHint() const override { return {380, 180}; }
    QSize minimumSizeHint() const override { return {160, 90}; }

  Q_SIGNALS:
    void racerClicked(int racer);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void refresh();
    void takePictures();
    void arrange();
    int raced() const;

    NetworkRaceModel& m_model;
    ThemeSource& m_theme;
    std::vector<NetworkPictureTile*> m_tiles;
    QLabel* m_empty;
    int m_selected = -1;
};

}  // namespace glassbox
