#include "ui/formula/formula_parser.h"

#include "ui/formula/formula_reader.h"

#include <QCoreApplication>

namespace glassbox {

namespace {

constexpr qsizetype longest = 10'000;
constexpr int deepest = 40;

QString tr(const char* text) {
    return QCoreApplication::translate("Formula", text);
}

bool isEmptySpace(const FormulaNode& node) {
    return node.kind == FormulaNode::Kind::Space || node.kind == FormulaNode::Kind::Style;
}

}  // namespace

/// Counts groups inside groups, so that no text can exhaust the stack.
class FormulaReader::Deeper {
  public:
    Deeper(FormulaReader& reader, int position) : m_reader(reader) {
        if (++m_reader.m_depth > deepest) {
            --m_reader.m_depth;
            throw FormulaFault{tr("more than %1 groups stand inside each other; take the formula apart").arg(deepest),
                               position};
        }
    }
    ~Deeper() { --m_reader.m_depth; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

  private:
    FormulaReader& m_reader;
};

FormulaNode FormulaReader::readAll() {
    FormulaNode row = readRow();
    const Token rest = m_scanner.peek();
    if (rest.kind == Kind::Close) throw FormulaFault{tr("this } closes nothing; take it out"), rest.position};
    if (rest.kind == Kind::Align)
        throw FormulaFault{tr("& stands between cells, inside \\begin{matrix} and the like; write \\& for the sign"),
                           rest.position};
    if (rest.text == u"\\")
        throw FormulaFault{tr("\\\\ starts a row, inside \\begin{aligned} and the like"), rest.position};
    if (rest.kind != Kind::End)
        throw FormulaFault{tr("%1 has nothing that it belongs to").arg(rest.typed()), rest.position};
    return row;
}

bool FormulaReader::endsRow(const Token& token) const {
    switch (token.kind) {
        case Kind::End:
        case Kind::Close:
        case Kind::Align:
            return true;
        case Kind::Command:
            return token.text == u"\\" || token.text == u"end" || token.text == u"right" || token.text == u"middle";
        case Kind::Character:
            return m_inDegree && token.text == u"]";
        default:
            return false;
    }
}

FormulaNode FormulaReader::readRow() {
    const Deeper deeper(*this, m_scanner.peek().position);
    FormulaNode row;
    while (!endsRow(m_scanner.peek())) {
        const Token next = m_scanner.peek();
        const bool scriptOfNothing =
            next.kind == Kind::Above || next.kind == Kind::Below || next.is(Kind::Character, QLatin1String("'"));
        readScripts(row, scriptOfNothing ? FormulaNode{} : readBase());
    }
    return row;
}

void FormulaReader::readScripts(FormulaNode& row, FormulaNode base) {
    FormulaNode below, above;
    bool hasBelow = false, hasAbove = false, found = false;
    for (;; found = true) {
        const Token token = m_scanner.peek();
        if (token.is(Kind::Command, QLatin1String("limits")) || token.is(Kind::Command, QLatin1String("nolimits"))) {
            base.place = token.text == u"limits" ? ScriptPlace::Stacked : ScriptPlace::Beside;
            m_scanner.take();
            continue;
        }
        if (token.is(Kind::Character, QLatin1String("'"))) {
            m_scanner.take();
            FormulaNode prime{.kind = FormulaNode::Kind::Symbol, .text = QStringLiteral("′")};
            above.children.push_back(std::move(prime));
            continue;
        }
        if (token.kind != Kind::Above && token.kind != Kind::Below) break;
        m_scanner.take();
        bool& has = token.kind == Kind::Above ? hasAbove : hasBelow;
        if (has)
            throw FormulaFault{
                tr("two %1 follow each other; say with braces what belongs to what: {a%1b}%1c").arg(token.text),
                token.position};
        has = true;
        FormulaNode script = readArgument(token, token.kind == Kind::Above ? "x^2" : "x_i");
        auto& children = token.kind == Kind::Above ? above.children : below.children;
        children.push_back(std::move(script));
    }
    // `found` also counts \limits, which alone makes no scripts.
    if (!found || (below.children.empty() && above.children.empty())) {
        row.children.push_back(std::move(base));
        return;
    }
    if (isEmptySpace(base)) {
        row.children.push_back(std::move(base));
        base = {};
    }
    FormulaNode scripts{.kind = FormulaNode::Kind::Scripts, .atom = base.atom, .place = base.place};
    scripts.children = {std::move(base), std::move(below), std::move(above)};
    row.children.push_back(std::move(scripts));
}

FormulaNode FormulaReader::readBase() {
    const Token token = m_scanner.peek();
    if (token.kind == Kind::Open) return readGroup();
    m_scanner.take();
    return token.kind == Kind::Command ? readCommand(token) : readCharacter(token);
}

FormulaNode FormulaReader::readGroup() {
    const Token open = m_scanner.take();
    const bool inDegree = std::exchange(m_inDegree, false);
    FormulaNode row = readRow();
    m_inDegree = inDegree;
    const Token close = m_scanner.peek();
    if (close.kind == Kind::End) throw FormulaFault{tr("this brace is never closed; add a }"), open.position};
    if (close.kind != Kind::Close)
        throw FormulaFault{
            tr("%1 stands inside braces that are still open; close them with a } before it").arg(close.typed()),
            close.position};
    m_scanner.take();
    return row;
}

FormulaNode FormulaReader::readArgument(const Token& command, const char* example) {
    const Token token = m_scanner.peek();
    if (endsRow(token) || token.kind == Kind::Above || token.kind == Kind::Below) {
        throw FormulaFault{tr("%1 needs something after it, such as %2").arg(command.typed(), QLatin1String(example)),
                           command.position};
    }
    const Deeper deeper(*this, token.position);
    return readBase();
}

FormulaNode FormulaReader::readCharacter(const Token& token) {
    char32_t code = token.text.toUcs4().value(0);
    if (code == U'%' || code == U'#' || code == U'$') {
        throw FormulaFault{tr("%1 has another meaning in TeX; write \\%1 for the sign").arg(token.text),
                           token.position};
    }
    if (code == U'~') return {.kind = FormulaNode::Kind::Space, .amount = 0.25};
    if (code == U'-') code = U'−';
    if (code == U'*') code = U'∗';
    if (code == U'·') code = U'⋅';
    const bool ownClass = code == U':' || code == U'|' || code == U'‖';  // commands give them others
    const MathSymbol* symbol = ownClass ? nullptr : symbolOfCode(code);
    AtomClass atom = symbol ? symbol->atom : AtomClass::Ord;
    if (code == U'(' || code == U'[') atom = AtomClass::Open;
    if (code == U')' || code == U']' || code == U'!' || code == U'?') atom = AtomClass::Close;
    if (code == U':') atom = AtomClass::Rel;
    return symbolNode(code, atom);
}

FormulaNode FormulaReader::symbolNode(char32_t code, AtomClass atom) const {
    const bool upright = m_plain && ((code >= U'Α' && code <= U'Ω') || code == U'∇' || (code >= U'0' && code <= U'9'));
    if (!upright) code = inAlphabet(code, m_alphabet);
    FormulaNode node{.kind = FormulaNode::Kind::Symbol, .atom = atom, .text = QString::fromUcs4(&code, 1)};
    node.grows = atom == AtomClass::Op;
    const bool integral = code == U'∫' || code == U'∮' || code == U'∬';
    if (node.grows && !integral) node.place = ScriptPlace::Display;
    return node;
}

ParsedFormula parseFormula(const QString& tex) {
    ParsedFormula parsed;
    try {
        if (tex.size() > longest)
            throw FormulaFault{tr("the formula has more than %1 characters").arg(longest), longest + 1};
        parsed.tree = FormulaReader(tex).readAll();
    } catch (const FormulaFault& fault) {
        parsed.tree = {};
        parsed.error = tr("At %1: %2.").arg(QString::number(fault.position), fault.sentence);
        parsed.position = fault.position;
    }
    return parsed;
}

}  // namespace glassbox
