#pragma once

#include "engine/runtime/preview_maker.h"
#include "ui/start/examples.h"

#include <QScrollArea>

class QVBoxLayout;

namespace glassbox {

class ExampleTile;
class FlowLayout;
class Preferences;
class ThemeSource;

/// Where a person begins: examples with pictures of their trained networks, and the files of last time.
class StartPage : public QScrollArea {
    Q_OBJECT

  public:
    StartPage(std::vector<ExampleGroup> groups, Preferences& preferences, ThemeSource& theme,
              QWidget* parent = nullptr);
    ~StartPage() override;

    const std::vector<ExampleGroup>& groups() const { return m_groups; }
    /// The first example that was never opened; null when all were.
    const Example* next() const;

  Q_SIGNALS:
    void exampleChosen(const glassbox::Example& example);
    void fileChosen(const QString& path);
    void newWanted();
    void openWanted();
    void tableWanted();

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void addHead(QVBoxLayout* layout);
    void addGroups(QVBoxLayout* layout);
    void open(const Example& example);
    void refreshNext();
    void refreshRecent();
    void requestPictures();
    void drawPictures();

    struct Tile {
        const Example* example;
        ExampleTile* tile;
        SnapshotPtr snapshot;
        DatasetPtr data;
    };

    std::vector<ExampleGroup> m_groups;
    Preferences& m_preferences;
    ThemeSource& m_theme;
    std::vector<Tile> m_tiles;
    QWidget* m_recent;
    FlowLayout* m_recentFiles;
    std::unique_ptr<PreviewMaker> m_maker;  // from the first time that the page is seen
};

}  // namespace glassbox
