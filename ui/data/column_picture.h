#pragma once

#include "engine/formats/data_table.h"
#include "ui/models/data_model.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// One column at large: its histogram with the box plot below (quartiles, fences, outliers as dots), and the ends of
/// the axis. Left and Right walk over the bars; the line at the top says what a bar holds.
class ColumnPicture : public QWidget {
    Q_OBJECT

  public:
    explicit ColumnPicture(ThemeSource& theme, QWidget* parent = nullptr);

    /// `column` -1: nothing.
    void setColumn(const DataLookPtr& look, Index column);
    /// What the bar holds: "4.3 to 4.7: 9 of 150".
    QString words(int bar) const;
    int barCount() const;
    int bar() const { return m_bar; }
    void setBar(int bar);
    QRect barRect(int bar) const;
    int barUnder(const QPointF& at) const;
    /// Every bar as CSV: from, to (or category), count.
    DataTable table() const;

    QSize sizeHint() const override { return {220, 150}; }
    QSize minimumSizeHint() const override { return {140, 96}; }

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    const ColumnSummary* summary() const;
    QRectF bars() const;
    void paintBox(QPainter& painter, const QRectF& strip) const;

    ThemeSource& m_theme;
    DataLookPtr m_look;
    Index m_column = -1;
    int m_bar = -1;
};

}  // namespace glassbox
