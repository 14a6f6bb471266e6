#pragma once

#include "engine/explain/tensor_check.h"
#include "ui/plots/color_map.h"
#include "ui/plots/heat_map.h"

#include <QWidget>

#include <functional>
#include <memory>

namespace glassbox {

class ThemeSource;

/// Where in a tensor backpropagation and central differences disagree: the darker, the more; the worst is framed. Up,
/// Down, Home and End move over the numbers in reading order, Enter or a click chooses.
class CheckMap : public QWidget {
    Q_OBJECT

  public:
    explicit CheckMap(ThemeSource& theme, QWidget* parent = nullptr);

    /// `words` tells of one number.
    void setCheck(const std::shared_ptr<const TensorCheck>& check, std::function<QString(const HeatCell&)> words);
    QString words(const HeatCell& cell) const { return m_words ? m_words(cell) : QString(); }
    /// Numbers in reading order.
    int count() const { return static_cast<int>(m_values.size()); }
    HeatCell cellNumber(int number) const { return {number / m_map.cols(), number % m_map.cols()}; }
    int numberOf(const HeatCell& cell) const { return static_cast<int>(cell.row * m_map.cols() + cell.col); }
    std::optional<HeatCell> cellAt(const QPointF& point) const;
    const std::optional<HeatCell>& focusCell() const { return m_focus; }
    void setFocusCell(const HeatCell& cell);
    /// Framed as well: what is pointed at, or told.
    void setMarked(const std::optional<HeatCell>& cell);
    const HeatMap& map() const { return m_map; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {60, 24}; }

  Q_SIGNALS:
    void cellHovered(const std::optional<glassbox::HeatCell>& cell);
    void cellChosen(const glassbox::HeatCell& cell);

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    void arrange();
    int moved(int key) const;

    ThemeSource& m_theme;
    std::shared_ptr<const TensorCheck> m_check;
    std::vector<float> m_values;  // row by row: 0 for 1e-8 and less, 1 for 1
    HeatMap m_map;
    std::function<QString(const HeatCell&)> m_words;
    std::optional<HeatCell> m_marked, m_focus;
};

}  // namespace glassbox
