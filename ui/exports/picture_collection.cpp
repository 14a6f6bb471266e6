#include "ui/exports/picture_collection.h"

#include "ui/plots/picture_menu.h"

#include <QSet>
#include <QWidget>

namespace glassbox {

namespace {

/// What was never shown has no size yet.
bool isThere(const QWidget* widget) {
    return widget && widget->testAttribute(Qt::WA_WState_Created) && widget->width() > 16 && widget->height() > 16;
}

}  // namespace

PictureCollection collectPictures(const std::vector<PicturePlace>& places) {
    PictureCollection collection;
    QSet<QString> taken;
    for (const PicturePlace& place : places) {
        for (PictureMenu* menu : place.page->findChildren<PictureMenu*>()) {
            const PictureContent content = menu->content();
            const QString name = QStringLiteral("%1-%2").arg(place.name, content.name);
            if (!isThere(content.widget)) {
                collection.leftOut << name;
                continue;
            }
            QString free = name;
            for (int number = 2; taken.contains(free); ++number) free = QStringLiteral("%1-%2").arg(name).arg(number);
            taken.insert(free);
            collection.pictures.push_back({free, menu, content.table && !content.table().isEmpty()});
        }
    }
    return collection;
}

}  // namespace glassbox
