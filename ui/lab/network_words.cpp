#include "ui/lab/network_words.h"

#include "engine/nn/layer.h"
#include "ui/lab/network_links.h"
#include "ui/lab/network_weights.h"
#include "ui/plots/plot_text.h"

#include <QCoreApplication>

#include <cmath>

namespace glassbox {

namespace {

QString words(const char* text) {
    return QCoreApplication::translate("NetworkView", text);
}

QString numberWords(float value) {
    return std::isfinite(value) ? signedNumber(static_cast<double>(value)) : QStringLiteral("NaN");
}

QString inputLabel(const NetworkScene& scene, Index unit) {
    const QStringList& labels = scene.column(0).labels;
    return unit < labels.size() ? labels[unit] : words("input %1").arg(unit + 1);
}

// What a link into a column comes from.
QString sourceLabel(const NetworkScene& scene, Index column, Index from) {
    return column == 1 ? inputLabel(scene, from) : words("unit %1").arg(from + 1);
}

// Value on the chosen sample, where the snapshot has it.
QString sampleWords(const NetworkScene& scene, const UnitRef& unit) {
    if (!scene.snapshot) return {};
    const auto& layers = scene.snapshot->sampleActivations;
    const auto column = static_cast<std::size_t>(unit.layer + 1);
    if (column >= layers.size() || unit.unit >= static_cast<Index>(layers[column].size())) return {};
    return words(" · on this sample %1").arg(numberWords(layers[column][static_cast<std::size_t>(unit.unit)]));
}

QString layerHelp(const std::string& kind) {
    const LayerInfo* info = findLayer(kind);
    if (info == nullptr) return {};
    QString help = QString::fromStdString(info->help);
    if (!info->formula.empty()) help += QLatin1Char('\n') + QString::fromStdString(info->formula);
    return help + QLatin1Char('\n');
}

}  // namespace

QString layerWords(Index layer) {
    return layer < 0 ? words("the input") : words("layer %1").arg(layer + 1);
}

QString linkWords(const NetworkScene& scene, const NetworkLink& link) {
    const auto weight = NetworkLinks::weight(scene, link);
    if (!weight) return {};
    const FrozenParts& frozen = scene.column(link.column).frozenParts;
    const bool stays =
        scene.column(link.column).frozen || frozen.holdsUnit(link.to) || frozen.holdsWeight(link.to, link.from);
    return words("w = %1 (layer %2, unit %3 ← %4)")
               .arg(numberWords(*weight))
               .arg(link.column)
               .arg(link.to + 1)
               .arg(sourceLabel(scene, link.column, link.from)) +
           (stays ? words(" · frozen") : QString());
}

QString biasWords(const NetworkScene& scene, const UnitRef& unit) {
    const auto bias = scene.snapshot ? biasOf(*scene.snapshot, unit.layer, unit.unit) : std::nullopt;
    if (!bias) return {};
    return words("b = %1 (layer %2, unit %3)").arg(numberWords(*bias)).arg(unit.layer + 1).arg(unit.unit + 1);
}

QString parameterWords(const NetworkScene& scene, const ParameterRef& place) {
    const QString unit = words("Layer %1, unit %2").arg(place.layer + 1).arg(place.row + 1);
    if (place.name == "bias") return unit + words(": bias");
    const bool link = scene.snapshot && weightsOf(*scene.snapshot, place.layer);
    return unit + (link ? QStringLiteral(" ← ") + sourceLabel(scene, place.layer + 1, place.col) : words(": weight"));
}

QString unitWords(const NetworkScene& scene, const UnitRef& unit) {
    if (unit.layer < 0) return words("Input %1").arg(inputLabel(scene, unit.unit)) + sampleWords(scene, unit);
    QString text = words("Unit %1 of layer %2").arg(unit.unit + 1).arg(unit.layer + 1);
    if (scene.snapshot && scene.column(unit.layer + 1).live)
        if (const auto bias = biasOf(*scene.snapshot, unit.layer, unit.unit))
            text += words(" · bias %1").arg(numberWords(*bias));
    if (scene.column(unit.layer + 1).frozenParts.holdsUnit(unit.unit)) text += words(" · frozen");
    return text + sampleWords(scene, unit);
}

QString itemName(const NetworkScene& scene, const NetworkItem& item) {
    if (!scene.layout.has(item) || item.column >= static_cast<Index>(scene.outline.columns.size())) return {};
    const OutlineColumn& column = scene.column(item.column);
    switch (item.kind) {
        case NetworkItemKind::Head: {
            QString name = item.column == 0 ? column.title : words("Layer %1: %2").arg(item.column).arg(column.title);
            if (!column.subtitle.isEmpty()) name += QStringLiteral(", ") + column.subtitle;
            if (column.frozen) name += words(", frozen");
            if (scene.selectedLayer == item.column - 1 && item.column > 0) name += words(", selected");
            return name;
        }
        case NetworkItemKind::Unit:
            return unitWords(scene, {item.column - 1, item.unit});
        case NetworkItemKind::Plus:
            if (item.column >= scene.outline.layerCount()) return words("Insert a layer");
            return words("Insert a layer before layer %1, %2")
                .arg(item.column + 1)
                .arg(scene.outline.layer(item.column).title);
        case NetworkItemKind::Above:
            return words("%1 more units above").arg(scene.place(item.column).firstUnit);
        case NetworkItemKind::Below:
            return words("%1 more units below").arg(scene.place(item.column).hiddenBelow());
        case NetworkItemKind::None:
            break;
    }
    return {};
}

QString itemHelp(const NetworkScene& scene, const NetworkItem& item) {
    switch (item.kind) {
        case NetworkItemKind::Head:
            if (item.column == 0)
                return words(
                    "What the network sees of each sample: one tile a feature. Choose features in the data panel.");
            return layerHelp(scene.column(item.column).kind) +
                   words(
                       "Click to see its options, drag to move it. Keys: + and − change its units, Delete removes it, "
                       "Ctrl+D copies it, Ctrl+Left and Ctrl+Right move it.");
        case NetworkItemKind::Unit:
            if (item.column == 0) return words("Hover to see it large, click to keep it there.");
            return words(
                "Hover to see its output large, click to keep it there. Keys: W changes its weights, B its bias, F "
                "freezes it.");
        case NetworkItemKind::Plus:
            return words("Opens a menu with all kinds of layers; the new one is put in here.");
        case NetworkItemKind::Above:
        case NetworkItemKind::Below:
            return words("Click or turn the wheel to see the other units of this layer.");
        case NetworkItemKind::None:
            break;
    }
    return {};
}

QString networkWords(const NetworkScene& scene) {
    QStringList parts;
    for (std::size_t i = 0; i < scene.outline.columns.size(); ++i) {
        const OutlineColumn& column = scene.outline.columns[i];
        parts << (i == 0 ? words("%1 inputs").arg(column.units)
                         : (column.title + QLatin1Char(' ') + column.subtitle).trimmed());
    }
    return parts.join(QStringLiteral(", "));
}

}  // namespace glassbox
