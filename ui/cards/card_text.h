#pragma once

#include "ui/cards/card_text_layout.h"

#include <QWidget>

class QMenu;

namespace glassbox {

class ThemeSource;

/// Shows a question or an answer: markup of decks with formulas in the line and on lines of their own, in the theme's
/// colours and text size. Markup and formulas that can't be read stand as they were written. It is as high as its
/// width asks for.
class CardText : public QWidget {
    Q_OBJECT

  public:
    using Kind = CardTextFonts::Kind;

    CardText(ThemeSource& theme, MathFontPtr font, Kind kind, QWidget* parent = nullptr);

    void setText(const QString& markup);
    const CardTextContent& content() const { return m_content; }
    /// The cards' own text size, on top of the application's.
    void setScale(double scale);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

    /// What the mistake under a point is, or nothing.
    QString mistakeAt(const QPointF& point) const;
    /// Copies the text as words or as markup. Deletes itself when it closes.
    QMenu* makeMenu();

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    void applyTheme();
    void renew();
    const CardTextLayout& layoutFor(double width) const;

    ThemeSource& m_theme;
    MathFontPtr m_font;
    Kind m_kind;
    CardTextContent m_content;
    CardTextFonts m_fonts;
    double m_scale = 1;
    mutable CardTextLayout m_layout;
    mutable double m_layoutWidth = -1;
};

}  // namespace glassbox
