#include "ui/lab/lab_page.h"

#include "engine/formats/history_csv.h"
#include "ui/lab/cost_panel.h"
#include "ui/lab/data_panel.h"
#include "ui/lab/inside_card.h"
#include "ui/lab/inside_tables.h"
#include "ui/lab/lab_stage.h"
#include "ui/lab/layer_inspector.h"
#include "ui/lab/network_canvas.h"
#include "ui/lab/network_view.h"
#include "ui/lab/output_canvas.h"
#include "ui/lab/output_legend.h"
#include "ui/lab/output_view.h"
#include "ui/lab/training_panel.h"
#include "ui/models/point_edits.h"
#include "ui/models/presentation_edits.h"
#include "ui/plots/cost_chart.h"
#include "ui/plots/picture_menu.h"
#include "ui/shell/card.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/page_scroll.h"
#include "ui/shell/part_menu.h"
#include "ui/shell/splitter.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

LabPage::LabPage(ExperimentDocument& document, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_theme(theme), m_selection(new LabSelection(this)) {
    setObjectName(QStringLiteral("labPage"));
    const int gap = theme.theme().gap;
    m_columns = makeSplitter(Qt::Horizontal, "labColumns", gap);
    m_columns->addWidget(makeSide());
    m_columns->addWidget(makeMiddle());
    m_columns->addWidget(makeRight());
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 3);
    m_columns->setStretchFactor(2, 2);
    m_columns->setSizes({272, 690, 372});
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(0);
    layout->addWidget(makeEdge());
    layout->addWidget(m_columns);
    layout->addWidget(makeNothing());
    makeStage();

    connect(m_selection, &LabSelection::sampleChanged, this, &LabPage::requestViews);
    // A weight is changed on the network: it has to be there.
    connect(m_selection, &LabSelection::parameterWanted, this, [this] {
        if (m_stage->alone() && *m_stage->alone() != LabPanel::Network) m_stage->showAlone({});
    });
    connect(m_inside, &InsideCard::requestChanged, this, &LabPage::requestViews);
    connect(m_output, &OutputView::planeChosen, this, [this](const std::optional<PlaneChoice>& plane) {
        m_plane = plane;
        requestViews();
    });
    connect(&m_document.session(), &TrainingSession::datasetChanged, this, [this] {
        const DatasetPtr now = m_document.session().dataset();
        m_plane.reset();
        m_selection->setSample(followSample(m_dataset.get(), now.get(), m_selection->sample()));
        m_dataset = now;
        requestViews();
    });
    connect(&m_document, &ExperimentDocument::experimentChanged, this, &LabPage::keepSelectionInside);
    requestViews();
}

QWidget* LabPage::makeSide() {
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("sideContent"));
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(11, 12, 11, 12);
    layout->setSpacing(16);
    m_data = new DataPanel(m_document, m_theme, content);
    connect(m_data, &DataPanel::lookWanted, this, &LabPage::dataWanted);
    m_training = new TrainingPanel(m_document, m_theme, content);
    layout->addWidget(m_data);
    layout->addWidget(m_training);
    layout->addStretch(1);
    auto* scroll = new PageScroll;
    scroll->setObjectName(QStringLiteral("sideScroll"));
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    card->setMinimumWidth(264);
    card->setMaximumWidth(420);
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(scroll);
    m_side = card;
    return card;
}

QWidget* LabPage::makeMiddle() {
    m_network = new NetworkView(m_document, *m_selection, m_theme);
    m_network->setMinimumSize(360, 260);
    m_inside = new InsideCard(m_document, *m_selection, m_theme);
    m_inside->setMinimumHeight(130);
    auto* below = makeSplitter(Qt::Horizontal, "labBelow", m_theme.theme().gap);
    m_below = below;
    below->addWidget(m_inside);
    below->addWidget(makeInspector());
    below->setStretchFactor(0, 1);
    below->setStretchFactor(1, 0);
    below->setSizes({400, 290});
    m_middle = makeSplitter(Qt::Vertical, "labMiddle", m_theme.theme().gap);
    m_middle->addWidget(m_network);
    m_middle->addWidget(below);
    m_middle->setStretchFactor(0, 1);
    m_middle->setStretchFactor(1, 0);
    m_middle->setSizes({540, 236});
    return m_middle;
}

QWidget* LabPage::makeInspector() {
    auto* inspector = new Card(tr("Layer"));
    m_inspector = new LayerInspector(m_document, *m_selection, m_theme);
    auto* scroll = new PageScroll;
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_inspector);
    inspector->body()->addWidget(scroll, 1);
    inspector->setMinimumWidth(284);
    setPart(inspector, QStringLiteral("layer"));
    m_layerCard = inspector;
    return inspector;
}

// Where everything is hidden there is still a way back.
QWidget* LabPage::makeNothing() {
    m_nothing = new QWidget;
    m_nothing->setObjectName(QStringLiteral("nothingShown"));
    auto* words =
        new QLabel(tr("Every panel of this experiment is hidden.\n"
                      "Nothing is lost: the run goes on, and all settings keep their values."));
    words->setObjectName(QStringLiteral("nothingWords"));
    words->setAlignment(Qt::AlignCenter);
    auto* all = new QPushButton(tr("Show everything"));
    all->setObjectName(QStringLiteral("showEverythingHere"));
    all->setProperty("kind", "primary");
    all->setToolTip(tr("Brings back every panel and control. Undo does the same step by step."));
    connect(all, &QPushButton::clicked, this, [this] { showEveryPart(m_document); });
    auto* layout = new QVBoxLayout(m_nothing);
    layout->setSpacing(16);
    layout->addStretch(2);
    layout->addWidget(words, 0, Qt::AlignHCenter);
    layout->addWidget(all, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    return m_nothing;
}

// In a window that has no room for everything the settings are a click away.
QWidget* LabPage::makeEdge() {
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("callSettings"));
    button->setAccessibleName(tr("Settings of data and training"));
    button->setToolTip(tr("Settings of data and training: here, or out of the way again.\nKey: Ctrl+B"));
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    const auto tint = [this, button] {
        const int side = qRound(18 * m_theme.textScale());
        button->setIcon(themedIcon(QStringLiteral("side"), m_theme.theme().mute, side));
        button->setIconSize({side, side});
    };
    connect(&m_theme, &ThemeSource::changed, button, tint);
    tint();
    m_edge = button;
    return button;
}

