#pragma once

#include "ui/lab/output_frame.h"
#include "ui/lab/output_overlay.h"
#include "ui/lab/output_points.h"

#include <QPixmap>
#include <QWidget>

#include <functional>

namespace glassbox {

class ThemeSource;

/// Paints the output: picture or curves, with the samples over it. Points can be pointed at with the mouse, or with the
/// arrow keys while it has the focus; Enter chooses one.
class OutputCanvas : public QWidget {
    Q_OBJECT
    /// The window's shortcuts leave the arrow keys to a widget with this property while it has the focus.
    Q_PROPERTY(bool wantsArrows READ wantsArrows CONSTANT)

  public:
    OutputCanvas(ThemeSource& theme, QWidget* parent = nullptr);

    bool wantsArrows() const { return true; }
    /// The newest values; points and their layer stay as they are.
    void setScene(const OutputScene& scene);
    /// What to say while there is nothing to show.
    void setEmptyText(const QString& text);
    /// Points that stay where they are keep their mark of being wrong until it is known anew.
    void setPoints(const OutputPoints& points);
    void setWrong(const std::vector<bool>& wrong);
    void setValidationShown(bool shown);
    /// The sample of the training part that is marked as chosen.
    void setChosen(std::optional<Index> sample);
    /// Tells a point in words for the tool tip: rich text.
    void setDescriber(std::function<QString(const OutputPoint&)> describe) { m_describe = std::move(describe); }

    /// What a tool shows on top.
    void setOverlay(const OutputOverlay& overlay);
    /// Whether pointing at a sample opens its tool tip.
    void setTips(bool tips) { m_tips = tips; }

    const OutputOverlay& overlay() const { return m_overlay; }
    const std::vector<bool>& wrong() const { return m_wrong; }
    bool isValidationShown() const { return m_validation; }
    std::optional<Index> chosen() const { return m_chosen; }
    /// What there is to say of a point, as plain text.
    QString wordsOf(std::size_t point) const;
    /// The next shown point to the right (forward) or left of this one; of none, the outermost.
    std::optional<std::size_t> pointBeside(std::optional<std::size_t> point, bool forward) const;
    const OutputScene& scene() const { return m_scene; }
    const OutputFrame& frame() const { return m_frame; }
    const OutputPoints& points() const { return m_points; }
    const QImage& image() const { return m_image; }
    std::optional<std::size_t> hovered() const { return m_hovered; }
    /// The point at this place, if one is near.
    std::optional<std::size_t> hit(const QPointF& place) const;
    QSize sizeHint() const override { return {340, 356}; }
    QSize minimumSizeHint() const override { return {140, 120}; }

  Q_SIGNALS:
    void pointHovered();
    /// Position on the axes under the pointer; absent outside the picture.
    void placeHovered(std::optional<QPointF> place);
    void pointClicked(std::size_t point);
    void emptyClicked();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void refreshFrame();
    void forgetLayers();
    void setHovered(std::optional<std::size_t> point, bool tip);
    void showTip();
    bool isShown(const OutputPoint& point) const { return m_validation || !point.validation; }
    void paintSamples(QPainter& painter);
    void paintHighlights(QPainter& painter) const;
    QFont labelFont() const;

    ThemeSource& m_theme;
    OutputScene m_scene;
    OutputFrame m_frame;
    OutputPoints m_points;
    std::vector<bool> m_wrong;
    std::vector<std::size_t> m_order;  // from left to right, for the keys
    bool m_validation = true, m_tips = true;
    OutputOverlay m_overlay;
    std::optional<Index> m_chosen;
    std::optional<std::size_t> m_hovered;
    QString m_emptyText;
    std::function<QString(const OutputPoint&)> m_describe;
    QImage m_image;
    QPixmap m_pointsLayer, m_wrongLayer;
};

}  // namespace glassbox
