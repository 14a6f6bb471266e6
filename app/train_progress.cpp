#include "app/train_progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace glassbox {

namespace {

QString duration(double seconds) {
    if (!(seconds < 1e8)) return "years";
    const auto whole = static_cast<long long>(std::ceil(seconds));
    if (whole < 100) return QString("%1 s").arg(whole);
    if (whole < 6000) return QString("%1 min").arg((whole + 59) / 60);
    return QString("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

}  // namespace

QString progressLine(const Trainer& trainer, Index epochs, double seconds) {
    const double steps = static_cast<double>(trainer.stepsDone());
    const double rate = seconds > 0 ? steps / seconds : 0;
    const double left = static_cast<double>(epochs * trainer.stepsPerEpoch()) - steps;
    QString line = QString("epoch %1 of %2").arg(trainer.epochsDone()).arg(epochs);
    if (!trainer.history().empty()) {
        const HistoryRow& row = trainer.history().back();
        line += QString(", cost %1").arg(row.training.cost, 0, 'g', 4);
        if (row.validation) line += QString(", validation %1").arg(row.validation->cost, 0, 'g', 4);
    }
    if (rate > 0)
        line += QString(", %1 steps a second, %2 left").arg(rate, 0, 'f', rate < 10 ? 1 : 0).arg(duration(left / rate));
    return line;
}

TrainProgress::TrainProgress(bool quiet)
    : m_quiet(quiet),
      m_terminal(isatty(STDERR_FILENO) == 1),
      m_start(Clock::now()),
      m_interval(m_terminal ? 200 : 10000) {
    m_looked = m_start;
    m_next = m_start + m_interval;
}

TrainProgress::~TrainProgress() {
    if (m_lineStands) std::fputs("\r\033[K", stderr);
}

double TrainProgress::seconds() const {
    return std::chrono::duration<double>(Clock::now() - m_start).count();
}

void TrainProgress::stepDone(const Trainer& trainer, Index epochs) {
    if (m_quiet || --m_stepsToLook > 0) return;
    const auto now = Clock::now();
    // A look at the clock takes as long as part of a small network's step: about one a millisecond is enough.
    const bool often = now - m_looked < std::chrono::milliseconds(1);
    m_stepsBetweenLooks = often ? std::min(2 * m_stepsBetweenLooks, 4096) : std::max(m_stepsBetweenLooks / 2, 1);
    m_stepsToLook = m_stepsBetweenLooks;
    m_looked = now;
    if (now < m_next) return;
    m_next = now + m_interval;
    print(progressLine(trainer, epochs, seconds()));
}

void TrainProgress::print(const QString& line) {
    const QByteArray text = line.toLocal8Bit();
    if (m_terminal) {
        std::fprintf(stderr, "\r\033[K%s", text.constData());
        m_lineStands = true;
    } else {
        std::fprintf(stderr, "%s\n", text.constData());
    }
    std::fflush(stderr);
}

}  // namespace glassbox
