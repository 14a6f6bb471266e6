#pragma once

#include "engine/nn/network.h"
#include "engine/runtime/job_thread.h"
#include "ui/exports/picture_collection.h"

#include <QObject>

namespace glassbox {

class Actions;
class ExperimentDocument;
class FileCommands;
class ThemeSource;

/// What the menu offers to take away of the whole program: all pictures at once, and a report.
class ExportCommands : public QObject {
    Q_OBJECT

  public:
    ExportCommands(QWidget* window, const Actions& actions, ExperimentDocument& document, FileCommands& files,
                   ThemeSource& theme);

    /// Pages whose pictures are exported, in the order in which they are told.
    void setPlaces(std::vector<PicturePlace> places) { m_places = std::move(places); }
    void exportPictures();
    /// With the weights of this moment.
    void exportReport();

  private:
    void writeReport(const QString& path, const std::vector<NamedTensor>& weights);

    QWidget* m_window;
    ExperimentDocument& m_document;
    FileCommands& m_files;
    ThemeSource& m_theme;
    std::vector<PicturePlace> m_places;
    QString m_reportPath;  // where the report goes for which weights were asked
    JobThread m_examining;
};

}  // namespace glassbox
