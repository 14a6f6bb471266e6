#pragma once

#include "engine/runtime/job_thread.h"

#include <QObject>

namespace glassbox {

class ExperimentDocument;
class FileCommands;

/// Saves all samples of the experiment's data as CSV or NPZ, with part and class or value: asks where to, and writes on
/// a thread of its own.
class DataOut : public QObject {
    Q_OBJECT

  public:
    /// Questions are asked as `files` asks them.
    DataOut(ExperimentDocument& document, FileCommands& files, QWidget* window);

    void save();

  Q_SIGNALS:
    void problem(const QString& sentence);
    void noted(const QString& sentence);

  private:
    void write(const QString& path);

    ExperimentDocument& m_document;
    FileCommands& m_files;
    QWidget* m_window;
    JobThread m_writing;
};

}  // namespace glassbox
