#include "ui/cards/card_text_layout.h"

#include "ui/cards/card_text_runs.h"

#include <QFontMetricsF>

#include <cmath>

namespace glassbox {

namespace {

using Block = MarkupBlock::Kind;
using Piece = CardTextPiece;

// In sizes of the letters.
constexpr double betweenParagraphs = 0.75;
constexpr double betweenItems = 0.3;
constexpr double aroundFormulas = 0.85;
constexpr double itemIndent = 1.35;
constexpr double bulletIndent = 0.45;
constexpr double besideTall = 0.06;  // what a tall formula keeps clear above and below itself

/// Puts words on lines, from top to bottom.
class Setter {
  public:
    Setter(const CardTextContent& content, const CardTextFonts& fonts, double width)
        : m_content(content),
          m_fonts(fonts),
          m_width(qMax(width, 1.0)),
          m_em(fonts.plain.pixelSize()),
          m_metrics(fonts.plain) {}

    CardTextLayout set() {
        std::size_t formula = 0;
        const MarkupBlock* before = nullptr;
        for (const MarkupBlock& block : m_content.markup.blocks) {
            if (before) m_y += gap(*before, block) * m_em;
            before = &block;
            if (block.kind == Block::Formula && m_content.formulas[formula].isValid())
                display(formula++);
            else
                paragraph(block, formula);
        }
        m_layout.size = {m_width, m_y};
        return std::move(m_layout);
    }

  private:
    static double gap(const MarkupBlock& above, const MarkupBlock& below) {
        if (above.kind == Block::Formula || below.kind == Block::Formula) return aroundFormulas;
        return below.kind == Block::ListItem && above.kind == Block::ListItem ? betweenItems : betweenParagraphs;
    }

    void display(std::size_t index) {
        const Formula& formula = m_content.formulas[index];
        const QSizeF natural = formula.size() / formula.pixelSize();
        const double pixels = qMin(m_fonts.formulaPixels * 1.1, m_width / qMax(natural.width(), 0.1));
        const QSizeF size = natural * pixels;
        Piece piece{.kind = Piece::Kind::Formula, .span = MarkupSpan::Kind::Formula, .text = formula.tex()};
        piece.rect = {(m_width - size.width()) / 2, m_y, size.width(), size.height()};
        piece.baseline = m_y + formula.baseline() / formula.pixelSize() * pixels;
        piece.formula = static_cast<int>(index);
        piece.pixels = pixels;
        piece.display = true;
        m_layout.pieces.push_back(piece);
        m_y += size.height();
    }

    void paragraph(const MarkupBlock& block, std::size_t& formula) {
        const bool item = block.kind == Block::ListItem;
        m_left = item ? itemIndent * m_em : 0;
        m_x = m_left;
        m_blank = 0;
        m_line.clear();
        if (item) {
            const double wide = m_metrics.horizontalAdvance(QStringLiteral("•"));
            m_line.push_back({.kind = Piece::Kind::Bullet,
                              .text = QStringLiteral("•"),
                              .rect = QRectF(bulletIndent * m_em, 0, wide, 0)});
        }
        for (const CardTextRun& run : runsOf(block, m_content, formula, m_fonts, m_width - m_left)) place(run);
        endLine();
    }

    void place(const CardTextRun& run) {
        if (m_x > m_left && m_x + m_blank + run.width > m_width + 0.01) {
            endLine();
            m_x = m_left;
        } else {
            m_x += m_blank;
            if (run.continuesCode && !m_line.empty()) m_line.back().ground.setRight(m_x);  // through the blank
        }
        for (Piece piece : run.pieces) {
            piece.rect.translate(m_x, 0);
            piece.ground.translate(m_x, 0);
            m_line.push_back(std::move(piece));
        }
        m_x += run.width;
        m_blank = run.blank;
    }

    /// Gives the line its height: that of its letters, more where a formula is taller.
    void endLine() {
        const double leading = m_fonts.leading * m_em, letters = m_metrics.ascent() + m_metrics.descent();
        double up = m_metrics.ascent() + (leading - letters) / 2, down = leading - up;
        for (const Piece& piece : m_line) {
            if (piece.kind != Piece::Kind::Formula) continue;
            up = qMax(up, piece.baseline + besideTall * m_em);
            down = qMax(down, piece.rect.height() - piece.baseline + besideTall * m_em);
        }
        const double baseline = std::round(m_y + up);
        for (Piece& piece : m_line) {
            if (piece.kind == Piece::Kind::Formula) {
                piece.rect.moveTop(baseline - piece.baseline);
            } else {
                piece.rect.setTop(baseline - m_metrics.ascent());
                piece.rect.setBottom(baseline + m_metrics.descent());
            }
            if (piece.ground.width() > 0) {
                piece.ground.setTop(baseline - m_metrics.ascent() * 0.98);
                piece.ground.setBottom(baseline + m_metrics.descent() * 1.05);
            }
            piece.baseline = baseline;
            m_layout.pieces.push_back(std::move(piece));
        }
        m_line.clear();
        m_y += up + down;
    }

    const CardTextContent& m_content;
    const CardTextFonts& m_fonts;
    double m_width, m_em;
    QFontMetricsF m_metrics;
    CardTextLayout m_layout;
    std::vector<Piece> m_line;  // of a formula the baseline is measured from its top until the line ends
    double m_y = 0, m_x = 0, m_left = 0, m_blank = 0;
};

}  // namespace

CardTextLayout layOutCardText(const CardTextContent& content, const CardTextFonts& fonts, double width) {
    return Setter(content, fonts, width).set();
}

}  // namespace glassbox
