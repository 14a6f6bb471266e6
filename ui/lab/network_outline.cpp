#include "ui/lab/network_outline.h"

#include "engine/nn/activation.h"
#include "engine/nn/layer.h"
#include "ui/models/network_edits.h"

#include <QCoreApplication>

#include <algorithm>

namespace glassbox {

namespace {

QString words(const char* text) {
    return QCoreApplication::translate("NetworkView", text);
}

Index unitCount(const Shape& shape) {
    return shape.isFlat() ? shape.size() : shape.channels;
}

QString activationTitle(const std::string& kind) {
    for (const ActivationInfo& info : activationInfos())
        if (info.kind == kind) return QString::fromStdString(info.title);
    return QString::fromStdString(kind);
}

// "Tanh" reads "tanh" below a head, "ReLU" and "ELU" stay.
QString inSentence(const QString& title) {
    const bool isAcronym =
        title.size() > 1 && std::any_of(title.begin() + 1, title.end(), [](QChar c) { return c.isUpper(); });
    return isAcronym && !title.contains(u' ') ? title : title.left(1).toLower() + title.mid(1);
}

std::string textOption(const LayerInfo* info, const Spec& spec, std::string_view name) {
    const OptionValue* value = spec.options.find(name);
    if (value == nullptr && info != nullptr && info->option(name)) value = &info->option(name)->standard;
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? *text : std::string();
}

// The second head line: the activation of a layer that has one, else the setting that says most about the layer.
QString subtitle(const Spec* spec, const std::string& kind, const std::string& activation) {
    if (kind == "dense") return inSentence(activationTitle(activation));
    if (kind == "activation") return words("activation");
    const LayerInfo* info = findLayer(kind);
    if (info == nullptr || spec == nullptr || info->option("rate") == nullptr) return {};
    const OptionValue rate = optionOrDefault(*info, spec->options, "rate");
    const auto* number = std::get_if<double>(&rate);
    return number ? QStringLiteral("p = %1").arg(*number) : QString();
}

QStringList inputLabels(const Dataset* data, Index count) {
    QStringList labels;
    if (data != nullptr && static_cast<Index>(data->featureNames.size()) == count) {
        for (const std::string& name : data->featureNames) {
            QString label = QString::fromStdString(name);
            if (data->generated)
                for (const FeatureInfo& info : featureInfos(data->inputCount()))
                    if (info.name == name) label = QString::fromStdString(info.label);
            labels << label;
        }
    }
    return labels;
}

OutlineColumn inputColumn(const Dataset* data, Index count) {
    OutlineColumn column;
    column.title = words("Input");
    column.labels = inputLabels(data, count);
    column.units = count;
    const QString joined = column.labels.join(QStringLiteral("  "));
    if (!joined.isEmpty() && column.labels.size() <= 4 && joined.size() <= 18) {
        column.subtitle = joined;
    } else {
        column.subtitle = count == 1 ? words("1 feature") : words("%1 features").arg(count);
    }
    return column;
}

OutlineColumn layerColumn(const LayerSummary& layer, const Spec* spec) {
    OutlineColumn column;
    column.title = QString::fromStdString(layer.title);
    column.kind = layer.kind;
    column.activation = layer.activation;
    column.subtitle = subtitle(spec, layer.kind, layer.activation);
    column.units = unitCount(layer.output);
    column.frozen = layer.frozen;
    if (spec != nullptr) column.frozenParts = frozenParts(*spec);
    column.live = true;
    return column;
}

OutlineColumn layerColumn(const Experiment& experiment, Index i, Index unitsBefore) {
    const Spec& spec = experiment.network[static_cast<std::size_t>(i)];
    const LayerInfo* info = findLayer(spec.kind);
    OutlineColumn column;
    column.kind = spec.kind;
    column.activation = textOption(info, spec, "activation");
    if (column.activation.empty()) column.activation = "identity";
    column.title = QString::fromStdString(info ? info->title : spec.kind);
    column.units = hasUnits(experiment, i) ? unitsOf(experiment, i) : unitsBefore;
    if (hasUnits(experiment, i)) column.title += QStringLiteral(" %1").arg(column.units);
    if (spec.kind == "activation") column.title = activationTitle(column.activation);
    column.subtitle = subtitle(&spec, spec.kind, column.activation);
    column.frozen = isFrozen(experiment, i);
    column.frozenParts = frozenParts(spec);
    return column;
}

}  // namespace

bool isOutlineOf(const NetworkSummary& summary, const Experiment& experiment) {
    if (summary.layers.size() != experiment.network.size()) return false;
    for (std::size_t i = 0; i < summary.layers.size(); ++i) {
        const auto layer = static_cast<Index>(i);
        if (summary.layers[i].kind != experiment.network[i].kind) return false;
        if (hasUnits(experiment, layer) && unitsOf(experiment, layer) != unitCount(summary.layers[i].output))
            return false;
    }
    return true;
}

NetworkOutline makeOutline(const Snapshot* snapshot, const Experiment& experiment, const Dataset* data, bool refused) {
    NetworkOutline outline;
    const NetworkSummary* summary = snapshot ? snapshot->network.get() : nullptr;
    if (summary == nullptr && data == nullptr) return outline;
    const Index inputs = summary ? unitCount(summary->input) : static_cast<Index>(data->featureNames.size());
    outline.columns.push_back(inputColumn(data, inputs));
    outline.columns[0].live = summary != nullptr;
    const bool same = summary && isOutlineOf(*summary, experiment);
    if (summary && (same || !refused)) {
        for (std::size_t i = 0; i < summary->layers.size(); ++i)
            outline.columns.push_back(layerColumn(summary->layers[i], same ? &experiment.network[i] : nullptr));
        return outline;
    }
    bool live = summary != nullptr;
    for (std::size_t i = 0; i < experiment.network.size(); ++i) {
        outline.columns.push_back(layerColumn(experiment, static_cast<Index>(i), outline.columns.back().units));
        live = live && i < summary->layers.size() && summary->layers[i].kind == outline.columns.back().kind &&
               unitCount(summary->layers[i].output) == outline.columns.back().units;
        outline.columns.back().live = live;
    }
    return outline;
}

}  // namespace glassbox
