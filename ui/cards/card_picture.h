#pragma once

#include "ui/cards/card_picture_sketch.h"

#include <QWidget>

#include <optional>

namespace glassbox {

class ThemeSource;
struct Theme;

/// Whether a card's picture is understood and every expression in it can be drawn.
bool isDrawable(const QString& picture);
/// What is wrong with it: a clause without an end; empty if it can be drawn, or if there is no picture.
QString cardPictureMistake(const QString& picture);

/// Draws a card's picture into a rectangle, centred and as large as fits.
void paintCardPicture(QPainter& painter, const QRectF& rect, const QString& picture, const Theme& theme);
/// A PNG file of it in `size` pixels on the theme's ground; empty if there is no picture or it can't be drawn.
QByteArray cardPicturePng(const QString& picture, const Theme& theme, QSize size);

/// Shows the small picture of a card. One that can't be drawn says why.
class CardPictureView : public QWidget {
    Q_OBJECT

  public:
    explicit CardPictureView(ThemeSource& theme, QWidget* parent = nullptr);

    void setPicture(const QString& picture);
    const QString& picture() const { return m_picture; }

    /// As wide as the picture is at most.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {140, 24}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    /// How wide it is with so much room.
    double widthWithin(double room) const;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    const CardSketch& sketchFor(double width) const;
    void renew();

    ThemeSource& m_theme;
    QString m_picture;
    mutable std::optional<CardSketch> m_sketch;
    mutable double m_sketchWidth = -1;
};

}  // namespace glassbox
