#include "tests/support/screens.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

void useScreens(const QList<QRect>& screens) {
    if (!qEnvironmentVariable("QT_QPA_PLATFORM").startsWith(QStringLiteral("offscreen"))) return;
    QJsonArray list;
    for (const QRect& screen : screens) {
        list.append(QJsonObject{{QStringLiteral("name"), QStringLiteral("screen %1").arg(list.size() + 1)},
                                {QStringLiteral("x"), screen.x()},
                                {QStringLiteral("y"), screen.y()},
                                {QStringLiteral("width"), screen.width()},
                                {QStringLiteral("height"), screen.height()},
                                {QStringLiteral("logicalDpi"), 96},
                                {QStringLiteral("logicalBaseDpi"), 96},
                                {QStringLiteral("dpr"), 1}});
    }
    static const QString path =
        QDir::temp().filePath(QStringLiteral("glassbox-screens-%1.json").arg(QCoreApplication::applicationPid()));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return;
    file.write(QJsonDocument(QJsonObject{{QStringLiteral("screens"), list}}).toJson());
    file.close();
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + QFile::encodeName(path));
    std::atexit([] { QFile::remove(path); });
}
