#include "ui/data/scatter_card.h"

#include "ui/data/scatter_canvas.h"
#include "ui/models/sample_table_model.h"
#include "ui/shell/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

namespace {

DataTable::Cell cell(const Column& column, Index row) {
    const auto i = static_cast<std::size_t>(row);
    if (column.type == ColumnType::Number) return DataTable::Number{column.numbers[i]};
    return QString::fromStdString(column.categories[static_cast<std::size_t>(column.codes[i])]);
}

}  // namespace

ScatterCard::ScatterCard(DataModel& model, ThemeSource& theme, QWidget* parent)
    : Card(tr("Scatter plot"), parent), m_model(model) {
    m_vertical = makeChoice("scatterVertical", tr("Up"), tr("The column that goes upwards."));
    m_horizontal = makeChoice("scatterHorizontal", tr("Across"), tr("The column that goes to the right."));
    // Marked as the axes are.
    for (const auto& [mark, choice] : {std::pair("↑", m_vertical), std::pair("→", m_horizontal)}) {
        auto* label = new QLabel(QString::fromUtf8(mark));
        label->setProperty("tone", "mute");
        label->setBuddy(choice);
        head()->addWidget(label);
        head()->addWidget(choice);
    }
    m_canvas = new ScatterCanvas(model, theme);
    body()->addWidget(m_canvas, 1);
    connect(&model, &DataModel::lookChanged, this, &ScatterCard::showLook);
    connect(&model, &DataModel::pairChanged, this, &ScatterCard::showPair);
    for (QComboBox* choice : {m_horizontal, m_vertical})
        connect(choice, &QComboBox::activated, this,
                [this] { m_model.setPair(m_horizontal->currentIndex(), m_vertical->currentIndex()); });
}

QComboBox* ScatterCard::makeChoice(const char* name, const QString& label, const QString& help) {
    auto* choice = new QComboBox;
    choice->setObjectName(QLatin1String(name));
    choice->setAccessibleName(label);
    choice->setToolTip(help);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(9);
    choice->setMinimumWidth(64);  // gives way to large text in a small window
    return choice;
}

void ScatterCard::showLook() {
    const DataLookPtr& look = m_model.look();
    QStringList names;
    constexpr Index mostNames = 1000;
    for (Index i = 0; look && i < std::min(look->columnCount(), mostNames); ++i)
        names << QString::fromStdString(look->column(i).name);
    for (QComboBox* choice : {m_horizontal, m_vertical}) {
        const QSignalBlocker blocker(choice);
        choice->clear();
        choice->addItems(names);
    }
    showPair();
}

void ScatterCard::showPair() {
    m_horizontal->setCurrentIndex(static_cast<int>(m_model.horizontal()));
    m_vertical->setCurrentIndex(static_cast<int>(m_model.vertical()));
    setNote(m_canvas->note(), QString());
}

DataTable ScatterCard::table() const {
    const DataLookPtr& look = m_model.look();
    if (!look || m_model.horizontal() < 0) return {};
    std::vector<Index> kept;
    for (const Index column : {m_model.horizontal(), m_model.vertical(), look->samples.target})
        if (column >= 0 && std::find(kept.begin(), kept.end(), column) == kept.end()) kept.push_back(column);
    QStringList names{QStringLiteral("row"), QStringLiteral("part")};
    for (const Index column : kept) names << QString::fromStdString(look->column(column).name);
    DataTable table(names);
    for (Index row = 0; row < look->samples.rowCount(); ++row) {
        if (!ScatterLayout::place(*look, row, m_model.horizontal(), m_model.vertical())) continue;
        const auto i = static_cast<std::size_t>(row);
        table << look->samples.sourceRows[i] + 1 << SampleTableModel::partText(look->samples.parts[i]);
        for (const Index column : kept)
            table << (look->isMissing(row, column) ? DataTable::Cell() : cell(look->column(column), row));
    }
    return table;
}

}  // namespace glassbox
