#include "engine/training/sum.h"
#include "engine/training/trainer.h"

#include <cmath>

namespace glassbox {

void Trainer::watchUpdates(bool watch) {
    if (watch == m_update.watched) return;
    m_update = {};
    m_update.watched = watch;
}

void Trainer::keepParameters() {
    m_update.before.assign(m_network.parameters().begin(), m_network.parameters().end());
    m_update.norms.clear();
    m_update.known = true;
}

/// To be called before the parameters change by anything but a step.
void Trainer::settleUpdate() {
    if (m_update.known) m_update.norms = updateNorms();
}

std::vector<double> Trainer::updateNorms() const {
    if (!m_update.known) return {};
    if (!m_update.norms.empty()) return m_update.norms;
    const Scalar* after = m_network.parameters().data();
    const Scalar* before = m_update.before.data();
    std::vector<double> norms;
    for (Index i = 0; i < m_network.layerCount(); ++i) {
        const std::span<const Scalar> layer = m_network.layerParameters(i);
        const Index first = layer.data() - after;
        double sum = 0;
        for (Index j = first; j < first + static_cast<Index>(layer.size()); ++j) {
            const double change = static_cast<double>(after[j]) - static_cast<double>(before[j]);
            sum += change * change;
        }
        norms.push_back(std::sqrt(sum));
    }
    return norms;
}

}  // namespace glassbox
