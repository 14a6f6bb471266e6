#pragma once

#include "ui/models/experiment_document.h"
#include "ui/models/lab_selection.h"

#include <functional>

class QMenu;
class QWidget;

namespace glassbox {

/// What one can do to the network's structure: each act is one undoable edit with a name, and takes the selection
/// along. Layers count from 0; one that does not exist is left alone.
class NetworkActs : public QObject {
    Q_OBJECT

  public:
    NetworkActs(ExperimentDocument& document, LabSelection& selection, QObject* parent = nullptr);

    const Experiment& experiment() const { return m_document.experiment(); }
    /// False where the presenter has hidden what builds the network: then no act does anything.
    bool mayEdit() const { return isShown(experiment().presentation, "network.edit"); }
    Index layerCount() const { return static_cast<Index>(experiment().network.size()); }

    void insert(Index position, const std::string& kind);
    void remove(Index layer);
    void copy(Index layer);
    void move(Index from, Index to);
    void changeUnits(Index layer, Index by);
    void setFrozen(Index layer, bool frozen);
    void setUnitFrozen(const UnitRef& unit, bool frozen);
    void setFrozen(const ParameterRef& place, bool frozen);

    /// All kinds of layers; Dense comes first and is chosen by Enter. The menu deletes itself.
    QMenu* insertMenu(Index position, QWidget* parent);
    /// Everything that can be done with a layer.
    QMenu* layerMenu(Index layer, QWidget* parent);
    /// The same with what can be done with one of its units on top.
    QMenu* unitMenu(const UnitRef& unit, QWidget* parent);
    /// What can be done with a weight or bias.
    QMenu* parameterMenu(const ParameterRef& place, QWidget* parent);

  Q_SIGNALS:
    /// From a unit's menu: the card that changes weights is wanted.
    void weightsWanted(const glassbox::UnitRef& unit);
    void biasWanted(const glassbox::UnitRef& unit);

  private:
    bool frozenByLayer(Index layer) const;
    void fillInsertMenu(QMenu* menu, Index position);
    bool holds(Index layer) const { return layer >= 0 && layer < layerCount(); }
    QString title(Index layer) const;

    ExperimentDocument& m_document;
    LabSelection& m_selection;
};

}  // namespace glassbox
