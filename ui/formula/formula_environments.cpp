#include "ui/formula/formula_reader.h"

#include <QCoreApplication>

namespace glassbox {

namespace {

using NodeKind = FormulaNode::Kind;

QString tr(const char* text) {
    return QCoreApplication::translate("Formula", text);
}

struct Environment {
    const char* name;
    const char16_t* left;
    const char16_t* right;
};
constexpr Environment environments[] = {{"matrix", u"", u""},    {"pmatrix", u"(", u")"}, {"bmatrix", u"[", u"]"},
                                        {"Bmatrix", u"{", u"}"}, {"vmatrix", u"|", u"|"}, {"Vmatrix", u"‖", u"‖"},
                                        {"cases", u"{", u""},    {"aligned", u"", u""}};

}  // namespace

FormulaNode FormulaReader::readFraction(const Token& command) {
    FormulaNode node{.kind = NodeKind::Fraction};
    for (int i = 0; i < 2; ++i) {
        const Token next = m_scanner.peek();
        if (endsRow(next) || next.kind == Kind::Above || next.kind == Kind::Below) {
            throw FormulaFault{tr("%1 needs two groups, such as %1{a}{b}").arg(command.typed()), command.position};
        }
        node.children.push_back(readArgument(command, "\\frac{a}{b}"));
    }
    node.fixedStyle = command.text != u"frac";
    node.style = command.text == u"dfrac" ? FormulaStyle::Display : FormulaStyle::Text;
    return node;
}

FormulaNode FormulaReader::readRoot(const Token& command) {
    FormulaNode degree;
    const Token open = m_scanner.peek();
    if (open.is(Kind::Character, QLatin1String("["))) {
        m_scanner.take();
        const bool inDegree = std::exchange(m_inDegree, true);
        degree = readRow();
        m_inDegree = inDegree;
        if (!m_scanner.peek().is(Kind::Character, QLatin1String("]")))
            throw FormulaFault{tr("the degree of the root is never closed; add a ]"), open.position};
        m_scanner.take();
    }
    FormulaNode node{.kind = NodeKind::Root};
    node.children.push_back(readArgument(command, "\\sqrt{x}"));
    node.children.push_back(std::move(degree));
    return node;
}

QString FormulaReader::readBracket(const Token& command) {
    const Token token = m_scanner.take();
    const QString* bracket = bracketOf(token.typed());
    if (!bracket)
        throw FormulaFault{tr("%1 needs a bracket after it, such as %1( or %1\\{").arg(command.typed()),
                           command.position};
    return *bracket;
}

FormulaNode FormulaReader::readFenced(const Token& command) {
    const bool inDegree = std::exchange(m_inDegree, false);
    FormulaNode node{.kind = NodeKind::Fenced, .atom = AtomClass::Inner};
    node.marks = {readBracket(command)};
    for (;;) {
        node.children.push_back(readRow());
        const Token stop = m_scanner.take();
        if (!stop.is(Kind::Command, QLatin1String("right")) && !stop.is(Kind::Command, QLatin1String("middle")))
            throw FormulaFault{tr("\\left has no \\right; add one, or \\right. for no bracket"), command.position};
        node.marks += readBracket(stop);
        if (stop.text == u"right") break;
    }
    m_inDegree = inDegree;
    return node;
}

FormulaNode FormulaReader::readEnvironment(const Token& begin) {
    const QString name = m_scanner.takeWords(begin.text).trimmed();
    const bool inDegree = std::exchange(m_inDegree, false);
    for (const Environment& environment : environments) {
        if (name != QLatin1String(environment.name)) continue;
        FormulaNode grid = readGrid(name, begin);
        m_inDegree = inDegree;
        const QString left = QString::fromUtf16(environment.left), right = QString::fromUtf16(environment.right);
        if (left.isEmpty() && right.isEmpty()) return grid;
        FormulaNode node{.kind = NodeKind::Fenced, .atom = AtomClass::Inner, .marks = {left, right}};
        node.children.push_back(std::move(grid));
        return node;
    }
    QStringList known;
    for (const Environment& environment : environments) known += QLatin1String(environment.name);
    throw FormulaFault{tr("\\begin{%1} is not known here; there are %2").arg(name, known.join(QStringLiteral(", "))),
                       begin.position};
}

FormulaNode FormulaReader::readGrid(const QString& environment, const Token& begin) {
    std::vector<std::vector<FormulaNode>> rows(1);
    for (;;) {
        rows.back().push_back(readRow());
        const Token stop = m_scanner.take();
        if (stop.kind == Kind::Align) continue;
        if (stop.is(Kind::Command, QLatin1String("\\"))) {
            rows.emplace_back();
            continue;
        }
        if (!stop.is(Kind::Command, QLatin1String("end")))
            throw FormulaFault{tr("\\begin{%1} has no \\end{%1}").arg(environment), begin.position};
        const QString name = m_scanner.takeWords(stop.text).trimmed();
        if (name != environment)
            throw FormulaFault{tr("\\end{%1} closes \\begin{%2}; name the same").arg(name, environment), stop.position};
        break;
    }
    // A last \\ starts no row.
    if (rows.size() > 1 && rows.back().size() == 1 && rows.back()[0].isNothing()) rows.pop_back();
    std::size_t columns = 0;
    for (const auto& row : rows) columns = std::max(columns, row.size());
    if (columns * rows.size() > 10'000) throw FormulaFault{tr("the matrix has too many cells"), begin.position};
    FormulaNode grid{.kind = NodeKind::Grid, .text = environment, .columns = static_cast<int>(columns)};
    for (auto& row : rows) {
        row.resize(columns);
        for (auto& cell : row) grid.children.push_back(std::move(cell));
    }
    return grid;
}

}  // namespace glassbox
