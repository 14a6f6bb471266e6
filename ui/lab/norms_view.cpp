#include "ui/lab/norms_view.h"

#include "ui/lab/matrix_source.h"
#include "ui/lab/norms_chart.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/plain_table.h"
#include "ui/shell/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr int refreshMilliseconds = 200;       // a table that changes faster can't be read
constexpr Index mostParametersBehind = 20000;  // above this, watching every step is felt
constexpr int roomForBoth = 430;               // pixels that table and chart take side by side

}  // namespace

NormsView::NormsView(LabSelection& selection, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_selection(selection), m_theme(theme), m_model(new NormsModel(this)) {
    setObjectName(QStringLiteral("normsView"));
    build();
    connect(m_quantity, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_chart->setQuantity(static_cast<NormQuantity>(index));
        m_quantity->setToolTip(normHelp(static_cast<NormQuantity>(index)));
        refreshWords();
    });
    connect(m_chart, &NormsChart::currentChanged, this, &NormsView::refreshWords);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& row) { m_chart->setChosen(row.isValid() ? row.row() : -1); });
    connect(&selection, &LabSelection::shownUnitChanged, this, &NormsView::followSelection);
    const auto fit = [this] {
        m_table->setFont(m_theme.theme().font(12));
        m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 8);
        m_model->setColors(m_chart->lineColors(m_model->rowCount()));
    };
    connect(&theme, &ThemeSource::changed, this, fit);
    fit();
    m_quantity->setToolTip(normHelp(NormQuantity::Ratio));
    refreshWords();
}

void NormsView::build() {
    m_table = makePlainTable(QStringLiteral("normsTable"), tr("Norms of all layers"), this);
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setMinimumSectionSize(36);
    m_table->horizontalHeader()->setSectionResizeMode(NormsModel::Name, QHeaderView::ResizeToContents);
    m_chart = new NormsChart(m_record, m_theme, this);
    m_readout = new QLabel(this);
    m_readout->setObjectName(QStringLiteral("normsReadout"));
    m_readout->setProperty("tone", "mute");
    m_readout->setTextFormat(Qt::PlainText);
    m_readout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_quantity = new QComboBox(this);
    m_quantity->setObjectName(QStringLiteral("normsQuantity"));
    m_quantity->setAccessibleName(tr("What the chart draws"));
    for (int i = 0; i < normQuantityCount; ++i) {
        m_quantity->addItem(normSymbol(static_cast<NormQuantity>(i)));
        m_quantity->setItemData(i, normHelp(static_cast<NormQuantity>(i)), Qt::ToolTipRole);
    }
    auto* both = new QHBoxLayout;
    both->setSpacing(12);
    both->addWidget(m_table, 3);
    both->addWidget(m_chart, 2);
    auto* below = new QHBoxLayout;
    below->setSpacing(8);
    below->addWidget(m_readout, 1);
    below->addWidget(m_quantity);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(both, 1);
    layout->addLayout(below);
}

void NormsView::setSnapshot(const SnapshotPtr& snapshot) {
    m_seen = true;
    m_snapshot = snapshot;
    const bool running = snapshot->state == RunState::Running;
    if (running && m_sinceTable.isValid() && m_sinceTable.elapsed() < refreshMilliseconds) return;
    refreshTable();
}

void NormsView::refreshTable() {
    m_sinceTable.start();
    QStringList names;
    for (const LayerNorms& norms : m_snapshot->norms) names << layerName(norms.layer, *m_snapshot->network);
    const bool other = static_cast<int>(m_snapshot->norms.size()) != m_model->rowCount();
    m_model->setNorms(m_snapshot->norms, names);
    if (other) m_model->setColors(m_chart->lineColors(m_model->rowCount()));
    m_chart->setNames(names);
    refreshWords();
}

void NormsView::record(const Snapshot& snapshot) {
    m_parameters = snapshot.network ? snapshot.network->parameterCount : 0;
    if (snapshot.norms.empty()) return m_record.skip(snapshot.step);
    // Lengths of other networks can't be compared.
    if (!m_record.isEmpty() &&
        (m_parameters != m_recordedParameters || m_record.all().back().content.size() != snapshot.norms.size()))
        m_record.clear();
    m_recordedParameters = m_parameters;
    m_record.add(snapshot.step, snapshot.norms);
}

void NormsView::refresh() {
    m_chart->refresh();
}

void NormsView::clearRecord() {
    m_record.clear();
    m_chart->refresh();
}

bool NormsView::recordsBehind() const {
    return m_seen && m_parameters <= mostParametersBehind;
}

QWidget* NormsView::picture() {
    return m_model->rowCount() > 0 ? this : nullptr;
}

/// The chosen unit's layer is the chosen row.
void NormsView::followSelection() {
    const auto unit = m_selection.shownUnit();
    for (int row = 0; unit && row < m_model->rowCount(); ++row)
        if (m_model->norms()[static_cast<std::size_t>(row)].layer == unit->layer) return m_table->selectRow(row);
    m_table->setCurrentIndex({});
    m_table->clearSelection();
}

QString NormsView::readout() const {
    return m_readout->text();
}

void NormsView::refreshWords() {
    QString text = m_chart->words();
    m_chart->setAccessibleDescription(text);
    if (text.isEmpty()) {
        QStringList remarks;
        if (m_model->rowCount() == 0) remarks << tr("The norms show here once there is a network with weights.");
        if (!m_record.isEmpty() && m_record.all().front().step > 0)
            remarks << tr("Recording since step %1; Rewind and Run records from the start")
                           .arg(countText(m_record.all().front().step));
        remarks << tr("green: about 1/1000, a rule of thumb") << tr("log axis") << tr("weights and biases together");
        text = remarks.join(QStringLiteral(" · "));
    }
    m_readout->setToolTip(text);
    const int room = width() - m_quantity->sizeHint().width() - 10;
    text = m_readout->fontMetrics().elidedText(text, Qt::ElideRight, room);
    if (m_readout->text() != text) m_readout->setText(text);
}

void NormsView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_chart->setVisible(width() >= roomForBoth);
    m_quantity->setVisible(width() >= roomForBoth);
    refreshWords();
}

}  // namespace glassbox
