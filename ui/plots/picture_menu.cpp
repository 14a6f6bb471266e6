#include "ui/plots/picture_menu.h"

#include "engine/formats/files.h"
#include "ui/models/experiment_document.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QPointer>

namespace glassbox {

PictureMenu::PictureMenu(QWidget* card, ExperimentDocument& document, FileCommands& files, ThemeSource& theme,
                         std::function<PictureContent()> content)
    : QObject(card), m_card(card), m_document(document), m_files(files), m_theme(theme), m_content(std::move(content)) {
    card->installEventFilter(this);
}

bool PictureMenu::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_card || event->type() != QEvent::ContextMenu) return QObject::eventFilter(watched, event);
    const auto& menuEvent = static_cast<const QContextMenuEvent&>(*event);
    makeMenu(m_card)->popup(menuEvent.globalPos());
    return true;
}

Drawing PictureMenu::drawing() const {
    const PictureContent content = m_content();
    PictureText text{content.title, {}};
    if (const DatasetPtr data = m_document.session().dataset()) {
        text = describeExperiment(m_document.experiment(), *data);
        text.title = QStringLiteral("%1: %2").arg(content.title, text.title);
    }
    if (const SnapshotPtr now = m_document.session().latest()) {
        text.caption += tr("; after %1 epochs (%2 steps) the training cost is %3")
                            .arg(now->epoch)
                            .arg(now->step)
                            .arg(plotNumber(now->training.cost));
        if (now->validation) text.caption += tr(", the validation cost %1").arg(plotNumber(now->validation->cost));
    }
    const QPointer<QWidget> widget = content.widget;
    const QColor ground = m_theme.theme().panel;
    return framed({content.widget->size(), content.title,
                   [widget, ground](QPainter& painter) {
                       if (!widget) return;
                       painter.fillRect(QRectF(QPointF(0, 0), widget->size()), ground);
                       widget->render(&painter, {}, {}, QWidget::DrawChildren);
                   }},
                  text);
}

QMenu* PictureMenu::makeMenu(QWidget* parent) {
    const PictureContent content = m_content();
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("pictureMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, bool enabled, const std::function<void()>& act) {
        QAction* action = menu->addAction(text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, act);
    };
    const bool shown = content.widget != nullptr;
    add(tr("Copy picture"), shown, [this] { QGuiApplication::clipboard()->setImage(pictureImage(drawing())); });
    for (const char* ending : {"png", "svg", "pdf"}) {
        const QString suffix = QString::fromLatin1(ending);
        add(tr("Save picture as %1 …").arg(suffix.toUpper()), shown, [this, suffix, content] {
            m_files.saveExport(tr("Save the picture"), content.name, suffix,
                               [this](const QString& path) { writePicture(path, drawing()); });
        });
    }
    menu->addSeparator();
    const bool numbers = content.csv && !content.csv().isEmpty();
    add(tr("Copy data"), numbers,
        [content] { QGuiApplication::clipboard()->setText(QString::fromUtf8(content.csv())); });
    add(tr("Save data as CSV …"), numbers, [this, content] {
        m_files.saveExport(tr("Save the data"), content.name, QStringLiteral("csv"),
                           [content](const QString& path) { writeFile(path, content.csv()); });
    });
    if (m_more) m_more(menu);
    return menu;
}

}  // namespace glassbox
