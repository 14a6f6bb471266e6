#pragma once

#include "engine/explain/race.h"
#include "ui/shell/theme.h"

#include <QWidget>

namespace glassbox {

/// What a racer's step is made of, a pair of bars (x and y) for each quantity: to the right of the middle positive, to
/// the left negative, with their numbers.
class RacerBars : public QWidget {
    Q_OBJECT

  public:
    explicit RacerBars(ThemeSource& theme, QWidget* parent = nullptr);

    /// Null: nothing to show.
    void setPath(const RacerPath* path, Index step);
    /// "gradient: x −0.3, y 1.2".
    QStringList words() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    struct Row {
        QString name, help;
        Eigen::Vector2d values;
        double most = 0;  ///< on the whole path: what a full bar stands for
    };
    int rowHeight() const;

    ThemeSource& m_theme;
    std::vector<Row> m_rows;
};

}  // namespace glassbox
