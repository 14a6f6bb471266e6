#include "ui/optimizers/network_landscape_card.h"

#include "ui/optimizers/network_landscape_controls.h"
#include "ui/optimizers/network_landscape_surface.h"
#include "ui/optimizers/network_race_table.h"
#include "ui/optimizers/network_race_words.h"
#include "ui/plots/contour_canvas.h"
#include "ui/shell/elided_label.h"
#include "ui/shell/plain_table.h"
#include "ui/shell/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

namespace glassbox {

namespace {
constexpr int mostCorrections = 8;
}  // namespace

NetworkLandscapeCard::NetworkLandscapeCard(NetworkRaceModel& model, ThemeSource& theme, QWidget* parent)
    : Card(tr("Landscape of the cost"), parent), m_model(model), m_theme(theme) {
    m_here = new QPushButton(tr("Compute this view"), this);
    m_here->setObjectName(QStringLiteral("computeView"));
    m_here->setProperty("kind", "small");
    m_here->setToolTip(tr("Computes the landscape anew for the part that is seen: finer, or beyond its borders."));
    head()->addWidget(m_here);
    m_picture = new QWidget;
    auto* pictures = new QHBoxLayout(m_picture);
    pictures->setContentsMargins(0, 0, 0, 0);
    pictures->setSpacing(12);
    for (int i = 0; i < 2; ++i) {
        m_sides[static_cast<std::size_t>(i)] = makeSide(i);
        pictures->addWidget(m_sides[static_cast<std::size_t>(i)].panel, 1);
    }
    m_controls = new NetworkLandscapeControls({m_sides[0].canvas, m_sides[1].canvas}, theme, this);
    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_picture, 1);
    left->addWidget(m_controls);
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addLayout(left, 1);
    row->addWidget(makeTable());
    body()->addLayout(row, 1);
    connect(m_here, &QPushButton::clicked, this, [this] {
        const ContourRange& range = m_sides[0].canvas->range();
        m_model.computeRange(LandscapeRange{range.xLow, range.xHigh, range.yLow, range.yHigh});
    });
    m_measure.setSingleShot(true);
    m_measure.setInterval(150);
    connect(&m_measure, &QTimer::timeout, this, &NetworkLandscapeCard::measure);
    connect(&model, &NetworkRaceModel::landscapesChanged, this, &NetworkLandscapeCard::showSurfaces);
    connect(&model, &NetworkRaceModel::choiceChanged, this, [this] { m_corrections = 0; });
    connect(&model, &NetworkRaceModel::raceChanged, this, [this] {
        m_corrections = 0;
        setSelected(-1);
        showSurfaces();
    });
    connect(&model, &NetworkRaceModel::stateChanged, this, &NetworkLandscapeCard::showWords);
    connect(&model.scrubber(), &StepScrubber::stepChanged, this, &NetworkLandscapeCard::showPaths);
    connect(&theme, &ThemeSource::changed, this, [this] {
        showPaths();
        fitTable();
    });
    showSurfaces();
    fitTable();
}

