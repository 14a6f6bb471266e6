#pragma once

#include "ui/shell/theme.h"

#include <QAbstractButton>
#include <QWidget>

#include <vector>

namespace glassbox {

/// One of several things to choose from: a button with a picture of it.
class PictureTile : public QAbstractButton {
    Q_OBJECT

  public:
    PictureTile(const QString& name, const QString& description, const QString& tip, ThemeSource& theme,
                QWidget* parent);

  Q_SIGNALS:
    /// Arrow keys: `columns` to the right, `rows` down.
    void moved(int columns, int rows);

  protected:
    /// What is left of a picture of the former theme is to be forgotten.
    virtual void forgetPicture() = 0;
    /// The corners are cut round already.
    virtual void paintPicture(QPainter& painter, const QRectF& area) = 0;
    const Theme& theme() const { return m_theme.theme(); }
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    ThemeSource& m_theme;
};

/// Tiles in rows. One tile is reached by Tab, the others by the arrow keys.
class TileGrid : public QWidget {
    Q_OBJECT

  public:
    static constexpr int margin = 3;  ///< room for the outline of the current tile

    /// `aspect` is the height of a tile as a share of its width.
    TileGrid(int columns, double aspect, QWidget* parent = nullptr);

    /// In reading order; the grid becomes the parent.
    void addTile(PictureTile* tile);
    const std::vector<PictureTile*>& tiles() const { return m_tiles; }
    /// -1: none.
    void setCurrent(int tile);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    /// By the user. It does not become the current one by that.
    void chosen(int tile);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QSize tileSize(int width) const;
    void moveFocus(int from, int columns, int rows);

    int m_columns;
    double m_aspect;
    std::vector<PictureTile*> m_tiles;
};

}  // namespace glassbox
