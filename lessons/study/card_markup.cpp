#include "lessons/study/card_markup.h"

#include <QStringList>

namespace glassbox {

namespace {

using SpanKind = MarkupSpan::Kind;
using BlockKind = MarkupBlock::Kind;

/// Spans of one paragraph; its lines are joined by blanks, yet mistakes tell the line.
class Inline {
  public:
    Inline(const QString& text, int line, Markup& markup) : m_text(text), m_line(line), m_markup(markup) {}

    std::vector<MarkupSpan> spans() {
        while (m_at < m_text.size()) step();
        flush();
        return std::move(m_spans);
    }

  private:
    void step() {
        const QChar c = m_text[m_at];
        if (c == '\\' && m_at + 1 < m_text.size() && QStringLiteral("$*`\\").contains(m_text[m_at + 1])) {
            m_plain += m_text[m_at + 1];
            m_at += 2;
        } else if (c == '$') {
            marked(QStringLiteral("$"), SpanKind::Formula, "a formula has no closing $");
        } else if (c == '`') {
            marked(QStringLiteral("`"), SpanKind::Code, "code has no closing `");
        } else if (c == '*' && m_text.mid(m_at, 2) == QLatin1String("**")) {
            marked(QStringLiteral("**"), SpanKind::Strong, "strong text has no closing **");
        } else if (c == '*' && opensEmphasis()) {
            marked(QStringLiteral("*"), SpanKind::Emphasis, "emphasis has no closing *");
        } else {
            plain();
        }
    }

    /// A star with blanks on both sides is a star.
    bool opensEmphasis() const { return m_at + 1 < m_text.size() && !m_text[m_at + 1].isSpace(); }

    void plain() { m_plain += m_text[m_at++]; }

    void marked(const QString& mark, SpanKind kind, const char* mistake) {
        qsizetype end = m_at + mark.size();
        while ((end = m_text.indexOf(mark, end)) > 0 && kind != SpanKind::Code && escaped(end)) ++end;
        const QString inside = end < 0 ? QString() : m_text.mid(m_at + mark.size(), end - m_at - mark.size());
        if (inside.trimmed().isEmpty()) {
            const auto line = m_line + static_cast<int>(m_text.left(m_at).count('\n'));
            m_markup.mistakes.push_back({line, QString::fromLatin1(mistake)});
            for (qsizetype i = 0; i < mark.size(); ++i) plain();
            return;
        }
        flush();
        const bool verbatim = kind == SpanKind::Formula || kind == SpanKind::Code;
        m_spans.push_back({kind, verbatim ? QString(inside).replace('\n', ' ') : unescaped(inside)});
        m_at = end + mark.size();
    }

    bool escaped(qsizetype at) const {
        qsizetype slashes = 0;
        while (at - slashes > 0 && m_text[at - slashes - 1] == '\\') ++slashes;
        return slashes % 2 == 1;
    }

    static QString unescaped(const QString& text) {
        QString plain;
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text[i] == '\\' && i + 1 < text.size() && QStringLiteral("$*`\\").contains(text[i + 1])) ++i;
            plain += text[i];
        }
        return plain.replace('\n', ' ');
    }

    void flush() {
        if (!m_plain.isEmpty()) m_spans.push_back({SpanKind::Text, m_plain.replace('\n', ' ')});
        m_plain.clear();
    }

    const QString& m_text;
    int m_line;
    Markup& m_markup;
    qsizetype m_at = 0;
    QString m_plain;
    std::vector<MarkupSpan> m_spans;
};

class Blocks {
  public:
    explicit Blocks(const QString& text) : m_lines(text.split('\n')) {}

    Markup parse() {
        for (m_at = 0; m_at < m_lines.size(); ++m_at) take(m_lines[m_at]);
        close();
        return std::move(m_markup);
    }

  private:
    void take(const QString& line) {
        const QString bare = line.trimmed();
        if (bare.isEmpty()) {
            close();
        } else if (bare.startsWith(QLatin1String("$$"))) {
            close();
            formula();
        } else if (bare.startsWith(QLatin1String("- "))) {
            close();
            open(BlockKind::ListItem, bare.mid(2).trimmed());
        } else if (m_open) {
            m_text += '\n' + bare;
        } else {
            open(BlockKind::Paragraph, bare);
        }
    }

    void open(BlockKind kind, const QString& text) {
        m_open = true;
        m_kind = kind;
        m_text = text;
        m_first = static_cast<int>(m_at) + 1;
    }

    void close() {
        if (m_open) m_markup.blocks.push_back({m_kind, Inline(m_text, m_first, m_markup).spans()});
        m_open = false;
    }

    /// From $$ to the $$ that ends a line, over lines that are not empty.
    void formula() {
        const qsizetype first = m_at;
        QString text = m_lines[m_at].trimmed().mid(2);
        while (!text.endsWith(QLatin1String("$$")) && m_at + 1 < m_lines.size() &&
               !m_lines[m_at + 1].trimmed().isEmpty())
            text += ' ' + m_lines[++m_at].trimmed();
        if (text.endsWith(QLatin1String("$$"))) {
            const QString tex = text.chopped(2).trimmed();
            if (!tex.isEmpty() && !tex.contains(QLatin1String("$$"))) {
                m_markup.blocks.push_back({BlockKind::Formula, {{SpanKind::Formula, tex}}});
                return;
            }
        }
        m_markup.mistakes.push_back({static_cast<int>(first) + 1, QStringLiteral("a formula has no closing $$")});
        m_markup.blocks.push_back({BlockKind::Paragraph, {{SpanKind::Text, "$$" + text}}});
    }

    QStringList m_lines;
    qsizetype m_at = 0;
    Markup m_markup;
    bool m_open = false;
    BlockKind m_kind = BlockKind::Paragraph;
    QString m_text;
    int m_first = 1;
};

}  // namespace

Markup parseMarkup(const QString& text) {
    return Blocks(text).parse();
}

}  // namespace glassbox
