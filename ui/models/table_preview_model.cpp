#include "ui/models/table_preview_model.h"

#include <QColor>
#include <QFont>
#include <QLocale>

#include <algorithm>

namespace glassbox {

void TablePreviewModel::setTable(TablePtr table) {
    beginResetModel();
    m_table = std::move(table);
    m_target = -1;
    m_used.clear();
    endResetModel();
}

void TablePreviewModel::setRoles(Index target, std::vector<bool> used) {
    m_target = target;
    m_used = std::move(used);
    if (columnCount() == 0) return;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void TablePreviewModel::setQuietColor(const QColor& color) {
    m_quiet = color;
    setRoles(m_target, m_used);
}

int TablePreviewModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid() || !m_table) return 0;
    return static_cast<int>(std::min<Index>(m_table->rowCount, rowsShown));
}

int TablePreviewModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_table ? 0 : static_cast<int>(m_table->columns.size());
}

QString TablePreviewModel::typeText(const Column& column) {
    if (column.type == ColumnType::Number) return tr("number");
    return column.categories.size() == 1 ? tr("1 category") : tr("%1 categories").arg(column.categories.size());
}

QString TablePreviewModel::headText(int section) const {
    const auto i = static_cast<std::size_t>(section);
    const Column& column = m_table->columns[i];
    QString second = typeText(column);
    if (section == m_target)
        second = tr("target · %1").arg(second);
    else if (i < m_used.size() && !m_used[i])
        second = tr("not used");
    return QString::fromStdString(column.name) + QLatin1Char('\n') + second;
}

QString TablePreviewModel::cellText(const Column& column, int row) const {
    const auto i = static_cast<std::size_t>(row);
    if (column.missing[i]) return tr("missing");
    if (column.type == ColumnType::Number) {
        const double value = column.numbers[i];
        return QLocale::c().toString(value, 'g', QLocale::FloatingPointShortest);
    }
    return QString::fromStdString(column.categories[static_cast<std::size_t>(column.codes[i])]);
}

QVariant TablePreviewModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_table) return {};
    const auto i = static_cast<std::size_t>(index.column());
    const Column& column = m_table->columns[i];
    const bool missing = column.missing[static_cast<std::size_t>(index.row())];
    const bool unused = index.column() != m_target && i < m_used.size() && !m_used[i];
    switch (role) {
        case Qt::DisplayRole:
        case Qt::ToolTipRole:
            return cellText(column, index.row());
        case Qt::TextAlignmentRole:
            return QVariant(column.type == ColumnType::Number ? Qt::AlignRight | Qt::AlignVCenter
                                                              : Qt::AlignLeft | Qt::AlignVCenter);
        case Qt::ForegroundRole:
            return missing || unused ? m_quiet : QVariant();
        case Qt::FontRole: {
            if (!missing) return {};
            QFont font;
            font.setItalic(true);
            return font;
        }
        default:
            return {};
    }
}

QVariant TablePreviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (!m_table) return {};
    if (orientation == Qt::Vertical) return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    switch (role) {
        case Qt::DisplayRole:
        case Qt::ToolTipRole:
            return headText(section);
        case Qt::TextAlignmentRole:
            return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
        default:
            return {};
    }
}

}  // namespace glassbox
