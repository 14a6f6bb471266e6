#pragma once

#include "ui/formula/math_font.h"
#include "ui/models/experiment_document.h"
#include "ui/models/race_model.h"
#include "ui/shell/theme.h"

#include <QWidget>

class QHBoxLayout;
class QStackedWidget;
class QTabBar;
class QUndoStack;

namespace glassbox {

class Banner;
class FileCommands;
class GuessView;
class KnobView;
class NetworkRaceView;
class PageRun;
class RaceFiles;
class RaceView;

/// The workspace in which optimizers race: on surfaces, over two knobs, and on the network of the Lab.
class OptimizersPage : public QWidget {
    Q_OBJECT

  public:
    enum View { Surfaces, Network, Knobs, Guess };

    OptimizersPage(ExperimentDocument& document, ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    RaceModel& race() { return m_race; }
    NetworkRaceView& network() const { return *m_network; }
    KnobView& knobs() const { return *m_knobs; }
    GuessView& guess() const { return *m_guess; }
    RaceView& raceView() const { return *m_raceView; }
    View view() const;
    void setView(View view);
    /// What the transport bar steers, and what undo acts on; runChanged tells when they are others.
    PageRun& run() const;
    QUndoStack* undoStack() const;

    /// Presets, races as files, and the menus of the cards with pictures.
    void addMenus(FileCommands& files);
    /// Presets and races as files; null before addMenus().
    RaceFiles* files() const { return m_files; }
    /// On a projector the picture has the room: settings at the left give way until B brings them back.
    void setPresenting(bool presenting);
    /// One level back: what plays is paused. False if nothing played.
    bool back();
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);

  Q_SIGNALS:
    void runChanged();

  private:
    ExperimentDocument& m_document;
    ThemeSource& m_theme;
    RaceModel m_race;
    Banner* m_banner;
    QHBoxLayout* m_head;
    QTabBar* m_tabs;
    QStackedWidget* m_views;
    RaceView* m_raceView;
    NetworkRaceView* m_network;
    KnobView* m_knobs;
    GuessView* m_guess;
    RaceFiles* m_files = nullptr;
};

}  // namespace glassbox
