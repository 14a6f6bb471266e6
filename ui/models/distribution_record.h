#pragma once

#include "engine/explain/distribution.h"
#include "ui/models/moments.h"

#include <span>
#include <string>
#include <vector>

namespace glassbox {

/// Numbers whose distribution is recorded together: one kind of number of one layer.
struct RecordKey {
    std::string series;  ///< "m"; empty where there is only one
    Index layer = 0;
    std::string name;  ///< "weight", "bias", "activation"
    Index count = 0;   ///< how many numbers
    friend bool operator==(const RecordKey&, const RecordKey&) = default;
};

struct RecordPart {
    RecordKey key;
    std::span<const float> values;
};

/// How the numbers inside a network were distributed at the moments of a run.
class DistributionRecord {
  public:
    using Content = std::vector<Distribution>;  ///< as keys()

    /// Begins anew if there are other layers than before.
    void record(Index step, const std::vector<RecordPart>& parts);
    void skip(Index step) { m_moments.skip(step); }
    void clear() { m_moments.clear(); }

    bool isEmpty() const { return m_moments.isEmpty(); }
    const std::vector<RecordKey>& keys() const { return m_keys; }
    const std::vector<Moments<Content>::Moment>& moments() const { return m_moments.all(); }
    std::size_t nearest(double step) const { return m_moments.nearest(step); }
    const Distribution& at(std::size_t moment, std::size_t key) const { return moments()[moment].content[key]; }

  private:
    std::vector<RecordKey> m_keys;
    Moments<Content> m_moments;
};

}  // namespace glassbox
