#pragma once

#include "engine/nn/tensor.h"

#include <utility>
#include <vector>

namespace glassbox {

/// What was recorded of a run, moment by moment, in bounded memory. When `most` is reached every second moment is
/// dropped, and later ones are kept at the distance that remains, so that early training stays visible. The newest
/// moment is always there.
template <typename Content>
class Moments {
  public:
    struct Moment {
        Index step = 0;
        bool gapBefore = false;  ///< training went on unrecorded between this moment and the one before
        Content content;
    };

    explicit Moments(std::size_t most = 400) : m_most(most) {}

    const std::vector<Moment>& all() const { return m_all; }
    bool isEmpty() const { return m_all.empty(); }

    /// A step before the newest belongs to another run: the record begins anew.
    void add(Index step, Content content) {
        if (!m_all.empty() && step < m_all.back().step) clear();
        const bool gap = m_interrupted && !m_all.empty();
        m_interrupted = false;
        if (!m_all.empty() && m_all.back().step == step) {
            m_all.back().content = std::move(content);
            return;
        }
        if (replacesNewest() && !gap) {
            m_all.back().step = step;
            m_all.back().content = std::move(content);
            return;
        }
        m_all.push_back({step, gap, std::move(content)});
        if (m_all.size() > m_most) thin();
    }
    /// Training was here, and nothing was recorded.
    void skip(Index step) {
        if (m_all.empty() || step == m_all.back().step) return;
        if (step < m_all.back().step) return clear();
        m_interrupted = true;
    }
    void clear() {
        m_all.clear();
        m_spacing = 0;
        m_interrupted = false;
    }
    /// The moment closest to this step. Not to be asked while empty.
    std::size_t nearest(double step) const {
        std::size_t low = 0, high = m_all.size() - 1;
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (static_cast<double>(m_all[middle].step + m_all[middle + 1].step) / 2 < step)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

  private:
    /// The newest stands too close to the one before it to be kept.
    bool replacesNewest() const {
        const std::size_t size = m_all.size();
        return size >= 2 && !m_all[size - 1].gapBefore && m_all[size - 1].step - m_all[size - 2].step < m_spacing;
    }
    void thin() {
        std::vector<Moment> kept;
        bool gap = false;
        for (std::size_t i = 0; i < m_all.size(); ++i) {
            gap = gap || m_all[i].gapBefore;
            if (i % 2 != 0 && i + 1 < m_all.size()) continue;
            m_all[i].gapBefore = gap;
            gap = false;
            kept.push_back(std::move(m_all[i]));
        }
        m_all = std::move(kept);
        m_spacing = (m_all.back().step - m_all.front().step) / static_cast<Index>(m_all.size() - 1);
    }

    std::size_t m_most;
    std::vector<Moment> m_all;
    Index m_spacing = 0;
    bool m_interrupted = false;
};

}  // namespace glassbox
