#pragma once

#include "ui/models/norms_model.h"
#include "ui/plots/scale.h"

#include <QRectF>
#include <QWidget>

namespace glassbox {

class ThemeSource;

/// Where the lines of a chart of norms run: x is the step, y the value on a logarithmic axis. Plain geometry.
struct NormsPlot {
    QRectF plot;
    Scale steps, values;  ///< values: powers of ten

    bool isEmpty() const { return plot.isEmpty(); }
    double xOf(double step) const;
    double yOf(double value) const;
    double stepAt(double x) const;
};

/// Covers the values above zero, and the usual band where the ratio is drawn.
NormsPlot layOutNorms(const NormsRecord& record, NormQuantity quantity, const QRectF& area, double lineHeight,
                      double digitWidth);

/// One norm of every layer over the steps, a line a layer, with a crosshair that tells the values of a moment (mouse,
/// or Left and Right with the focus).
class NormsChart : public QWidget {
    Q_OBJECT
    /// The window's shortcuts leave the arrow keys to a widget with this property while it has the focus.
    Q_PROPERTY(bool wantsArrows READ wantsArrows CONSTANT)

  public:
    NormsChart(const NormsRecord& record, ThemeSource& theme, QWidget* parent = nullptr);

    bool wantsArrows() const { return true; }
    /// The record has grown or begun anew.
    void refresh();
    void setQuantity(NormQuantity quantity);
    NormQuantity quantity() const { return m_quantity; }
    void setNames(const QStringList& names) { m_names = names; }
    /// The layer (row of the table) whose line is drawn thick.
    void setChosen(int row);
    QList<QColor> lineColors(int count) const;
    const NormsPlot& geometryOfPlot() const { return m_plot; }
    /// The values under the crosshair; empty if there is none.
    QString words() const;
    QSize sizeHint() const override { return {240, 140}; }
    QSize minimumSizeHint() const override { return {150, 70}; }

  Q_SIGNALS:
    void currentChanged();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void setCursorMoment(std::optional<std::size_t> moment);
    void paintAxes(QPainter& painter) const;
    void paintLine(QPainter& painter, std::size_t layer) const;
    void paintNumbers(QPainter& painter) const;

    const NormsRecord& m_record;
    ThemeSource& m_theme;
    NormQuantity m_quantity = NormQuantity::Ratio;
    QStringList m_names;
    NormsPlot m_plot;
    int m_chosen = -1;
    std::optional<std::size_t> m_cursor;
};

}  // namespace glassbox
