#pragma once

#include "engine/explain/arithmetic_writer.h"

namespace glassbox {

/// What a loss looks at: the output of the last layer and its target. A loss that swallows the last activation works
/// on z inside; it is told from the output all the same, as the two give the same numbers.
class LossView {
  public:
    explicit LossView(const StepRecord& record);

    const StepRecord& record() const { return m_record; }
    Index outputs() const { return m_output.rows; }
    double output(Index row, Index sample) const { return m_output(row, sample); }
    double target(Index row, Index sample) const { return m_target(row, sample); }
    double difference(Index row, Index sample) const { return output(row, sample) - target(row, sample); }
    Place outputPlace(Index row, Index sample) const { return {{Quantity::Output, m_layer}, row, sample}; }
    Place targetPlace(Index row, Index sample) const { return {{Quantity::Target}, row, sample}; }
    /// z of the last layer; the output where it is the logit itself.
    Place logitPlace(Index row, Index sample) const;
    double logit(Index row, Index sample) const { return valueAt(m_record, logitPlace(row, sample)).value_or(0); }
    /// True if the loss applies a sigmoid or softmax of its own to the outputs.
    bool readsLogits() const { return m_readsLogits; }
    Index trueClass(Index sample) const;
    /// "the output", "the output for A"
    std::string name(Index row) const;
    /// TeX of "output - target" with numbers.
    std::string differenceTex(ArithmeticWriter& writer, Index row, Index sample) const;

  private:
    const StepRecord& m_record;
    Index m_layer;
    TensorView m_output, m_target;
    bool m_readsLogits;
};

/// How one loss is told. Rules are TeX in letters (\hat{y} and y, with _{i} where there are several outputs), numbers
/// TeX with terms. Everything about the gradient leaves out the 1/N of a batch and the 1/outputs of share().
class LossTeller {
  public:
    virtual ~LossTeller() = default;
    /// What stands right of "L =", and what it stands on.
    virtual std::string rule(const LossView& loss) const = 0;
    virtual std::string where(const LossView&) const { return {}; }
    virtual std::string numbers(ArithmeticWriter& writer, const LossView& loss, Index sample) const = 0;
    virtual std::string sentence(const LossView& loss, Index sample, double value) const = 0;
    /// The gradient is a mean over so many outputs.
    virtual Index share(const LossView& loss) const { return loss.outputs(); }
    /// d loss / d output of one sample, all of it.
    virtual double slope(const LossView& loss, Index row, Index sample) const = 0;
    virtual std::string gradientRule(const LossView& loss) const = 0;
    virtual std::string gradientWhere(const LossView& loss) const { return where(loss); }
    virtual std::string gradientNumbers(ArithmeticWriter& writer, const LossView& loss, Index row,
                                        Index sample) const = 0;
    virtual std::string gradientPurpose(const LossView& loss) const = 0;
    /// Why a gradient is zero.
    virtual std::string contentSentence(const LossView& loss, Index row, Index sample) const;
    /// What comes out if the target is forgotten; absent where that makes no sense.
    virtual std::optional<double> withoutTarget(const LossView&, Index, Index) const { return {}; }
};

/// The teller of the step's loss.
const LossTeller& lossTeller(const StepRecord& record);

const LossTeller& mseTeller();
const LossTeller& maeTeller();
const LossTeller& huberTeller();
const LossTeller& binaryCrossEntropyTeller();
const LossTeller& crossEntropyTeller();
const LossTeller& nllTeller();
const LossTeller& hingeTeller();

/// "\hat{y}" or "\hat{y}_{i}".
std::string indexed(const LossView& loss, const std::string& letter);
/// A mean over the outputs in letters: "\frac{1}{3} \sum_{i} (term)", the term alone for one output.
std::string meanRule(const LossView& loss, const std::string& term, bool brackets = true);
/// The same with numbers, of what `summand` writes for each output.
std::string meanNumbers(const LossView& loss, const std::function<std::string(Index)>& summand);

}  // namespace glassbox
