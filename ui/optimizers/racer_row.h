#pragma once

#include "ui/shell/theme.h"

#include <QAbstractButton>

namespace glassbox {

/// A racer in the list: its colour, its name, its settings in short. Pressing it opens and closes its settings.
class RacerRow : public QAbstractButton {
    Q_OBJECT

  public:
    explicit RacerRow(ThemeSource& theme, QWidget* parent = nullptr);

    void show(const QColor& color, const QString& name, const QString& settings, const QString& help);
    void setCurrent(bool current);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

  Q_SIGNALS:
    /// Delete on the keyboard.
    void removeWanted();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    ThemeSource& m_theme;
    QColor m_color;
    QString m_settings;
};

}  // namespace glassbox
