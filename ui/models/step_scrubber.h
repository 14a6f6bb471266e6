#pragma once

#include <QObject>
#include <QTimer>

#include <vector>

namespace glassbox {

/// A place among numbered steps, 0 to last(), that plays on by itself at a chosen pace until the end.
class StepScrubber : public QObject {
    Q_OBJECT

  public:
    explicit StepScrubber(QObject* parent = nullptr);

    int step() const { return m_step; }
    int last() const { return m_last; }
    /// Keeps the place if it can.
    void setLast(int last);
    /// Clamped to 0 ... last().
    void setStep(int step);
    void moveBy(int steps) { setStep(m_step + steps); }
    bool isAtEnd() const { return m_step >= m_last; }

    bool isPlaying() const { return m_playing; }
    /// From the start again if it is at the end.
    void play();
    void pause();

    /// Steps a second.
    int pace() const { return m_pace; }
    void setPace(int pace);
    void faster();
    void slower();
    /// The paces that one can choose, slowest first.
    static const std::vector<int>& paces();

  Q_SIGNALS:
    void stepChanged(int step);
    void lastChanged(int last);
    void playingChanged();
    void paceChanged(int pace);

  private:
    void moveOn();

    QTimer m_timer;
    int m_step = 0, m_last = 0, m_pace = 60;
    bool m_playing = false;
};

}  // namespace glassbox
