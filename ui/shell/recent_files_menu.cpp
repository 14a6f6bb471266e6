#include "ui/shell/recent_files_menu.h"

#include "ui/shell/preferences.h"

#include <QDir>
#include <QFileInfo>

namespace glassbox {

RecentFilesMenu::RecentFilesMenu(const Preferences& preferences, QWidget* parent)
    : QMenu(tr("Open recent"), parent), m_preferences(preferences) {
    setObjectName(QStringLiteral("recentFilesMenu"));
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &RecentFilesMenu::fill);
    fill();
}

void RecentFilesMenu::fill() {
    clear();
    int number = 0;
    for (const QString& path : m_preferences.recentFiles()) {
        const QFileInfo info(path);
        const bool there = info.isFile();
        QString name = info.fileName();
        name.replace(QLatin1Char('&'), QStringLiteral("&&"));
        const QString text = there ? tr("&%1  %2").arg(++number).arg(name) : tr("%1 (not there any more)").arg(name);
        QAction* action = addAction(text, this, [this, path] { Q_EMIT chosen(path); });
        action->setToolTip(QDir::toNativeSeparators(path));
        action->setEnabled(there);
    }
    if (!isEmpty()) return;
    QAction* none = addAction(tr("Nothing was opened or saved yet"));
    none->setEnabled(false);
}

}  // namespace glassbox