void LabPage::makeStage() {
    LabWidgets widgets;
    widgets.page = this;
    widgets.side = m_side;
    widgets.data = m_data;
    widgets.training = m_training;
    widgets.layer = m_layerCard;
    widgets.below = m_below;
    widgets.nothing = m_nothing;
    widgets.edge = m_edge;
    widgets.network = m_network;
    widgets.inside = m_inside;
    widgets.output = m_output;
    widgets.cost = m_cost;
    widgets.columns = m_columns;
    widgets.middle = m_middle;
    widgets.right = m_right;
    m_stage = new LabStage(widgets, m_document, *m_selection, m_theme);
    setPart(m_data, QStringLiteral("data"));
    setPart(m_training, QStringLiteral("training"));
}

QWidget* LabPage::makeRight() {
    m_output = new OutputView(m_document, *m_selection, m_theme);
    m_cost = new CostPanel(m_document, m_theme);
    const auto fit = [this] {
        // Legend and switch stand side by side; with large text the legend gives way first.
        m_output->setMinimumSize(qRound(346 * std::min(m_theme.textScale(), 1.25)), 300);
    };
    connect(&m_theme, &ThemeSource::changed, this, fit);
    fit();
    m_cost->setMinimumHeight(180);
    m_right = makeSplitter(Qt::Vertical, "labRight", m_theme.theme().gap);
    m_right->addWidget(m_output);
    m_right->addWidget(m_cost);
    m_right->setStretchFactor(0, 3);
    m_right->setStretchFactor(1, 2);
    m_right->setSizes({500, 276});
    return m_right;
}

void LabPage::requestViews() {
    ViewRequest request;
    request.unitPicture = m_network->wantedPicture();
    request.outputPicture = m_output->wantedPicture();
    request.plane = m_plane;
    request.sample = m_selection->sample();
    m_inside->addTo(request);
    if (m_request == request) return;
    m_request = request;
    m_document.session().setViewRequest(request);
}

// An edit may take away the layer or unit that was chosen.
void LabPage::keepSelectionInside() {
    const auto layers = static_cast<Index>(m_document.experiment().network.size());
    if (m_selection->layer() && *m_selection->layer() >= layers) m_selection->setLayer({});
    m_selection->setHoveredUnit({});
    const auto unit = m_selection->unit();
    if (!unit) return;
    bool inside = unit->layer < layers;
    if (inside && unit->layer >= 0) {
        const Spec& spec = m_document.experiment().network[static_cast<std::size_t>(unit->layer)];
        inside = !spec.options.has("units") || unit->unit < spec.options.integer("units");
    }
    if (!inside) m_selection->setUnit({});
}

void LabPage::setSnapshot(const SnapshotPtr& snapshot) {
    m_network->setSnapshot(snapshot);
    m_inside->setSnapshot(snapshot);
    m_output->setSnapshot(snapshot);
    m_inspector->setSnapshot(snapshot);
}

void LabPage::addMenus(FileCommands& files, QAction* chooseParts) {
    const auto add = [&](LabPanel panel, std::function<PictureContent()> content) {
        auto* menu = new PictureMenu(m_stage->card(panel), m_document, files, m_theme, std::move(content));
        menu->setMore([this, panel, chooseParts](QMenu* more) { m_stage->addMenuEntries(more, panel, chooseParts); });
    };
    new PartMenu(m_side, m_document, chooseParts);
    new PartMenu(m_layerCard, m_document, chooseParts);
    const auto latest = [this] { return m_document.session().latest(); };
    add(LabPanel::Inside, [this] { return m_inside->content(); });
    add(LabPanel::Network, [this, latest] {
        return PictureContent{
            QStringLiteral("network"), tr("Network"), latest() ? m_network->canvas() : nullptr, {}, [latest] {
                return latest() ? matricesTable(weightsSource(), *latest()) : DataTable();
            }};
    });
    add(LabPanel::Output, [this, latest] {
        return PictureContent{QStringLiteral("output"), tr("Output"), latest() ? &m_output->canvas() : nullptr,
                              m_output->legend(), [latest] { return latest() ? outputTable(*latest()) : DataTable(); }};
    });
    add(LabPanel::Cost, [this] {
        const HistoryRows& history = m_document.session().history();
        return PictureContent{QStringLiteral("cost"),
                              tr("Cost"),
                              history.empty() ? nullptr : &m_cost->chart(),
                              {m_cost->legend()},
                              [&history] { return historyTable(history); }};
    });
}

void LabPage::openTable(const QString& path) {
    m_data->openTable(path);
}

bool LabPage::back() {
    return m_selection->back() || m_stage->back();
}

void LabPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && back()) return;
    QWidget::keyPressEvent(event);
}

void LabPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_stage->pageResized();
    requestViews();
}

QByteArray LabPage::saveLayout() const {
    return m_stage->saveLayout();
}

void LabPage::restoreLayout(const QByteArray& layout) {
    m_stage->restoreLayout(layout);
}

}  // namespace glassbox
