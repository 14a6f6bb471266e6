#include "ui/cards/statistics_runner.h"

#include "lessons/study/card_store.h"

#include <chrono>
#include <new>

namespace glassbox {

StudyFiguresRunner::StudyFiguresRunner(const QString& storeFile, const StudyDays& days, std::function<qint64()> clock,
                                       QObject* parent)
    : QObject(parent), m_file(storeFile), m_days(days), m_clock(std::move(clock)) {
    m_pool.setMaxThreadCount(1);
    m_patience.setSingleShot(true);
    m_patience.setInterval(std::chrono::milliseconds(40));
    connect(&m_patience, &QTimer::timeout, this, &StudyFiguresRunner::start);
}

StudyFiguresRunner::~StudyFiguresRunner() {
    m_pool.waitForDone();
}

void StudyFiguresRunner::compute(qint64 deck) {
    m_deck = deck;
    ++m_request;
    // While one is computed the next request waits for its end: take() begins it.
    if (!m_running && !m_patience.isActive()) m_patience.start();
}

void StudyFiguresRunner::start() {
    m_running = true;
    m_pool.start([this, file = m_file, days = m_days, deck = m_deck, now = m_clock(), request = m_request] {
        StudyFigures figures;
        QString problem;
        try {
            figures = studyFigures(CardStore(file), deck, now, days);
        } catch (const StudyError& error) {
            problem = error.sentence();
        } catch (const std::bad_alloc&) {
            problem = tr("The statistics do not fit into memory.");
        }
        QMetaObject::invokeMethod(
            this, [this, request, figures, problem] { take(request, figures, problem); }, Qt::QueuedConnection);
    });
}

void StudyFiguresRunner::take(int request, const StudyFigures& figures, const QString& problem) {
    m_running = false;
    if (request != m_request) {
        m_patience.start();
        return;
    }
    if (problem.isEmpty())
        Q_EMIT ready(figures);
    else
        Q_EMIT failed(problem);
}

}  // namespace glassbox
