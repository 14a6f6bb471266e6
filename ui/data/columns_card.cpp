#include "ui/data/columns_card.h"

#include "engine/data/cell_value.h"
#include "ui/data/column_delegate.h"
#include "ui/data/column_picture.h"
#include "ui/plots/plot_text.h"

#include <QLabel>
#include <QListView>
#include <QVBoxLayout>

#include <cmath>

namespace glassbox {

namespace {

QString shortFigures(const ColumnSummary& summary) {
    if (summary.count == 0) return ColumnsCard::tr("no values");
    const QString values = ColumnsCard::tr("%1 values, %2 different").arg(summary.count).arg(summary.distinct);
    if (summary.type == ColumnType::Category) return values;
    const auto number = [](double value) { return plotNumber(value, 3); };
    return ColumnsCard::tr("mean %1, standard deviation %2\nquartiles %3, %4, %5\n%6")
        .arg(number(summary.mean), number(summary.deviation), number(summary.lowerQuartile), number(summary.median),
             number(summary.upperQuartile), values);
}

}  // namespace

ColumnsCard::ColumnsCard(DataModel& model, ThemeSource& theme, QWidget* parent)
    : Card(tr("Columns"), parent), m_model(model), m_columns(new ColumnListModel(this)), m_list(new QListView) {
    m_list->setObjectName(QStringLiteral("columnList"));
    m_list->setAccessibleName(tr("Columns of the data"));
    m_list->setModel(m_columns);
    m_list->setItemDelegate(new ColumnDelegate(theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setProperty("wantsArrows", true);
    m_picture = new ColumnPicture(theme);
    m_picture->setObjectName(QStringLiteral("columnPicture"));
    m_picture->setMinimumHeight(120);
    m_figures = new QLabel;
    m_figures->setObjectName(QStringLiteral("columnFigures"));
    m_figures->setProperty("tone", "caption");
    m_figures->setTextFormat(Qt::PlainText);
    m_figures->setWordWrap(true);
    body()->setSpacing(6);
    body()->addWidget(m_list, 1);
    body()->addWidget(m_picture);
    body()->addWidget(m_figures);
    connect(&theme, &ThemeSource::changed, m_list, &QListView::doItemsLayout);
    connect(&model, &DataModel::lookChanged, this, &ColumnsCard::showLook);
    connect(&model, &DataModel::pairChanged, this, &ColumnsCard::showColumn);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
        if (!m_following && now.isValid()) m_model.setColumn(now.row());
    });
}

void ColumnsCard::showLook() {
    m_following = true;
    m_columns->setLook(m_model.look());
    m_following = false;
    const DataLookPtr& look = m_model.look();
    const Index hidden = look ? look->samples.columnsLeftOut : 0;
    const QString count = look ? QString::number(look->columnCount()) : QString();
    setNote(hidden > 0 ? tr("%1, %2 more not shown").arg(count).arg(hidden) : count);
    showColumn();
}

void ColumnsCard::showColumn() {
    const DataLookPtr& look = m_model.look();
    if (!look || m_model.horizontal() < 0) return;
    const Index column = m_model.horizontal();
    m_following = true;
    m_list->setCurrentIndex(m_columns->index(static_cast<int>(column)));
    m_following = false;
    m_picture->setColumn(look, column);
    m_figures->setText(shortFigures(look->summary(column)));
}

DataTable ColumnsCard::table() const {
    const DataLookPtr& look = m_model.look();
    if (!look) return {};
    DataTable table({"column", "kind", "values", "missing", "different", "mean", "standard deviation", "minimum",
                     "lower quartile", "median", "upper quartile", "maximum", "outliers"});
    for (const ColumnSummary& summary : look->facts.summaries) {
        table << summary.name << (summary.type == ColumnType::Number ? "number" : "category") << summary.count
              << summary.missing << summary.distinct;
        for (const double value : {summary.mean, summary.deviation, summary.minimum, summary.lowerQuartile,
                                   summary.median, summary.upperQuartile, summary.maximum})
            std::isnan(value) ? table << std::nullopt : table << value;
        table << static_cast<Index>(summary.outliers.size());
    }
    return table;
}

}  // namespace glassbox
