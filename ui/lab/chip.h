#pragma once

#include "ui/shell/theme.h"

#include <QAbstractButton>

namespace glassbox {

/// A small round-ended switch with a word: filled and outlined when on.
class Chip : public QAbstractButton {
    Q_OBJECT

  public:
    Chip(const QString& text, ThemeSource& theme, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QFont textFont() const;

    ThemeSource& m_theme;
};

}  // namespace glassbox
