#pragma once

#include "ui/formula/formula_scanner.h"
#include "ui/formula/formula_symbols.h"
#include "ui/formula/formula_tree.h"

#include <optional>

namespace glassbox {

/// Reads a formula by recursive descent: rows of atoms with their scripts. Throws FormulaFault. Used by parseFormula
/// only.
class FormulaReader {
  public:
    explicit FormulaReader(const QString& tex) : m_scanner(tex) {}

    FormulaNode readAll();

  private:
    using Token = FormulaScanner::Token;
    using Kind = FormulaScanner::Kind;
    class Deeper;

    FormulaNode readRow();
    bool endsRow(const Token& token) const;
    void readScripts(FormulaNode& row, FormulaNode base);
    FormulaNode readBase();
    FormulaNode readGroup();
    FormulaNode readArgument(const Token& command, const char* example);
    FormulaNode readCharacter(const Token& token);
    FormulaNode symbolNode(char32_t code, AtomClass atom) const;

    FormulaNode readCommand(const Token& command);
    std::optional<FormulaNode> readStructure(const Token& command);
    std::optional<FormulaNode> readStretched(const Token& command);
    std::optional<FormulaNode> readNamed(const Token& command);
    std::optional<FormulaNode> readAlphabet(const Token& command);
    std::optional<FormulaNode> readSpace(const Token& command) const;
    FormulaNode readFraction(const Token& command);
    FormulaNode readRoot(const Token& command);
    FormulaNode readFenced(const Token& command);
    QString readBracket(const Token& command);
    FormulaNode readEnvironment(const Token& begin);
    FormulaNode readGrid(const QString& environment, const Token& begin);
    QString readName(const Token& command);

    FormulaScanner m_scanner;
    Alphabet m_alphabet = Alphabet::Italic;
    bool m_plain = true;  ///< no alphabet was chosen: digits and capital Greek stand upright
    bool m_inDegree = false;
    int m_depth = 0;
};

}  // namespace glassbox
