#pragma once

#include "engine/explain/operation.h"

namespace glassbox {

/// Puts the arithmetic of one number together: numbers with their places, sums, lines.
class ArithmeticWriter {
  public:
    ArithmeticWriter(const StepRecord& record, const TensorRef& result, const Question& question);

    const StepRecord& record() const { return m_record; }
    double value(const Place& place) const { return valueAt(m_record, place).value_or(0); }
    /// TeX of a number of the step, to be pointed at; negative ones in parentheses unless they `lead`.
    std::string number(const Place& place, bool lead = false);
    /// The same, to be raised to a power: in parentheses if it is more than digits.
    std::string base(const Place& place);
    /// TeX of any other number.
    static std::string plain(double value, bool lead = false);
    /// Lights a number with the rest although it is not written anywhere.
    void light(const Place& place) { key(place); }
    std::string symbol(const Place& place) const { return symbolOf(m_record, place); }

    /// One summand; its value is the product of its factors.
    void term(std::vector<Place> factors);
    /// The terms as TeX: all if they are few, else the largest and the one asked for, with dots.
    std::string sum();
    /// "left = right = value".
    void line(std::string left, std::string right, double value);
    /// The last line: "symbol of the result = right = its value".
    void result(std::string right);
    void factor(std::string symbol, double value, std::optional<Place> place = {});
    /// A factor that stands in the step.
    void factor(const Place& place);
    /// What somebody gets who makes this mistake. Not kept if nobody could tell it from the right result or from
    /// another mistake.
    void mistake(Mistake kind, double value);
    /// The sentence; it gets a capital letter.
    void say(std::string sentence);
    void scale(double scale) { m_arithmetic.scale = scale; }
    const std::vector<Term>& terms() const { return m_arithmetic.terms; }
    double resultValue() const { return m_arithmetic.result; }

    Arithmetic take() { return std::move(m_arithmetic); }

  private:
    std::string key(const Place& place);

    const StepRecord& m_record;
    Question m_question;
    Arithmetic m_arithmetic;
};

/// "a + b - c + ⋯": the first `most` of `count` summands and the one that is `wanted`. Those that begin with a minus
/// are taken off.
std::string shortSum(Index count, const std::function<std::string(Index)>& summand, Index most = 4, Index wanted = -1);
/// "(text)" if that is needed.
std::string bracketed(const std::string& text, bool needed = true);
/// A vector's symbol, transposed: "x^{\top}", "\left(a^{1}\right)^{\top}".
std::string transposed(const std::string& symbol);
/// "1/count ", nothing for 1.
std::string oneOver(Index count);
/// Both, with a comma between them if there are both.
std::string joined(const std::string& a, const std::string& b);
std::string capitalised(std::string text);
/// "12 %"; "less than 1 %", "more than 99 %".
std::string percentWords(double share);

}  // namespace glassbox
