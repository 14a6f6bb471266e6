#include "ui/lab/matrices_view.h"

#include "ui/lab/history_canvas.h"
#include "ui/lab/matrices_canvas.h"
#include "ui/plots/color_bar.h"
#include "ui/shell/strip_scroll.h"
#include "ui/shell/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

MatricesView::MatricesView(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme,
                           MatrixSource source, QWidget* parent)
    : QWidget(parent), m_theme(theme) {
    const QString name = source.name;
    setObjectName(name + QStringLiteral("View"));
    m_history = new HistoryCanvas(m_record, selection, theme, source);
    m_canvas = new MatricesCanvas(selection, theme, std::move(source));
    m_canvas->setToolTip({});
    m_scroll = new StripScroll(m_canvas, [this](const QSize& size) { m_canvas->setStrip(size); });
    m_scroll->setObjectName(name + QStringLiteral("Scroll"));
    m_historyScroll = new StripScroll(m_history, [this](const QSize& size) { m_history->setStrip(size); });
    m_historyScroll->setObjectName(name + QStringLiteral("HistoryScroll"));
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(m_historyScroll);
    m_readout = new QLabel(this);
    m_readout->setObjectName(name + QStringLiteral("Readout"));
    m_readout->setProperty("tone", "mute");
    m_readout->setTextFormat(Qt::PlainText);
    m_readout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_bar = new ColorBar(theme, this);
    m_bar->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_readout->setMinimumHeight(m_bar->sizeHint().height());  // one height with the scale and without it
    m_perLayer = new QCheckBox(tr("per layer"), this);
    m_perLayer->setObjectName(name + QStringLiteral("PerLayer"));
    m_perLayer->setToolTip(
        tr("Off: one colour means the same number in every layer. On: every layer uses the whole range of colours, and "
           "its largest number by size stands beside its title."));
    m_controls = new QHBoxLayout;
    m_controls->setSpacing(12);
    m_controls->addWidget(makeMenu());
    m_controls->addWidget(m_perLayer);
    auto* below = new QHBoxLayout;
    below->setSpacing(12);
    below->addWidget(makeSwitch());
    below->addWidget(m_readout, 1);
    below->addLayout(m_controls);
    below->addWidget(m_bar);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_stack, 1);
    layout->addLayout(below);

    connectCanvases();
    TrainingSession& session = document.session();
    connect(&session, &TrainingSession::datasetChanged, this,
            [this, &session] { m_canvas->setDataset(session.dataset()); });
    m_canvas->setDataset(session.dataset());
    if (const SnapshotPtr latest = session.latest()) setSnapshot(latest);
    setOverTime(false);
    refreshScale();
    refreshWords();
}

QWidget* MatricesView::makeSwitch() {
    auto* both = m_switch = new QWidget(this);
    auto* layout = new QHBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    const auto button = [&](const QString& text, const QString& tip, const char* name) {
        auto* made = new QToolButton(both);
        made->setObjectName(m_canvas->source().name + QLatin1String(name));
        made->setText(text);
        made->setToolTip(tip);
        made->setCheckable(true);
        made->setAutoExclusive(true);
        layout->addWidget(made);
        return made;
    };
    m_mapButton = button(tr("Map"), tr("Every number of this moment, as a colour."), "AsMap");
    m_timeButton = button(tr("Over time"),
                          tr("How the numbers were distributed at every step of the run: dark where many of them lie. "
                             "Numbers other than the weights are recorded from the moment this is on."),
                          "OverTime");
    connect(m_timeButton, &QToolButton::toggled, this, &MatricesView::setOverTime);
    return both;
}

