#include "ui/models/column_list_model.h"

#include <QLocale>

namespace glassbox {

namespace {

QString number(double value) {
    return QLocale::c().toString(value, 'g', 4).replace(u'-', QChar(0x2212));
}

QString count(Index value) {
    return QString::number(value);
}

}  // namespace

void ColumnListModel::setLook(const DataLookPtr& look) {
    const bool sameCount = m_look && look && m_look->columnCount() == look->columnCount();
    if (!sameCount) beginResetModel();
    m_look = look;
    if (!sameCount)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int ColumnListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_look ? 0 : static_cast<int>(m_look->columnCount());
}

QString ColumnListModel::factsText(const ColumnSummary& summary) {
    if (summary.count == 0) return tr("no values");
    if (summary.type == ColumnType::Category)
        return summary.distinct == 1 ? tr("1 category") : tr("%1 categories").arg(summary.distinct);
    if (summary.isConstant()) return tr("always %1").arg(number(summary.minimum));
    return tr("%1 to %2").arg(number(summary.minimum), number(summary.maximum));
}

QString ColumnListModel::marksText(const ColumnSummary& summary) {
    QStringList marks;
    if (summary.missing > 0) marks << tr("%1 missing").arg(summary.missing);
    if (!summary.outliers.empty())
        marks << (summary.outliers.size() == 1 ? tr("1 outlier") : tr("%1 outliers").arg(summary.outliers.size()));
    if (summary.isConstant()) marks << tr("constant");
    return marks.join(QStringLiteral(" · "));
}

QList<std::pair<QString, QString>> ColumnListModel::figures(const ColumnSummary& summary) {
    QList<std::pair<QString, QString>> list{{tr("values"), count(summary.count)},
                                            {tr("missing"), count(summary.missing)},
                                            {tr("different"), count(summary.distinct)}};
    if (summary.type == ColumnType::Category || summary.count == 0) return list;
    list.append({{tr("mean"), number(summary.mean)},
                 {tr("standard deviation"), number(summary.deviation)},
                 {tr("minimum"), number(summary.minimum)},
                 {tr("lower quartile"), number(summary.lowerQuartile)},
                 {tr("median"), number(summary.median)},
                 {tr("upper quartile"), number(summary.upperQuartile)},
                 {tr("maximum"), number(summary.maximum)},
                 {tr("outliers"), count(static_cast<Index>(summary.outliers.size()))}});
    return list;
}

QVariant ColumnListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_look) return {};
    const ColumnSummary& summary = m_look->summary(index.row());
    const QString name = QString::fromStdString(summary.name);
    switch (role) {
        case Qt::DisplayRole:
            return name;
        case Qt::AccessibleTextRole:
        case Qt::ToolTipRole: {
            QStringList lines;
            for (const auto& [what, value] : figures(summary)) lines << QStringLiteral("%1: %2").arg(what, value);
            return QStringLiteral("%1\n%2").arg(name, lines.join(QLatin1Char('\n')));
        }
        default:
            return {};
    }
}

}  // namespace glassbox
