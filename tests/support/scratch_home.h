#pragma once

#include <QTemporaryDir>

/// Settings and files of the application go to a folder that is gone when the test is.
class ScratchHome {
  public:
    ScratchHome();
    QString path() const { return m_folder.path(); }
    QString file(const QString& name) const { return m_folder.filePath(name); }

  private:
    QTemporaryDir m_folder;
};

/// Writes a table of 150 flowers of three kinds with four measures each, made by formula; returns its path.
QString writeFlowers(const QString& folder);
/// Writes a table of 240 flats with five measures and their rent, spread over very different scales; returns its path.
QString writeFlats(const QString& folder);
/// Writes a table of 200 patients with gaps, slips of the pen, a constant column and an uncommon class; returns its
/// path.
QString writePatients(const QString& folder);
