#include "ui/backprop/step_scene.h"

#include "engine/explain/number_words.h"
#include "ui/backprop/step_notes.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr std::size_t mostLabels = 6;  // more of them would hide the links

QString tr(const char* text) {
    return QCoreApplication::translate("StepCanvas", text);
}

QString footOf(const WalkModel& model, const StepColumn& column) {
    const StepRecord& record = model.walk()->record();
    const QString detail = column.kind == StepColumnKind::Loss ? lossDetail(record, model.sample()) : column.detail;
    return detail.isEmpty() ? column.title : column.title + QStringLiteral(" · ") + detail;
}

StepLayoutRequest requestOf(const StepScene& scene, const Theme& theme, const QSizeF& size) {
    const QFontMetricsF metrics(theme.font(12, QFont::Medium));
    StepLayoutRequest request;
    request.size = size;
    request.lineHeight = std::ceil(metrics.height());
    for (std::size_t i = 0; i < scene.columns.size(); ++i) {
        const StepColumn& column = scene.columns[i];
        double part = 0;
        for (const QString& words : footLines(scene.feet[static_cast<qsizetype>(i)]))
            part = std::max(part, metrics.horizontalAdvance(words));
        request.columns.push_back({column.units, column.across, column.links, column.kind == StepColumnKind::Loss,
                                   column.hasBias, metrics.horizontalAdvance(scene.feet[static_cast<qsizetype>(i)]),
                                   part});
    }
    return request;
}

/// What the present operations read and write, column by column.
class Involved {
  public:
    Involved(const WalkModel& model, const StepColumns& columns)
        : m_units(columns.size()), m_links(columns.size()), m_biases(columns.size()) {
        const Walk& walk = *model.walk();
        const auto [first, last] = walk.covered(model.place(), model.grain());
        for (Index i = first; i <= last; ++i) add(walk.at(i), columns);
    }
    bool units(std::size_t column) const { return m_units[column]; }
    bool links(std::size_t column) const { return m_links[column]; }
    bool biases(std::size_t column) const { return m_biases[column]; }

  private:
    void add(const Operation& operation, const StepColumns& columns) {
        std::set<std::size_t> here;
        const auto take = [&](const TensorRef& tensor) {
            std::size_t column = 0;
            if (tensor.quantity == Quantity::Target || tensor.quantity == Quantity::SampleLoss ||
                tensor.quantity == Quantity::Cost) {
                column = columns.size() - 1;
            } else if (tensor.layer >= 0) {
                column = static_cast<std::size_t>(tensor.layer) + 1;
            } else if (tensor.quantity != Quantity::Input) {
                return;
            }
            if (column >= columns.size()) return;
            if (!isParameterLike(tensor.quantity)) {
                m_units[column] = true;
                here.insert(column);
            } else {
                (tensor.part == 0 ? m_links : m_biases)[column] = true;
            }
        };
        take(operation.result);
        for (const Use& use : operation.uses) take(use.tensor);
        for (const std::size_t column : here)
            if (column > 0 && here.count(column - 1) && !columns[column].hasWeights) m_links[column] = true;
    }

    std::vector<bool> m_units, m_links, m_biases;
};

void collectTold(StepScene& scene, const WalkModel& model) {
    const StepRecord& record = model.walk()->record();
    const Arithmetic& arithmetic = model.arithmetic();
    const auto tell = [&](const Place& place) {
        if (const StepItem item = itemOf(record, scene.columns, place)) scene.told.insert(item);
    };
    tell(arithmetic.place);
    for (const Place& place : arithmetic.places) tell(place);
    for (const Term& term : arithmetic.terms)
        for (const Place& place : term.factors) tell(place);
    scene.result = itemOf(record, scene.columns, arithmetic.place);
}

Stress stress(const StepScene& scene, const StepItem& item, bool known, bool involved) {
    if (item == scene.result) return Stress::Result;
    if (scene.told.count(item)) return Stress::Told;
    if (!known) return Stress::Ahead;
    return involved ? Stress::Plain : Stress::Quiet;
}

