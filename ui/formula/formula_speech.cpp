#include "ui/formula/formula_speech.h"

#include "ui/formula/formula_symbols.h"

#include <QCoreApplication>

namespace glassbox {

namespace {

using Kind = FormulaNode::Kind;

QString tr(const char* text) {
    return QCoreApplication::translate("FormulaSpeech", text);
}

char32_t codeOf(const QString& text) {
    return text.toUcs4().value(0);
}

/// The letter without its alphabet.
QString plain(const QString& text) {
    return text.normalized(QString::NormalizationForm_KC);
}

/// What a group with one thing in it holds.
const FormulaNode& inner(const FormulaNode& node) {
    const FormulaNode* at = &node;
    while ((at->kind == Kind::Row || at->kind == Kind::Term || at->kind == Kind::Color) && at->children.size() == 1)
        at = &at->children[0];
    return *at;
}

bool isSymbol(const FormulaNode& node, const QString& character) {
    const FormulaNode& only = inner(node);
    return only.kind == Kind::Symbol && (only.text == character || plain(only.text) == character);
}

/// Short enough to be heard as one.
bool isShort(const FormulaNode& node) {
    const FormulaNode& only = inner(node);
    if (only.kind == Kind::Fraction || only.kind == Kind::Grid) return false;
    if (only.kind != Kind::Row) return true;
    return only.children.size() == 2 && only.children[0].atom == AtomClass::Ord &&
           only.children[1].kind != Kind::Fraction;
}

bool isOperator(const FormulaNode& base) {
    const FormulaNode& only = inner(base);
    return only.atom == AtomClass::Op && only.kind != Kind::Brace;
}

class Speaker {
  public:
    explicit Speaker(const QHash<QString, QString>& values) : m_values(values) {}

    QString say(const FormulaNode& node) const {
        switch (node.kind) {
            case Kind::Symbol:
                return sayCharacter(node.text);
            case Kind::Bracket:
                return sayCharacter(node.text);
            case Kind::Text:
                return QString(node.text).replace(QChar(0x2009), u' ').trimmed();
            case Kind::Scripts:
                return sayScripts(node);
            case Kind::Fraction:
                return sayFraction(node);
            case Kind::Root:
                return node.children[1].isNothing()
                           ? tr("the square root of %1").arg(sayClosed(node.children[0]))
                           : tr("the root of degree %1 of %2").arg(say(node.children[1]), sayClosed(node.children[0]));
            case Kind::Fenced:
                return sayFenced(node);
            case Kind::Grid:
                return sayGrid(node);
            case Kind::Accent:
                return sayAccent(node);
            case Kind::Overline:
                return tr("%1 bar").arg(sayAll(node.children));
            case Kind::Value:
                return m_values.value(node.text, node.marks.value(0));
            case Kind::Space:
                return node.amount >= 1 ? QStringLiteral(",") : QString();
            case Kind::Style:
            case Kind::Phantom:
                return {};
            default:
                return sayAll(node.children);
        }
    }

  private:
    QString sayAll(const std::vector<FormulaNode>& nodes) const {
        QString words;
        for (const FormulaNode& node : nodes) {
            const QString more = say(node);
            if (more.isEmpty() || (more == u"," && words.endsWith(u','))) continue;
            const bool joins =
                words.isEmpty() || more.startsWith(u',') || more.startsWith(u';') || isNumber(words, more);
            words += joins ? more : u' ' + more;
        }
        return words;
    }

    static bool isNumber(const QString& words, const QString& more) {
        const auto digit = [](QChar c) { return c.isDigit() || c == u'.'; };
        return more.size() == 1 && digit(more[0]) && digit(words.back());
    }

    QString sayClosed(const FormulaNode& node) const {
        return isShort(node) ? say(node) : tr("%1, end").arg(say(node));
    }

    static QString sayCharacter(const QString& text) {
        const MathSymbol* symbol = symbolOfCode(codeOf(text));
        const QString letter = plain(text);
        if (!symbol) symbol = symbolOfCode(codeOf(letter));
        if (text == u"|") return tr("bar");
        if (text == u"‖") return tr("double bar");
        return symbol ? tr(symbol->words) : letter;
    }

