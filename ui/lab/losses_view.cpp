#include "ui/lab/losses_view.h"

#include "ui/shell/plain_table.h"
#include "ui/shell/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr std::size_t mostRows = 200;
constexpr int refreshMilliseconds = 200;  // a list that changes faster can't be read

}  // namespace

LossesView::LossesView(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_model(new SampleListModel(this)) {
    setObjectName(QStringLiteral("lossesView"));
    m_table = makePlainTable(QStringLiteral("lossesTable"), tr("Samples with the largest losses"), this);
    m_table->setModel(m_model);
    m_note = new QLabel(this);
    m_note->setObjectName(QStringLiteral("lossesNote"));
    m_note->setProperty("tone", "mute");
    m_note->setTextFormat(Qt::PlainText);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_all = new QToolButton(this);
    m_all->setObjectName(QStringLiteral("allLosses"));
    m_all->setText(tr("Show all"));
    m_all->setToolTip(tr("Show the samples of all classes again."));
    auto* below = new QHBoxLayout;
    below->setSpacing(8);
    below->addWidget(m_note, 1);
    below->addWidget(m_all);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_table, 1);
    layout->addLayout(below);

    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LossesView::refresh);
    connect(m_table, &QTableView::clicked, this, &LossesView::choose);
    connect(m_table, &QTableView::activated, this, &LossesView::choose);
    connect(m_all, &QToolButton::clicked, this, [this] { setFilter({}); });
    connect(&selection, &LabSelection::sampleChanged, this, [this] { m_model->setChosen(m_selection.sample()); });
    const auto fit = [this] { m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 8); };
    connect(&theme, &ThemeSource::changed, this, fit);
    fit();
    refresh();
}

void LossesView::setSnapshot(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    if (m_model->rowCount() == 0) return refresh();  // nothing is read yet
    if (m_timer.isActive()) return;
    const qint64 since = m_sinceRefresh.isValid() ? m_sinceRefresh.elapsed() : refreshMilliseconds;
    if (since >= refreshMilliseconds)
        refresh();
    else
        m_timer.start(static_cast<int>(refreshMilliseconds - since));
}

void LossesView::setFilter(const std::optional<ConfusionCell>& cell) {
    m_filter = cell;
    refresh();
}

void LossesView::refresh() {
    m_sinceRefresh.start();
    const DatasetPtr dataset = m_document.session().dataset();
    m_all->setVisible(m_filter.has_value());
    if (!m_snapshot || !dataset) {
        m_model->setRows(dataset, {});
        m_note->setText(tr("The samples show here once there are data and a network."));
        return;
    }
    m_model->setRows(dataset, worstSamples(*m_snapshot, *dataset, m_filter, mostRows));
    const Index looked =
        static_cast<Index>(m_snapshot->trainingResults.samples.size() + m_snapshot->validationResults.samples.size());
    const Index total = m_snapshot->trainingResults.total + m_snapshot->validationResults.total;
    QString text = m_filter ? tr("%1 samples of this cell, the worst first").arg(m_model->rowCount())
                            : tr("the %1 worst of %2 samples").arg(m_model->rowCount()).arg(looked);
    if (m_filter) {
        const auto name = [&](Index label) {
            return label < dataset->classCount()
                       ? QString::fromStdString(dataset->classNames[static_cast<std::size_t>(label)])
                       : QString();
        };
        text = tr("%1 samples of %2 taken for %3, the worst first")
                   .arg(m_model->rowCount())
                   .arg(name(m_filter->actual), name(m_filter->said));
    }
    if (looked < total) text += tr("; looked at %1 of %2, spread evenly").arg(looked).arg(total);
    m_note->setText(text);
}

QString LossesView::note() const {
    return m_note->text();
}

void LossesView::choose(const QModelIndex& index) {
    const auto at = static_cast<std::size_t>(index.row());
    if (!index.isValid() || at >= m_model->rows().size()) return;
    const SampleRow& row = m_model->rows()[at];
    if (row.validation) return;  // a chosen sample is one that the network trains on
    const bool again = m_selection.sample() == row.sample;
    m_selection.setSample(again ? std::nullopt : std::optional(row.sample));
}

}  // namespace glassbox
