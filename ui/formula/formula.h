#pragma once

#include "ui/formula/formula_box.h"
#include "ui/formula/formula_tree.h"

#include <QColor>
#include <QHash>
#include <QPainter>

namespace glassbox {

/// The colours of a formula: ink, those that \color names, and how a highlighted term is marked.
struct FormulaPalette {
    QColor ink = Qt::black;
    QColor highlight = Qt::lightGray;   ///< behind a highlighted term
    QColor mark = Qt::black;            ///< the line under it
    QHash<QString, QColor> named = {};  ///< a name that is missing is drawn in ink

    QColor color(const QString& name) const { return named.value(name, ink); }
};

/// A formula that can be drawn, pointed at and read aloud. A value; parsed and laid out once, for every size. TeX that
/// can't be read is shown as it was typed; error() says what is wrong with it. All places are in pixels from its left
/// upper corner.
class Formula {
  public:
    Formula() = default;
    /// `style` is Text for formulas within a sentence, whose sums and fractions stay low. See parseFormula for the TeX.
    Formula(const QString& tex, MathFontPtr font, FormulaStyle style = FormulaStyle::Display);

    const QString& tex() const { return m_tex; }
    bool isValid() const { return m_error.isEmpty(); }
    /// "At 7: \frac needs two groups, such as \frac{a}{b}."; empty if all is well.
    const QString& error() const { return m_error; }

    /// Pixels an em, as of a typeface.
    double pixelSize() const { return m_size; }
    void setPixelSize(double pixels) { m_size = pixels; }
    /// All that is drawn lies in it.
    QSizeF size() const;
    /// From the top to the line that letters stand on.
    double baseline() const;

    void paint(QPainter& painter, const QPointF& topLeft, const FormulaPalette& palette) const;

    /// Names of terms and values from left to right, each once.
    QStringList terms() const;
    /// The innermost term there; empty: none.
    QString termAt(const QPointF& point) const;
    /// Where a term stands, once for each place.
    QList<QRectF> termRects(const QString& name) const;
    /// All of its places together; empty if there is no such term.
    QRectF termRect(const QString& name) const;
    /// The term to be marked; empty: none.
    void highlight(const QString& name) { m_highlight = name; }
    const QString& highlighted() const { return m_highlight; }

    /// Changes a number; nothing moves. Too long a text is drawn narrower. Unknown names are ignored.
    void setValue(const QString& name, const QString& text);
    QString value(const QString& name) const { return m_values.value(name); }

    QString toSpeech() const;
    /// Vectors that need no typeface where they are shown.
    QByteArray toSvg(const FormulaPalette& palette) const;

    const FormulaBox& layout() const { return m_box; }

  private:
    void drawValue(FormulaPiece& piece) const;
    QRectF toPixels(const QRectF& rect) const;

    QString m_tex, m_error;
    MathFontPtr m_font;
    FormulaNode m_tree;
    FormulaBox m_box;
    QRectF m_extent;  // in em, baseline at 0
    QHash<QString, QString> m_values;
    QString m_highlight;
    double m_size = 16;
};

}  // namespace glassbox
