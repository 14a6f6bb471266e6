#include "ui/backprop/formula_panel_break.h"

namespace glassbox {

namespace {

constexpr double leastScale = 0.75;

/// Calls `visit` with every place that lies in no group, and what was written before it.
template <typename Visit>
void eachOutside(const QString& tex, Visit visit) {
    int depth = 0;
    for (qsizetype i = 0; i < tex.size(); ++i) {
        const QStringView rest = QStringView(tex).mid(i);
        if (rest.startsWith(u"\\left") && !rest.startsWith(u"\\leftarrow")) ++depth;
        if (rest.startsWith(u"\\right") && !rest.startsWith(u"\\rightarrow")) --depth;
        if (rest.startsWith(u"\\begin")) ++depth;
        if (rest.startsWith(u"\\end")) --depth;
        if (tex[i] == u'{') ++depth;
        if (tex[i] == u'}') --depth;
        if (depth == 0) visit(i);
    }
}

/// A sign between two numbers, not before one.
bool joins(const QString& tex, qsizetype at) {
    const QString before = tex.left(at).trimmed();
    if (before.isEmpty() || QStringLiteral("+-=(,").contains(before.back())) return false;
    return !before.endsWith(QLatin1String("\\times")) && !before.endsWith(QLatin1String("\\odot")) &&
           !before.endsWith(QLatin1String("\\cdot"));
}

QStringList cut(const QString& tex, const QList<qsizetype>& places) {
    QStringList parts;
    qsizetype from = 0;
    for (const qsizetype at : places) {
        parts += tex.mid(from, at - from).trimmed();
        from = at;
    }
    parts += tex.mid(from).trimmed();
    return parts;
}

/// With the outermost stretched parentheses that hold a sum as plain ones, so that the sum can be broken.
QString opened(const QString& tex) {
    static const QString left = QStringLiteral("\\left("), right = QStringLiteral("\\right)");
    for (qsizetype from = tex.indexOf(left); from >= 0; from = tex.indexOf(left, from + 1)) {
        int depth = 0;
        for (qsizetype i = from; i < tex.size(); ++i) {
            const QStringView rest = QStringView(tex).mid(i);
            if (rest.startsWith(u"\\left") && !rest.startsWith(u"\\leftarrow")) ++depth;
            if (!rest.startsWith(u"\\right") || rest.startsWith(u"\\rightarrow") || --depth > 0) continue;
            const QString inner = tex.mid(from + left.size(), i - from - left.size());
            const bool sum = rest.startsWith(right) && texSummands(inner).size() > 1;
            // What follows must not be a power of the whole.
            if (sum && !rest.mid(right.size()).startsWith(u'^'))
                return tex.left(from) + u'(' + inner + u')' + tex.mid(i + right.size());
            break;
        }
    }
    return tex;
}

/// As many parts a row as there is room for.
QStringList rows(const QStringList& parts, const QString& glue, double room, const TexWidth& width) {
    QStringList all;
    for (const QString& part : parts) {
        const QString longer = all.isEmpty() ? part : all.back() + glue + part;
        if (all.isEmpty() || width(longer) > room)
            all += part;
        else
            all.back() = longer;
    }
    return all;
}

}  // namespace

QStringList texSummands(const QString& tex) {
    QList<qsizetype> places;
    eachOutside(tex, [&](qsizetype i) {
        if ((tex[i] == u'+' || tex[i] == u'-') && joins(tex, i)) places += i;
    });
    return cut(tex, places);
}

QStringList texClauses(const QString& tex) {
    static const QString comma = QStringLiteral(",\\quad");
    QList<qsizetype> places;
    eachOutside(tex, [&](qsizetype i) {
        if (QStringView(tex).mid(i).startsWith(comma)) places += i;
    });
    QStringList parts = cut(tex, places);
    for (QString& part : parts)
        if (part.startsWith(comma)) part = part.mid(comma.size()).trimmed();
    return parts;
}

QString brokenEquation(const QString& left, const QString& right, const QString& result, double room,
                       const TexWidth& width) {
    const QString line = left + QStringLiteral(" = ") + right + QStringLiteral(" = ") + result;
    if (width(line) * leastScale <= room) return line;
    // Sums go on below, a little to the right of the equals sign.
    const double start = width(left + QStringLiteral(" = {}")), least = room - start - width(QStringLiteral("\\quad"));
    QStringList parts = texSummands(right);
    if (parts.size() == 1) parts = texSummands(opened(right));
    const QStringList sums = rows(parts, QStringLiteral(" "), least, width);
    return QStringLiteral("\\begin{aligned} %1 &= %2 \\\\ &= %3 \\end{aligned}")
        .arg(left, sums.join(QStringLiteral(" \\\\ &\\quad {} ")), result);
}

QString brokenClauses(const QString& tex, double room, const TexWidth& width) {
    if (width(tex) * leastScale <= room) return tex;
    const QStringList clauses = rows(texClauses(tex), QStringLiteral(",\\quad "), room, width);
    if (clauses.size() < 2) return tex;
    return QStringLiteral("\\begin{aligned} & %1 \\end{aligned}").arg(clauses.join(QStringLiteral(", \\\\ & ")));
}

}  // namespace glassbox
