#include "ui/formula/formula_parser.h"
#include "ui/formula/formula_reader.h"

#include <QCoreApplication>

namespace glassbox {

namespace {

using NodeKind = FormulaNode::Kind;

QString tr(const char* text) {
    return QCoreApplication::translate("Formula", text);
}

struct Accent {
    const char* command;
    char16_t mark;
    bool grows;
};
constexpr Accent accents[] = {
    {"hat", 0x302, false},  {"widehat", 0x302, true}, {"tilde", 0x303, false}, {"widetilde", 0x303, true},
    {"bar", 0x304, false},  {"vec", 0x20D7, false},   {"dot", 0x307, false},   {"overrightarrow", 0x20D7, true},
    {"ddot", 0x308, false}, {"check", 0x30C, false},  {"breve", 0x306, false}, {"mathring", 0x30A, false},
};

FormulaNode wrap(NodeKind kind, FormulaNode child) {
    FormulaNode node{.kind = kind};
    node.children.push_back(std::move(child));
    return node;
}

FormulaNode overlaid(FormulaNode base, FormulaNode below, FormulaNode above) {
    const AtomClass atom = base.kind == NodeKind::Row && base.children.size() == 1 ? base.children[0].atom : base.atom;
    FormulaNode node{.kind = NodeKind::Scripts, .atom = atom, .place = ScriptPlace::Stacked};
    node.children = {std::move(base), std::move(below), std::move(above)};
    return node;
}

/// Upright letters side by side are a word: MSE, not M times S times E.
FormulaNode joined(FormulaNode row) {
    if (row.kind != NodeKind::Row || row.children.size() < 2) return row;
    QString word;
    for (const FormulaNode& letter : row.children) {
        if (letter.kind != NodeKind::Symbol || letter.atom != AtomClass::Ord || letter.text.size() != 1) return row;
        word += letter.text;
    }
    return {.kind = NodeKind::Text, .text = word};
}

}  // namespace

const QStringList& formulaColorNames() {
    static const QStringList names =
        QStringLiteral("ink mute accent positive negative ok warn train validation").split(u' ');
    return names;
}

FormulaNode FormulaReader::readCommand(const Token& command) {
    if (auto node = readSpace(command)) return *std::move(node);
    if (auto node = readStructure(command)) return *std::move(node);
    if (auto node = readStretched(command)) return *std::move(node);
    if (auto node = readNamed(command)) return *std::move(node);
    if (auto node = readAlphabet(command)) return *std::move(node);
    if (const MathSymbol* symbol = symbolOfCommand(command.text)) return symbolNode(symbol->code, symbol->atom);
    ScriptPlace place{};
    if (isFunctionName(command.text, place)) {
        QString words = command.text;
        if (words.startsWith(u"arg") && words.size() == 6) words.insert(3, QChar(0x2009));
        if (words.startsWith(u"lim") && words.size() == 6) words.insert(3, QChar(0x2009));
        return {.kind = NodeKind::Text, .atom = AtomClass::Op, .place = place, .text = words};
    }
    throw FormulaFault{tr("%1 is not known here").arg(command.typed()), command.position};
}

std::optional<FormulaNode> FormulaReader::readSpace(const Token& command) const {
    static const struct {
        const char* command;
        double mu;  // eighteenths of an em
    } spaces[] = {{",", 3}, {":", 4}, {">", 4}, {";", 5}, {"!", -3}, {" ", 4.5}, {"quad", 18}, {"qquad", 36}};
    for (const auto& space : spaces) {
        if (command.text == QLatin1String(space.command))
            return FormulaNode{.kind = NodeKind::Space, .amount = space.mu / 18};
    }
    const auto style = [](FormulaStyle wanted) { return FormulaNode{.kind = NodeKind::Style, .style = wanted}; };
    if (command.text == u"displaystyle") return style(FormulaStyle::Display);
    if (command.text == u"textstyle") return style(FormulaStyle::Text);
    if (command.text == u"scriptstyle") return style(FormulaStyle::Script);
    return std::nullopt;
}

std::optional<FormulaNode> FormulaReader::readStructure(const Token& command) {
    const QString& name = command.text;
    if (name == u"frac" || name == u"dfrac" || name == u"tfrac") return readFraction(command);
    if (name == u"sqrt") return readRoot(command);
    if (name == u"left") return readFenced(command);
    if (name == u"begin") return readEnvironment(command);
    if (name == u"phantom") return wrap(NodeKind::Phantom, readArgument(command, "\\phantom{x}"));
    if (name == u"overset" || name == u"underset" || name == u"stackrel") {
        FormulaNode small = readArgument(command, "\\overset{a}{=}");
        FormulaNode base = readArgument(command, "\\overset{a}{=}");
        const bool below = name == u"underset";
        FormulaNode node =
            below ? overlaid(std::move(base), std::move(small), {}) : overlaid(std::move(base), {}, std::move(small));
        if (name == u"stackrel") node.atom = AtomClass::Rel;
        return node;
    }
    return std::nullopt;
}

std::optional<FormulaNode> FormulaReader::readStretched(const Token& command) {
    const QString& name = command.text;
    for (const Accent& accent : accents) {
        if (name != QLatin1String(accent.command)) continue;
        FormulaNode node = wrap(NodeKind::Accent, readArgument(command, "\\hat{x}"));
        node.text = QChar(accent.mark);
        node.grows = accent.grows;
        return node;
    }
    if (name == u"overline") return wrap(NodeKind::Overline, readArgument(command, "\\overline{x}"));
    if (name == u"underline") return wrap(NodeKind::Underline, readArgument(command, "\\underline{x}"));
    if (name == u"overbrace" || name == u"underbrace") {
        FormulaNode node = wrap(NodeKind::Brace, readArgument(command, "\\underbrace{a + b}_{sum}"));
        node.text = QChar(name == u"overbrace" ? 0x23DE : 0x23DF);
        node.place = ScriptPlace::Stacked;
        return node;
    }
    static const struct {
        const char* command;
        double height;  // em: what plain TeX's sizes ask for
    } sizes[] = {{"bigg", 2.16}, {"Bigg", 2.7}, {"big", 1.08}, {"Big", 1.62}};
    for (const auto& size : sizes) {
        const QLatin1String stem(size.command);
        const QStringView kind = QStringView(name).mid(stem.size());
        if (!name.startsWith(stem) || (!kind.isEmpty() && kind != u"l" && kind != u"r" && kind != u"m")) continue;
        FormulaNode node{.kind = NodeKind::Bracket, .amount = size.height};
        node.text = readBracket(command);
        if (kind == u"l") node.atom = AtomClass::Open;
        if (kind == u"r") node.atom = AtomClass::Close;
        if (kind == u"m") node.atom = AtomClass::Rel;
        return node;
    }
    return std::nullopt;
}

std::optional<FormulaNode> FormulaReader::readNamed(const Token& command) {
    const QString& name = command.text;
    if (name == u"text" || name == u"textrm" || name == u"mbox")
        return FormulaNode{.kind = NodeKind::Text, .text = m_scanner.takeWords(name)};
    if (name == u"operatorname")
        return FormulaNode{.kind = NodeKind::Text, .atom = AtomClass::Op, .text = m_scanner.takeWords(name)};
    if (name == u"term") {
        const QString called = readName(command);
        FormulaNode node = wrap(NodeKind::Term, readArgument(command, "\\term{weight}{w}"));
        node.text = called;
        return node;
    }
    if (name == u"val") {
        const QString called = readName(command);
        return FormulaNode{.kind = NodeKind::Value, .text = called, .marks = {m_scanner.takeWords(name)}};
    }
    if (name == u"color" || name == u"textcolor") {
        const QString color = readName(command);
        if (!formulaColorNames().contains(color))
            throw FormulaFault{tr("there is no colour \"%1\"; colours are %2")
                                   .arg(color, formulaColorNames().join(QStringLiteral(", "))),
                               command.position};
        FormulaNode node = wrap(NodeKind::Color, readArgument(command, "\\color{accent}{w}"));
        node.text = color;
        return node;
    }
    return std::nullopt;
}

QString FormulaReader::readName(const Token& command) {
    const int position = m_scanner.peek().position;
    const QString name = m_scanner.takeWords(command.text).trimmed();
    if (name.isEmpty()) throw FormulaFault{tr("%1 needs a name in its first group").arg(command.typed()), position};
    return name;
}

std::optional<FormulaNode> FormulaReader::readAlphabet(const Token& command) {
    static const struct {
        const char* command;
        Alphabet alphabet;
    } alphabets[] = {
        {"mathit", Alphabet::Italic}, {"mathbf", Alphabet::Bold},          {"boldsymbol", Alphabet::BoldItalic},
        {"bm", Alphabet::BoldItalic}, {"mathcal", Alphabet::Calligraphic}, {"mathbb", Alphabet::Blackboard},
        {"mathsf", Alphabet::Sans},   {"mathtt", Alphabet::Typewriter},    {"mathrm", Alphabet::Upright}};
    for (const auto& entry : alphabets) {
        if (command.text != QLatin1String(entry.command)) continue;
        const Alphabet alphabet = std::exchange(m_alphabet, entry.alphabet);
        const bool plain = std::exchange(m_plain, entry.alphabet == Alphabet::Italic);
        FormulaNode node = readArgument(command, "\\mathbf{W}");
        m_alphabet = alphabet;
        m_plain = plain;
        // One letter keeps its class, so that it is spaced and read as such.
        if (node.kind == NodeKind::Row && node.children.size() == 1) return std::move(node.children[0]);
        return entry.alphabet == Alphabet::Upright ? joined(std::move(node)) : node;
    }
    return std::nullopt;
}

}  // namespace glassbox
