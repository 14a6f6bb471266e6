#pragma once

#include "ui/plots/contour_items.h"
#include "ui/plots/contour_maker.h"
#include "ui/plots/contour_painter.h"

#include <QPixmap>
#include <QWidget>

namespace glassbox {

class ThemeSource;

/// A function of two variables seen from above: bands of colour, contour lines with their values, axes, legend, and
/// over it paths, stars and arrows. Drag empty ground to move the view, turn the wheel to zoom about the pointer,
/// double click for the standard view; drag the start point. Keys, with the focus: Ctrl with + - 0 zooms; Page Up and
/// Down go through the things on the picture, Enter chooses, Escape leaves them; arrows move the start point while it
/// has the focus (Shift: a tenth of the step) and the view otherwise (Ctrl: always the view).
///
/// Paints itself as lines and text on any device (SVG, PDF; only the bands are an image).
class ContourCanvas : public QWidget {
    Q_OBJECT
    /// The window's shortcuts leave the arrows to it when it was reached by the keyboard.
    Q_PROPERTY(bool movesByArrows READ movesByArrows CONSTANT)

  public:
    explicit ContourCanvas(ThemeSource& theme, QWidget* parent = nullptr);
    ~ContourCanvas() override;

    bool movesByArrows() const { return true; }
    /// Goes to its standard view. A surface without a function shows the empty text.
    void setSurface(const ContourSurface& surface);
    const ContourSurface& surface() const { return m_surface; }
    void setEmptyText(const QString& text);
    void setOverlay(const ContourOverlay& overlay);
    const ContourOverlay& overlay() const { return m_overlay; }

    const ContourRange& range() const { return m_layout.frame.range; }
    /// An invalid range changes nothing.
    void setRange(const ContourRange& range);
    bool isHome() const { return range() == m_surface.home; }

    LevelSpacing spacing() const { return m_spacing; }
    void setSpacing(LevelSpacing spacing);
    int levelCount() const { return m_levelCount; }
    /// At most so many lines; 2 to 40.
    void setLevelCount(int count);
    bool isFieldShown() const { return m_fieldShown; }
    /// Arrows of the gradient over the whole view.
    void setFieldShown(bool shown);
    /// For small pictures.
    void setAxesShown(bool shown);
    void setLegendShown(bool shown);

    const ContourFrame& frame() const { return m_layout.frame; }
    const std::vector<ContourItem>& items() const { return m_items; }
    /// The newest picture; null before the first.
    const ContourPicturePtr& picture() const { return m_picture; }
    /// Whether a finer picture of this view is under way.
    bool isRefining() const { return m_maker.isBusy(); }
    /// What there is to say of a place: value and gradient. First line the value.
    QStringList wordsAt(const QPointF& point) const;
    QStringList wordsOf(const ContourItem& item) const;
    int hoveredItem() const { return m_hoveredItem; }
    int focusedItem() const { return m_focusedItem; }
    void focusItem(int number);
    /// What Enter and a click do.
    void pressItem(int number);
    int hit(const QPointF& place) const;

    QSize sizeHint() const override { return {640, 400}; }
    QSize minimumSizeHint() const override { return {180, 140}; }

  public Q_SLOTS:
    void zoomIn();
    void zoomOut();
    void showHome();

  Q_SIGNALS:
    void startDragged(double x, double y);
    void startDropped(double x, double y);
    /// A click on empty ground.
    void placeClicked(double x, double y);
    /// Position under the pointer; absent outside the plot.
    void placeHovered(std::optional<QPointF> place);
    void pathClicked(int path);
    /// -1: none.
    void pathHovered(int path);
    void rangeChanged();
    void pictureChanged();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

  private:
    enum class Drag { None, Waiting, View, Start };

    void takePicture(const ContourPicturePtr& picture);
    /// Lays out anew and asks for a picture.
    void refresh(bool chooseLevels);
    ContourLayout layoutOf(const ContourRange& range) const;
    void relayout();
    void dress();
    void findItems();
    void moveStart(const QPointF& to);
    void moveView(double dx, double dy);
    void zoomAbout(const QPointF& place, double factor);
    void setHovered(int item);
    bool moveByKey(const QKeyEvent& key);
    bool zoomByKey(const QKeyEvent& key);
    int startItem() const;
    void paintGround(QPainter& painter) const;
    void paintPointer(QPainter& painter) const;
    QString remark() const;

    ThemeSource& m_theme;
    ContourSurface m_surface;
    ContourOverlay m_overlay;
    ContourMaker m_maker;
    ContourPicturePtr m_picture;
    ContourDress m_dress;
    ContourLayout m_layout;
    std::vector<ContourItem> m_items;
    QPixmap m_ground;  // all below the overlay
    QString m_emptyText;
    LevelSpacing m_spacing = LevelSpacing::Logarithmic;
    int m_levelCount = 16;
    bool m_fieldShown = false, m_axesShown = true, m_legendShown = true;
    bool m_chooseLevels = true;  // the finest picture under way is to choose its levels
    Drag m_drag = Drag::None;
    QPointF m_pressed, m_grip;
    ContourRange m_pressedRange;
    std::optional<QPointF> m_pointer;
    int m_hoveredItem = -1, m_focusedItem = -1, m_pressedItem = -1;
    bool m_startMovedByKey = false;
};

}  // namespace glassbox
