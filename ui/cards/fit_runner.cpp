#include "ui/cards/fit_runner.h"

#include "lessons/study/card_store.h"

#include <QThread>

#include <new>

namespace glassbox {

FitRunner::FitRunner(const QString& storeFile, qint64 deck, const StudyDays& days, QObject* parent)
    : QObject(parent), m_file(storeFile), m_deck(deck), m_days(days) {}

FitRunner::~FitRunner() {
    end();
}

void FitRunner::end() {
    if (m_job) m_job->stop = true;
    m_job.reset();
    if (m_thread) m_thread->wait();
    m_thread.reset();
    m_fitting = false;
}

void FitRunner::cancel() {
    if (m_fitting && m_job) m_job->stop = true;  // what was found by then is told as cancelled
}

template <typename Act>
void FitRunner::post(const JobPtr& job, Act act) {
    QMetaObject::invokeMethod(
        this,
        [this, job, act = std::move(act)] {
            if (job == m_job) act();
        },
        Qt::QueuedConnection);
}

void FitRunner::start(void (FitRunner::*work)(const JobPtr&)) {
    end();
    m_job = std::make_shared<Job>();
    m_thread.reset(QThread::create([this, work, job = m_job] {
        const auto fail = [&](const QString& sentence) {
            post(job, [this, sentence] {
                m_fitting = false;
                Q_EMIT failed(sentence);
            });
        };
        try {
            (this->*work)(job);
        } catch (const StudyError& error) {
            fail(error.sentence());
        } catch (const std::bad_alloc&) {
            fail(tr("The reviews do not fit into memory."));
        }
    }));
    m_thread->start();
}

void FitRunner::count() {
    start(&FitRunner::workCount);
}

void FitRunner::fit() {
    start(&FitRunner::workFit);
    m_fitting = true;
}

std::vector<CardHistory> FitRunner::histories() const {
    std::vector<Review> log;
    const CardStore store(m_file);
    for (const ReviewRecord& review : store.reviews(m_deck)) log.push_back({review.card, review.time, review.known});
    return historiesOf(std::move(log), m_days);
}

void FitRunner::workCount(const JobPtr& job) {
    int reviews = 0;
    for (const CardHistory& history : histories()) reviews += int(history.steps.size());
    post(job, [this, reviews] { Q_EMIT counted(reviews); });
}

void FitRunner::workFit(const JobPtr& job) {
    double last = -1;
    const FsrsFit fit = fitFsrs(histories(), {}, [&](double share) {
        if (share - last > 0.005) {
            last = share;
            post(job, [this, share] { Q_EMIT progressed(share); });
        }
        return !job->stop;
    });
    post(job, [this, fit] {
        m_fitting = false;
        Q_EMIT finished(fit);
    });
}

}  // namespace glassbox
