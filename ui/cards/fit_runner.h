#pragma once

#include "lessons/study/fsrs_fit.h"
#include "lessons/study/study_days.h"

#include <QObject>

#include <atomic>
#include <memory>

class QThread;

namespace glassbox {

/// Reads the reviews of a deck and fits the memory model to them, in a thread of its own with a store of its own.
class FitRunner : public QObject {
    Q_OBJECT

  public:
    FitRunner(const QString& storeFile, qint64 deck, const StudyDays& days, QObject* parent = nullptr);
    /// Cancels and waits.
    ~FitRunner() override;

    /// `counted` follows.
    void count();
    /// `finished` follows, also if it is cancelled. It is held against the default parameters.
    void fit();
    void cancel();
    bool isFitting() const { return m_fitting; }

  Q_SIGNALS:
    void counted(int reviews);
    void progressed(double share);
    void finished(const glassbox::FsrsFit& fit);
    void failed(const QString& sentence);

  private:
    struct Job {
        std::atomic<bool> stop = false;
    };
    using JobPtr = std::shared_ptr<Job>;
    std::vector<CardHistory> histories() const;
    void start(void (FitRunner::*work)(const JobPtr&));
    void end();
    void workCount(const JobPtr& job);
    void workFit(const JobPtr& job);
    /// Calls `act` in our thread, unless another job has begun by then.
    template <typename Act>
    void post(const JobPtr& job, Act act);

    const QString m_file;
    const qint64 m_deck;
    const StudyDays m_days;
    JobPtr m_job;
    std::unique_ptr<QThread> m_thread;
    bool m_fitting = false;
};

}  // namespace glassbox
