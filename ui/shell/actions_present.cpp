#include "ui/shell/actions.h"

#include <QAction>
#include <QMenu>

namespace glassbox {

void Actions::addPresentActions() {
    present = add(QStringLiteral("presentAction"), tr("Present"), QStringLiteral("present"), Qt::Key_F11,
                  tr("Present to a class: the whole screen, large type and thick lines. F11 or Esc comes back."));
    present->setCheckable(true);
    notes = add(QStringLiteral("notesAction"), tr("Presenter's notes"), QStringLiteral("notes"), Qt::Key_F9,
                tr("A second window with your notes, a clock and the state of the run, on the other screen if there "
                   "is one."));
    spotlight = add(QStringLiteral("spotlightAction"), tr("Spotlight"), QStringLiteral("spotlight"), Qt::Key_S,
                    tr("Dims everything but a circle around the pointer. Ctrl+wheel changes its size; S or Esc ends "
                       "it."));
    spotlight->setCheckable(true);
    widerSpotlight = add(QStringLiteral("widerSpotlightAction"), tr("Larger spotlight"), {}, Qt::SHIFT | Qt::Key_S,
                         tr("More of the window is lit. Also Ctrl and the wheel."));
    narrowerSpotlight = add(QStringLiteral("narrowerSpotlightAction"), tr("Smaller spotlight"), {},
                            Qt::CTRL | Qt::ALT | Qt::Key_S, tr("Less of the window is lit. Also Ctrl and the wheel."));
    chooseParts = add(QStringLiteral("choosePartsAction"), tr("Choose what is shown…"), QStringLiteral("eye"),
                      Qt::CTRL | Qt::Key_H,
                      tr("Hides panels and controls that a class does not need. The choice is saved with the "
                         "experiment; what is hidden keeps its value."));
    showEverything = add(QStringLiteral("showEverythingAction"), tr("Show everything"), {}, {},
                         tr("Brings back every panel and control that is hidden."));
    m_presentMenu = new QMenu(tr("Present"), m_window);
    m_presentMenu->setObjectName(QStringLiteral("presentMenu"));
    m_presentMenu->addActions({present, notes});
    m_presentMenu->addSeparator();
    m_presentMenu->addActions({spotlight, widerSpotlight, narrowerSpotlight});
    m_presentMenu->addSeparator();
    m_partsStart = m_presentMenu->addSeparator();
    m_presentMenu->addActions({chooseParts, showEverything});
}

void Actions::addPageActions(const QList<QAction*>& actions) {
    m_pageActions += actions;
    m_presentMenu->insertActions(m_partsStart, actions);
}

QList<QAction*> Actions::listedForPresenting() const {
    return QList<QAction*>{present, notes, spotlight} + m_pageActions + QList<QAction*>{chooseParts};
}

QList<QAction*> Actions::steering() const {
    return QList<QAction*>{run,
                           step,
                           epoch,
                           back,
                           farBack,
                           rewind,
                           reinitialise,
                           faster,
                           slower,
                           undo,
                           redo,
                           save,
                           help,
                           quit,
                           present,
                           notes,
                           spotlight,
                           widerSpotlight,
                           narrowerSpotlight,
                           chooseParts} +
           m_pageActions;
}

}  // namespace glassbox
