#pragma once

#include <QMenu>

namespace glassbox {

class Preferences;

/// The files that were opened or saved last, the newest first; those that are not there any more say so.
class RecentFilesMenu : public QMenu {
    Q_OBJECT

  public:
    RecentFilesMenu(const Preferences& preferences, QWidget* parent);

  Q_SIGNALS:
    void chosen(const QString& path);

  private:
    void fill();

    const Preferences& m_preferences;
};

}  // namespace glassbox
