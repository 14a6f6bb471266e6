#pragma once

#include "ui/shell/theme.h"

#include <QAbstractButton>

#include <array>

namespace glassbox {

/// One answer to "how well did you know this?": its number, what it means, and when the card would come back.
class RatingButton : public QAbstractButton {
    Q_OBJECT

  public:
    RatingButton(int known, ThemeSource& theme, QWidget* parent = nullptr);

    void setWait(const QString& wait);
    QString wait() const { return m_wait; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    ThemeSource& m_theme;
    int m_known;
    QString m_wait;
};

/// The five answers side by side.
class RatingBar : public QWidget {
    Q_OBJECT

  public:
    explicit RatingBar(ThemeSource& theme, QWidget* parent = nullptr);

    /// When the card would come back for 1 to 5; empty words leave that line away.
    void setWaits(const std::array<QString, 5>& waits);
    RatingButton& button(int known) const { return *m_buttons[static_cast<std::size_t>(known - 1)]; }

  Q_SIGNALS:
    void rated(int known);

  private:
    std::array<RatingButton*, 5> m_buttons;
};

/// What 1 to 5 are called: "Not at all" ... "Perfectly".
QString knownWords(int known);
/// The colour of an answer, from warning to fine.
QColor knownColor(const Theme& theme, int known);

}  // namespace glassbox
