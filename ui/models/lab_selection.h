#pragma once

#include "engine/nn/network.h"

#include <QObject>

#include <optional>

namespace glassbox {

/// A unit of the network: `layer` -1 is the input layer, 0 the first layer.
struct UnitRef {
    Index layer = -1;
    Index unit = 0;
    friend bool operator==(const UnitRef&, const UnitRef&) = default;
};

/// What is chosen and pointed at in the Lab, shared by all its views: hovering previews, clicking keeps.
class LabSelection : public QObject {
    Q_OBJECT

  public:
    explicit LabSelection(QObject* parent = nullptr) : QObject(parent) {}

    /// Layer whose options the inspector shows; 0 is the first layer.
    std::optional<Index> layer() const { return m_layer; }
    std::optional<UnitRef> unit() const { return m_unit; }
    std::optional<UnitRef> hoveredUnit() const { return m_hoveredUnit; }
    /// The unit whose picture the output shows: hovered, else kept, else none.
    std::optional<UnitRef> shownUnit() const { return m_hoveredUnit ? m_hoveredUnit : m_unit; }
    /// Sample of the training part whose values are shown.
    std::optional<Index> sample() const { return m_sample; }
    /// The weight or bias that is open for editing.
    const std::optional<ParameterRef>& parameter() const { return m_parameter; }

    void setLayer(std::optional<Index> layer);
    void setUnit(std::optional<UnitRef> unit);
    void setHoveredUnit(std::optional<UnitRef> unit);
    void setSample(std::optional<Index> sample);
    void setParameter(const std::optional<ParameterRef>& parameter);
    /// Opens it and puts the keyboard there.
    void editParameter(const ParameterRef& parameter);
    /// One level back: open weight, then hovered unit, then unit, then layer, then sample. False if there was nothing
    /// to give up.
    bool back();

  Q_SIGNALS:
    void layerChanged();
    void unitChanged();
    void shownUnitChanged();
    void sampleChanged();
    void parameterChanged();
    void parameterWanted();

  private:
    std::optional<Index> m_layer;
    std::optional<UnitRef> m_unit;
    std::optional<UnitRef> m_hoveredUnit;
    std::optional<Index> m_sample;
    std::optional<ParameterRef> m_parameter;
};

}  // namespace glassbox
