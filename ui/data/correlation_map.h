#pragma once

#include "engine/formats/data_table.h"
#include "ui/models/data_model.h"
#include "ui/plots/heat_map.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// Pearson's correlation of every pair of columns, as a heat map: blue where both grow together, orange with a minus
/// where one falls while the other grows. A click or Enter puts the pair into the scatter plot; arrows walk.
class CorrelationMap : public QWidget {
    Q_OBJECT

  public:
    explicit CorrelationMap(ThemeSource& theme, QWidget* parent = nullptr);

    void setLook(const DataLookPtr& look);
    /// The pair in the scatter plot, by columns of the data.
    void setPair(Index horizontal, Index vertical);
    int count() const;
    HeatCell cellNumber(int number) const;
    int numberOf(const HeatCell& cell) const;
    QString words(const HeatCell& cell) const;
    std::optional<HeatCell> cellAt(const QPointF& at) const { return m_map.hit(at); }
    const HeatMap& map() const { return m_map; }
    const std::optional<HeatCell>& focusCell() const { return m_focus; }
    void setFocusCell(const HeatCell& cell);
    void choose(const HeatCell& cell);
    DataTable table() const;

    QSize sizeHint() const override { return {240, 200}; }
    QSize minimumSizeHint() const override { return {120, 100}; }

  Q_SIGNALS:
    /// Columns of the data.
    void pairChosen(glassbox::Index horizontal, glassbox::Index vertical);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

  private:
    const Correlations* correlations() const;
    Index columnOf(Index place) const;
    void arrange();
    void paintNames(QPainter& painter) const;

    ThemeSource& m_theme;
    DataLookPtr m_look;
    HeatMap m_map;
    std::optional<HeatCell> m_focus;
    Index m_horizontal = -1, m_vertical = -1;
};

}  // namespace glassbox
