#include "ui/cards/card_text_runs.h"

#include <QFontMetricsF>
#include <QTextBoundaryFinder>

namespace glassbox {

namespace {

using Piece = CardTextPiece;
using Span = MarkupSpan::Kind;

constexpr double codePadding = 0.22;  // in sizes of the letters

/// A span as it is set: a formula is a single letter of the paragraph, so that lines break around it as around a word.
struct Stretch {
    Span kind = Span::Text;
    QString text;
    qsizetype from = 0;
    int formula = -1;
    bool isFormula = false;

    qsizetype end() const { return from + text.size(); }
};

class Runs {
  public:
    Runs(const CardTextContent& content, const CardTextFonts& fonts, double room)
        : m_content(content), m_fonts(fonts), m_room(qMax(room, 1.0)) {}

    std::vector<CardTextRun> of(const MarkupBlock& block, std::size_t& formula) {
        QString paragraph;
        for (const MarkupSpan& span : block.spans) {
            Stretch stretch{.kind = span.kind, .text = span.text, .from = paragraph.size()};
            if (span.kind == Span::Formula) {
                stretch.formula = static_cast<int>(formula);
                stretch.isFormula = m_content.formulas[formula++].isValid();
                const QString mark =
                    block.kind == MarkupBlock::Kind::Formula ? QStringLiteral("$$") : QStringLiteral("$");
                stretch.text = stretch.isFormula ? QStringLiteral("x") : mark + span.text + mark;
                if (!stretch.isFormula) stretch.kind = Span::Code;
            }
            paragraph += stretch.kind == Span::Code ? asLetters(stretch.text) : stretch.text;
            m_stretches.push_back(stretch);
        }
        QTextBoundaryFinder finder(QTextBoundaryFinder::Line, paragraph);
        qsizetype from = 0;
        while (from < paragraph.size()) {
            const qsizetype next = finder.toNextBoundary();
            const qsizetype to = next < 0 ? paragraph.size() : next;
            run(paragraph, from, to);
            from = to;
        }
        return std::move(m_runs);
    }

  private:
    void run(const QString& paragraph, qsizetype from, qsizetype to) {
        qsizetype inked = to;
        while (inked > from && isBlank(paragraph[inked - 1])) --inked;
        CardTextRun run;
        for (const Stretch& stretch : m_stretches) {
            const qsizetype first = qMax(from, stretch.from), last = qMin(inked, stretch.end());
            if (first < last) add(run, stretch, first - stretch.from, last - stretch.from);
            if (inked < to && stretch.from <= inked && inked < stretch.end())
                run.blank = QFontMetricsF(m_fonts.font(stretch.kind)).horizontalAdvance(' ');
        }
        push(std::move(run));
    }

    /// Code is broken at blanks only, whatever its signs mean in other texts.
    static QString asLetters(QString code) {
        for (QChar& c : code)
            if (!isBlank(c)) c = 'x';
        return code;
    }

    static bool isBlank(QChar c) { return c == ' ' || c == '\t' || c == '\n'; }

    void add(CardTextRun& run, const Stretch& stretch, qsizetype first, qsizetype last) {
        if (stretch.isFormula) return addFormula(run, stretch.formula);
        const double padding = stretch.kind == Span::Code ? codePadding * m_fonts.plain.pixelSize() : 0;
        if (first == 0)
            run.width += padding;
        else if (run.pieces.empty())
            run.continuesCode = stretch.kind == Span::Code;
        const QFontMetricsF metrics(m_fonts.font(stretch.kind));
        const double room = m_room - 2 * padding;
        QString text = stretch.text.mid(first, last - first);
        while (!text.isEmpty()) {
            // Only so much of a huge word is measured as could fit.
            const QString head = text.left(static_cast<qsizetype>(room) + 64);
            const bool fits = head.size() == text.size() && metrics.horizontalAdvance(head) <= room;
            if (!fits && !run.pieces.empty()) {  // a word that no line can hold begins on a line of its own
                push(std::move(run));
                run = {};
                run.width = padding;
            }
            const QString part = fits ? text : head.left(fitting(head, metrics, room));
            text.remove(0, part.size());
            Piece piece{.span = stretch.kind, .text = part};
            const double wide = metrics.horizontalAdvance(part);
            piece.rect = {run.width, 0, wide, 0};
            piece.formula = stretch.formula;
            if (padding > 0) piece.ground = {run.width - padding, 0, wide + 2 * padding, 0};
            run.width += wide;
            run.pieces.push_back(piece);
        }
        if (last == stretch.text.size()) run.width += padding;
    }

    void addFormula(CardTextRun& run, int index) {
        const Formula& formula = m_content.formulas[static_cast<std::size_t>(index)];
        const QSizeF natural = formula.size() / formula.pixelSize();
        const double pixels = qMin(m_fonts.formulaPixels, m_room / qMax(natural.width(), 0.1));
        Piece piece{.kind = Piece::Kind::Formula, .span = Span::Formula, .text = formula.tex()};
        piece.rect = {run.width, 0, natural.width() * pixels, natural.height() * pixels};
        piece.baseline = formula.baseline() / formula.pixelSize() * pixels;
        piece.formula = index;
        piece.pixels = pixels;
        run.width += piece.rect.width();
        run.pieces.push_back(piece);
    }

    /// How many letters of a long word fit; one at least.
    static qsizetype fitting(const QString& text, const QFontMetricsF& metrics, double room) {
        QTextBoundaryFinder letters(QTextBoundaryFinder::Grapheme, text);
        qsizetype fits = letters.toNextBoundary();
        for (qsizetype next = letters.toNextBoundary(); next > 0; next = letters.toNextBoundary()) {
            if (metrics.horizontalAdvance(text.left(next)) > room) break;
            fits = next;
        }
        return fits > 0 ? fits : text.size();
    }

    void push(CardTextRun run) {
        if (run.pieces.empty()) return;
        if (run.width <= m_room || run.pieces.size() == 1) {
            m_runs.push_back(std::move(run));
            return;
        }
        for (Piece& piece : run.pieces) {  // too much to stand together
            CardTextRun alone;
            const double left = piece.ground.width() > 0 ? piece.ground.left() : piece.rect.left();
            alone.width = piece.ground.width() > 0 ? piece.ground.width() : piece.rect.width();
            piece.rect.translate(-left, 0);
            piece.ground.translate(-left, 0);
            alone.pieces.push_back(std::move(piece));
            m_runs.push_back(std::move(alone));
        }
        m_runs.back().blank = run.blank;
    }

    const CardTextContent& m_content;
    const CardTextFonts& m_fonts;
    double m_room;
    std::vector<Stretch> m_stretches;
    std::vector<CardTextRun> m_runs;
};

}  // namespace

std::vector<CardTextRun> runsOf(const MarkupBlock& block, const CardTextContent& content, std::size_t& formula,
                                const CardTextFonts& fonts, double room) {
    return Runs(content, fonts, room).of(block, formula);
}

}  // namespace glassbox
