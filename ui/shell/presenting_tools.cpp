#include "ui/shell/presenting_tools.h"

#include "ui/models/experiment_document.h"
#include "ui/models/presentation_edits.h"
#include "ui/shell/actions.h"
#include "ui/shell/frame_clock.h"
#include "ui/shell/notices.h"
#include "ui/shell/parts_dialog.h"
#include "ui/shell/presenter_window.h"
#include "ui/shell/presenting.h"
#include "ui/shell/screens.h"
#include "ui/shell/spotlight.h"

#include <QAction>
#include <QMainWindow>
#include <QShortcut>

namespace glassbox {

PresentingTools::PresentingTools(QMainWindow& window, ExperimentDocument& document, ThemeSource& theme,
                                 Actions& actions, FrameClock& clock, Notices& notices)
    : QObject(&window),
      m_window(window),
      m_document(document),
      m_theme(theme),
      m_actions(actions),
      m_clock(clock),
      m_presenting(new Presenting(window, theme, actions)),
      m_spotlight(new Spotlight(&window)),
      m_screens(new ScreenKeeper(this)) {
    m_screens->add(&window);
    connect(actions.present, &QAction::triggered, m_presenting, &Presenting::set);
    connect(actions.notes, &QAction::triggered, this, &PresentingTools::openNotes);
    connect(actions.spotlight, &QAction::triggered, m_spotlight, &Spotlight::setOn);
    connect(m_spotlight, &Spotlight::switched, &actions, [&actions](bool on) {
        actions.spotlight->setChecked(on);
        actions.widerSpotlight->setEnabled(on);
        actions.narrowerSpotlight->setEnabled(on);
    });
    // What is on top of all goes first, whatever has the keys.
    auto* escape = new QShortcut(Qt::Key_Escape, &window);
    escape->setEnabled(false);
    connect(escape, &QShortcut::activated, this, &PresentingTools::endSpotlight);
    connect(m_spotlight, &Spotlight::switched, escape, &QShortcut::setEnabled);
    for (QAction* action : {actions.widerSpotlight, actions.narrowerSpotlight}) action->setEnabled(false);
    connect(actions.widerSpotlight, &QAction::triggered, m_spotlight, [this] { m_spotlight->grow(1); });
    connect(actions.narrowerSpotlight, &QAction::triggered, m_spotlight, [this] { m_spotlight->grow(-1); });
    connect(actions.chooseParts, &QAction::triggered, this, &PresentingTools::openParts);
    connect(actions.showEverything, &QAction::triggered, this, [this] { showEveryPart(m_document); });
    const auto follow = [this] {
        m_actions.showEverything->setEnabled(!m_document.experiment().presentation.hidden.empty());
    };
    connect(&document, &ExperimentDocument::presentationChanged, this, follow);
    follow();
    connect(m_screens, &ScreenKeeper::screenLost, this, [this, &notices](bool moved) {
        notices.showNote(moved ? tr("A screen was disconnected: what was on it is on this one now. Nothing is lost.")
                               : tr("A screen was disconnected. Nothing is lost."));
    });
}

bool PresentingTools::endSpotlight() {
    if (!m_spotlight->isOn()) return false;
    m_spotlight->setOn(false);
    return true;
}

void PresentingTools::closeWindows() {
    if (m_notes) m_notes->close();
    if (m_parts) m_parts->close();
}

void PresentingTools::openNotes() {
    if (!m_notes) {
        m_notes = new PresenterWindow(m_document, m_actions, m_theme, &m_window);
        m_screens->add(m_notes);
        connect(&m_clock, &FrameClock::frame, m_notes, &PresenterWindow::setSnapshot);
        connect(m_screens, &ScreenKeeper::screenCountChanged, m_notes, &PresenterWindow::setScreenCount);
        connect(m_notes, &PresenterWindow::backWanted, this, &PresentingTools::backWanted);
    }
    m_notes->open();
}

void PresentingTools::openParts() {
    if (!m_parts) {
        m_parts = new PartsDialog(m_document, m_actions, &m_window);
        m_parts->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_parts->show();
    m_parts->raise();
    m_parts->activateWindow();
}

}  // namespace glassbox
