#pragma once

#include <QFrame>

namespace glassbox {

class ThemeSource;

/// How texts of cards are written, as a small sheet over the editor; Escape or a click beside it closes it.
class CardEditorHelp : public QFrame {
    Q_OBJECT

  public:
    explicit CardEditorHelp(ThemeSource& theme, QWidget* parent);

    /// Below the button, within the screen.
    void openAt(const QWidget& button);
    static QString text();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    ThemeSource& m_theme;
};

}  // namespace glassbox
