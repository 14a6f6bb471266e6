#pragma once

#include "ui/lab/data_thumbnail.h"

#include <QAbstractButton>
#include <QWidget>

#include <map>
#include <vector>

namespace glassbox {

/// One kind of data: a button with a true picture of it.
class DataTile : public QAbstractButton {
    Q_OBJECT

  public:
    DataTile(const DataInfo& info, ThemeSource& theme, QWidget* parent);

    const DataInfo& info() const { return m_info; }
    void setPoints(ThumbnailData points);

  Q_SIGNALS:
    /// Arrow keys: `columns` to the right, `rows` down.
    void moved(int columns, int rows);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void paintPicture(QPainter& painter, const QRectF& area);

    const DataInfo& m_info;
    ThemeSource& m_theme;
    ThumbnailData m_data;
    QImage m_picture;
};

/// All kinds of data, four a row. One tile is reached by Tab, the others by the arrow keys.
class DataTiles : public QWidget {
    Q_OBJECT

  public:
    static constexpr int margin = 3;  ///< room for the outline of the current tile

    explicit DataTiles(ThemeSource& theme, QWidget* parent = nullptr);

    void setCurrent(const std::string& kind);
    /// The pictures are of this seed.
    void setSeed(std::uint64_t seed);
    /// The tile of own points shows these; a pencil where the data are of another kind.
    void setOwnPoints(const Spec& data);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void chosen(const QString& kind);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    int tileSide(int width) const;
    void moveFocus(std::size_t from, int columns, int rows);

    std::vector<DataTile*> m_tiles;
    std::optional<std::uint64_t> m_seed;
};

}  // namespace glassbox
