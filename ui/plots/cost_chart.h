#pragma once

#include "engine/experiment/run_state.h"
#include "ui/plots/cost_figure.h"

#include <QGraphicsView>

#include <functional>
#include <memory>

namespace glassbox {

class ThemeSource;

/// The history of a run as charts, with a crosshair that tells the exact values of an epoch (mouse, or Left and Right
/// with the focus).
class CostChart : public QGraphicsView {
    Q_OBJECT
    /// The window's shortcuts leave the arrow keys to a widget with this property while it has the focus.
    Q_PROPERTY(bool wantsArrows READ wantsArrows CONSTANT)

  public:
    /// `history` gives the rows for the values under the crosshair; called while painting.
    using Source = std::function<const std::vector<HistoryRow>&()>;

    CostChart(ThemeSource& theme, Source history, QWidget* parent = nullptr);
    ~CostChart() override;

    bool wantsArrows() const { return true; }
    /// Draws the rows that are new (all of them with `fromStart`). Costs little, but callers need not do it more than
    /// 15 times a second.
    void refresh(bool fromStart);
    void setOptions(const CostFigureOptions& options);
    /// Costs of other runs, thin behind this one, each with its name at its end.
    void setKept(const std::vector<KeptCurve>& kept);
    const CostFigure& figure() const { return *m_figure; }
    /// A dashed line at the epoch that early stopping would go back to.
    void setBestEpoch(std::optional<Index> epoch);
    std::optional<Index> bestEpoch() const { return m_best; }

    /// The row under the crosshair, and its values in words; empty while there is no crosshair.
    std::optional<Index> shownEpoch() const;
    QString readout() const;
    QSize sizeHint() const override { return {340, 180}; }
    QSize minimumSizeHint() const override { return {160, 80}; }

  Q_SIGNALS:
    void remarkChanged(const QString& remark);

  protected:
    void drawBackground(QPainter* painter, const QRectF& area) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    void applyTheme();
    void redraw();
    void setCursorRow(std::optional<std::size_t> row);
    QStringList readoutLines() const;
    void paintLine(QPainter& painter, double epoch, const QPen& pen) const;
    void paintCrosshair(QPainter& painter) const;
    void paintKeptNames(QPainter& painter) const;

    ThemeSource& m_theme;
    Source m_history;
    std::unique_ptr<QGraphicsScene> m_scene;
    std::unique_ptr<CostFigure> m_figure;
    std::optional<Index> m_best;
    std::optional<std::size_t> m_cursor;  // row
    QString m_remark;
};

}  // namespace glassbox
