#pragma once

#include "engine/nn/network.h"

#include <QWidget>

class QComboBox;

namespace glassbox {

/// Chooses one trained number of a network: layer, unit, and which of the unit's weights.
class NetworkWeightPicker : public QWidget {
    Q_OBJECT

  public:
    /// `name` is for screen readers: "First weight".
    explicit NetworkWeightPicker(const QString& name, QWidget* parent = nullptr);

    /// `inputs` are the names of what the network sees; `index` the place in Network::parameters().
    void showChoice(const std::vector<ParameterPlace>& places, const std::vector<std::string>& inputs, Index index);
    Index index() const { return m_index; }

  Q_SIGNALS:
    /// By the user.
    void chosen(glassbox::Index index);

  private:
    void fill();
    void take();

    std::vector<ParameterPlace> m_places;
    std::vector<std::string> m_inputs;
    Index m_index = 0;
    QComboBox *m_layer, *m_unit, *m_weight;
};

}  // namespace glassbox