NetworkLandscapeCard::Side NetworkLandscapeCard::makeSide(int number) {
    Side side;
    side.panel = new QWidget(this);
    auto* layout = new QVBoxLayout(side.panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    side.caption = new ElidedLabel(side.panel);
    side.caption->setProperty("tone", "caption");
    side.canvas = new ContourCanvas(m_theme, side.panel);
    side.canvas->setObjectName(QStringLiteral("networkLandscape%1").arg(number + 1));
    side.canvas->setAccessibleName(tr("Landscape of the cost"));
    if (number == 0) {
        side.canvas->installEventFilter(this);
        // Its levels decide how wide the legend is, and that how wide the plot.
        connect(side.canvas, &ContourCanvas::pictureChanged, this, [this] {
            if (!m_sides[0].canvas->isRefining() && m_corrections++ < mostCorrections) m_measure.start();
        });
    }
    layout->addWidget(side.caption);
    layout->addWidget(side.canvas, 1);
    ContourCanvas& canvas = *side.canvas;
    connect(&canvas, &ContourCanvas::rangeChanged, this, &NetworkLandscapeCard::showWords);
    connect(&canvas, &ContourCanvas::pathClicked, this, [this, number](int path) {
        const auto& landscapes = m_model.landscapes();
        if (number >= static_cast<int>(landscapes.size())) return;
        const auto& paths = landscapes[static_cast<std::size_t>(number)]->projection->paths;
        if (path >= 0 && path < static_cast<int>(paths.size()))
            setSelected(static_cast<int>(paths[static_cast<std::size_t>(path)].racer));
    });
    return side;
}

QWidget* NetworkLandscapeCard::makeTable() {
    auto* panel = new QWidget(this);
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_rows = new NetworkRaceTable(m_model, m_theme, this);
    m_table = makePlainTable(QStringLiteral("networkRaceTable"), tr("Racers at this step"), panel);
    m_table->setModel(m_rows);
    m_table->horizontalHeader()->setMinimumSectionSize(40);
    m_remark = new QLabel(panel);
    m_remark->setObjectName(QStringLiteral("landscapeRemark"));
    m_remark->setProperty("tone", "caption");
    m_remark->setWordWrap(true);
    m_remark->setTextFormat(Qt::PlainText);
    layout->addWidget(m_table);
    layout->addWidget(m_remark);
    layout->addStretch(1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& row) {
        if (row.isValid()) setSelected(row.row());
    });
    return panel;
}

LevelSpacing NetworkLandscapeCard::spacing() const {
    return m_controls->spacing();
}

void NetworkLandscapeCard::setSpacing(LevelSpacing spacing) {
    m_controls->setSpacing(spacing);
}

void NetworkLandscapeCard::setSelected(int racer) {
    if (racer == m_selected) return;
    m_selected = racer;
    const QSignalBlocker quiet(m_table->selectionModel());
    if (racer >= 0)
        m_table->setCurrentIndex(m_rows->index(racer, 0));
    else
        m_table->clearSelection();
    m_table->viewport()->update();
    showPaths();
    Q_EMIT selectedChanged(racer);
}

void NetworkLandscapeCard::showSurfaces() {
    const auto& landscapes = m_model.landscapes();
    for (std::size_t i = 0; i < m_sides.size(); ++i) {
        const Side& side = m_sides[i];
        side.panel->setVisible(i == 0 || i < landscapes.size());
        ContourCanvas& canvas = *side.canvas;
        if (i >= landscapes.size()) {
            canvas.setSurface({});
            canvas.setOverlay({});
            side.caption->clear();
            continue;
        }
        const RaceLandscapePtr& landscape = landscapes[i];
        const ContourSurface surface =
            landscapeSurface(landscape, m_model.choice(), landscape->projection->problem->network.places());
        // While it gets finer the view stays where the user moved it.
        const bool same = canvas.surface().function && canvas.surface().home == surface.home && !canvas.isHome();
        const ContourRange range = canvas.range();
        canvas.setSurface(surface);
        if (same && surface.function) canvas.setRange(range);
        QString caption =
            NetworkRaceWords::caption(m_model.choice(), *landscape->projection,
                                      landscape->projection->problem->network.places(), m_model.race()->spec.racers);
        const QString inputs = landscape->projection->normalised ? tr("Normalised inputs") : tr("Raw inputs");
        if (landscapes.size() > 1 || landscape->projection->normalised)
            caption = tr("%1. %2", "inputs. what the axes are").arg(inputs, caption);
        side.caption->setText(landscapes.size() > 1 ? inputs : caption);
        side.canvas->setAccessibleName(tr("Landscape of the cost. %1").arg(caption));
        side.caption->setToolTip(caption);
    }
    showPaths();
    showWords();
    fitTable();
}

bool NetworkLandscapeCard::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_sides[0].canvas && event->type() == QEvent::Resize) {
        m_corrections = 0;
        if (m_model.race())
            m_measure.start();
        else
            QMetaObject::invokeMethod(this, &NetworkLandscapeCard::measure, Qt::QueuedConnection);
    }
    return Card::eventFilter(watched, event);
}

/// Both directions are shown to the same scale: what is round looks round.
void NetworkLandscapeCard::measure() {
    const QRectF& plot = m_sides[0].canvas->frame().plot;
    if (plot.height() > 20) m_model.setAspect(plot.width() / plot.height());
}

