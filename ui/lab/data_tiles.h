#pragma once

#include "ui/lab/data_thumbnail.h"
#include "ui/shell/tile_grid.h"

namespace glassbox {

/// One kind of data: a button with a true picture of it.
class DataTile : public PictureTile {
    Q_OBJECT

  public:
    DataTile(const DataInfo& info, ThemeSource& theme, QWidget* parent);

    const DataInfo& info() const { return m_info; }
    void setPoints(ThumbnailData points);

  protected:
    void forgetPicture() override { m_picture = {}; }
    void paintPicture(QPainter& painter, const QRectF& area) override;

  private:
    const DataInfo& m_info;
    ThumbnailData m_data;
    QImage m_picture;
};

/// All kinds of data, four a row.
class DataTiles : public TileGrid {
    Q_OBJECT

  public:
    explicit DataTiles(ThemeSource& theme, QWidget* parent = nullptr);

    void setCurrent(const std::string& kind);
    /// The pictures are of this seed.
    void setSeed(std::uint64_t seed);
    /// The tile of own points shows these; a pencil where the data are of another kind.
    void setOwnPoints(const Spec& data);

  Q_SIGNALS:
    void kindChosen(const QString& kind);

  private:
    DataTile* tileAt(std::size_t place) const { return static_cast<DataTile*>(tiles()[place]); }

    std::optional<std::uint64_t> m_seed;
};

}  // namespace glassbox
