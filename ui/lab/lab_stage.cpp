#include "ui/lab/lab_stage.h"

#include "ui/models/experiment_document.h"
#include "ui/models/lab_selection.h"
#include "ui/shell/card.h"

#include <QAction>
#include <QDataStream>
#include <QEvent>
#include <QPushButton>
#include <QScreen>
#include <QSplitter>

#include <tuple>

namespace glassbox {

namespace {

constexpr int layoutVersion = 1;

}  // namespace

Card* LabWidgets::card(LabPanel panel) const {
    Card* const cards[] = {network, inside, output, cost};
    return cards[static_cast<int>(panel)];
}

LabStage::LabStage(const LabWidgets& widgets, ExperimentDocument& document, LabSelection& selection, ThemeSource& theme)
    : QObject(widgets.page), m_widgets(widgets), m_document(document), m_selection(selection), m_theme(theme) {
    m_shown = {true, true, true, true, false, true, true};
    makeActions();
    makeBackButton();
    connect(&m_document, &ExperimentDocument::presentationChanged, this, &LabStage::arrange);
    connect(&m_selection, &LabSelection::layerChanged, this, &LabStage::arrange);
    connect(&m_theme, &ThemeSource::changed, this, &LabStage::arrange);
    for (const LabPanel panel : {LabPanel::Network, LabPanel::Inside, LabPanel::Output, LabPanel::Cost})
        m_widgets.card(panel)->installEventFilter(this);
    for (const QSplitter* splitter : splitters())
        connect(splitter, &QSplitter::splitterMoved, this, [this] { m_awaited = {}; });
    arrange();
}

QList<QSplitter*> LabStage::splitters() const {
    return m_widgets.page->findChildren<QSplitter*>();
}

LabWishes LabStage::wishes() const {
    LabWishes wishes;
    wishes.presentation = m_document.experiment().presentation;
    wishes.presenting = m_presenting;
    wishes.side = m_side;
    wishes.alone = m_alone;
    wishes.layerChosen = m_selection.layer().has_value();
    const QWidget* page = m_widgets.page;
    const QWidget* window = page->window();
    const int most = page->screen() ? page->screen()->availableGeometry().width() : 0;
    const int gap = m_theme.theme().gap;
    wishes.tall = page->height() >= 640 * m_theme.textScale();
    // Not all fits a small screen, with large text in particular, and no window should have to be wider than that.
    const int beside = page->isVisible() ? window->width() - page->width() : qRound(72 * m_theme.textScale());
    wishes.room = (m_presenting ? window->width() : most) - beside - 2 * gap;
    const auto needs = [gap](const QWidget* widget) {
        return qMax(widget->minimumWidth(), widget->minimumSizeHint().width()) + gap;
    };
    wishes.sideNeeds = needs(m_widgets.side);
    wishes.middleNeeds = needs(m_widgets.network);
    wishes.rightNeeds = qMax(needs(m_widgets.output), needs(m_widgets.cost)) - gap;
    return wishes;
}

int LabStage::key() const {
    const LabShown& s = m_shown;
    return (m_presenting ? 64 : 0) + (s.side() ? 1 : 0) + (s.network ? 2 : 0) + (s.inside ? 4 : 0) +
           (s.output ? 8 : 0) + (s.cost ? 16 : 0);
}

LabStage::Sizes LabStage::currentSizes() const {
    QByteArray states;
    QDataStream stream(&states, QIODevice::WriteOnly);
    stream << layoutVersion;
    for (const QSplitter* splitter : splitters()) stream << splitter->objectName() << splitter->saveState();
    return {states, m_widgets.page->size()};
}

void LabStage::applySizes(const QByteArray& states) {
    QDataStream stream(states);
    int version = 0;
    stream >> version;
    if (version != layoutVersion) return;
    while (!stream.atEnd() && stream.status() == QDataStream::Ok) {
        QString name;
        QByteArray state;
        stream >> name >> state;
        if (auto* splitter = m_widgets.page->findChild<QSplitter*>(name)) splitter->restoreState(state);
    }
}

// Presented to a class, the network gets a little more than half, and the answer more than the cost.
void LabStage::setStandardSizes() {
    if (!m_presenting) return;
    const int width = m_widgets.columns->width(), height = m_widgets.columns->height();
    const int side = m_shown.side() ? 300 : 0;
    m_widgets.columns->setSizes({side, (width - side) * 11 / 20, (width - side) * 9 / 20});
    m_widgets.middle->setSizes({height * 13 / 20, height * 7 / 20});
    m_widgets.right->setSizes({height * 13 / 20, height * 7 / 20});
}

void LabStage::arrange() {
    if (m_arranging) return;
    if (m_alone && !isShown(m_document.experiment().presentation, partOf(*m_alone))) m_alone.reset();
    const LabShown next = arrangeLab(wishes());
    const int before = key();
    LabShown sized = m_shown;
    sized.layer = next.layer;
    m_arranging = true;
    if (sized == next || m_sizes.isEmpty()) {
        show(next);
        if (m_sizes.isEmpty()) m_sizes.insert(key(), {});
    } else {
        m_sizes[before] = currentSizes();
        show(next);
        const Sizes known = m_sizes.value(key());
        if (known.states.isEmpty()) {
            setStandardSizes();
        } else {
            applySizes(known.states);
            if (known.page != m_widgets.page->size()) m_awaited = known;
        }
    }
    m_arranging = false;
    refreshActions();
    Q_EMIT changed();
}

void LabStage::show(const LabShown& shown) {
    m_shown = shown;
    const LabWidgets& w = m_widgets;
    const std::pair<QWidget*, bool> parts[] = {
        {w.data, shown.data},        {w.training, shown.training}, {w.side, shown.side()},
        {w.network, shown.network},  {w.inside, shown.inside},     {w.layer, shown.layer},
        {w.below, shown.below()},    {w.middle, shown.middle()},   {w.output, shown.output},
        {w.cost, shown.cost},        {w.right, shown.right()},     {w.columns, !shown.nothing()},
        {w.nothing, shown.nothing()}};
    QWidget* const focus = w.page->window()->focusWidget();
    // First what goes, then what comes: never is there more than the window has room for.
    for (const bool on : {false, true})
        for (const auto& [widget, seen] : parts)
            if (seen == on) widget->setVisible(on);
    // The keys go to the page, not to whatever control comes next.
    if (focus && w.page->isAncestorOf(focus) && !focus->isVisible()) w.page->setFocus(Qt::OtherFocusReason);
    for (const LabPanel panel : {LabPanel::Network, LabPanel::Inside, LabPanel::Output, LabPanel::Cost})
        if (m_alone != panel) w.card(panel)->setCorner(nullptr);
    if (m_alone) w.card(*m_alone)->setCorner(m_back);
    m_back->setVisible(m_alone.has_value());
    const Presentation& presentation = m_document.experiment().presentation;
    const bool settings = !isAllHidden(presentation, "data") || !isAllHidden(presentation, "training");
    const bool gaveWay = shown.side() && !shown.network && isShown(presentation, "network");
    w.edge->setVisible(settings && !m_presenting && !m_alone && (!shown.side() || gaveWay));
}

void LabStage::showAlone(std::optional<LabPanel> panel) {
    if (panel && !isShown(m_document.experiment().presentation, partOf(*panel))) return;
    if (panel == m_alone) return;
    m_alone = panel;
    arrange();
}

void LabStage::setPresenting(bool on) {
    if (on == m_presenting) return;
    m_sizes[key()] = currentSizes();
    m_presenting = on;
    if (on) {
        m_before = {m_side, m_alone};
        m_side.reset();
        m_alone.reset();
    } else {
        std::tie(m_side, m_alone) = m_before;
    }
    // The same panels in another room have sizes of their own.
    m_arranging = true;
    show(arrangeLab(wishes()));
    m_arranging = false;
    m_awaited = {};
    if (const Sizes known = m_sizes.value(key()); !known.states.isEmpty() && !on) {
        applySizes(known.states);
        m_awaited = known;
    }
    refreshActions();
    Q_EMIT changed();
}

void LabStage::toggleSide() {
    m_side = !m_shown.side();
    m_alone.reset();
    arrange();
}

bool LabStage::back() {
    if (!m_alone) return false;
    showAlone({});
    return true;
}

void LabStage::pageResized() {
    arrange();
    if (!m_awaited.states.isEmpty() && m_awaited.page == m_widgets.page->size()) {
        applySizes(m_awaited.states);
        m_awaited = {};
    } else if (m_presenting && m_awaited.states.isEmpty() && m_sizes.value(key()).states.isEmpty()) {
        setStandardSizes();  // until the class's own sizes are known
    }
}

QByteArray LabStage::saveLayout() const {
    const int normal = 1 + 2 + 4 + 8 + 16;
    if (key() == normal || !m_sizes.contains(normal)) return currentSizes().states;
    return m_sizes.value(normal).states;
}

void LabStage::restoreLayout(const QByteArray& layout) {
    const int normal = 1 + 2 + 4 + 8 + 16;
    if (key() == normal) return applySizes(layout);
    m_sizes[normal] = {layout, {}};
}

}  // namespace glassbox
