#pragma once

#include "engine/runtime/job_thread.h"

#include <QObject>

namespace glassbox {

class FileCommands;

/// Data that come in another way than as a table's file: pasted from a spreadsheet, or as NumPy arrays. As an
/// experiment names its table by a file, they are saved as one first; then the dialog for tables takes over.
class DataIn : public QObject {
    Q_OBJECT

  public:
    explicit DataIn(FileCommands& files, QObject* parent = nullptr);

    /// The table on the clipboard: cells split by tabs, as spreadsheets copy them, or by commas or semicolons.
    void paste();
    /// Arrays X (samples x inputs) and y of an .npz file; of one that holds other arrays it is told.
    void openNpz(const QString& path);

  Q_SIGNALS:
    void problem(const QString& sentence);
    /// The .npz file holds no data, but perhaps weights.
    void weightsFound(const QString& path);

  private:
    void keep(const QString& caption, const QString& name, const QString& ending, const QByteArray& text);

    FileCommands& m_files;
    JobThread m_reading;
};

}  // namespace glassbox
