#include "ui/lab/matrix_source.h"

#include "engine/data/dataset.h"
#include "ui/lab/output_scene.h"

#include <QCoreApplication>

#include <numeric>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("MatricesView", text);
}

/// Rows and columns of a parameter: the first of PyTorch's axes down, all others across.
MatrixBlock blockOf(const ParameterPlace& place) {
    const ParameterInfo& info = place.info;
    MatrixBlock block{place.layer, info.name, 0, 1, place.offset, 1, 0};
    if (info.shape.empty()) return block;
    block.rows = info.shape[0];
    block.rowStride = info.strides.empty() ? 1 : info.strides[0];
    if (info.shape.size() < 2) return block;
    block.colStride = info.strides[1];
    for (std::size_t i = 1; i < info.shape.size(); ++i) block.cols *= info.shape[i];
    return block;
}

std::vector<MatrixBlock> parameterBlocks(const Snapshot& snapshot) {
    std::vector<MatrixBlock> blocks;
    for (const ParameterPlace& place : snapshot.network->places) {
        if (!place.trained) continue;
        const MatrixBlock block = blockOf(place);
        if (block.rows > 0 && block.cols > 0) blocks.push_back(block);
    }
    return blocks;
}

QString parameterPlace(const MatrixBlock& block, const HeatCell& cell, const Snapshot& snapshot, const Dataset* data) {
    const NetworkSummary& network = *snapshot.network;
    const QString unit = tr("Layer %1, unit %2").arg(block.layer + 1).arg(cell.row + 1);
    const bool dense = block.name == "weight" && block.layer < static_cast<Index>(network.layers.size()) &&
                       network.layers[static_cast<std::size_t>(block.layer)].kind == "dense";
    if (!dense) return QStringLiteral("%1, %2").arg(unit, QString::fromStdString(block.name));
    const auto input = static_cast<std::size_t>(cell.col);
    QString from = tr("unit %1").arg(cell.col + 1);
    if (block.layer == 0) {
        const bool named = data != nullptr && input < data->featureNames.size();
        from = named ? screenName(data->featureNames[input]) : tr("input %1").arg(cell.col + 1);
    }
    return QStringLiteral("%1 ← %2").arg(unit, from);
}

std::string chosenName(const Snapshot& snapshot) {
    return "sample " + std::to_string(*snapshot.batch.chosen + 1);
}

std::vector<MatrixBlock> activationBlocks(const Snapshot& snapshot) {
    std::vector<MatrixBlock> blocks;
    const auto samples = static_cast<Index>(snapshot.batch.samples.size());
    if (samples == 0) return blocks;
    std::vector<Index> units{snapshot.network->input.size()};
    for (const LayerSummary& layer : snapshot.network->layers) units.push_back(layer.output.size());
    Index offset = 0, chosen = samples * std::accumulate(units.begin(), units.end(), Index{0});
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Index layer = static_cast<Index>(i) - 1;
        blocks.push_back({layer, "activation", units[i], samples, offset, 1, units[i]});
        offset += units[i] * samples;
        if (!snapshot.batch.chosen) continue;
        blocks.push_back({layer, chosenName(snapshot), units[i], 1, chosen, 1, units[i]});
        chosen += units[i];
    }
    return blocks;
}

QString activationPlace(const MatrixBlock& block, const HeatCell& cell, const Snapshot& snapshot, const Dataset* data) {
    const auto column = static_cast<std::size_t>(cell.col);
    const bool apart = snapshot.batch.chosen && block.name == chosenName(snapshot);
    const Index sample = apart                                    ? *snapshot.batch.chosen
                         : column < snapshot.batch.samples.size() ? snapshot.batch.samples[column]
                                                                  : 0;
    QString unit = tr("Layer %1, unit %2").arg(block.layer + 1).arg(cell.row + 1);
    if (block.layer < 0) {
        const auto input = static_cast<std::size_t>(cell.row);
        const bool named = data != nullptr && input < data->featureNames.size();
        unit = named ? screenName(data->featureNames[input]) : tr("input %1").arg(cell.row + 1);
    }
    QString text = tr("%1 on sample %2").arg(unit).arg(sample + 1);
    const auto at = static_cast<std::size_t>(sample);
    if (data == nullptr) return text;
    const std::vector<Index>& labels = data->training.labels;
    if (at < labels.size() && labels[at] < data->classCount())
        text += tr(" (%1)").arg(QString::fromStdString(data->classNames[static_cast<std::size_t>(labels[at])]));
    return text;
}

