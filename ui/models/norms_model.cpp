#include "ui/models/norms_model.h"

#include <cmath>

namespace glassbox {

namespace {

QString number(double value) {
    const int digits = std::abs(value) < 1e-3 ? 2 : 3;  // small ones are long enough
    return QString::number(value, 'g', digits).replace(u'-', QChar(0x2212));
}

NormQuantity quantityOf(int column) {
    switch (column) {
        case NormsModel::Parameters:
            return NormQuantity::Parameters;
        case NormsModel::Gradient:
            return NormQuantity::Gradient;
        case NormsModel::Update:
            return NormQuantity::Update;
        default:
            return NormQuantity::Ratio;
    }
}

}  // namespace

std::optional<double> normValue(const LayerNorms& norms, NormQuantity quantity) {
    switch (quantity) {
        case NormQuantity::Ratio:
            return norms.ratio();
        case NormQuantity::Parameters:
            return norms.parameters;
        case NormQuantity::Gradient:
            return norms.gradient;
        case NormQuantity::Update:
            return norms.update;
    }
    return {};
}

QString normSymbol(NormQuantity quantity) {
    switch (quantity) {
        case NormQuantity::Ratio:
            return QStringLiteral("|Δw| / |w|");
        case NormQuantity::Parameters:
            return QStringLiteral("|w|");
        case NormQuantity::Gradient:
            return QStringLiteral("|∂C/∂w|");
        case NormQuantity::Update:
            return QStringLiteral("|Δw|");
    }
    return {};
}

QString normHelp(NormQuantity quantity) {
    switch (quantity) {
        case NormQuantity::Ratio:
            return NormsModel::tr(
                "How far the last step moved a layer, as a share of the layer's own length. About "
                "1/1000 is a good sign: far more, and the weights jump about; far less, and they "
                "hardly learn. A rule of thumb for weights, not a law: it falls as training settles.");
        case NormQuantity::Parameters:
            return NormsModel::tr("The length of all weights and biases of a layer: √ of the sum of their squares.");
        case NormQuantity::Gradient:
            return NormsModel::tr(
                "The length of the layer's gradient on the batch of the last step, before any "
                "clipping. Much smaller in early layers than in late ones: it vanishes on its way "
                "back.");
        case NormQuantity::Update:
            return NormsModel::tr(
                "The length of what the last step really added to the layer's weights and biases, "
                "with learning rate, momentum, clipping and weight decay.");
    }
    return {};
}

void NormsModel::setNorms(const std::vector<LayerNorms>& norms, const QStringList& names) {
    const bool same = norms.size() == m_norms.size() && names == m_names;
    if (!same) beginResetModel();
    m_norms = norms;
    m_names = names;
    if (!same)
        endResetModel();
    else if (!m_norms.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void NormsModel::setColors(const QList<QColor>& colors) {
    m_colors = colors;
    if (!m_norms.empty()) Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Name), {Qt::DecorationRole});
}

int NormsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_norms.size());
}

int NormsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString NormsModel::text(const LayerNorms& norms, int column) const {
    if (column == Name) {
        // The number that the layer's line carries too.
        const QString number = QString::number(norms.layer + 1);
        return norms.frozen ? tr("%1 frozen").arg(number) : number;
    }
    if (column == Ratio && norms.frozen) return QStringLiteral("0");
    const auto value = normValue(norms, quantityOf(column));
    if (!value) return QStringLiteral("–");
    return std::isfinite(*value) ? number(*value) : tr("not a number");
}

QVariant NormsModel::data(const QModelIndex& index, int role) const {
    const auto row = static_cast<std::size_t>(index.row());
    if (!index.isValid() || row >= m_norms.size()) return {};
    const LayerNorms& norms = m_norms[row];
    switch (role) {
        case Qt::DisplayRole:
            return text(norms, index.column());
        case Qt::DecorationRole:
            return index.column() == Name ? QVariant(m_colors.value(index.row())) : QVariant();
        case Qt::TextAlignmentRole:
            return QVariant(Qt::AlignVCenter | (index.column() == Name ? Qt::AlignLeft : Qt::AlignRight));
        case Qt::ToolTipRole:
            if (norms.frozen) return tr("%1 is frozen: no step moves it.").arg(m_names.value(index.row()));
            if (index.column() == Name) return m_names.value(index.row());
            if (index.column() != Name && !normValue(norms, quantityOf(index.column())))
                return tr("Known after the next step.");
            return {};
        case Qt::AccessibleTextRole:
            if (index.column() == Name)
                return norms.frozen ? tr("%1, frozen").arg(m_names.value(index.row())) : m_names.value(index.row());
            return tr("%1: %2").arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
                                    text(norms, index.column()));
        default:
            return {};
    }
}

QVariant NormsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == Name ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::ToolTipRole) {
        return section == Name ? tr("Layers with weights; the colour is that of the layer's line in the chart.")
                               : normHelp(quantityOf(section));
    }
    if (role != Qt::DisplayRole) return {};
    return section == Name ? tr("layer") : normSymbol(quantityOf(section));
}

}  // namespace glassbox
