#include "lessons/study/card_markup.h"
#include "lessons/study/html_marks.h"

namespace glassbox {

namespace {

/// Builds blocks of markup from marked text. Our spans don't nest, so of nested ones the outermost counts.
class Builder {
  public:
    explicit Builder(const QString& marked) : m_marked(marked) {}

    QString build() {
        for (m_at = 0; m_at < m_marked.size();) step();
        endBlock();
        QString out;
        bool wasItem = false;
        for (const Block& block : m_blocks) {
            if (!out.isEmpty()) out += wasItem && block.item ? QStringLiteral("\n") : QStringLiteral("\n\n");
            out += block.item ? "- " + block.text : block.text;
            wasItem = block.item;
        }
        return out;
    }

  private:
    struct Block {
        QString text;
        bool item = false;
    };

    void step() {
        static const struct {
            const char* open;
            const char* close;
            bool block;
        } formulas[]{{"\\(", "\\)", false}, {"\\[", "\\]", true}, {"[$$]", "[/$$]", true}, {"[$]", "[/$]", false}};
        for (const auto& formula : formulas)
            if (startsWith(formula.open) &&
                takeFormula(QLatin1String(formula.open).size(), QString::fromLatin1(formula.close), formula.block))
                return;
        const QChar c = m_marked[m_at++];
        switch (static_cast<HtmlMark>(c.unicode())) {
            case HtmlMark::StrongOn:
            case HtmlMark::EmphasisOn:
            case HtmlMark::CodeOn:
                if (m_depth++ == 0)
                    endSpan(c == QChar(static_cast<char16_t>(HtmlMark::StrongOn))     ? "**"
                            : c == QChar(static_cast<char16_t>(HtmlMark::EmphasisOn)) ? "*"
                                                                                      : "`");
                return;
            case HtmlMark::StrongOff:
            case HtmlMark::EmphasisOff:
            case HtmlMark::CodeOff:
                if (m_depth > 0 && --m_depth == 0) endSpan("");
                return;
            case HtmlMark::Break:
                endBlock();
                return;
            case HtmlMark::Item:
                endBlock();
                m_item = true;
                return;
            case HtmlMark::FormulaOn:
            case HtmlMark::BlockOn:
                takeFormula(0, QString(QChar(static_cast<char16_t>(HtmlMark::FormulaOff))),
                            c == QChar(static_cast<char16_t>(HtmlMark::BlockOn)));
                return;
            case HtmlMark::FormulaOff:
            case HtmlMark::BlockOff:
            case HtmlMark::end:
                return;
        }
        m_span += c;
    }

    bool startsWith(const char* text) const {
        const QLatin1String open(text);
        return QStringView(m_marked).mid(m_at, open.size()) == open;
    }

    bool takeFormula(qsizetype open, const QString& close, bool block) {
        const qsizetype end = m_marked.indexOf(close, m_at + open);
        if (end < 0) return false;
        QString tex;
        for (const QChar c : m_marked.mid(m_at + open, end - m_at - open))
            tex += c.unicode() >= 0xE000 && c.unicode() < static_cast<char16_t>(HtmlMark::end) ? QChar(' ') : c;
        tex = tex.simplified().replace(QLatin1String("\\$"), QLatin1String("$")).replace('$', QLatin1String("\\$"));
        m_at = end + close.size();
        if (tex.isEmpty()) return true;
        const QByteArray mark = m_mark;
        endSpan(mark.constData());
        if (block) {
            endBlock();
            m_blocks.push_back({"$$" + tex + "$$", false});
        } else {
            m_block += '$' + tex + '$';
        }
        return true;
    }

    static QString escaped(const QString& text) {
        QString out;
        for (const QChar c : text) {
            if (c == '$' || c == '*' || c == '`' || c == '\\') out += '\\';
            out += c;
        }
        return out;
    }

    /// Writes what was gathered with its mark, and gathers for the next. Blanks stay outside of marks.
    void endSpan(const char* next) {
        if (m_mark.isEmpty() || m_span.trimmed().isEmpty()) {
            m_block += escaped(m_span);
        } else {
            const QString mark = QString::fromLatin1(m_mark);
            const QString bare = m_span.trimmed();
            if (m_span.front().isSpace()) m_block += ' ';
            m_block += mark + (m_mark == "`" ? QString(bare).replace('`', '\'') : escaped(bare)) + mark;
            if (m_span.back().isSpace()) m_block += ' ';
        }
        m_span.clear();
        m_mark = next;
    }

    void endBlock() {
        const QByteArray mark = m_mark;
        endSpan(mark.constData());
        const QString text = m_block.simplified();
        if (!text.isEmpty()) m_blocks.push_back({text, m_item});
        m_block.clear();
        m_item = false;
    }

    const QString& m_marked;
    qsizetype m_at = 0;
    int m_depth = 0;
    QByteArray m_mark;
    QString m_span, m_block;
    bool m_item = false;
    std::vector<Block> m_blocks;
};

}  // namespace

QString markupFromHtml(const QString& html, QStringList* pictures) {
    const QString marked = markedText(html, pictures);
    return Builder(marked).build();
}

}  // namespace glassbox