std::vector<RecordPart> partsOf(const std::vector<MatrixBlock>& blocks, std::span<const float> values,
                                const std::string& series = {}) {
    std::vector<RecordPart> parts;
    for (const MatrixBlock& block : blocks) {
        const Index count = block.rows * block.cols;
        if (count == 0 || block.offset + count > static_cast<Index>(values.size())) continue;
        parts.push_back({{series, block.layer, block.name, count},
                         values.subspan(static_cast<std::size_t>(block.offset), static_cast<std::size_t>(count))});
    }
    return parts;
}

/// The numbers that the view's matrices show.
void recordShown(MatrixSource& source) {
    source.recorded = [blocks = source.blocks, values = source.values](const Snapshot& snapshot) {
        return values(snapshot).empty() ? std::vector<RecordPart>() : partsOf(blocks(snapshot), values(snapshot));
    };
}

QString parameterNoun(const std::string& name) {
    return name == "weight" ? tr("weights") : name == "bias" ? tr("biases") : QString::fromStdString(name);
}

MatrixSource ofParameters() {
    MatrixSource source;
    source.noun = [](const RecordKey& key) { return parameterNoun(key.name); };
    source.caption = tr("rows: units · columns: inputs · apart: bias");
    source.blocks = parameterBlocks;
    source.place = parameterPlace;
    return source;
}

}  // namespace

MatrixSource weightsSource() {
    MatrixSource source = ofParameters();
    source.name = QStringLiteral("weights");
    source.title = tr("Weights of all layers");
    source.scaleTip =
        tr("What the colours stand for: orange weights are negative (and carry a small minus), blue ones positive, "
           "from the largest weight by size to its opposite. A double click on a number, or W, opens it for a change.");
    source.nothing = tr("The weights show here once there is a network that has some.");
    source.parameter = [](const MatrixBlock& block, const HeatCell& cell) -> std::optional<ParameterRef> {
        return ParameterRef{block.layer, block.name, cell.row, cell.col};
    };
    source.values = [](const Snapshot& snapshot) { return std::span(snapshot.parameters); };
    recordShown(source);
    return source;
}

MatrixSource gradientsSource() {
    MatrixSource source = ofParameters();
    source.name = QStringLiteral("gradients");
    source.title = tr("Gradients of all layers");
    source.scaleTip =
        tr("∂C/∂w on the batch of the last step: blue where raising the weight raises the cost, orange where it lowers "
           "it. The step goes the other way.");
    source.nothing = tr("There is no gradient before the first step; press Step (→).");
    source.values = [](const Snapshot& snapshot) { return std::span(snapshot.gradients); };
    source.noun = [](const RecordKey& key) { return tr("gradients of %1").arg(parameterNoun(key.name)); };
    recordShown(source);
    return source;
}

MatrixSource optimizerSource(std::function<std::size_t()> state) {
    MatrixSource source = ofParameters();
    source.name = QStringLiteral("optimizer");
    source.title = tr("What the optimizer keeps of every weight");
    source.scaleTip =
        tr("A number that the optimizer keeps of every weight from step to step, before any correction of its bias.");
    source.nothing =
        tr("This optimizer has not kept anything yet, or keeps nothing: plain SGD only knows the present.");
    source.values = [which = std::move(state)](const Snapshot& snapshot) {
        const std::size_t at = which();
        return at < snapshot.optimizerState.size() ? std::span(snapshot.optimizerState[at].values)
                                                   : std::span<const float>();
    };
    source.recorded = [](const Snapshot& snapshot) {
        std::vector<RecordPart> parts;
        for (const StateValues& kept : snapshot.optimizerState)
            for (RecordPart& part : partsOf(parameterBlocks(snapshot), kept.values, kept.name))
                parts.push_back(std::move(part));
        return parts;
    };
    source.noun = [](const RecordKey& key) {
        return tr("%1 of %2").arg(QString::fromStdString(key.series), parameterNoun(key.name));
    };
    return source;
}

MatrixSource activationsSource() {
    MatrixSource source;
    source.name = QStringLiteral("activations");
    source.title = tr("Activations of all layers");
    source.caption = tr("rows: units · columns: samples by class · apart: the chosen one");
    source.scaleTip = tr("What each unit answers: orange is negative, blue positive.");
    source.nothing = tr("The activations show here once there are data and a network.");
    source.blocks = activationBlocks;
    source.values = [](const Snapshot& snapshot) { return std::span(snapshot.batch.values); };
    source.place = activationPlace;
    source.noun = [](const RecordKey& key) {
        return key.name == "activation" ? tr("activations")
                                        : tr("activations on %1").arg(QString::fromStdString(key.name));
    };
    recordShown(source);
    return source;
}

QString layerName(Index layer, const NetworkSummary& network) {
    if (layer < 0) return tr("Input");
    const bool last = layer + 1 == static_cast<Index>(network.layers.size());
    return last && layer > 0 ? tr("Output") : tr("Layer %1").arg(layer + 1);
}

}  // namespace glassbox
