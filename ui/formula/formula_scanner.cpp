#include "ui/formula/formula_scanner.h"

#include <QCoreApplication>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Formula", text);
}

bool isLetter(QChar c) {
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

}  // namespace

FormulaScanner::Token FormulaScanner::peek() const {
    qsizetype at = m_at;
    return read(at);
}

FormulaScanner::Token FormulaScanner::take() {
    return read(m_at);
}

FormulaScanner::Token FormulaScanner::read(qsizetype& at) const {
    while (at < m_tex.size() && m_tex[at].isSpace()) ++at;
    const int position = static_cast<int>(at) + 1;
    if (at >= m_tex.size()) return {Kind::End, {}, position};
    const QChar c = m_tex[at++];
    if (c == u'{') return {Kind::Open, c, position};
    if (c == u'}') return {Kind::Close, c, position};
    if (c == u'^') return {Kind::Above, c, position};
    if (c == u'_') return {Kind::Below, c, position};
    if (c == u'&') return {Kind::Align, c, position};
    if (c == u'\\') {
        if (at >= m_tex.size())
            throw FormulaFault{tr("a backslash ends the formula; name a command after it"), position};
        const qsizetype start = at++;
        if (isLetter(m_tex[start])) {
            while (at < m_tex.size() && isLetter(m_tex[at])) ++at;
        } else if (m_tex[start].isHighSurrogate() && at < m_tex.size()) {
            ++at;
        }
        return {Kind::Command, m_tex.mid(start, at - start), position};
    }
    if (c.isHighSurrogate() && at < m_tex.size() && m_tex[at].isLowSurrogate())
        return {Kind::Character, m_tex.mid(at++ - 1, 2), position};
    if (c.isSurrogate() || !c.isPrint()) throw FormulaFault{tr("this character can't be shown; take it out"), position};
    return {Kind::Character, c, position};
}

QString FormulaScanner::takeWords(const QString& command) {
    const Token open = take();
    if (open.kind != Kind::Open)
        throw FormulaFault{tr("\\%1 needs words in braces, such as \\%1{name}").arg(command), open.position};
    QString words;
    for (int depth = 1; m_at < m_tex.size(); ++m_at) {
        const QChar c = m_tex[m_at];
        if (c == u'\\' && m_at + 1 < m_tex.size() && QStringView(u"{}%&#_$ \\").contains(m_tex[m_at + 1])) {
            words += m_tex[++m_at];
            continue;
        }
        if (c == u'{') ++depth;
        if (c == u'}' && --depth == 0) {
            ++m_at;
            return words;
        }
        if (c != u'{' && c != u'}') words += c.isSpace() || c == u'~' ? QChar(u' ') : c;
    }
    throw FormulaFault{tr("this brace is never closed; add a }"), open.position};
}

}  // namespace glassbox
