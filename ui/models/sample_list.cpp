#include "ui/models/sample_list.h"

#include <QFont>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glassbox {

namespace {

QString number(double value) {
    return QString::number(value, 'g', 4).replace(u'-', QChar(0x2212));
}

void addRows(const SampleResults& results, const DataPart& part, bool validation,
             const std::optional<ConfusionCell>& only, std::vector<SampleRow>& rows) {
    for (std::size_t i = 0; i < results.samples.size(); ++i) {
        SampleRow row{results.samples[i], validation, results.losses[i], -1, -1, 0, 0};
        const auto at = static_cast<std::size_t>(row.sample);
        if (i < results.said.size()) {
            if (at >= part.labels.size()) continue;
            row.actual = part.labels[at];
            row.said = results.said[i];
            if (only && *only != ConfusionCell{row.actual, row.said}) continue;
        } else {
            if (row.sample >= part.values.cols() || i >= results.outputs.size()) continue;
            row.target = static_cast<double>(part.values(0, row.sample));
            row.output = static_cast<double>(results.outputs[i]);
        }
        rows.push_back(row);
    }
}

}  // namespace

ConfusionCounts::ConfusionCounts(const SampleResults& results, const DataPart& part, Index classes)
    : m_classes(classes), m_counts(static_cast<std::size_t>(classes * classes)) {
    for (std::size_t i = 0; i < std::min(results.samples.size(), results.said.size()); ++i) {
        const auto sample = static_cast<std::size_t>(results.samples[i]);
        if (sample >= part.labels.size()) continue;
        const Index actual = part.labels[sample], said = results.said[i];
        if (actual < classes && said < classes) ++m_counts[static_cast<std::size_t>(actual * classes + said)];
    }
}

Index ConfusionCounts::ofClass(Index actual) const {
    const auto first = m_counts.begin() + actual * m_classes;
    return std::accumulate(first, first + m_classes, Index(0));
}

Index ConfusionCounts::total() const {
    return std::accumulate(m_counts.begin(), m_counts.end(), Index(0));
}

std::vector<SampleRow> worstSamples(const Snapshot& snapshot, const Dataset& data,
                                    const std::optional<ConfusionCell>& only, std::size_t most) {
    std::vector<SampleRow> rows;
    addRows(snapshot.trainingResults, data.training, false, only, rows);
    addRows(snapshot.validationResults, data.validation, true, only, rows);
    const auto badness = [](const SampleRow& row) {
        return std::isnan(row.loss) ? std::numeric_limits<float>::infinity() : row.loss;
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const SampleRow& a, const SampleRow& b) { return badness(a) > badness(b); });
    if (rows.size() > most) rows.resize(most);
    return rows;
}

void SampleListModel::setRows(const DatasetPtr& data, std::vector<SampleRow> rows) {
    const bool same = m_data == data && rows.size() == m_rows.size();
    if (!same) beginResetModel();
    m_data = data;
    m_rows = std::move(rows);
    if (!same)
        endResetModel();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void SampleListModel::setChosen(std::optional<Index> sample) {
    if (m_chosen == sample) return;
    m_chosen = sample;
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int SampleListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SampleListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString SampleListModel::text(const SampleRow& row, int column) const {
    const auto className = [this](Index label) {
        const bool known = label >= 0 && label < m_data->classCount();
        return known ? QString::fromStdString(m_data->classNames[static_cast<std::size_t>(label)]) : QString();
    };
    switch (column) {
        case Sample:
            return QLocale::c().toString(static_cast<qlonglong>(row.sample + 1));
        case Part:
            return row.validation ? tr("validation") : tr("training");
        case Actual:
            return isClassification() ? className(row.actual) : number(row.target);
        case Said:
            return isClassification() ? className(row.said) : number(row.output);
        case Loss:
            return std::isfinite(row.loss) ? number(static_cast<double>(row.loss)) : tr("not a number");
        default:
            return {};
    }
}

QVariant SampleListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_rows.size()) return {};
    const SampleRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool chosen = !row.validation && m_chosen == row.sample;
    const bool aNumber = index.column() == Loss || index.column() == Sample || !isClassification();
    switch (role) {
        case Qt::DisplayRole:
            return text(row, index.column());
        case Qt::TextAlignmentRole:
            return QVariant(Qt::AlignVCenter | (aNumber && index.column() != Part ? Qt::AlignRight : Qt::AlignLeft));
        case Qt::FontRole: {
            QFont font;
            font.setBold(chosen);
            return chosen ? QVariant(font) : QVariant();
        }
        case Qt::ToolTipRole:
            return row.validation ? tr("Samples of the validation part can't be followed through the network: it does "
                                       "not train on them.")
                                  : tr("Click to follow this sample through the network.");
        case Qt::AccessibleTextRole:
            return tr("%1: %2").arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
                                    text(row, index.column()));
        default:
            return {};
    }
}

QVariant SampleListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Sample:
            return tr("sample");
        case Part:
            return tr("part");
        case Actual:
            return isClassification() ? tr("class") : tr("target");
        case Said:
            return isClassification() ? tr("network says") : tr("prediction");
        case Loss:
            return tr("loss");
        default:
            return {};
    }
}

}  // namespace glassbox
