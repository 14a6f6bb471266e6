#pragma once

#include "ui/models/study_figures.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>

namespace glassbox {

/// Computes figures in a thread of its own, with a store of its own. Requests that come close together are one; only
/// the newest is answered.
class StudyFiguresRunner : public QObject {
    Q_OBJECT

  public:
    /// `storeFile` was prepared (CardStore::prepare). `clock` tells the time in UTC milliseconds.
    StudyFiguresRunner(const QString& storeFile, const StudyDays& days, std::function<qint64()> clock,
                       QObject* parent = nullptr);
    /// Waits for the computation under way.
    ~StudyFiguresRunner() override;

    /// 0: of all decks. The answer comes later, on this thread.
    void compute(qint64 deck);
    bool isBusy() const { return m_running || m_patience.isActive(); }

  Q_SIGNALS:
    void ready(const glassbox::StudyFigures& figures);
    void failed(const QString& sentence);

  private:
    void start();
    void take(int request, const StudyFigures& figures, const QString& problem);

    QString m_file;
    StudyDays m_days;
    std::function<qint64()> m_clock;
    QThreadPool m_pool;
    QTimer m_patience;
    qint64 m_deck = 0;
    int m_request = 0;  // number of the newest
    bool m_running = false;
};

}  // namespace glassbox
