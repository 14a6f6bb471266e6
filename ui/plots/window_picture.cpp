#include "ui/plots/window_picture.h"

#include "ui/plots/print_picture.h"
#include "ui/shell/actions.h"
#include "ui/shell/file_commands.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QPointer>
#include <QWidget>

namespace glassbox {

WindowPicture::WindowPicture(QWidget* window, const Actions& actions, FileCommands& files)
    : QObject(window), m_window(window) {
    connect(actions.copyWindow, &QAction::triggered, this, [this, &files] {
        QGuiApplication::clipboard()->setImage(pictureImage(drawing()));
        Q_EMIT files.noted(tr("The window's picture was copied."));
    });
    connect(actions.saveWindow, &QAction::triggered, this, [this, &files] {
        files.saveExport(tr("Save the window as a picture"), tr("window"),
                         {QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("pdf")},
                         [this](const QString& path) { writePicture(path, drawing()); });
    });
    connect(actions.print, &QAction::triggered, this,
            [this, &files] { files.print([this](QPrinter& printer) { printPicture(printer, drawing()); }); });
}

Drawing WindowPicture::drawing() const {
    const QPointer<QWidget> window = m_window;
    QString title = m_window->windowTitle();
    title.remove(QStringLiteral("[*]"));
    return {m_window->size(), title, [window](QPainter& painter) {
                if (window) window->render(&painter);
            }};
}

}  // namespace glassbox