    QString sayScripts(const FormulaNode& node) const {
        const FormulaNode &base = node.children[0], &below = node.children[1], &above = node.children[2];
        const bool hasBelow = !below.isNothing(), hasAbove = !above.isNothing();
        QString words = say(base);
        if (inner(base).kind == Kind::Brace) {
            const FormulaNode& label = hasBelow ? below : above;
            return tr("%1, which is %2,").arg(words, say(label));
        }
        if (isSymbol(base, QStringLiteral("∇")) && hasBelow)
            return tr("gradient with respect to %1 of").arg(say(below));
        if (isOperator(base)) {
            const bool range = hasBelow && hasAbove;
            if (range) return tr("%1 from %2 to %3 of").arg(words, say(below), say(above));
            if (hasBelow && node.place != ScriptPlace::Beside) return tr("%1 over %2 of").arg(words, say(below));
        }
        if (node.place == ScriptPlace::Stacked) {
            if (hasBelow) words = tr("%1 with %2 below").arg(words, say(below));
            return hasAbove ? tr("%1 with %2 above").arg(words, say(above)) : words;
        }
        if (hasBelow) words += u' ' + tr("sub %1").arg(sayClosed(below));
        if (hasAbove) words += u' ' + sayAbove(above);
        return words;
    }

    QString sayAbove(const FormulaNode& above) const {
        if (isSymbol(above, QStringLiteral("2"))) return tr("squared");
        if (isSymbol(above, QStringLiteral("3"))) return tr("cubed");
        if (isSymbol(above, QStringLiteral("⊤")) || isSymbol(above, QStringLiteral("T"))) return tr("transposed");
        if (isSymbol(above, QStringLiteral("∗"))) return tr("star");
        if (isSymbol(above, QStringLiteral("′"))) return tr("prime");
        const FormulaNode& only = inner(above);
        const bool primes = only.kind == Kind::Row && !only.children.empty() && only.children[0].text == u"′";
        if (primes) {
            FormulaNode rest;
            rest.children.assign(only.children.begin() + 1, only.children.end());
            return tr("prime") + u' ' + sayAbove(rest);
        }
        // An index in parentheses is none to multiply by.
        const bool index = only.kind == Kind::Row && !only.children.empty() && only.children[0].atom == AtomClass::Open;
        if (!index) return tr("to the power %1").arg(sayClosed(above));
        const std::vector<FormulaNode> content(only.children.begin() + 1, only.children.end() - 1);
        return tr("upper %1").arg(sayAll(content));
    }

    QString sayFraction(const FormulaNode& node) const {
        const FormulaNode &top = node.children[0], &bottom = node.children[1];
        if (isShort(top) && isShort(bottom)) return tr("%1 over %2").arg(say(top), say(bottom));
        return tr("the fraction %1 over %2, end").arg(say(top), say(bottom));
    }

    QString sayFenced(const FormulaNode& node) const {
        const QString left = node.marks.first(), right = node.marks.last();
        const bool grid = node.children.size() == 1 && node.children[0].kind == Kind::Grid;
        const bool determinant = grid && node.marks.first() == u"|";
        QStringList parts;
        for (const FormulaNode& child : node.children) parts += say(child);
        const QString content = parts.join(QStringLiteral(" ") + tr("given") + u' ');
        if (determinant) return tr("the determinant of %1").arg(content);
        if (grid && left != u"‖") return content;
        if (left == u"|" && right == u"|") return tr("the size of %1, end").arg(content);
        if (left == u"‖" && right == u"‖") return tr("the norm of %1, end").arg(content);
        QStringList words;
        if (!left.isEmpty()) words += sayCharacter(left);
        words += content;
        if (!right.isEmpty()) words += sayCharacter(right);
        return words.join(u' ');
    }

    QString sayGrid(const FormulaNode& node) const {
        const auto columns = static_cast<std::size_t>(node.columns), rows = node.children.size() / columns;
        QStringList lines;
        for (std::size_t row = 0; row < rows; ++row) {
            QStringList cells;
            for (std::size_t column = 0; column < columns; ++column) {
                const QString cell = say(node.children[row * columns + column]);
                if (!cell.isEmpty()) cells += cell;
            }
            lines += cells.join(node.text == u"aligned" ? QStringLiteral(" ") : QStringLiteral(", "));
        }
        const QString all = lines.join(QStringLiteral("; "));
        if (node.text == u"aligned") return all;
        if (node.text == u"cases") return tr("one of: %1").arg(all);
        return tr("the matrix with %1 rows and %2 columns: %3").arg(rows).arg(columns).arg(all);
    }

    QString sayAccent(const FormulaNode& node) const {
        const QString body = sayAll(node.children);
        switch (node.text[0].unicode()) {
            case 0x302:
                return tr("%1 hat").arg(body);
            case 0x303:
                return tr("%1 tilde").arg(body);
            case 0x304:
                return tr("%1 bar").arg(body);
            case 0x307:
                return tr("%1 dot").arg(body);
            case 0x308:
                return tr("%1 two dots").arg(body);
            case 0x20D7:
                return tr("vector %1").arg(body);
            default:
                return tr("%1 with an accent").arg(body);
        }
    }

    const QHash<QString, QString>& m_values;
};

}  // namespace

QString speakFormula(const FormulaNode& tree, const QHash<QString, QString>& values) {
    return Speaker(values).say(tree).simplified();
}

}  // namespace glassbox
