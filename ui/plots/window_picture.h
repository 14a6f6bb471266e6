#pragma once

#include "ui/plots/picture_file.h"

#include <QObject>

class QWidget;

namespace glassbox {

class Actions;
class FileCommands;

/// The whole window as one picture, as it looks: copied, saved or printed.
class WindowPicture : public QObject {
    Q_OBJECT

  public:
    WindowPicture(QWidget* window, const Actions& actions, FileCommands& files);

    Drawing drawing() const;

  private:
    QWidget* m_window;
};

}  // namespace glassbox
