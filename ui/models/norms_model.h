#pragma once

#include "engine/runtime/snapshot.h"
#include "ui/models/moments.h"

#include <QAbstractTableModel>
#include <QColor>

namespace glassbox {

/// The norms of all layers, moment by moment.
using NormsRecord = Moments<std::vector<LayerNorms>>;

/// What is compared between layers.
enum class NormQuantity { Ratio, Parameters, Gradient, Update };
inline constexpr int normQuantityCount = 4;

/// Absent where it is not known.
std::optional<double> normValue(const LayerNorms& norms, NormQuantity quantity);
/// "|Δw| / |w|"
QString normSymbol(NormQuantity quantity);
/// What it is, in a sentence or two.
QString normHelp(NormQuantity quantity);

/// By this rule of thumb a step moves weights by about a thousandth; the band is a factor of three around it.
inline constexpr double usualRatio = 1e-3;
inline constexpr double usualRatioLow = usualRatio / 3, usualRatioHigh = usualRatio * 3;

/// A row for each layer with parameters.
class NormsModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Name, Parameters, Gradient, Update, Ratio, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setNorms(const std::vector<LayerNorms>& norms, const QStringList& names);
    /// The colour of each layer's line in the chart.
    void setColors(const QList<QColor>& colors);
    const std::vector<LayerNorms>& norms() const { return m_norms; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    QString text(const LayerNorms& norms, int column) const;

    std::vector<LayerNorms> m_norms;
    QStringList m_names;
    QList<QColor> m_colors;
};

}  // namespace glassbox