QToolButton* MatricesView::makeMenu() {
    m_menuButton = new QToolButton(this);
    m_menuButton->setObjectName(m_canvas->source().name + QStringLiteral("Menu"));
    m_menuButton->setText(tr("Show ▾"));
    m_menuButton->setToolTip(tr("Which numbers are drawn over time, and over which axis of values."));
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_menuButton);
    menu->setToolTipsVisible(true);
    m_menuButton->setMenu(menu);
    m_names = new QActionGroup(this);
    m_axes = new QActionGroup(this);
    const auto axis = [&](AxisChoice choice, const QString& text, const QString& tip) {
        QAction* action = m_axes->addAction(text);
        action->setToolTip(tip);
        action->setCheckable(true);
        action->setData(static_cast<int>(choice));
        action->setChecked(choice == AxisChoice::Automatic);
    };
    axis(AxisChoice::Automatic, tr("Axis by the data"),
         tr("Linear, unless most of the numbers would be squeezed into a thin band; then logarithmic."));
    axis(AxisChoice::Linear, tr("Linear axis"), tr("Equal distances are equal differences."));
    axis(
        AxisChoice::SymmetricLog, tr("Logarithmic on both sides of zero"),
        tr("Equal distances are equal factors, up and down from zero; linear close to zero, within the bounds that the "
           "caption names."));
    connect(m_axes, &QActionGroup::triggered, this, [this](const QAction* action) {
        HistoryOptions options = m_history->options();
        options.axis = static_cast<AxisChoice>(action->data().toInt());
        setHistoryOptions(options);
    });
    connect(m_names, &QActionGroup::triggered, this, [this](const QAction* action) {
        HistoryOptions options = m_history->options();
        options.name = action->data().toString().toStdString();
        setHistoryOptions(options);
    });
    menu->addSeparator();
    menu->addActions(m_axes->actions());
    menu->addSeparator();
    m_ownAxes = menu->addAction(tr("An axis for each layer"));
    m_ownAxes->setToolTip(tr("Off: all layers share one axis of values, so that they can be compared."));
    m_ownAxes->setCheckable(true);
    connect(m_ownAxes, &QAction::toggled, this, [this](bool own) {
        HistoryOptions options = m_history->options();
        options.perLayer = own;
        setHistoryOptions(options);
    });
    return m_menuButton;
}

void MatricesView::connectCanvases() {
    connect(m_perLayer, &QCheckBox::toggled, this, &MatricesView::setPerLayer);
    connect(m_canvas, &MatricesCanvas::currentChanged, this, &MatricesView::refreshWords);
    connect(m_history, &HistoryCanvas::currentChanged, this, &MatricesView::refreshWords);
    connect(m_canvas, &MatricesCanvas::rangeChanged, this, &MatricesView::refreshScale);
    connect(m_history, &HistoryCanvas::scaleChanged, this, &MatricesView::refreshScale);
    connect(&m_theme, &ThemeSource::changed, this, &MatricesView::refreshScale);
    const auto show = [](QScrollArea* scroll) {
        return [scroll](const QRectF& rect) {
            scroll->ensureVisible(static_cast<int>(rect.center().x()), static_cast<int>(rect.center().y()), 40, 0);
        };
    };
    connect(m_canvas, &MatricesCanvas::wantsVisible, this, show(m_scroll));
    connect(m_history, &HistoryCanvas::wantsVisible, this, show(m_historyScroll));
}

void MatricesView::setSnapshot(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    if (m_overTime) return;  // drawn as moments are recorded
    const bool had = m_canvas->hasValues();
    m_canvas->setSnapshot(snapshot);
    if (had != m_canvas->hasValues()) refreshWords();
}

QList<QWidget*> MatricesView::legend() const {
    return {m_bar};
}

void MatricesView::record(const Snapshot& snapshot, bool records) {
    const std::vector<RecordPart> parts = records ? m_canvas->source().recorded(snapshot) : std::vector<RecordPart>();
    if (parts.empty()) {
        m_record.skip(snapshot.step);
    } else {
        m_record.record(snapshot.step, parts);
    }
}

void MatricesView::refreshHistory() {
    if (!m_overTime) return;
    refreshMenu();
    m_history->refresh(m_snapshot);
}

void MatricesView::clearRecord() {
    m_record.clear();
    refreshHistory();
}

void MatricesView::setOverTime(bool overTime) {
    (overTime ? m_timeButton : m_mapButton)->setChecked(true);
    const bool changed = overTime != m_overTime;
    m_overTime = overTime;
    m_stack->setCurrentWidget(overTime ? m_historyScroll : m_scroll);
    m_menuButton->setVisible(overTime);
    m_perLayer->setVisible(!overTime);
    m_bar->setToolTip(overTime
                          ? tr("The share of a layer's numbers in a bin of values: blank where there is none, pale "
                               "for a single one, darkest from the share at the right end on.")
                          : m_canvas->source().scaleTip);
    if (overTime)
        refreshHistory();
    else if (m_snapshot)
        setSnapshot(m_snapshot);
    refreshScale();
    refreshWords();
    if (changed) Q_EMIT overTimeChanged();
}

void MatricesView::setHistoryOptions(const HistoryOptions& options) {
    m_history->setOptions(options);
    refreshMenu();
    refreshWords();
}

void MatricesView::setSeries(const std::string& series) {
    HistoryOptions options = m_history->options();
    options.series = series;
    setHistoryOptions(options);
}

