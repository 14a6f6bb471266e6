#include "ui/lab/layer_inspector.h"

#include "engine/nn/layer.h"
#include "ui/models/freezing.h"
#include "ui/shell/option_form.h"
#include "ui/shell/tips.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace glassbox {

namespace {

QLabel* wrapped(const char* tone, const char* name) {
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setProperty("tone", tone);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QString shapeText(const Shape& shape) {
    return QString::fromStdString(shape.text()).replace(QStringLiteral(" x "), QStringLiteral(" × "));
}

}  // namespace

LayerInspector::LayerInspector(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme,
                               QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection) {
    setObjectName(QStringLiteral("layerInspector"));
    setAccessibleName(tr("Selected layer"));
    makeParts(theme);
    connect(&document, &ExperimentDocument::experimentChanged, this, &LayerInspector::refresh);
    connect(&selection, &LabSelection::layerChanged, this, &LayerInspector::refresh);
    if (const SnapshotPtr latest = document.session().latest()) m_network = latest->network;
    refresh();
}

void LayerInspector::makeParts(ThemeSource& theme) {
    m_hint = wrapped("mute", "layerHint");
    m_hint->setText(tr("Choose a layer in the network to see what it does and to change its settings."));
    m_hint->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_title = wrapped("strong", "layerTitle");
    m_facts = wrapped("caption", "layerFacts");
    m_help = wrapped("mute", "layerHelp");
    m_formula = wrapped("strong", "layerFormula");
    m_form = new OptionForm(theme);
    m_form->setObjectName(QStringLiteral("layerForm"));
    connect(m_form, &OptionForm::edited, this, &LayerInspector::take);
    m_frozen = wrapped("mute", "frozenParts");
    m_unfreeze = new QPushButton(tr("Unfreeze"));
    m_unfreeze->setObjectName(QStringLiteral("unfreezeParts"));
    m_unfreeze->setProperty("kind", "small");
    m_unfreeze->setToolTip(tip(tr("Unfreeze"), tr("Lets these units, weights and biases learn again.")));
    connect(m_unfreeze, &QPushButton::clicked, this, [this] {
        const Index layer = m_selection.layer().value_or(-1);
        m_document.edit(tr("Unfreeze the parts of layer %1").arg(layer + 1),
                        unfreezeParts(m_document.experiment(), layer));
    });
    auto* frozen = new QHBoxLayout;
    frozen->addWidget(m_frozen, 1);
    frozen->addWidget(m_unfreeze);
    m_content = new QWidget;
    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(6);
    content->addWidget(m_title);
    content->addWidget(m_facts);
    content->addWidget(m_form);
    content->addLayout(frozen);
    content->addWidget(m_formula);
    content->addWidget(m_help);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_hint);
    layout->addWidget(m_content);
    layout->addStretch(1);
}

void LayerInspector::setSnapshot(const SnapshotPtr& snapshot) {
    if (!snapshot || snapshot->network == m_network) return;
    m_network = snapshot->network;
    showFacts();
}

void LayerInspector::refresh() {
    const auto& network = m_document.experiment().network;
    const auto layer = m_selection.layer();
    const bool any = layer && *layer >= 0 && *layer < static_cast<Index>(network.size());
    const LayerInfo* info = any ? findLayer(network[static_cast<std::size_t>(*layer)].kind) : nullptr;
    m_hint->setVisible(!info);
    m_content->setVisible(info);
    if (!info) return m_form->clear();
    m_title->setText(tr("Layer %1 · %2").arg(*layer + 1).arg(QString::fromStdString(info->title)));
    m_help->setText(QString::fromStdString(info->help));
    m_formula->setText(QString::fromStdString(info->formula));
    m_formula->setVisible(!info->formula.empty());
    m_form->showKind(*info, network[static_cast<std::size_t>(*layer)].options);
    showFrozen();
    showFacts();
}

// Frozen one by one in the network's picture; here they are counted and can be let go.
void LayerInspector::showFrozen() {
    const FrozenParts parts =
        frozenParts(m_document.experiment().network[static_cast<std::size_t>(m_selection.layer().value_or(0))]);
    QStringList words;
    const auto count = [&](std::size_t number, const QString& one, const QString& many) {
        if (number > 0) words << (number == 1 ? one : many.arg(number));
    };
    count(parts.units.size(), tr("1 unit"), tr("%1 units"));
    count(parts.weights.size(), tr("1 weight"), tr("%1 weights"));
    count(parts.biases.size(), tr("1 bias"), tr("%1 biases"));
    m_frozen->setText(tr("Frozen: %1").arg(words.join(QStringLiteral(", "))));
    m_frozen->setVisible(!words.isEmpty());
    m_unfreeze->setVisible(!words.isEmpty());
}

void LayerInspector::showFacts() {
    const auto layer = m_selection.layer();
    const auto& specs = m_document.experiment().network;
    m_facts->clear();
    m_facts->hide();
    // A snapshot of the network before the last edit says nothing about this one.
    if (!layer || !m_network || *layer < 0 || m_network->layers.size() != specs.size()) return;
    const auto i = static_cast<std::size_t>(*layer);
    if (i >= specs.size() || m_network->layers[i].kind != specs[i].kind) return;
    const LayerSummary& summary = m_network->layers[i];
    const QString parameters = tr("%1 parameters").arg(QLocale().toString(qlonglong{summary.parameterCount}));
    QString text = tr("%1 → %2 · %3").arg(shapeText(summary.input), shapeText(summary.output), parameters);
    if (summary.frozen) text += tr(" · frozen");
    m_facts->setText(text);
    m_facts->setToolTip(
        tip(tr("Shapes"), tr("What one sample looks like before and after this layer, and how many numbers the "
                             "layer learns.")));
    m_facts->show();
}

void LayerInspector::take(const QString& option, const OptionValue& value, const QString& gesture) {
    const auto layer = m_selection.layer();
    Experiment next = m_document.experiment();
    if (!layer || *layer < 0 || *layer >= static_cast<Index>(next.network.size())) return;
    Spec& spec = next.network[static_cast<std::size_t>(*layer)];
    const LayerInfo* kind = findLayer(spec.kind);
    const OptionInfo* info = kind ? kind->option(option.toStdString()) : nullptr;
    if (!info) return;
    spec.options.set(info->name, value);
    const QString text = tr("Layer %1: %2 %3")
                             .arg(*layer + 1)
                             .arg(QString::fromStdString(info->label).toLower(), valueText(*info, value));
    const QString key = gesture.isEmpty() ? gesture : QStringLiteral("network[%1].%2").arg(*layer).arg(gesture);
    if (!m_document.edit(text, next, key)) refresh();
}

}  // namespace glassbox
