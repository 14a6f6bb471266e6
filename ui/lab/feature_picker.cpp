#include "ui/lab/feature_picker.h"

#include "engine/data/feature_map.h"
#include "ui/lab/check_list.h"
#include "ui/lab/chip.h"
#include "ui/lab/flow_layout.h"
#include "ui/shell/tips.h"

#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string beforeEquals(const std::string& name) {
    return name.substr(0, name.find(" = "));
}

/// The columns behind the inputs of a table: "colour = blue" and "colour = red" both come from "colour".
std::vector<std::string> columnsOf(const std::vector<std::string>& inputs) {
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const std::string column = beforeEquals(inputs[i]);
        const bool coded = column != inputs[i] && ((i > 0 && beforeEquals(inputs[i - 1]) == column) ||
                                                   (i + 1 < inputs.size() && beforeEquals(inputs[i + 1]) == column));
        const std::string& name = coded ? column : inputs[i];
        if (columns.empty() || columns.back() != name) columns.push_back(name);
    }
    return columns;
}

}  // namespace

FeaturePicker::FeaturePicker(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    m_title = new QLabel(tr("Features"));
    m_title->setProperty("tone", "mute");
    m_title->setToolTip(
        tip(tr("Features"), tr("What the network gets to see of each sample. The right feature can make a "
                               "hard problem easy; too many make it easy to learn by heart.")));
    m_problem = new QLabel;
    m_problem->setObjectName(QStringLiteral("featureProblem"));
    m_problem->setProperty("tone", "warn");
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_chipBox = new QWidget;
    new FlowLayout(m_chipBox, 5);
    m_list = new CheckList(theme);
    m_list->setObjectName(QStringLiteral("featureList"));
    m_list->setAccessibleName(tr("Columns that the network sees"));
    m_list->setToolTip(m_title->toolTip());
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) { takeList(m_list->row(item)); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_chipBox);
    layout->addWidget(m_list);
    layout->addWidget(m_problem);
}

void FeaturePicker::show(const Experiment& experiment, const Dataset* dataset) {
    const DataInfo* info = findData(experiment.data.kind);
    m_problem->hide();
    const bool generated = info && info->inputs > 0;
    m_chipBox->setVisible(generated);
    const bool table = !generated && dataset && !dataset->generated;
    m_list->setVisible(table);
    m_title->setVisible(generated || table);
    m_title->setText(generated ? tr("Features") : tr("Input columns"));
    m_title->setBuddy(generated ? nullptr : static_cast<QWidget*>(m_list));
    if (generated) showFormulas(info->inputs, experiment.features);
    if (table) showColumns(*dataset, experiment.features);
}

void FeaturePicker::showFormulas(Index inputs, const std::optional<std::vector<std::string>>& features) {
    if (inputs != m_inputs) {
        m_inputs = inputs;
        for (const auto& [name, chip] : m_chips) delete chip;
        m_chips.clear();
        for (const FeatureInfo& info : featureInfos(inputs)) {
            auto* chip = new Chip(QString::fromStdString(info.label), m_theme);
            chip->setObjectName(QStringLiteral("feature_") + QString::fromStdString(info.name));
            chip->setToolTip(tip(QString::fromStdString(info.label), QString::fromStdString(info.help)));
            chip->setAccessibleDescription(QString::fromStdString(info.help));
            m_chipBox->layout()->addWidget(chip);
            m_chips.emplace_back(info.name, chip);
            connect(chip, &QAbstractButton::clicked, this, [this, chip] { takeChips(chip); });
        }
    }
    // Without a choice the network sees the inputs as they are, which come first.
    for (std::size_t i = 0; i < m_chips.size(); ++i)
        m_chips[i].second->setChecked(features ? contains(*features, m_chips[i].first)
                                               : static_cast<Index>(i) < inputs);
}

void FeaturePicker::takeChips(Chip* last) {
    std::vector<std::string> features;
    for (const auto& [name, chip] : m_chips)
        if (chip->isChecked()) features.push_back(name);
    if (features.empty()) {
        last->setChecked(true);
        refuse();
        return;
    }
    m_problem->hide();
    const QString what = last->isChecked() ? tr("Add feature %1") : tr("Remove feature %1");
    Q_EMIT chosen(features, what.arg(last->text()));
}

void FeaturePicker::showColumns(const Dataset& dataset, const std::optional<std::vector<std::string>>& features) {
    const QSignalBlocker blocker(m_list);
    const std::vector<std::string> columns = columnsOf(dataset.inputNames);
    if (columns != m_columns) {
        m_columns = columns;
        m_list->clear();
        for (const std::string& column : columns) m_list->add(QString::fromStdString(column), true);
        m_list->fitHeight(6);
    }
    m_features = features.value_or(columns);
    // A single category of a column ("colour = red") counts as a part of it.
    const std::vector<std::string> chosenColumns = features ? columnsOf(*features) : columns;
    for (int row = 0; row < m_list->count(); ++row) {
        const std::string& name = m_columns[static_cast<std::size_t>(row)];
        bool on = contains(chosenColumns, name);
        Qt::CheckState state = on ? Qt::Checked : Qt::Unchecked;
        if (features && !contains(*features, name)) {
            on = std::any_of(features->begin(), features->end(),
                             [&](const std::string& feature) { return beforeEquals(feature) == name; });
            state = on ? Qt::PartiallyChecked : Qt::Unchecked;
        }
        m_list->item(row)->setCheckState(state);
    }
}

void FeaturePicker::takeList(int row) {
    std::vector<std::string> features;
    for (int i = 0; i < m_list->count(); ++i) {
        const std::string& column = m_columns[static_cast<std::size_t>(i)];
        if (m_list->item(i)->checkState() == Qt::Checked) features.push_back(column);
        if (m_list->item(i)->checkState() != Qt::PartiallyChecked) continue;
        for (const std::string& feature : m_features)
            if (beforeEquals(feature) == column) features.push_back(feature);
    }
    if (features.empty()) {
        const QSignalBlocker blocker(m_list);
        m_list->item(row)->setCheckState(Qt::Checked);
        refuse();
        return;
    }
    m_problem->hide();
    const bool added = m_list->item(row)->checkState() != Qt::Unchecked;
    const QString what = (added ? tr("Add column %1") : tr("Remove column %1")).arg(m_list->item(row)->text());
    Q_EMIT chosen(features.size() == m_columns.size() ? std::nullopt : std::optional(features), what);
}

void FeaturePicker::refuse() {
    m_problem->setText(!m_chipBox->isHidden() ? tr("The network needs at least one feature; choose another one first.")
                                              : tr("The network needs at least one column; choose another one first."));
    m_problem->show();
}

}  // namespace glassbox
