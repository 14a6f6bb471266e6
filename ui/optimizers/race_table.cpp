#include "ui/optimizers/race_table.h"

#include "ui/optimizers/racer_color.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QPixmap>

#include <cmath>

namespace glassbox {

namespace {

DataTable::Cell exact(double value) {
    return std::isfinite(value) ? DataTable::Cell(DataTable::Number{value, 17}) : DataTable::Cell();
}

std::vector<DataTable::Column> columnsOf(const QStringList& names) {
    std::vector<DataTable::Column> columns;
    for (const QString& name : names) columns.push_back({name, name == u"racer"});
    return columns;
}

}  // namespace

RaceTable::RaceTable(RaceModel& model, ThemeSource& theme, QObject* parent)
    : QAbstractTableModel(parent), m_model(model), m_theme(theme) {
    connect(&model, &RaceModel::resultChanged, this, &RaceTable::refresh);
    connect(&model, &RaceModel::toleranceChanged, this, &RaceTable::refresh);
    connect(&model.scrubber(), &StepScrubber::stepChanged, this, [this] {
        if (!m_rows.empty()) Q_EMIT dataChanged(index(0, Now), index(rowCount() - 1, Now));
    });
    connect(&theme, &ThemeSource::changed, this, [this] {
        if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
    refresh();
}

void RaceTable::refresh() {
    const RaceResultPtr& result = m_model.result();
    const std::size_t count = result ? result->paths.size() : 0;
    const bool other = count != m_rows.size();
    if (other) beginResetModel();
    m_rows.clear();
    for (std::size_t i = 0; i < count; ++i)
        m_rows.push_back(summarise(result->paths[i], m_model.tolerance(), result->surface->guide().minima));
    if (other)
        endResetModel();
    else if (count > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, Arrived, Arrived);
}

int RaceTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RaceTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString RaceTable::text(int row, Column column) const {
    const RaceSummary& summary = m_rows[static_cast<std::size_t>(row)];
    const RacerPath& path = m_model.result()->paths[static_cast<std::size_t>(row)];
    const QString none = QStringLiteral("–");
    switch (column) {
        case Name:
            return QString::fromStdString(path.racer.name);
        case Now:
            if (path.lostAt && *path.lostAt <= m_model.step()) return tr("diverged");
            return plotNumber(path.steps[static_cast<std::size_t>(m_model.stepOf(row))].value, 3);
        case Best:
            return plotNumber(summary.bestValue, 3);
        case Arrived:
            return summary.stepsToTolerance ? countText(qint64{*summary.stepsToTolerance}) : none;
        case Distance:
            return summary.distance ? plotNumber(*summary.distance, 3) : none;
        default:
            return countText(qint64{summary.evaluations});
    }
}

QString RaceTable::help(int row, Column column) const {
    const RacerPath& path = m_model.result()->paths[static_cast<std::size_t>(row)];
    const RaceSummary& summary = m_rows[static_cast<std::size_t>(row)];
    if (column == Best) return tr("Reached at step %1.").arg(countText(qint64{summary.bestStep}));
    if (column == Arrived && summary.evaluationsToTolerance)
        return tr("After %1 evaluations.").arg(countText(qint64{*summary.evaluationsToTolerance}));
    if (column == Evaluations) {
        const RacerStep& last = path.steps.back();
        return tr("%1 of f, %2 of the gradient, %3 of the Hessian.")
            .arg(countText(qint64{last.valueEvaluations}), countText(qint64{last.gradientEvaluations}),
                 countText(qint64{last.hessianEvaluations}));
    }
    return QString::fromStdString(endSentence(path));
}

QVariant RaceTable::data(const QModelIndex& index, int role) const {
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole) return text(index.row(), column);
    if (role == Qt::ToolTipRole) return help(index.row(), column);
    if (role == Qt::TextAlignmentRole)
        return QVariant(column == Name ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::DecorationRole && column == Name) {
        QPixmap swatch(10, 10);
        swatch.fill(racerColor(m_theme.theme(), m_model.result()->paths[static_cast<std::size_t>(index.row())].racer,
                               index.row()));
        return swatch;
    }
    return {};
}

QVariant RaceTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const QStringList names{tr("Racer"), tr("f now"), tr("best f"), tr("steps"), tr("distance"), tr("evals")};
    const QStringList helps{
        tr("The racers in their order."),
        tr("The value of f at the step that is shown."),
        tr("The lowest value of f on the whole path."),
        tr("The first step at which f is within %1 of the surface's lowest value. Change the tolerance below the "
           "table.")
            .arg(axisNumber(m_model.tolerance())),
        tr("From the last position to the nearest minimum of the surface, in its own units."),
        tr("How often f, its gradient or its Hessian was computed on the whole path: the honest price of a step.")};
    if (role == Qt::DisplayRole) return names[section];
    if (role == Qt::ToolTipRole) return helps[section];
    if (role == Qt::TextAlignmentRole)
        return QVariant(section == Name ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

DataTable RaceTable::table() const {
    DataTable table(columnsOf(
        {"racer", "value", "best", "best_step", "steps_to_tolerance", "distance", "evaluations", "diverged"}));
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const RaceSummary& row = m_rows[i];
        table << m_model.result()->paths[i].racer.name << exact(row.lastValue) << exact(row.bestValue)
              << Index{row.bestStep};
        row.stepsToTolerance ? table << Index{*row.stepsToTolerance} : table << std::nullopt;
        row.distance ? table << exact(*row.distance) : table << std::nullopt;
        table << Index{row.evaluations} << row.diverged;
    }
    return table;
}

DataTable raceSteps(const RaceResult& result) {
    DataTable table(columnsOf({"step", "racer", "x", "y", "f", "gradient_x", "gradient_y", "memory1_x", "memory1_y",
                               "memory2_x", "memory2_y", "learning_rate"}));
    for (const RacerPath& path : result.paths)
        for (std::size_t i = 0; i < path.steps.size(); ++i) {
            const RacerStep& step = path.steps[i];
            table << static_cast<Index>(i) << path.racer.name;
            for (const double value :
                 {step.position.x(), step.position.y(), step.value, step.gradient.x(), step.gradient.y(),
                  step.memory[0].x(), step.memory[0].y(), step.memory[1].x(), step.memory[1].y(), step.learningRate})
                table << exact(value);
        }
    return table;
}

}  // namespace glassbox
