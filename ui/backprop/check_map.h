#pragma once

#include "engine/explain/tensor_check.h"
#include "ui/plots/color_map.h"
#include "ui/plots/heat_map.h"

#include <QWidget>

#include <memory>

namespace glassbox {

class ThemeSource;

/// Where in a tensor backpropagation and central differences disagree: the darker, the more; the worst is framed.
class CheckMap : public QWidget {
    Q_OBJECT

  public:
    explicit CheckMap(ThemeSource& theme, QWidget* parent = nullptr);

    void setCheck(const std::shared_ptr<const TensorCheck>& check);
    /// Framed as well: what is pointed at, or told.
    void setMarked(const std::optional<HeatCell>& cell);
    const HeatMap& map() const { return m_map; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {60, 24}; }

  Q_SIGNALS:
    void cellHovered(const std::optional<glassbox::HeatCell>& cell);
    void cellChosen(const glassbox::HeatCell& cell);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    void arrange();
    std::optional<HeatCell> cellAt(const QPointF& point) const;

    ThemeSource& m_theme;
    std::shared_ptr<const TensorCheck> m_check;
    std::vector<float> m_values;  // row by row: 0 for 1e-8 and less, 1 for 1
    HeatMap m_map;
    std::optional<HeatCell> m_marked;
};

}  // namespace glassbox
