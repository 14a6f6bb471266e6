#include "ui/models/distribution_record.h"

namespace glassbox {

void DistributionRecord::record(Index step, const std::vector<RecordPart>& parts) {
    std::vector<RecordKey> keys;
    for (const RecordPart& part : parts) keys.push_back(part.key);
    if (keys != m_keys) {
        m_moments.clear();
        m_keys = std::move(keys);
    }
    if (parts.empty()) return;
    Content content;
    content.reserve(parts.size());
    for (const RecordPart& part : parts) content.emplace_back(part.values);
    m_moments.add(step, std::move(content));
}

}  // namespace glassbox
