#include "ui/shell/part_menu.h"

#include "ui/models/experiment_document.h"
#include "ui/models/presentation_edits.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QWidget>

namespace glassbox {

namespace {
constexpr const char* partProperty = "part";
}

void setPart(QWidget* widget, const QString& part) {
    widget->setProperty(partProperty, part);
}

QString partNameOf(const QWidget* widget) {
    return widget->property(partProperty).toString();
}

PartMenu::PartMenu(QWidget* place, ExperimentDocument& document, QAction* chooseParts)
    : QObject(place), m_place(place), m_document(document), m_chooseParts(chooseParts) {
    place->installEventFilter(this);
}

void PartMenu::addEntries(QMenu* menu, ExperimentDocument& document, const QStringList& parts, QAction* chooseParts) {
    for (const QString& part : parts) {
        const PartInfo* info = findPart(part.toStdString());
        if (!info || !isShown(document.experiment().presentation, info->name)) continue;
        QAction* hide = menu->addAction(tr("Hide %1").arg(QString::fromStdString(info->phrase)));
        hide->setObjectName(QStringLiteral("hide-") + part);
        connect(hide, &QAction::triggered, &document, [&document, part] { showPart(document, part, false); });
    }
    if (chooseParts) menu->addAction(chooseParts);
}

bool PartMenu::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_place || event->type() != QEvent::ContextMenu) return QObject::eventFilter(watched, event);
    const auto& menuEvent = static_cast<const QContextMenuEvent&>(*event);
    QStringList parts;
    for (QWidget* at = m_place->childAt(menuEvent.pos()); at; at = at->parentWidget()) {
        const QString part = partNameOf(at);
        if (!part.isEmpty() && !parts.contains(part)) parts << part;
        if (at == m_place) break;
    }
    auto* menu = new QMenu(m_place);
    menu->setObjectName(QStringLiteral("partMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addEntries(menu, m_document, parts, m_chooseParts);
    menu->popup(menuEvent.globalPos());
    return true;
}

}  // namespace glassbox
