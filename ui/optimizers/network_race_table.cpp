#include "ui/optimizers/network_race_table.h"

#include "ui/optimizers/network_race_words.h"
#include "ui/optimizers/racer_color.h"
#include "ui/shell/numbers.h"

#include <cmath>

namespace glassbox {

NetworkRaceTable::NetworkRaceTable(NetworkRaceModel& model, ThemeSource& theme, QObject* parent)
    : QAbstractTableModel(parent), m_model(model), m_theme(theme), m_race(model.race()) {
    const auto renumber = [this] {
        beginResetModel();
        m_race = m_model.race();
        endResetModel();
    };
    const auto refresh = [this] {
        if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    };
    connect(&model, &NetworkRaceModel::raceChanged, this, renumber);
    connect(&model, &NetworkRaceModel::landscapesChanged, this, refresh);
    connect(&model.scrubber(), &StepScrubber::stepChanged, this, refresh);
    connect(&theme, &ThemeSource::changed, this, refresh);
}

int NetworkRaceTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_race ? 0 : static_cast<int>(m_race->paths.size());
}

int NetworkRaceTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

const ProjectedPath* NetworkRaceTable::projected(int row, const RaceLandscape** landscape) const {
    for (const RaceLandscapePtr& one : m_model.landscapes()) {
        for (const ProjectedPath& path : one->projection->paths) {
            if (path.racer != row) continue;
            if (landscape) *landscape = one.get();
            return &path;
        }
    }
    return nullptr;
}

QString NetworkRaceTable::text(int row, Column column) const {
    const QString none = QStringLiteral("–");
    const NetworkRacePath& path = m_race->paths[static_cast<std::size_t>(row)];
    if (column == Name) return QString::fromStdString(path.racer.name);
    if (path.points() == 0) return none;
    const auto point = static_cast<std::size_t>(path.pointAtStep(m_model.scrubber().step()));
    const RaceLandscape* landscape = nullptr;
    switch (column) {
        case Cost:
            return costText(path.trainingCosts[point]);
        case Validation:
            return path.validationCosts.empty() ? none : costText(path.validationCosts[point]);
        case Shown: {
            const ProjectedPath* at = projected(row, &landscape);
            if (!at) return none;
            const double value = landscape->landscape.valueAt(at->places[point].x, at->places[point].y);
            return std::isfinite(value) ? costText(value) : none;
        }
        case Outside: {
            const ProjectedPath* at = projected(row);
            return at ? NetworkRaceWords::share(at->shareOutside) : none;
        }
        case Samples:
            return countText(static_cast<double>(path.samplesSeen[point]));
        default:
            return {};
    }
}

QString NetworkRaceTable::help(int row) const {
    const NetworkRacePath& path = m_race->paths[static_cast<std::size_t>(row)];
    QStringList lines{QString::fromStdString(path.racer.name)};
    if (const ProjectedPath* at = projected(row)) {
        const auto point = static_cast<std::size_t>(path.pointAtStep(m_model.scrubber().step()));
        lines << NetworkRaceWords::tr(
                     "%1 of its movement from the start lies outside the plane: over the whole path "
                     "1 − Σ|P(wₖ − w₀)|² / Σ|wₖ − w₀|².")
                     .arg(NetworkRaceWords::share(at->shareOutside));
        lines << NetworkRaceWords::tr("At this step: %1 of the way from the start; its weights are %2 from the plane.")
                     .arg(NetworkRaceWords::share(at->sharesOutside[point]), costText(at->distances[point]));
    }
    if (const std::string end = endSentence(path); !end.empty()) lines << QString::fromStdString(end);
    return lines.join(QLatin1Char('\n'));
}

QVariant NetworkRaceTable::data(const QModelIndex& index, int role) const {
    const int row = index.row();
    const auto column = static_cast<Column>(index.column());
    switch (role) {
        case Qt::DisplayRole:
            return text(row, column);
        case Qt::DecorationRole:
            if (column == Name) return racerColor(m_theme.theme(), row);
            break;
        case Qt::ForegroundRole:
            if (column == Name && m_race->paths[static_cast<std::size_t>(row)].divergence) return m_theme.theme().warn;
            break;
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(
                Qt::Alignment(column == Name ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter));
        case Qt::ToolTipRole:
            return help(row);
        case Qt::AccessibleTextRole:
            return QStringLiteral("%1: %2").arg(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(),
                                                text(row, column));
        default:
            break;
    }
    return {};
}

QVariant NetworkRaceTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    static const struct {
        const char *name, *help;
    } columns[] = {
        {QT_TR_NOOP("Racer"), QT_TR_NOOP("Who; in the colour of those that diverged.")},
        {QT_TR_NOOP("Cost"), QT_TR_NOOP("The mean loss over the training part with the racer's own weights at this "
                                        "step, without penalties; dropout off, running statistics in batch norm.")},
        {QT_TR_NOOP("Valid."), QT_TR_NOOP("The same over the validation part.")},
        {QT_TR_NOOP("Below"), QT_TR_NOOP("The cost that the landscape shows where the racer's weights are projected "
                                         "to. It differs from the racer's own as far as it has left the plane.")},
        {QT_TR_NOOP("Outside"), QT_TR_NOOP("The share of the racer's movement that the plane does not show.")},
        {QT_TR_NOOP("Samples"), QT_TR_NOOP("How many samples the racer's updates have used so far.")}};
    if (role == Qt::DisplayRole) return tr(columns[section].name);
    if (role == Qt::ToolTipRole) return tr(columns[section].help);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(section == Name ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter));
    return {};
}

}  // namespace glassbox
