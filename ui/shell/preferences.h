#pragma once

#include "ui/shell/theme.h"

#include <QByteArray>
#include <QSettings>

namespace glassbox {

/// What is remembered from one start to the next, apart from the experiment itself.
class Preferences {
  public:
    ThemeChoice themeChoice() const;
    void setThemeChoice(ThemeChoice choice);
    double textScale() const;
    void setTextScale(double scale);
    QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);
    QByteArray pageLayout(const QString& page) const;
    void setPageLayout(const QString& page, const QByteArray& layout);
    /// Steps a second; infinity: as fast as it goes.
    double speed() const;
    void setSpeed(double stepsPerSecond);
    /// Where the last file was opened or saved; the home folder at first.
    QString folder() const;
    void setFolder(const QString& folder);
    /// How pictures are saved, as ui/plots writes it down; empty at first.
    QVariantMap pictureSettings() const;
    void setPictureSettings(const QVariantMap& settings);
    /// File of the last experiment (empty: it had none), and whether it had changes.
    QString lastPath() const;
    bool lastModified() const;
    void setLast(const QString& path, bool modified);
    /// False if the program was ended by force last time.
    bool wasClosed() const;
    void setClosed(bool closed);
    /// Experiments that were opened or saved, the newest first; at most 8.
    QStringList recentFiles() const;
    void addRecentFile(const QString& path);
    /// Names of the examples that were opened at least once.
    QStringList openedExamples() const;
    void addOpenedExample(const QString& name);
    void sync() { m_settings.sync(); }

  private:
    QSettings m_settings;
};

}  // namespace glassbox
