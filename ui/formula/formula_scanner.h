#pragma once

#include <QString>

namespace glassbox {

/// What is wrong with a formula: "At 7: \frac needs two groups, such as \frac{a}{b}." Thrown while reading only.
struct FormulaFault {
    QString sentence;
    int position;  ///< of the character, counted from 1
};

/// Takes TeX apart into commands, signs and characters. Blanks between them mean nothing.
class FormulaScanner {
  public:
    enum class Kind { End, Open, Close, Above, Below, Align, Command, Character };
    struct Token {
        Kind kind;
        QString text;  ///< of a command without its backslash, one character otherwise
        int position;  ///< counted from 1
        bool is(Kind wanted, QLatin1String words) const { return kind == wanted && text == words; }
        /// As it was typed.
        QString typed() const { return kind == Kind::Command ? u'\\' + text : text; }
    };

    explicit FormulaScanner(QString tex) : m_tex(std::move(tex)) {}

    Token peek() const;
    Token take();
    /// What stands between braces as it is: "{max pooling}". `command` is named if there are none.
    QString takeWords(const QString& command);

  private:
    Token read(qsizetype& at) const;

    QString m_tex;
    qsizetype m_at = 0;
};

}  // namespace glassbox
