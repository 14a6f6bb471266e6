#pragma once

#include "engine/explain/operation.h"
#include "ui/formula/formula_label.h"

#include <optional>

class QVBoxLayout;

namespace glassbox {

/// A formula whose term "result" stands in a box.
class BoxedFormulaLabel : public FormulaLabel {
    Q_OBJECT

  public:
    BoxedFormulaLabel(ThemeSource& theme, MathFontPtr font, QWidget* parent, int pixels);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    ThemeSource& m_theme;
};

/// The lines of an arithmetic, one formula each; long sums go over several rows. Numbers can be pointed at and chosen.
class ArithmeticLines : public QWidget {
    Q_OBJECT

  public:
    ArithmeticLines(ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    /// While `hidden` the result is a question mark.
    void setArithmetic(const Arithmetic& arithmetic, bool hidden);
    /// Marks where a number stands; absent: none.
    void highlight(const std::optional<Place>& place);
    /// The formulas in use.
    QList<FormulaLabel*> labels() const;

  Q_SIGNALS:
    void placeHovered(const std::optional<glassbox::Place>& place);
    void placeChosen(const glassbox::Place& place);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void write();
    FormulaLabel* labelAt(std::size_t i);
    std::optional<Place> placeOf(const QString& term) const;
    QString termOf(const Place& place) const;

    ThemeSource& m_theme;
    MathFontPtr m_font;
    QVBoxLayout* m_column;
    std::vector<FormulaLabel*> m_labels;
    std::size_t m_used = 0;
    Arithmetic m_arithmetic;
    bool m_hidden = false;
    int m_writtenFor = -1;  // the width that the lines were broken for
};

}  // namespace glassbox
