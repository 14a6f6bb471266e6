#pragma once

#include "engine/formats/data_table.h"
#include "engine/formats/race_preset.h"
#include "ui/plots/animation_writer.h"

#include <QObject>

class QMenu;
class QProgressDialog;
class QWidget;

namespace glassbox {

class ExperimentDocument;
class FileCommands;
class RaceModel;
class RaceView;
class ThemeSource;

/// The races that come with the program, in their order.
std::vector<RacePreset> readRacePresets();

/// What goes in and out of a race: presets, races as documents, pictures, films and numbers.
class RaceFiles : public QObject {
    Q_OBJECT

  public:
    RaceFiles(RaceModel& model, RaceView& view, ExperimentDocument& document, FileCommands& files, ThemeSource& theme,
              QWidget* parent);

    QMenu* presetMenu() const { return m_presets; }
    QMenu* shareMenu() const { return m_share; }
    void open();
    /// Throws nothing; says what is wrong.
    void openPath(const QString& path);
    void usePreset(const RacePreset& preset);

  Q_SIGNALS:
    /// What there is to see in a preset.
    void told(const QString& title, const QString& note);

  private:
    void addCardMenus(ExperimentDocument& document, ThemeSource& theme);
    DataTableAbout about() const;
    void fillPresets();
    void fillShare();
    void saveRace();
    void saveFilm(bool gif);

    RaceModel& m_model;
    RaceView& m_view;
    FileCommands& m_files;
    ThemeSource& m_theme;
    QWidget* m_window;
    QMenu *m_presets, *m_share;
    AnimationWriter m_writer;
    QProgressDialog* m_progress = nullptr;
};

}  // namespace glassbox