UnitFace faceOf(const StepScene& scene, const WalkModel& model, const Involved& involved, std::size_t number,
                Index unit) {
    const StepRecord& record = model.walk()->record();
    const StepColumn& column = scene.columns[number];
    const auto at = static_cast<Index>(number);
    const bool loss = column.kind == StepColumnKind::Loss;
    const Place place = valueOfUnit(model, column, unit);
    UnitFace face;
    face.symbol = QString::fromStdString(symbolOf(record, place.tensor));
    if (!loss && (column.units > 1 || column.kind == StepColumnKind::Input))
        face.symbol += QStringLiteral("_{%1}").arg(unit + 1);
    const auto value = valueAt(record, place);
    const bool asked = isAsked(model, place), known = isShown(model, place) && value;
    if (asked)
        face.number = QStringLiteral("?");
    else if (known)
        face.number = QString::fromStdString(numberWords(*value));
    const StepItem item{loss ? StepItemKind::Loss : StepItemKind::Unit, at, unit};
    face.stress = stress(scene, item, known || asked, involved.units(number));
    if (column.isDropout) {
        const Place mask = placeOfUnit(record, {Quantity::Inner, column.layer, 0}, unit, model.sample());
        face.isOff = known && valueAt(record, mask) == 0.0;
    }
    addNote(face, model, scene, item);
    if (column.hasBias) {
        const Place bias{{Quantity::Parameter, column.layer, 1}, unit, 0};
        face.bias = valueAt(record, bias);
        face.biasStress = stress(scene, {StepItemKind::Bias, at, unit}, true, involved.biases(number));
    }
    return face;
}

double linkSize(const WalkModel& model, const StepScene& scene, std::size_t number) {
    const StepColumn& column = scene.columns[number];
    if (!scene.layout.hasLinks(static_cast<Index>(number))) return 0;
    const bool single = column.links == StepLinks::Single;
    double size = 0;
    for (Index unit = 0; unit < column.units; ++unit)
        for (Index input = single ? unit : 0; input < (single ? unit + 1 : scene.columns[number - 1].units); ++input)
            if (const auto value =
                    valueOfLink(model, scene.columns, static_cast<Index>(number), scene.meanings[number], unit, input))
                if (std::isfinite(*value)) size = std::max(size, std::abs(*value));
    return size;
}

/// Weights of one meaning are drawn to one scale, gradients as well, so that layers can be compared.
void fitLinkSizes(StepScene& scene, const WalkModel& model) {
    scene.linkSizes.resize(scene.columns.size());
    for (std::size_t i = 1; i < scene.columns.size(); ++i) scene.linkSizes[i] = linkSize(model, scene, i);
    const std::vector<double> own = scene.linkSizes;
    for (std::size_t i = 1; i < own.size(); ++i)
        for (std::size_t k = 1; k < own.size(); ++k)
            if (scene.meanings[i] == scene.meanings[k]) scene.linkSizes[i] = std::max(scene.linkSizes[i], own[k]);
}

