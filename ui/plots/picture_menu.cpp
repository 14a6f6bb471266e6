#include "ui/plots/picture_menu.h"

#include "ui/models/experiment_document.h"
#include "ui/plots/picture_dialog.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/print_picture.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/preferences.h"
#include "ui/shell/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPointer>

namespace glassbox {

namespace {
constexpr int legendGap = 12;

/// For spreadsheets and for text.
void copyTable(const DataTable& table) {
    const QByteArray csv = tableCsv(table);
    auto* data = new QMimeData;
    data->setText(QString::fromUtf8(csv));
    data->setData(QStringLiteral("text/csv"), csv);
    QGuiApplication::clipboard()->setMimeData(data);
}
}  // namespace

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

Drawing PictureMenu::drawing(const PictureSettings& settings) const {
    const PictureContent content = m_content();
    const Drawing card = cardDrawing(content, settings);
    if (!settings.framed) return card;
    const bool asShown = settings.ground == PictureGround::Theme;
    return framed(card, textOf(content), asShown ? m_theme.theme() : Theme::light(),
                  settings.ground != PictureGround::Transparent);
}

PictureText PictureMenu::textOf(const PictureContent& content) const {
    if (content.text) return *content.text;
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
    return text;
}

DataTableAbout PictureMenu::about() const {
    const PictureContent content = m_content();
    const PictureText text = textOf(content);
    // What has words of its own is not of the experiment.
    if (content.text) return {text.title, text.caption, {}};
    return {text.title, text.caption, m_document.experiment().seed};
}

// The picture with its legend below, line by line as there is room.
Drawing PictureMenu::cardDrawing(const PictureContent& content, const PictureSettings& settings) const {
    struct Part {
        QPointer<QWidget> widget;
        QPoint at;
    };
    const QSize size = content.widget->size();
    std::vector<Part> parts{{content.widget, {}}};
    int x = 0, y = size.height() + legendGap, line = 0;
    for (QWidget* legend : content.legend) {
        if (!legend->isVisibleTo(content.widget->window())) continue;
        if (x > 0 && x + legend->width() > size.width()) {
            x = 0;
            y += line + legendGap / 2;
            line = 0;
        }
        parts.push_back({legend, {x, y}});
        x += legend->width() + 2 * legendGap;
        line = std::max(line, legend->height());
    }
    const double height = line > 0 ? y + line : size.height();
    const QSizeF whole(size.width(), height);
    const PictureGround ground = settings.ground;
    return {whole, content.title,
            [parts, whole, ground, isFramed = settings.framed, &theme = m_theme](QPainter& painter) {
                const auto paint = [&] {
                    if (ground != PictureGround::Transparent)
                        painter.fillRect(QRectF(QPointF(0, 0), isFramed ? whole : whole + QSizeF(1, 1)),
                                         theme.theme().panel);
                    for (const Part& part : parts) {
                        if (!part.widget) continue;
                        painter.save();
                        painter.translate(part.at);
                        part.widget->render(&painter, {}, {}, QWidget::DrawChildren);
                        painter.restore();
                    }
                };
                const bool asShown = ground == PictureGround::Theme;
                theme.onPaper(paint, asShown ? theme.theme().name : Theme::Name::Light);
            }};
}

// As pixels and as a drawing; the program that it is pasted into takes what it can.
void PictureMenu::copyPicture() const {
    const Drawing picture = drawing({});
    auto* data = new QMimeData;
    data->setImageData(pictureImage(picture));
    data->setData(QStringLiteral("image/svg+xml"), encodePicture(QStringLiteral("svg"), picture));
    QGuiApplication::clipboard()->setMimeData(data);
}

void PictureMenu::savePicture(const PictureContent& content) {
    auto* dialog = new PictureDialog([this](const PictureSettings& settings) { return drawing(settings).size; },
                                     pictureSettings(m_files.preferences().pictureSettings()), m_card->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, name = content.name] {
        const PictureSettings settings = dialog->settings();
        QVariantMap remembered = m_files.preferences().pictureSettings();
        remembered.insert(toMap(settings));
        m_files.preferences().setPictureSettings(remembered);
        m_files.saveExport(tr("Save the picture"), name, {settings.format}, [this, settings](const QString& path) {
            writePicture(path, drawing(settings), settings.scale, settings.ground == PictureGround::Transparent);
        });
    });
    dialog->open();
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
    add(tr("Copy picture"), shown, [this] { copyPicture(); });
    add(tr("Save picture …"), shown, [this, content] { savePicture(content); });
    add(tr("Print picture …"), shown,
        [this] { m_files.print([this](QPrinter& printer) { printPicture(printer, drawing({})); }); });
    menu->addSeparator();
    const bool numbers = content.table && !content.table().isEmpty();
    add(tr("Copy numbers"), numbers, [content] { copyTable(content.table()); });
    add(tr("Save numbers …"), numbers, [this, content] {
        m_files.saveExport(tr("Save the numbers"), content.name, {QStringLiteral("csv"), QStringLiteral("json")},
                           [this, content](const QString& path) { writeTable(path, content.table(), about()); });
    });
    if (m_more) m_more(menu);
    return menu;
}

}  // namespace glassbox
