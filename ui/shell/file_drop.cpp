#include "ui/shell/file_drop.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QWidget>

#include <algorithm>

namespace glassbox {

namespace {

bool areFiles(const QMimeData* data) {
    const QList<QUrl> urls = data->urls();
    return !urls.isEmpty() && std::all_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); });
}

}  // namespace

FileDrop::FileDrop(QWidget* window) : QObject(window) {
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

void FileDrop::add(const QString& what, const QStringList& endings, std::function<void(const QString& path)> open) {
    m_kinds.push_back({what, endings, std::move(open)});
}

bool FileDrop::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto* drop = static_cast<QDropEvent*>(event);  // what a drag that enters is, too
    if (!areFiles(drop->mimeData())) return false;
    drop->acceptProposedAction();
    // After the drop has ended: a question may follow, and the program that the file comes from must not wait for it.
    if (event->type() == QEvent::Drop) {
        QMetaObject::invokeMethod(
            this, [this, urls = drop->mimeData()->urls()] { take(urls); }, Qt::QueuedConnection);
    }
    return true;
}

QString FileDrop::known() const {
    QStringList kinds;
    for (const Kind& kind : m_kinds)
        kinds << QStringLiteral("%1 (.%2)").arg(kind.what, kind.endings.join(QStringLiteral(", .")));
    return kinds.join(QStringLiteral(", "));
}

void FileDrop::take(const QList<QUrl>& urls) {
    if (urls.size() > 1) return Q_EMIT refused(tr("%1 files were dropped; drop one at a time.").arg(urls.size()));
    const QString path = urls.constFirst().toLocalFile();
    const QFileInfo info(path);
    if (info.isDir()) return Q_EMIT refused(tr("“%1” is a folder; drop a file from it.").arg(info.fileName()));
    for (const Kind& kind : m_kinds)
        if (kind.endings.contains(info.suffix().toLower())) return kind.open(path);
    Q_EMIT refused(tr("“%1” can't be opened here. What can: %2.").arg(info.fileName(), known()));
}

}  // namespace glassbox