void addLabels(StepScene& scene, const WalkModel& model) {
    const StepRecord& record = model.walk()->record();
    std::vector<StepItem> links;
    for (const StepItem& item : scene.told)
        if (item.kind == StepItemKind::Link && scene.layout.hasLinks(item.column) &&
            scene.columns[static_cast<std::size_t>(item.column)].hasWeights)
            links.push_back(item);
    if (links.empty() || links.size() > mostLabels) return;
    const bool oneTarget =
        std::all_of(links.begin(), links.end(), [&](const StepItem& item) { return item.unit == links.front().unit; });
    for (const StepItem& item : links) {
        const StepColumn& column = scene.columns[static_cast<std::size_t>(item.column)];
        const LinkMeaning meaning = scene.meanings[static_cast<std::size_t>(item.column)];
        if (meaning == LinkMeaning::Gradient) continue;  // stands under the units
        const Index col = column.links == StepLinks::Full ? item.input : 0;
        const Place old{{Quantity::Parameter, column.layer, 0}, item.unit, col};
        const Place next{{Quantity::NewParameter, column.layer, 0}, item.unit, col};
        const auto value = valueAt(record, old);
        if (!value) continue;
        QString text = QString::fromStdString(numberWords(*value));
        if (model.operation().phase == Phase::Update && item == scene.result) {
            if (isAsked(model, next)) text += QStringLiteral(" → ?");
            if (isShown(model, next))
                text += QStringLiteral(" → ") + QString::fromStdString(numberWords(*valueAt(record, next)));
        }
        scene.labels.push_back({item, text, *value, links.size() > 1 && !oneTarget});
    }
}

QString legendOf(const StepScene& scene, const WalkModel& model) {
    LinkMeaning meaning = LinkMeaning::None;
    bool involved = false;
    for (std::size_t i = 1; i < scene.columns.size(); ++i) {
        const bool now = scene.links[i] == Stress::Plain && scene.meanings[i] != LinkMeaning::None;
        if (now || (!involved && scene.columns[i].hasWeights)) meaning = scene.meanings[i];
        involved = involved || now;
    }
    const QString cost = QString::fromStdString(costSymbol(model.walk()->record()));
    switch (meaning) {
        case LinkMeaning::Weight:
            return tr("weights");
        case LinkMeaning::Flow:
            return tr("weight × error, what a link passes back");
        case LinkMeaning::Gradient:
            return tr("gradients of the weights, ∂%1/∂w").arg(cost);
        case LinkMeaning::NewWeight:
            return tr("new weights");
        case LinkMeaning::Passed:
            return tr("gradients on their way back");
        case LinkMeaning::None:
            break;
    }
    return {};
}

}  // namespace

Stress StepScene::stressOf(const StepItem& link) const {
    if (link == result) return Stress::Result;
    return told.count(link) ? Stress::Told : links[static_cast<std::size_t>(link.column)];
}

QStringList footLines(const QString& foot) {
    QStringList lines = foot.split(QStringLiteral(" · "));
    if (lines.size() > 1) return {lines[0], lines.mid(1).join(QStringLiteral(" · "))};
    lines = foot.split(u' ');
    return lines.size() > 1 ? QStringList{lines[0], lines.mid(1).join(u' ')} : lines;
}

StepScene makeScene(const WalkModel& model, const Theme& theme, const QSizeF& size) {
    StepScene scene;
    if (!model.walk()) return scene;
    scene.columns = stepColumns(model.walk()->record());
    for (const StepColumn& column : scene.columns) scene.feet += footOf(model, column);
    scene.layout = layoutStep(requestOf(scene, theme, size));
    collectTold(scene, model);
    const Involved involved(model, scene.columns);
    scene.units.resize(scene.columns.size());
    for (std::size_t i = 0; i < scene.columns.size(); ++i) {
        const StepColumn& column = scene.columns[i];
        scene.meanings.push_back(i > 0 ? meaningOfLinks(model, column) : LinkMeaning::None);
        scene.links.push_back(involved.links(i) ? Stress::Plain : Stress::Quiet);
        scene.blocks.push_back(involved.units(i) ? Stress::Plain : Stress::Quiet);
        if (scene.layout.column(static_cast<Index>(i)).isCollapsed()) continue;
        for (Index unit = 0; unit < scene.layout.column(static_cast<Index>(i)).count(); ++unit)
            scene.units[i].push_back(faceOf(scene, model, involved, i, unit));
    }
    fitLinkSizes(scene, model);
    addLabels(scene, model);
    scene.flows = flowsOf(model, scene.columns, scene.told);
    scene.legend = legendOf(scene, model);
    return scene;
}

}  // namespace glassbox
