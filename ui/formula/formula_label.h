#pragma once

#include "ui/formula/formula.h"
#include "ui/shell/questions.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;
struct Theme;

/// The colours of a theme for a formula; \color{positive} and the like are the theme's.
FormulaPalette formulaPalette(const Theme& theme);

/// Shows a formula in the theme's colours and text size, scaled down where there is too little room. Its named terms
/// can be pointed at, and moved between with the arrow keys; the focus and the mouse highlight them.
class FormulaLabel : public QWidget {
    Q_OBJECT

  public:
    /// `pixels` is the size of its letters at the design's text size.
    FormulaLabel(ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr, int pixels = 18);

    /// Asked where to save; tests put their own answers here.
    Questions questions = Questions::dialogs();

    /// TeX that can't be read is shown as typed, and a tool tip says what is wrong.
    void setTex(const QString& tex, FormulaStyle style = FormulaStyle::Display);
    const Formula& formula() const { return m_formula; }
    /// Changes a number; nothing moves.
    void setValue(const QString& name, const QString& text);
    /// Marks a term, as when its part of a picture is pointed at; empty: none.
    void highlight(const QString& name);
    /// AlignLeft or AlignHCenter.
    void setAlignment(Qt::Alignment alignment);
    /// Where a term stands in the widget; empty if there is none.
    QRectF termRect(const QString& name) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

  Q_SIGNALS:
    /// The mouse or the keyboard came to a term; empty: left it.
    void termHovered(const QString& name);
    /// A term was clicked, or Enter pressed on it.
    void termChosen(const QString& name);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    void applyTheme();
    void comeTo(const QString& name);
    void say();
    double shrink(double width) const;
    QPointF origin() const;

    ThemeSource& m_theme;
    MathFontPtr m_font;
    Formula m_formula;
    QString m_marked;  ///< by highlight()
    QString m_near;    ///< that the mouse or the keyboard is on
    Qt::Alignment m_alignment = Qt::AlignLeft;
    int m_pixels;
};

}  // namespace glassbox