/// The names of what was recorded: weights, biases.
void MatricesView::refreshMenu() {
    QStringList names;
    for (const RecordKey& key : m_record.keys())
        if (!names.contains(QString::fromStdString(key.name))) names << QString::fromStdString(key.name);
    HistoryOptions options = m_history->options();
    if (!names.isEmpty() && !names.contains(QString::fromStdString(options.name))) {
        options.name = names.front().toStdString();
        m_history->setOptions(options);
    }
    QStringList shown;
    for (const QAction* action : m_names->actions()) shown << action->data().toString();
    if (shown != names) {
        qDeleteAll(m_names->actions());
        QAction* line = m_menuButton->menu()->actions().front();
        for (const QString& name : names) {
            QAction* action = m_names->addAction(m_canvas->source().noun({options.series, 0, name.toStdString(), 0}));
            action->setData(name);
            action->setCheckable(true);
            m_menuButton->menu()->insertAction(line, action);
        }
    }
    for (QAction* action : m_names->actions())
        action->setChecked(action->data() == QString::fromStdString(options.name));
}

void MatricesView::refreshScale() {
    if (m_overTime)
        m_bar->setScale(m_history->colors(), {0, 100 * std::max(0.01, m_history->darkest())}, QStringLiteral(" %"),
                        m_history->darkest() < 1);
    else
        m_bar->setScale(ColorMap::diverging(m_theme.theme()), m_canvas->range());
    m_bar->setMaximumWidth(m_overTime ? m_bar->minimumSizeHint().width() : QWIDGETSIZE_MAX);
}

void MatricesView::addControl(QWidget* control) {
    m_controls->insertWidget(0, control);
}

void MatricesView::setPerLayer(bool perLayer) {
    m_perLayer->setChecked(perLayer);
    m_canvas->setPerLayer(perLayer);
    refreshWords();
}

void MatricesView::setOwnAxes(bool own) {
    m_ownAxes->setChecked(own);
}

QString MatricesView::readout() const {
    return m_readout->text();
}

void MatricesView::refreshWords() {
    if (m_overTime) return refreshHistoryWords();
    QString text = m_canvas->words();
    m_canvas->setAccessibleDescription(text);
    const bool caption = text.isEmpty();
    const bool blocks = m_canvas->layoutOfMatrices().aggregated;
    if (caption && m_canvas->hasValues())
        text = blocks ? tr("in blocks, each as its largest value") : m_canvas->source().caption;
    // Where there is no room for both, the value under the pointer goes before the scale, the scale before the caption;
    // that blocks are painted is said in any case.
    const int room = roomForWords(), wide = m_readout->fontMetrics().horizontalAdvance(text) + 2;
    const bool fits = wide + 12 + m_bar->sizeHint().width() <= room;
    // With a scale of colours for each layer its ends stand beside the titles.
    const bool barFits = m_bar->sizeHint().width() + 12 <= room;
    const bool bar = barFits && (fits || caption) && m_canvas->hasValues() && !m_canvas->isPerLayer();
    m_bar->setVisible(bar);
    if (!fits && caption && !blocks) text.clear();
    showWords(text, blocks && caption ? text : QString(), room - (bar ? m_bar->sizeHint().width() + 12 : 0));
}

/// What is under the pointer stands beside it on the canvas.
void MatricesView::refreshHistoryWords() {
    m_history->setAccessibleDescription(m_history->words());
    m_bar->setVisible(m_history->hasValues());
    const int room = roomForWords() - m_bar->minimumSizeHint().width() - 12;
    const QStringList remarks = m_history->remarks(), brief = m_history->remarks(true);
    const auto joined = [](const QString& a, const QString& b) {
        return a.isEmpty() || b.isEmpty() ? a + b : a + QStringLiteral(" · ") + b;
    };
    // The first ones in brief make sure that all that matters is said.
    QString text;
    for (qsizetype i = 0; i < remarks.size(); ++i) {
        QString rest;
        for (qsizetype k = i + 1; k < brief.size(); ++k) rest = joined(rest, brief[k]);
        const QString whole = joined(text, remarks[i]);
        const bool fits = m_readout->fontMetrics().horizontalAdvance(joined(whole, rest)) + 2 <= room;
        text = fits ? whole : joined(text, brief[i]);
    }
    showWords(text, m_history->help(), room);
}

int MatricesView::roomForWords() const {
    const QMargins around = contentsMargins();
    return width() - around.left() - around.right() - m_switch->sizeHint().width() - m_controls->sizeHint().width() -
           24;
}

void MatricesView::showWords(const QString& words, const QString& tip, int room) {
    const QString text = m_readout->fontMetrics().elidedText(words, Qt::ElideRight, room);
    if (m_readout->text() != text) m_readout->setText(text);
    if (m_readout->toolTip() != tip) m_readout->setToolTip(tip);
}

void MatricesView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refreshWords();
}

}  // namespace glassbox
