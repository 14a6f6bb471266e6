#include "ui/lab/output_checker.h"

#include <algorithm>

namespace glassbox {

namespace {
constexpr Index productsAtFirst = 1'500'000;  // less than a millisecond with any network
constexpr qint64 portionTime = 1'000'000;     // nanoseconds; large matrices go many times as fast as small ones
constexpr int roundPause = 200;               // milliseconds between the starts of two rounds
constexpr int portionPause = 16;
}  // namespace

OutputChecker::OutputChecker(OutputPredictor& predictor, QObject* parent) : QObject(parent), m_predictor(predictor) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_working) {
            work();
        } else {
            begin();
        }
    });
}

void OutputChecker::setPoints(const DatasetPtr& data, const OutputPoints& points, const std::vector<bool>& wrong) {
    m_data = data;
    m_points = points.points;
    m_wrong = wrong;
    m_wrong.resize(m_points.size(), false);
    m_working = false;
    m_portion = 0;
    m_sinceRound.invalidate();
    restart();
}

void OutputChecker::restart() {
    if (m_working) {
        m_again = true;
        return;
    }
    if (m_timer.isActive() || m_points.empty() || !m_data || m_data->task != Task::Classification) return;
    const qint64 pause = m_sinceRound.isValid() ? std::max<qint64>(0, roundPause - m_sinceRound.elapsed()) : 0;
    m_timer.start(static_cast<int>(pause));
}

void OutputChecker::begin() {
    if (!m_predictor.isReady() || !m_data || m_data->task != Task::Classification) return;
    m_again = false;
    m_working = true;
    m_next = 0;
    m_found.assign(m_points.size(), false);
    m_sinceRound.start();
    work();
}

// A round that takes several frames may see newer weights towards its end; then the next round follows at once.
void OutputChecker::work() {
    if (!m_predictor.isReady()) {
        m_working = false;
        return;
    }
    if (m_portion == 0) m_portion = static_cast<std::size_t>(std::max<Index>(1, productsAtFirst / m_predictor.cost()));
    const std::size_t first = m_next;
    const std::size_t end = std::min(m_points.size(), m_next + m_portion);
    QElapsedTimer clock;
    clock.start();
    while (m_next < end) {
        // A run of points of one part.
        const bool validation = m_points[m_next].validation;
        m_samples.clear();
        std::size_t last = m_next;
        while (last < end && m_points[last].validation == validation) m_samples.push_back(m_points[last++].sample);
        m_labels.resize(m_samples.size());
        const DataPart& part = validation ? m_data->validation : m_data->training;
        m_predictor.predictLabels(part, m_samples.data(), static_cast<Index>(m_samples.size()), m_labels.data());
        for (std::size_t i = m_next; i < last; ++i) {
            const Index label = m_labels[i - m_next];
            m_found[i] = label >= 0 && label != m_points[i].label;
        }
        m_next = last;
    }
    // As many as fit the time, from what these took.
    if (m_next - first == m_portion) {
        const qint64 taken = clock.nsecsElapsed();
        if (taken < portionTime / 2) m_portion *= 2;
        if (taken > portionTime * 2) m_portion = std::max<std::size_t>(1, m_portion / 2);
    }
    if (m_next < m_points.size()) {
        m_timer.start(portionPause);
        return;
    }
    m_working = false;
    if (m_found != m_wrong) {
        m_wrong = m_found;
        Q_EMIT checked();
    }
    if (m_again) {
        m_again = false;
        restart();
    }
}

}  // namespace glassbox
