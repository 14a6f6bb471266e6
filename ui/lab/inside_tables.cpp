#include "ui/lab/inside_tables.h"

#include "engine/explain/activation_shape.h"

namespace glassbox {

DataTable matricesTable(const MatrixSource& source, const Snapshot& snapshot) {
    const std::span<const float> values = source.values(snapshot);
    DataTable table({"layer", "name", "row", "column", "value"});
    for (const MatrixBlock& block : source.blocks(snapshot))
        for (Index row = 0; row < block.rows; ++row)
            for (Index col = 0; col < block.cols; ++col) {
                const auto at = static_cast<std::size_t>(block.offset + row * block.rowStride + col * block.colStride);
                if (at >= values.size()) return table;
                table << block.layer << block.name << row << col << values[at];
            }
    return table;
}

DataTable confusionTable(const ConfusionCounts& counts, const Dataset& data) {
    const auto name = [&](Index label) {
        return QString::fromStdString(data.classNames[static_cast<std::size_t>(label)]);
    };
    QStringList columns{QStringLiteral("class")};
    for (Index said = 0; said < counts.classes(); ++said) columns << name(said);
    DataTable table(columns);
    for (Index actual = 0; actual < counts.classes(); ++actual) {
        table << name(actual);
        for (Index said = 0; said < counts.classes(); ++said) table << counts.at({actual, said});
    }
    return table;
}

DataTable samplesTable(const SampleListModel& model) {
    QStringList columns;
    for (int column = 0; column < model.columnCount(); ++column)
        columns << model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    DataTable table(columns);
    for (int row = 0; row < model.rowCount(); ++row)
        for (int column = 0; column < model.columnCount(); ++column)
            table << model.data(model.index(row, column), Qt::DisplayRole).toString().replace(QChar(0x2212), u'-');
    return table;
}

DataTable historyTable(const DistributionRecord& record) {
    QStringList columns{"step", "layer", "name", "series", "numbers", "looked_at", "not_finite", "minimum"};
    for (const double level : Distribution::levels) columns << QStringLiteral("q%1").arg(qRound(level * 100));
    DataTable table(columns << QStringLiteral("maximum"));
    for (std::size_t moment = 0; moment < record.moments().size(); ++moment)
        for (std::size_t i = 0; i < record.keys().size(); ++i) {
            const RecordKey& key = record.keys()[i];
            const Distribution& some = record.at(moment, i);
            table << record.moments()[moment].step << key.layer << key.name << key.series << some.count()
                  << some.looked() << some.invalid();
            if (some.isEmpty()) {
                for (std::size_t j = 0; j < Distribution::levels.size() + 2; ++j) table << std::nullopt;
                continue;
            }
            table << some.least();
            for (const float quantile : some.quantiles()) table << quantile;
            table << some.greatest();
        }
    return table;
}

DataTable normsTable(const NormsRecord& record) {
    DataTable table({"step", "layer", "frozen", "parameters", "gradient", "update", "ratio"});
    for (const auto& moment : record.all())
        for (const LayerNorms& norms : moment.content) {
            table << moment.step << norms.layer << norms.frozen;
            for (const std::optional<double>& value :
                 {std::optional(norms.parameters), norms.gradient, norms.update, norms.ratio()})
                value ? table << *value : table << std::nullopt;
        }
    return table;
}

DataTable curvesTable(const Snapshot& snapshot) {
    DataTable table({"layer", "activation", "unit", "z", "a", "slope", "saturated"});
    for (const LayerPreActivations& layer : snapshot.preActivations.layers) {
        const ActivationShape shape(layer.function);
        for (std::size_t unit = 0; unit < layer.sample.size(); ++unit) {
            const auto z = static_cast<double>(layer.sample[unit]);
            table << layer.layer << layer.activation << static_cast<Index>(unit) << layer.sample[unit]
                  << layer.sampleOut[unit];
            if (shape.isCurve())
                table << shape.slope(z) << shape.isSaturated(z);
            else
                table << std::nullopt << std::nullopt;
        }
    }
    return table;
}

DataTable outputTable(const Snapshot& snapshot) {
    const Picture& picture = snapshot.output;
    const Index size = picture.width * picture.height;
    if (!snapshot.plane || size == 0 || static_cast<Index>(picture.values.size()) < size * picture.planes) return {};
    const Plane& plane = *snapshot.plane;
    QStringList columns{"x"};
    if (!plane.isLine()) columns << QStringLiteral("y");
    for (Index p = 0; p < picture.planes; ++p) columns << QStringLiteral("output%1").arg(p);
    DataTable table(columns);
    for (Index row = 0; row < picture.height; ++row)
        for (Index col = 0; col < picture.width; ++col) {
            table << plane.gridX(col, picture.width);
            if (!plane.isLine()) table << plane.gridY(row, picture.height);
            for (Index p = 0; p < picture.planes; ++p)
                table << picture.values[static_cast<std::size_t>(p * size + row * picture.width + col)];
        }
    return table;
}

}  // namespace glassbox