void NetworkLandscapeCard::showPaths() {
    const auto& landscapes = m_model.landscapes();
    for (std::size_t i = 0; i < landscapes.size() && i < m_sides.size(); ++i)
        m_sides[i].canvas->setOverlay(
            landscapeOverlay(*landscapes[i], *m_model.race(), m_model.scrubber().step(), m_selected, m_theme.theme()));
}

void NetworkLandscapeCard::showWords() {
    using Phase = NetworkRaceModel::Phase;
    QString empty = tr("The landscape is drawn here once a race is run.");
    if (!m_model.problem().isEmpty()) empty = m_model.problem();
    if (m_model.phase() == Phase::Racing) empty = tr("The racers train …");
    if (m_model.phase() == Phase::Landscape) empty = tr("The landscape is computed …");
    if (m_model.phase() == Phase::Idle && !m_model.landscapeFailure().isEmpty()) empty = m_model.landscapeFailure();
    for (const Side& side : m_sides) side.canvas->setEmptyText(empty);
    const auto& landscapes = m_model.landscapes();
    // Of two landscapes each has coordinates of its own.
    m_here->setVisible(landscapes.size() == 1);
    m_controls->setUsable(!landscapes.empty());
    m_here->setEnabled(landscapes.size() == 1 && m_model.phase() != Phase::Racing && !m_sides[0].canvas->isHome());
    m_remark->setVisible(!landscapes.empty());
    if (landscapes.empty()) return setNote({});
    const bool finished = landscapes.back()->landscape.isFinished;
    const Index side = landscapes.back()->landscape.known().width;
    setNote(finished ? tr("%1 × %1 places").arg(side) : tr("so far %1 × %1 places").arg(std::max<Index>(side, 0)),
            QString());
    QString remark =
        tr("Outside: the share of a racer's movement that this plane does not show. Paths are projected onto it, so "
           "the cost below a path need not be the racer's own.");
    if (landscapes.size() > 1)
        remark += QLatin1Char(' ') +
                  tr("Raw and normalised inputs give the same weights another meaning: two landscapes, not one.");
    m_remark->setText(remark);
}

void NetworkLandscapeCard::fitTable() {
    m_table->setFont(m_theme.theme().font(12));
    m_table->horizontalHeader()->setFont(m_theme.theme().font(12));
    const bool validates =
        m_model.race() && !m_model.race()->paths.empty() && !m_model.race()->paths.front().validationCosts.empty();
    bool batches = false;
    if (m_model.race())
        for (const NetworkRacer& racer : m_model.race()->spec.racers)
            batches = batches || racer.batch != m_model.race()->spec.racers.front().batch;
    m_table->setColumnHidden(NetworkRaceTable::Validation, !validates || m_model.landscapes().size() > 1);
    m_table->setColumnHidden(NetworkRaceTable::Samples, !batches);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 8);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    const auto wide = [this](const QString& text) { return m_table->fontMetrics().horizontalAdvance(text) + 14; };
    int all = 0;
    const auto fit = [&](int column, int width) {
        m_table->setColumnWidth(column, width);
        if (!m_table->isColumnHidden(column)) all += width;
    };
    int name = wide(QStringLiteral("Momentum")) + 22;
    for (int row = 0; row < m_rows->rowCount(); ++row)
        name = std::max(name, wide(m_rows->index(row, 0).data().toString()) + 22);
    fit(NetworkRaceTable::Name, std::min(name, wide(QStringLiteral("Batches of 32 and more"))));
    for (const int column : {NetworkRaceTable::Cost, NetworkRaceTable::Validation, NetworkRaceTable::Shown})
        fit(column, wide(QStringLiteral("0.0000")));
    fit(NetworkRaceTable::Outside, wide(tr("Outside")) + 10);
    fit(NetworkRaceTable::Samples, std::max(wide(QStringLiteral("280 000")), wide(tr("Samples")) + 10));
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setFixedWidth(all + 4);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            std::max(1, m_rows->rowCount()) * m_table->verticalHeader()->defaultSectionSize() + 6);
    m_remark->setFixedWidth(all + 4);
}

}  // namespace glassbox
