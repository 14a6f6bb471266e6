#include "ui/lab/lab_stage.h"
#include "ui/lab/network_canvas.h"
#include "ui/models/experiment_document.h"
#include "ui/models/presentation_edits.h"
#include "ui/plots/cost_chart.h"
#include "ui/shell/card.h"
#include "ui/shell/part_menu.h"

#include <QAction>
#include <QEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QTabBar>

namespace glassbox {

void LabStage::makeActions() {
    const auto make = [this](const char* name, const QString& text, const QKeySequence& keys, const QString& help) {
        auto* action = new QAction(text, m_widgets.page);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setAutoRepeat(false);
        action->setToolTip(help);
        m_widgets.page->addAction(action);
        return action;
    };
    struct Entry {
        const char* name;
        QString text;
        Qt::Key key;
    };
    const Entry entries[] = {{"networkAlone", tr("Network alone"), Qt::Key_1},
                             {"insideAlone", tr("Inside views alone"), Qt::Key_2},
                             {"outputAlone", tr("Output alone"), Qt::Key_3},
                             {"costAlone", tr("Cost alone"), Qt::Key_4}};
    for (int i = 0; i < 4; ++i) {
        const auto panel = static_cast<LabPanel>(i);
        m_panelActions[i] = make(entries[i].name, entries[i].text, entries[i].key,
                                 tr("This panel over the whole page; a double click on its head does the same."));
        m_panelActions[i]->setCheckable(true);
        connect(m_panelActions[i], &QAction::triggered, this, [this, panel] {
            showAlone(panel);
            refreshActions();
        });
    }
    m_all = make("allPanels", tr("All panels"), Qt::Key_0, tr("Every panel in its place again."));
    connect(m_all, &QAction::triggered, this, [this] { showAlone({}); });
    m_sideAction = make("sidePanel", tr("Settings at the left"), Qt::CTRL | Qt::Key_B,
                        tr("Shows or hides the settings of data and training."));
    m_sideAction->setCheckable(true);
    connect(m_sideAction, &QAction::triggered, this, &LabStage::toggleSide);
    if (auto* edge = qobject_cast<QAbstractButton*>(m_widgets.edge))
        connect(edge, &QAbstractButton::clicked, this, &LabStage::toggleSide);
}

void LabStage::makeBackButton() {
    m_back = new QPushButton(tr("Back to all panels"), m_widgets.page);
    m_back->setObjectName(QStringLiteral("backToAll"));
    m_back->setProperty("kind", "small");
    m_back->setFocusPolicy(Qt::TabFocus);
    m_back->setToolTip(tr("Every panel in its place again.\nKeys: 0, Esc; or a double click on the head"));
    const auto tint = [this] {
        m_back->setIcon(themedIcon(QStringLiteral("all-panels"), m_theme.theme().ink, 16));
        const int side = qRound(15 * m_theme.textScale());
        m_back->setIconSize({side, side});
    };
    connect(&m_theme, &ThemeSource::changed, this, tint);
    connect(m_back, &QPushButton::clicked, this, [this] { showAlone({}); });
    tint();
    // What is below a double click has its own say only where there is something to hit.
    for (auto* tabs : m_widgets.inside->findChildren<QTabBar*>()) tabs->installEventFilter(this);
    for (auto* canvas : m_widgets.network->findChildren<NetworkCanvas*>()) canvas->installEventFilter(this);
    for (auto* chart : m_widgets.cost->findChildren<CostChart*>()) chart->viewport()->installEventFilter(this);
}

void LabStage::refreshActions() {
    for (int i = 0; i < 4; ++i) {
        const auto panel = static_cast<LabPanel>(i);
        m_panelActions[i]->setChecked(m_alone == panel);
        m_panelActions[i]->setEnabled(isShown(m_document.experiment().presentation, partOf(panel)));
    }
    m_all->setEnabled(m_alone.has_value());
    m_sideAction->setChecked(m_shown.side());
    const Presentation& presentation = m_document.experiment().presentation;
    m_sideAction->setEnabled(!isAllHidden(presentation, "data") || !isAllHidden(presentation, "training"));
}

QList<QAction*> LabStage::actions() const {
    return {m_panelActions[0], m_panelActions[1], m_panelActions[2], m_panelActions[3], m_all, m_sideAction};
}

void LabStage::addMenuEntries(QMenu* menu, LabPanel panel, QAction* chooseParts) {
    menu->addSeparator();
    if (m_alone == panel) {
        menu->addAction(m_all);
    } else {
        QAction* alone = menu->addAction(tr("Show this panel alone"));
        alone->setObjectName(QStringLiteral("showAlone"));
        connect(alone, &QAction::triggered, this, [this, panel] { showAlone(panel); });
    }
    PartMenu::addEntries(menu, m_document, {QString::fromLatin1(partOf(panel))}, chooseParts);
}

// A double click on the head or an empty place of a card: alone, and back.
bool LabStage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::MouseButtonDblClick) return QObject::eventFilter(watched, event);
    const auto& mouse = static_cast<const QMouseEvent&>(*event);
    if (mouse.button() != Qt::LeftButton) return false;
    if (const auto* canvas = qobject_cast<NetworkCanvas*>(watched)) {
        const NetworkScene& scene = canvas->scene();
        if (scene.layout.itemAt(mouse.position()) || NetworkLinks::linkAt(scene, mouse.position())) return false;
    }
    const auto* widget = qobject_cast<QWidget*>(watched);
    for (const LabPanel panel : {LabPanel::Network, LabPanel::Inside, LabPanel::Output, LabPanel::Cost}) {
        const Card* card = m_widgets.card(panel);
        if (card != widget && !card->isAncestorOf(widget)) continue;
        showAlone(m_alone == panel ? std::nullopt : std::optional(panel));
        return true;
    }
    return false;
}

}  // namespace glassbox
