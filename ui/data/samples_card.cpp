#include "ui/data/samples_card.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/plain_table.h"
#include "ui/shell/theme.h"
#include "ui/shell/tips.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

SamplesCard::SamplesCard(DataModel& model, ThemeSource& theme, QWidget* parent)
    : Card(tr("Samples"), parent), m_model(model), m_theme(theme), m_samples(new SampleTableModel(this)) {
    m_table = makePlainTable(QStringLiteral("samplesTable"), tr("Samples"), this);
    m_table->setModel(m_samples);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_progress = new QProgressBar;
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Looking at the data"));
    m_progress->hide();
    body()->addWidget(makeHead());
    body()->addSpacing(6);
    body()->addWidget(m_progress);
    body()->addWidget(m_table, 1);
    const auto colors = [this] {
        m_samples->setColors(m_theme.theme().mute, m_theme.theme().warn);
        m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 7);
        fitColumns();
    };
    connect(&theme, &ThemeSource::changed, this, colors);
    connect(&model, &DataModel::lookChanged, this, &SamplesCard::showLook);
    connect(&model, &DataModel::rowChanged, this, &SamplesCard::showRow);
    connect(&model, &DataModel::workingChanged, this, [this] {
        m_progress->setValue(0);
        if (!m_model.isWorking()) m_progress->hide();
    });
    connect(&model, &DataModel::progressed, this, [this](double share) {
        m_progress->show();
        m_progress->setValue(qRound(1000 * share));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (!m_following) m_model.setRow(now.isValid() ? std::optional(m_samples->rowAt(now.row())) : std::nullopt);
    });
    colors();
    showLook();
}

QWidget* SamplesCard::makeHead() {
    auto* head = new QWidget;
    m_view = new QComboBox;
    m_view->setObjectName(QStringLiteral("dataView"));
    m_view->setAccessibleName(tr("Which numbers are shown"));
    m_view->setMinimumWidth(64);
    m_view->addItem(tr("As in the data"));
    m_view->addItem(tr("As the network gets them"));
    m_view->setToolTip(tip(tr("Which numbers are shown"),
                           tr("The data as they are, with gaps and rows left out; or the features as the network gets "
                              "them, after formulas, one-hot coding and normalising.")));
    connect(m_view, &QComboBox::activated, this, [this](int view) { m_model.setAsSeen(view == 1); });
    m_export = new QPushButton(tr("Save") + QStringLiteral(" ▾"));
    m_export->setObjectName(QStringLiteral("exportData"));
    m_export->setProperty("kind", "small");
    m_export->setToolTip(tr("Save these samples with their part and class as CSV or NPZ, or copy them."));
    m_export->hide();
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_view, 1);
    row->addWidget(m_export);
    return head;
}

void SamplesCard::showLook() {
    const DataLookPtr& look = m_model.look();
    const bool sameColumns = m_samples->columnCount() == (look ? static_cast<int>(look->columnCount()) + 2 : 0);
    m_following = true;
    m_samples->setLook(look);
    if (!sameColumns) {
        m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
        fitColumns();
    }
    m_following = false;
    m_view->setCurrentIndex(m_model.isAsSeen() ? 1 : 0);
    if (!look) return setNote(tr("being read …"));
    const Index rows = look->samples.rowCount();
    const auto outliers = static_cast<Index>(look->outlierRows.size());
    const QString count =
        look->data->generated ? tr("%1 points").arg(countText(rows)) : tr("%1 rows").arg(countText(rows));
    setNote(outliers > 0 ? tr("%1 · ▲▼ in %2").arg(count, countText(outliers)) : count, count);
    showRow();
}

void SamplesCard::fitColumns() {
    const DataLookPtr& look = m_model.look();
    if (!look) return;
    const QFontMetrics metrics(m_table->font());
    const int columns = std::min(m_samples->columnCount(), 200);
    for (int i = 0; i < columns; ++i) {
        int wide = metrics.horizontalAdvance(m_samples->headerData(i, Qt::Horizontal).toString()) + 30;
        // A few rows from all over say how wide the others are.
        const int rows = m_samples->rowCount();
        for (int k = 0; k < std::min(rows, 40); ++k) {
            const int row = static_cast<int>(qint64{k} * rows / std::min(rows, 40));
            const QString text = m_samples->data(m_samples->index(row, i)).toString();
            wide = std::max(wide, metrics.horizontalAdvance(text) + 14);
        }
        m_table->setColumnWidth(i, std::clamp(wide, 48, 160));
    }
}

void SamplesCard::showRow() {
    m_following = true;
    const std::optional<Index> row = m_model.row();
    if (row && m_samples->rowCount() > *row) {
        const QModelIndex now = m_table->currentIndex();
        const QModelIndex place = m_samples->index(m_samples->placeOf(*row), now.isValid() ? now.column() : 0);
        if (now.row() != place.row()) m_table->setCurrentIndex(place);
        m_table->scrollTo(place);
    } else {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    }
    m_following = false;
}

}  // namespace glassbox
