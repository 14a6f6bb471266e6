#include "ui/lab/inside_csv.h"

#include "engine/explain/activation_shape.h"

#include <QLocale>

namespace glassbox {

namespace {

QByteArray number(float value) {
    return QByteArray::number(static_cast<double>(value), 'g', 9);
}

QByteArray cell(const QString& text) {
    QString quoted = text;
    if (quoted.contains(u',') || quoted.contains(u'"') || quoted.contains(u'\n'))
        quoted = u'"' + quoted.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return quoted.toUtf8();
}

}  // namespace

QByteArray matricesCsv(const MatrixSource& source, const Snapshot& snapshot) {
    const std::span<const float> values = source.values(snapshot);
    if (values.empty()) return {};
    QByteArray csv = "layer,name,row,column,value\n";
    for (const MatrixBlock& block : source.blocks(snapshot)) {
        const QByteArray start = QByteArray::number(block.layer) + ',' + QByteArray::fromStdString(block.name) + ',';
        for (Index row = 0; row < block.rows; ++row)
            for (Index col = 0; col < block.cols; ++col) {
                const auto at = static_cast<std::size_t>(block.offset + row * block.rowStride + col * block.colStride);
                if (at >= values.size()) return csv;
                csv +=
                    start + QByteArray::number(row) + ',' + QByteArray::number(col) + ',' + number(values[at]) + '\n';
            }
    }
    return csv;
}

QByteArray confusionCsv(const ConfusionCounts& counts, const Dataset& data) {
    if (counts.classes() == 0) return {};
    QByteArray csv = "class";
    const auto name = [&](Index label) {
        return cell(QString::fromStdString(data.classNames[static_cast<std::size_t>(label)]));
    };
    for (Index said = 0; said < counts.classes(); ++said) csv += ',' + name(said);
    csv += '\n';
    for (Index actual = 0; actual < counts.classes(); ++actual) {
        csv += name(actual);
        for (Index said = 0; said < counts.classes(); ++said)
            csv += ',' + QByteArray::number(counts.at({actual, said}));
        csv += '\n';
    }
    return csv;
}

QByteArray samplesCsv(const SampleListModel& model) {
    if (model.rowCount() == 0) return {};
    QByteArray csv;
    for (int column = 0; column < model.columnCount(); ++column)
        csv += (column > 0 ? "," : "") + cell(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    csv += '\n';
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            QString text = model.data(model.index(row, column), Qt::DisplayRole).toString();
            csv += (column > 0 ? "," : "") + cell(text.replace(QChar(0x2212), u'-'));
        }
        csv += '\n';
    }
    return csv;
}

QByteArray historyCsv(const DistributionRecord& record) {
    if (record.isEmpty()) return {};
    QByteArray csv = "step,layer,name,series,numbers,looked_at,not_finite,minimum";
    for (const double level : Distribution::levels) csv += ",q" + QByteArray::number(qRound(level * 100));
    csv += ",maximum\n";
    for (std::size_t moment = 0; moment < record.moments().size(); ++moment)
        for (std::size_t i = 0; i < record.keys().size(); ++i) {
            const RecordKey& key = record.keys()[i];
            const Distribution& some = record.at(moment, i);
            csv += QByteArray::number(record.moments()[moment].step) + ',' + QByteArray::number(key.layer) + ',' +
                   QByteArray::fromStdString(key.name) + ',' + QByteArray::fromStdString(key.series) + ',' +
                   QByteArray::number(some.count()) + ',' + QByteArray::number(some.looked()) + ',' +
                   QByteArray::number(some.invalid()) + ',';
            if (some.isEmpty()) {
                csv += QByteArray(static_cast<qsizetype>(Distribution::levels.size()) + 1, ',') + '\n';
                continue;
            }
            csv += number(some.least());
            for (const float quantile : some.quantiles()) csv += ',' + number(quantile);
            csv += ',' + number(some.greatest()) + '\n';
        }
    return csv;
}

QByteArray normsCsv(const NormsRecord& record) {
    if (record.isEmpty()) return {};
    QByteArray csv = "step,layer,frozen,parameters,gradient,update,ratio\n";
    const auto optional = [](const std::optional<double>& value) {
        return value ? QByteArray::number(*value, 'g', 9) : QByteArray();
    };
    for (const auto& moment : record.all())
        for (const LayerNorms& norms : moment.content)
            csv += QByteArray::number(moment.step) + ',' + QByteArray::number(norms.layer) + ',' +
                   (norms.frozen ? "1," : "0,") + optional(norms.parameters) + ',' + optional(norms.gradient) + ',' +
                   optional(norms.update) + ',' + optional(norms.ratio()) + '\n';
    return csv;
}

QByteArray curvesCsv(const Snapshot& snapshot) {
    if (snapshot.preActivations.layers.empty()) return {};
    QByteArray csv = "layer,activation,unit,z,a,slope,saturated\n";
    for (const LayerPreActivations& layer : snapshot.preActivations.layers) {
        const ActivationShape shape(layer.function);
        for (std::size_t unit = 0; unit < layer.sample.size(); ++unit) {
            const auto z = static_cast<double>(layer.sample[unit]);
            csv += QByteArray::number(layer.layer) + ',' + QByteArray::fromStdString(layer.activation) + ',' +
                   QByteArray::number(static_cast<qlonglong>(unit)) + ',' + number(layer.sample[unit]) + ',' +
                   number(layer.sampleOut[unit]) + ',';
            if (shape.isCurve())
                csv += QByteArray::number(shape.slope(z), 'g', 9) + (shape.isSaturated(z) ? ",1" : ",0");
            else
                csv += ',';
            csv += '\n';
        }
    }
    return csv;
}

QByteArray outputCsv(const Snapshot& snapshot) {
    const Picture& picture = snapshot.output;
    const Index size = picture.width * picture.height;
    if (!snapshot.plane || size == 0 || static_cast<Index>(picture.values.size()) < size * picture.planes) return {};
    const Plane& plane = *snapshot.plane;
    QByteArray csv = plane.isLine() ? "x" : "x,y";
    for (Index p = 0; p < picture.planes; ++p) csv += ",output" + QByteArray::number(p);
    csv += '\n';
    for (Index row = 0; row < picture.height; ++row)
        for (Index col = 0; col < picture.width; ++col) {
            csv += QByteArray::number(plane.gridX(col, picture.width), 'g', 9);
            if (!plane.isLine()) csv += ',' + QByteArray::number(plane.gridY(row, picture.height), 'g', 9);
            for (Index p = 0; p < picture.planes; ++p)
                csv += ',' + number(picture.values[static_cast<std::size_t>(p * size + row * picture.width + col)]);
            csv += '\n';
        }
    return csv;
}

}  // namespace glassbox
