#include "ui/start/start_page.h"

#include "ui/lab/flow_layout.h"
#include "ui/lab/output_picture.h"
#include "ui/shell/preferences.h"
#include "ui/shell/theme.h"
#include "ui/start/example_tile.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr Index pictureSide = 100;  // grid points of an output picture

QLabel* heading(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setObjectName(QStringLiteral("cardTitle"));
    return label;
}

}  // namespace

StartPage::StartPage(std::vector<ExampleGroup> groups, Preferences& preferences, ThemeSource& theme, QWidget* parent)
    : QScrollArea(parent), m_groups(std::move(groups)), m_preferences(preferences), m_theme(theme) {
    setObjectName(QStringLiteral("startPage"));
    setAccessibleName(tr("Start"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(28, 24, 28, 28);
    layout->setSpacing(10);
    addHead(layout);
    addGroups(layout);
    layout->addStretch(1);
    setWidget(content);
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    connect(&theme, &ThemeSource::changed, this, &StartPage::drawPictures);
    refreshNext();
}

StartPage::~StartPage() = default;

void StartPage::addHead(QVBoxLayout* layout) {
    auto* title = new QLabel(tr("See how neural networks learn"));
    title->setObjectName(QStringLiteral("startTitle"));
    const auto fit = [this, title] { title->setFont(m_theme.theme().font(22, QFont::DemiBold)); };
    connect(&m_theme, &ThemeSource::changed, title, fit);
    fit();
    layout->addWidget(title);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    const auto add = [&](const QString& text, const QString& tip, void (StartPage::*signal)()) {
        auto* button = new QPushButton(text);
        button->setToolTip(tip);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QPushButton::clicked, this, signal);
        buttons->addWidget(button);
    };
    add(tr("New experiment"), tr("A spiral and a small network to begin with (Ctrl+N)."), &StartPage::newWanted);
    add(tr("Open …"), tr("An experiment that was saved (Ctrl+O)."), &StartPage::openWanted);
    add(tr("Open a table …"), tr("Data of your own: a CSV or TSV file (Ctrl+Shift+O)."), &StartPage::tableWanted);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    m_recent = new QWidget;
    auto* recent = new QVBoxLayout(m_recent);
    recent->setContentsMargins(0, 10, 0, 0);
    recent->addWidget(heading(tr("Recent files"), m_recent));
    auto* files = new QWidget(m_recent);
    m_recentFiles = new FlowLayout(files, 8);
    recent->addWidget(files);
    layout->addWidget(m_recent);
}

void StartPage::addGroups(QVBoxLayout* layout) {
    for (const ExampleGroup& group : m_groups) {
        layout->addSpacing(8);
        layout->addWidget(heading(group.title, this));
        auto* tiles = new QWidget;
        auto* flow = new FlowLayout(tiles, m_theme.theme().gap);
        for (const Example& example : group.examples) {
            auto* tile = new ExampleTile(example.title, example.look, m_theme, tiles);
            connect(tile, &ExampleTile::clicked, this, [this, &example] { open(example); });
            flow->addWidget(tile);
            m_tiles.push_back({&example, tile, nullptr, nullptr});
        }
        layout->addWidget(tiles);
    }
}

void StartPage::showEvent(QShowEvent* event) {
    QScrollArea::showEvent(event);
    refreshRecent();
    if (!m_maker) requestPictures();
}

void StartPage::requestPictures() {
    m_maker = std::make_unique<PreviewMaker>();
    connect(m_maker.get(), &PreviewMaker::made, this,
            [this](int id, const SnapshotPtr& snapshot, const DatasetPtr& dataset) {
                Tile& tile = m_tiles[static_cast<std::size_t>(id)];
                tile.snapshot = snapshot;
                tile.data = dataset;
                tile.tile->setPicture(
                    outputPicture(snapshot, dataset, tile.tile->pictureSize(), devicePixelRatioF(), m_theme.theme()));
            });
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_maker->request(static_cast<int>(i), m_tiles[i].example->experiment, m_tiles[i].example->epochs, pictureSide);
}

void StartPage::drawPictures() {
    for (Tile& tile : m_tiles) {
        if (tile.snapshot)
            tile.tile->setPicture(outputPicture(tile.snapshot, tile.data, tile.tile->pictureSize(), devicePixelRatioF(),
                                                m_theme.theme()));
    }
}

void StartPage::open(const Example& example) {
    Q_EMIT exampleChosen(example);
}

const Example* StartPage::next() const {
    const QStringList opened = m_preferences.openedExamples();
    for (const Tile& tile : m_tiles)
        if (!opened.contains(tile.example->name)) return tile.example;
    return nullptr;
}

void StartPage::refreshNext() {
    const Example* first = next();
    for (const Tile& tile : m_tiles) tile.tile->setNew(tile.example == first);
}

void StartPage::refreshRecent() {
    refreshNext();
    while (QLayoutItem* item = m_recentFiles->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString& path : m_preferences.recentFiles()) {
        if (!QFileInfo::exists(path)) continue;
        auto* button = new QPushButton(QFileInfo(path).fileName());
        button->setObjectName(QStringLiteral("recentFile"));
        button->setToolTip(QDir::toNativeSeparators(path));
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT fileChosen(path); });
        m_recentFiles->addWidget(button);
    }
    m_recent->setVisible(m_recentFiles->count() > 0);
}

}  // namespace glassbox
