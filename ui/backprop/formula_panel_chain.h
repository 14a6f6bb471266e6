#pragma once

#include "engine/explain/operation.h"
#include "ui/formula/formula.h"

#include <QAbstractButton>

#include <optional>

namespace glassbox {

class ThemeSource;

/// A factor of the chain rule in a round-ended chip: its symbol and its number.
class FactorChip : public QAbstractButton {
    Q_OBJECT

  public:
    FactorChip(ThemeSource& theme, MathFontPtr font, QWidget* parent);

    /// The newest factor stands out. A factor whose number is kept nowhere can't be chosen.
    void setFactor(const Factor& factor, bool newest);
    const std::optional<Place>& place() const { return m_place; }
    void setMarked(bool marked);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void applyTheme();
    QFont numberFont() const;

    ThemeSource& m_theme;
    MathFontPtr m_font;
    Formula m_symbol;
    QString m_number;
    std::optional<Place> m_place;
    bool m_newest = false, m_marked = false;
};

/// "a × b × c = product", wrapped over as many rows as it takes.
class FactorChain : public QWidget {
    Q_OBJECT

  public:
    FactorChain(ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    /// `product` empty: not to be seen yet.
    void setChain(const std::vector<Factor>& chain, std::optional<double> product);
    void highlight(const std::optional<Place>& place);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  Q_SIGNALS:
    void placeHovered(const std::optional<glassbox::Place>& place);
    void placeChosen(const glassbox::Place& place);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Piece {
        FactorChip* chip = nullptr;  // else a sign or the product
        QString text{};
        QRect rect{};
    };
    int arrange(int width, std::vector<Piece>& pieces) const;
    std::vector<Piece> pieces() const;
    void place();
    FactorChip* chipAt(std::size_t i);
    QFont signFont() const;

    ThemeSource& m_theme;
    MathFontPtr m_font;
    std::vector<FactorChip*> m_chips;
    std::size_t m_used = 0;
    QString m_product;
    std::vector<Piece> m_pieces;
};

/// "\frac{a}{b}" as "a / b", to stand in a line of text; anything else as it is.
QString inlineFraction(const QString& tex);

}  // namespace glassbox
