#include "ui/models/sample_table_model.h"

#include <QFont>

#include <algorithm>
#include <numeric>

namespace glassbox {

void SampleTableModel::setLook(const DataLookPtr& look) {
    beginResetModel();
    if (!look || (m_look && m_look->columnCount() != look->columnCount())) m_sorted = -1;
    m_look = look;
    arrange();
    endResetModel();
}

void SampleTableModel::setColors(const QColor& quiet, const QColor& warning) {
    m_quiet = quiet;
    m_warning = warning;
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int SampleTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_look ? 0 : static_cast<int>(m_look->samples.rowCount());
}

int SampleTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_look ? 0 : static_cast<int>(m_look->columnCount()) + FixedColumns;
}

QString SampleTableModel::partText(SamplePart part) {
    switch (part) {
        case SamplePart::Training:
            return tr("training");
        case SamplePart::Validation:
            return tr("validation");
        case SamplePart::LeftOut:
            break;
    }
    return tr("left out");
}

QString SampleTableModel::text(Index row, int column) const {
    if (column == RowColumn) return QString::number(m_look->samples.sourceRows[static_cast<std::size_t>(row)] + 1);
    if (column == PartColumn) return partText(m_look->samples.parts[static_cast<std::size_t>(row)]);
    const Index i = dataColumn(column);
    if (m_look->isMissing(row, i)) return tr("missing");
    const int side = m_look->outlierSide(row, i);
    const QString value = m_look->cellText(row, i);
    return side > 0 ? QStringLiteral("▲ ") + value : side < 0 ? QStringLiteral("▼ ") + value : value;
}

QString SampleTableModel::help(Index row, int column) const {
    const Index i = dataColumn(column);
    if (i < 0) {
        const bool out = m_look->samples.parts[static_cast<std::size_t>(row)] == SamplePart::LeftOut;
        return out ? tr("Left out: the row misses a value that is needed.") : text(row, column);
    }
    const QString name = QString::fromStdString(m_look->column(i).name);
    if (m_look->isMissing(row, i)) return tr("%1: no value in this row").arg(name);
    const int side = m_look->outlierSide(row, i);
    const QString value = m_look->cellText(row, i);
    if (side == 0) return tr("%1: %2").arg(name, value);
    return side > 0 ? tr("%1: %2 lies far above the others of its column").arg(name, value)
                    : tr("%1: %2 lies far below the others of its column").arg(name, value);
}

QVariant SampleTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_look) return {};
    const Index row = rowAt(index.row());
    const Index i = dataColumn(index.column());
    const bool missing = i >= 0 && m_look->isMissing(row, i);
    switch (role) {
        case Qt::DisplayRole:
            return text(row, index.column());
        case Qt::ToolTipRole:
        case Qt::AccessibleDescriptionRole:
            return help(row, index.column());
        case Qt::TextAlignmentRole: {
            const bool number = i < 0 ? index.column() == RowColumn : m_look->column(i).type == ColumnType::Number;
            return QVariant((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        }
        case Qt::ForegroundRole:
            if (i >= 0 && m_look->outlierSide(row, i) != 0) return m_warning;
            if (missing || i < 0 || m_look->samples.parts[static_cast<std::size_t>(row)] == SamplePart::LeftOut)
                return m_quiet;
            return {};
        case Qt::FontRole:
            if (missing) {
                QFont font;
                font.setItalic(true);
                return font;
            }
            return {};
        default:
            return {};
    }
}

QVariant SampleTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (!m_look || orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    if (section == RowColumn) return m_look->data->generated ? tr("Point") : tr("Row");
    if (section == PartColumn) return tr("Part");
    const Index i = dataColumn(section);
    const QString name = QString::fromStdString(m_look->column(i).name);
    if (role == Qt::DisplayRole) return name;
    const QString what = i == m_look->samples.target                         ? tr("what is to be predicted")
                         : m_look->samples.seen[static_cast<std::size_t>(i)] ? tr("an input of the network")
                                                                             : tr("not used by the network");
    return tr("%1: %2. Click to sort.").arg(name, what);
}

void SampleTableModel::sort(int column, Qt::SortOrder order) {
    m_sorted = column;
    m_direction = order;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<Index> rows;
    for (const QModelIndex& old : before) rows.push_back(rowAt(old.row()));
    arrange();
    for (qsizetype i = 0; i < before.size(); ++i)
        changePersistentIndex(before[i], index(placeOf(rows[static_cast<std::size_t>(i)]), before[i].column()));
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void SampleTableModel::arrange() {
    m_order.resize(static_cast<std::size_t>(rowCount()));
    std::iota(m_order.begin(), m_order.end(), Index{0});
    const bool up = m_direction == Qt::AscendingOrder;
    const auto arrangeBy = [&](const auto& key, const auto& last) {
        std::stable_sort(m_order.begin(), m_order.end(), [&](Index a, Index b) {
            if (last(a) || last(b)) return !last(a) && last(b);
            return up ? key(a) < key(b) : key(b) < key(a);
        });
    };
    const auto never = [](Index) { return false; };
    if (m_look && m_sorted == RowColumn && !up) std::reverse(m_order.begin(), m_order.end());
    if (m_look && m_sorted == PartColumn)
        arrangeBy([&](Index row) { return m_look->samples.parts[static_cast<std::size_t>(row)]; }, never);
    if (m_look && m_sorted >= FixedColumns) {
        const Column& column = m_look->column(dataColumn(m_sorted));
        const auto missing = [&](Index row) -> bool { return column.missing[static_cast<std::size_t>(row)]; };
        // Categories are in the order of their names already.
        if (column.type == ColumnType::Number)
            arrangeBy([&](Index row) { return column.numbers[static_cast<std::size_t>(row)]; }, missing);
        else
            arrangeBy([&](Index row) { return column.codes[static_cast<std::size_t>(row)]; }, missing);
    }
    m_places.resize(m_order.size());
    for (std::size_t i = 0; i < m_order.size(); ++i)
        m_places[static_cast<std::size_t>(m_order[i])] = static_cast<int>(i);
}

}  // namespace glassbox
