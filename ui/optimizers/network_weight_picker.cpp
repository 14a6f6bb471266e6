#include "ui/optimizers/network_weight_picker.h"

#include "ui/shell/value_edit.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>

namespace glassbox {

namespace {

/// The entries of a combo box are the numbers behind them; the list is only made anew if it became another one.
void setEntries(QComboBox* combo, const QStringList& names, const QVariantList& numbers, const QVariant& current) {
    QStringList before;
    for (int i = 0; i < combo->count(); ++i) before << combo->itemText(i);
    if (before != names) {
        combo->clear();
        combo->addItems(names);
    }
    for (int i = 0; i < combo->count(); ++i) combo->setItemData(i, numbers[i]);
    combo->setCurrentIndex(std::max(0, combo->findData(current)));
}

bool belongs(const ParameterPlace& place, Index layer) {
    return place.trained && place.layer == layer && !place.info.shape.empty();
}

}  // namespace

NetworkWeightPicker::NetworkWeightPicker(const QString& name, QWidget* parent) : QWidget(parent) {
    setAccessibleName(name);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    const auto combo = [&](const QString& what, const QString& tip, int share) {
        auto* made = new QComboBox(this);
        made->setAccessibleName(QStringLiteral("%1: %2").arg(name, what));
        made->setToolTip(tip);
        // Three of them share a narrow panel; the lists open as wide as they need.
        made->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        made->setMinimumWidth(56);
        made->view()->setMinimumWidth(120);
        ignoreWheel(made);
        layout->addWidget(made, share);
        connect(made, &QComboBox::activated, this, &NetworkWeightPicker::take);
        return made;
    };
    m_layer = combo(tr("layer"), tr("The layer of the weight, counted from the input."), 7);
    m_unit = combo(tr("unit"), tr("The unit that the weight leads to."), 6);
    m_weight = combo(tr("from"), tr("Where the weight comes from, or the unit's bias."), 7);
}

void NetworkWeightPicker::showChoice(const std::vector<ParameterPlace>& places, const std::vector<std::string>& inputs,
                                     Index index) {
    m_places = places;
    m_inputs = inputs;
    m_index = index;
    fill();
}

/// Shows m_index.
void NetworkWeightPicker::fill() {
    Index layer = -1, row = 0;
    for (const ParameterPlace& place : m_places) {
        const Index at = m_index - place.offset;
        if (!place.trained || at < 0 || at >= place.info.size()) continue;
        layer = place.layer;
        row = at / place.info.strides[0] % place.info.shape[0];
    }
    QStringList names;
    QVariantList numbers;
    for (const ParameterPlace& place : m_places) {
        const QVariant number = static_cast<qlonglong>(place.layer);
        if (!place.trained || numbers.contains(number)) continue;
        names << tr("Layer %1").arg(place.layer + 1);
        numbers << number;
    }
    setEntries(m_layer, names, numbers, static_cast<qlonglong>(layer));
    Index units = 0;
    for (const ParameterPlace& place : m_places)
        if (belongs(place, layer)) units = std::max(units, place.info.shape[0]);
    names.clear();
    numbers.clear();
    for (Index unit = 0; unit < units; ++unit) {
        names << tr("unit %1").arg(unit + 1);
        numbers << static_cast<qlonglong>(unit);
    }
    setEntries(m_unit, names, numbers, static_cast<qlonglong>(row));
    names.clear();
    numbers.clear();
    for (const ParameterPlace& place : m_places) {
        if (!belongs(place, layer) || row >= place.info.shape[0]) continue;
        const Index base = place.offset + row * place.info.strides[0];
        if (place.info.shape.size() == 1) {
            names << (place.info.name == "bias" ? tr("bias") : QString::fromStdString(place.info.name));
            numbers << static_cast<qlonglong>(base);
            continue;
        }
        for (Index i = 0; i < place.info.shape[1]; ++i) {
            const auto input = static_cast<std::size_t>(i);
            names << (layer == 0 && input < m_inputs.size() ? tr("← %1").arg(QString::fromStdString(m_inputs[input]))
                                                            : tr("← unit %1").arg(i + 1));
            numbers << static_cast<qlonglong>(base + i * place.info.strides[1]);
        }
    }
    setEntries(m_weight, names, numbers, static_cast<qlonglong>(m_index));
    setEnabled(!m_places.empty());
}

/// After another layer or unit the weight is the first of the same kind there.
void NetworkWeightPicker::take() {
    Index next = m_weight->currentData().toLongLong();
    const Index layer = m_layer->currentData().toLongLong(), unit = m_unit->currentData().toLongLong();
    if (sender() != m_weight) {
        for (const ParameterPlace& place : m_places) {
            if (!belongs(place, layer)) continue;
            const Index row = sender() == m_layer ? 0 : std::min(unit, place.info.shape[0] - 1);
            next = place.offset + row * place.info.strides[0];
            // The same column as before where the unit is another one.
            if (sender() == m_unit && place.info.shape.size() > 1)
                next += std::min<Index>(std::max(0, m_weight->currentIndex()), place.info.shape[1] - 1) *
                        place.info.strides[1];
            break;
        }
    }
    if (next == m_index) return;
    m_index = next;
    fill();
    Q_EMIT chosen(next);
}

}  // namespace glassbox
