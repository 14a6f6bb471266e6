#include "ui/models/lab_selection.h"

namespace glassbox {

void LabSelection::setLayer(std::optional<Index> layer) {
    if (layer == m_layer) return;
    m_layer = layer;
    Q_EMIT layerChanged();
}

void LabSelection::setUnit(std::optional<UnitRef> unit) {
    if (unit == m_unit) return;
    const auto before = shownUnit();
    m_unit = unit;
    Q_EMIT unitChanged();
    if (shownUnit() != before) Q_EMIT shownUnitChanged();
}

void LabSelection::setHoveredUnit(std::optional<UnitRef> unit) {
    const auto before = shownUnit();
    m_hoveredUnit = unit;
    if (shownUnit() != before) Q_EMIT shownUnitChanged();
}

void LabSelection::setSample(std::optional<Index> sample) {
    if (sample == m_sample) return;
    m_sample = sample;
    Q_EMIT sampleChanged();
}

void LabSelection::setParameter(const std::optional<ParameterRef>& parameter) {
    if (parameter == m_parameter) return;
    m_parameter = parameter;
    Q_EMIT parameterChanged();
}

void LabSelection::editParameter(const ParameterRef& parameter) {
    setParameter(parameter);
    Q_EMIT parameterWanted();
}

bool LabSelection::back() {
    if (m_parameter) {
        setParameter({});
    } else if (m_hoveredUnit && m_hoveredUnit != m_unit) {
        setHoveredUnit({});
    } else if (m_unit) {
        m_hoveredUnit.reset();  // the pointer may rest on it
        setUnit({});
    } else if (m_layer) {
        setLayer({});
    } else if (m_sample) {
        setSample({});
    } else {
        return false;
    }
    return true;
}

}  // namespace glassbox
