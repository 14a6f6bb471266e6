#pragma once

#include "ui/plots/color_map.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// What the colours of a picture mean: a bar with the values of its ends.
class ColorBar : public QWidget {
    Q_OBJECT

  public:
    explicit ColorBar(ThemeSource& theme, QWidget* parent = nullptr);

    /// `unit` stands behind the numbers: " %"; `andMore` if larger values have the colour of the high end.
    void setScale(const ColorMap& map, const ValueRange& range, const QString& unit = {}, bool andMore = false);
    const ValueRange& range() const { return m_range; }
    QString lowText() const;
    QString highText() const;
    /// The bar itself, without the numbers.
    QRectF barRect() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QFont textFont() const;
    int textWidth() const;

    ThemeSource& m_theme;
    ColorMap m_map;
    ValueRange m_range;
    QString m_unit;
    bool m_andMore = false;
};

}  // namespace glassbox
