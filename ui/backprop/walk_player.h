#pragma once

#include "ui/models/walk_model.h"

#include <QTimer>

namespace glassbox {

/// Walks on by itself at a chosen pace until the end, until it is paused, or until a number is to be predicted: then it
/// waits for the answer.
class WalkPlayer : public QObject {
    Q_OBJECT

  public:
    explicit WalkPlayer(WalkModel& model, QObject* parent = nullptr);

    bool isPlaying() const { return m_playing; }
    /// From the start again if the walk is at its end.
    void play();
    void pause();

    /// Places a minute.
    int pace() const { return m_pace; }
    void setPace(int pace);
    void faster();
    void slower();
    /// The paces that one can choose, slowest first.
    static const std::vector<int>& paces();

  Q_SIGNALS:
    void playingChanged();
    void paceChanged(int pace);

  private:
    void moveOn();
    void wait();

    WalkModel& m_model;
    QTimer m_timer;
    int m_pace = 30;
    bool m_playing = false;
};

}  // namespace glassbox
