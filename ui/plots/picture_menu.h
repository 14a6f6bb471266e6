#pragma once

#include "engine/formats/data_table.h"
#include "ui/plots/picture_file.h"
#include "ui/plots/picture_settings.h"

#include <QList>
#include <QObject>

#include <optional>

class QMenu;
class QWidget;

namespace glassbox {

class ExperimentDocument;
class FileCommands;
class ThemeSource;

/// What a card has to give away at the moment.
struct PictureContent {
    QString name;                       ///< for the file: "weights"
    QString title;                      ///< "Weights of all layers"
    QWidget* widget = nullptr;          ///< painted as it is, on light ground; null: nothing to show yet
    QList<QWidget*> legend{};           ///< what explains its colours and marks; painted below it
    std::function<DataTable()> table;   ///< its numbers; null: none
    std::optional<PictureText> text{};  ///< what is written with it; otherwise the experiment is told
};

/// The context menu of a card with a picture: copy it, print it, save it as PNG, SVG or PDF with title, settings and
/// seed, and its numbers as CSV or JSON. Opens on a right click, and on the menu key where the focus is inside.
class PictureMenu : public QObject {
    Q_OBJECT

  public:
    /// `content` is asked when the menu opens.
    PictureMenu(QWidget* card, ExperimentDocument& document, FileCommands& files, ThemeSource& theme,
                std::function<PictureContent()> content);

    /// Adds what else the card has to offer, at the end of the menu.
    void setMore(std::function<void(QMenu*)> more) { m_more = std::move(more); }
    /// For places that have a menu of their own; deletes itself when it closes.
    QMenu* makeMenu(QWidget* parent);

    /// What the card has to give away now.
    PictureContent content() const { return m_content(); }
    /// Its picture as it leaves the program. There has to be one.
    Drawing drawing(const PictureSettings& settings) const;
    /// What is told with its numbers.
    DataTableAbout about() const;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void savePicture(const PictureContent& content);
    Drawing cardDrawing(const PictureContent& content, const PictureSettings& settings) const;
    void copyPicture() const;

    PictureText textOf(const PictureContent& content) const;

    QWidget* m_card;
    ExperimentDocument& m_document;
    FileCommands& m_files;
    ThemeSource& m_theme;
    std::function<PictureContent()> m_content;
    std::function<void(QMenu*)> m_more;
};

}  // namespace glassbox
