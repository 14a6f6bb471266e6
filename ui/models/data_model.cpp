#include "ui/models/data_model.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <new>

namespace glassbox {

bool DataLook::isMissing(Index row, Index i) const {
    return column(i).missing[static_cast<std::size_t>(row)];
}

int DataLook::outlierSide(Index row, Index i) const {
    const Column& values = column(i);
    if (values.type != ColumnType::Number || isMissing(row, i)) return 0;
    const double value = values.numbers[static_cast<std::size_t>(row)];
    return value > summary(i).upperFence ? 1 : value < summary(i).lowerFence ? -1 : 0;
}

QString DataLook::cellText(Index row, Index i) const {
    if (isMissing(row, i)) return {};
    const Column& values = column(i);
    const auto at = static_cast<std::size_t>(row);
    if (values.type == ColumnType::Category)
        return QString::fromStdString(values.categories[static_cast<std::size_t>(values.codes[at])]);
    QString text = QLocale::c().toString(values.numbers[at], 'g', 6);
    if (std::abs(values.numbers[at]) >= 1e5 && std::floor(values.numbers[at]) == values.numbers[at] &&
        std::abs(values.numbers[at]) < 1e15)
        text = QString::number(static_cast<qint64>(values.numbers[at]));
    return text.replace(u'-', QChar(0x2212));
}

QString DataLook::rowText(Index row) const {
    const Index source = samples.sourceRows[static_cast<std::size_t>(row)] + 1;
    return data->generated ? DataModel::tr("point %1").arg(source) : DataModel::tr("row %1").arg(source);
}

DataModel::DataModel(ExperimentDocument& document, QObject* parent) : QObject(parent), m_document(document) {
    connect(&document.session(), &TrainingSession::datasetChanged, this, &DataModel::compute);
}

void DataModel::setActive(bool active) {
    m_active = active;
    compute();
}

void DataModel::setAsSeen(bool asSeen) {
    if (m_asSeen == asSeen) return;
    m_asSeen = asSeen;
    compute();
}

void DataModel::compute() {
    const DatasetPtr data = m_document.session().dataset();
    if (!m_active || !data || (data == m_wanted && m_asSeen == m_wantedAsSeen)) return;
    m_wanted = data;
    m_wantedAsSeen = m_asSeen;
    m_job.start([this, data, asSeen = m_asSeen](const JobThread::Task& task) {
        QString sentence;
        std::shared_ptr<DataLook> look;
        try {
            look = std::make_shared<DataLook>();
            look->data = data;
            look->asSeen = asSeen;
            look->samples = asSeen ? samplesAsSeen(*data) : samplesAsGiven(*data);
            double told = 0;
            look->facts = factsOf(look->samples, [&](double share) {
                if (share - told > 0.02) {
                    told = share;
                    task.tell([this, share] { Q_EMIT progressed(share); });
                }
                return task.isWanted();
            });
            look->notices = noticesOf(look->samples, look->facts, asSeen || data->featureMap.normalises());
            for (const ColumnSummary& summary : look->facts.summaries)
                look->outlierRows.insert(look->outlierRows.end(), summary.outliers.begin(), summary.outliers.end());
            auto& rows = look->outlierRows;
            std::sort(rows.begin(), rows.end());
            rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
        } catch (const Cancelled&) {
            return;
        } catch (const std::bad_alloc&) {
            look.reset();
            sentence = tr("There is not enough memory to look at all of these data at once.");
        }
        task.tell([this, look, sentence] {
            m_job.setFinished();
            Q_EMIT workingChanged();
            if (look) return take(look);
            Q_EMIT failed(sentence);
        });
    });
    Q_EMIT workingChanged();
}

void DataModel::take(const DataLookPtr& look) {
    // The same columns: what was looked at stays. The row stays only with the same data.
    const bool sameColumns =
        m_look && m_look->columnCount() == look->columnCount() &&
        std::equal(m_look->samples.columns.begin(), m_look->samples.columns.end(), look->samples.columns.begin(),
                   [](const Column& a, const Column& b) { return a.name == b.name; });
    std::optional<Index> row;
    if (m_row && m_look) {
        const Index source = m_look->samples.sourceRows[static_cast<std::size_t>(*m_row)];
        const auto& rows = look->samples.sourceRows;
        const auto found = std::lower_bound(rows.begin(), rows.end(), source);
        if (sameColumns && found != rows.end() && *found == source) row = found - rows.begin();
    }
    m_look = look;
    m_row = row;
    if (!sameColumns) choosePair();
    Q_EMIT lookChanged();
    Q_EMIT pairChanged();
    Q_EMIT rowChanged();
}

/// The first two inputs that are numbers; with one input the target stands above it.
void DataModel::choosePair() {
    std::vector<Index> numbers;
    for (Index i = 0; i < m_look->columnCount(); ++i)
        if (m_look->samples.seen[static_cast<std::size_t>(i)] && m_look->column(i).type == ColumnType::Number)
            numbers.push_back(i);
    const Index target = m_look->samples.target;
    m_horizontal = numbers.empty() ? (target == 0 && m_look->columnCount() > 1 ? 1 : 0) : numbers.front();
    const bool plane = numbers.size() > 1 && (m_look->isClassification() || m_look->data->generated);
    m_vertical = plane ? numbers[1] : target >= 0 ? target : m_horizontal;
}

void DataModel::setPair(Index horizontal, Index vertical) {
    if (!m_look || horizontal < 0 || vertical < 0 || horizontal >= m_look->columnCount() ||
        vertical >= m_look->columnCount() || (horizontal == m_horizontal && vertical == m_vertical))
        return;
    m_horizontal = horizontal;
    m_vertical = vertical;
    Q_EMIT pairChanged();
}

void DataModel::setColumn(Index column) {
    if (column == m_vertical && column != m_horizontal) return setPair(column, m_horizontal);
    setPair(column, m_vertical);
}

void DataModel::setRow(std::optional<Index> row) {
    if (row && (!m_look || *row < 0 || *row >= m_look->samples.rowCount())) row.reset();
    if (m_row == row) return;
    m_row = row;
    Q_EMIT rowChanged();
}

QString DataModel::title() const {
    return m_document.title();
}

}  // namespace glassbox
