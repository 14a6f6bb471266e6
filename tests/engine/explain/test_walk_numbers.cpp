#include "engine/explain/number_words.h"
#include "engine/explain/walk.h"
#include "tests/engine/explain/tex_value.h"
#include "tests/engine/explain/walk_records.h"
#include "tests/support/test.h"

#include <set>

using namespace told;

namespace {

/// Two numbers that may both be infinite or not a number.
bool same(double a, double b, double tolerance) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    if (std::isinf(a) || std::isinf(b)) return a == b;
    return std::abs(a - b) <= tolerance;
}

/// All records, and a wide one.
const std::vector<Told>& tested() {
    static const std::vector<Told> all = [] {
        std::vector<Told> list = records();
        list.push_back(wideRecord());
        return list;
    }();
    return all;
}

/// Every place of a small tensor, and of a large one so many that each row and each column is met.
Index strideOf(const TensorView& view) {
    return view.rows * view.cols > 500 ? 7 : 1;
}

std::string shownAs(double value) {
    const std::string text = numberTex(value);
    if (value == 0 || std::isnan(value)) return text;
    return std::string("\\color{") + (value > 0 ? "positive" : "negative") + "}{" + text + "}";
}

}  // namespace

/// Whatever the walk says about a number is what the engine computed, and the arithmetic that is shown gives it.
class TestWalkNumbers : public GlassboxTest {
    Q_OBJECT

    template <typename Check>
    void forEachNumber(const Check& check) {
        QFETCH(int, index);
        const Told& told = tested()[static_cast<std::size_t>(index)];
        const Walk walk(told.record);
        for (Index i = 0; i < walk.count(); ++i) {
            const Operation& operation = walk.at(i);
            const TensorView view = tensorOf(*told.record, operation.result);
            for (Index row = 0; row < view.rows; ++row)
                for (Index col = row % strideOf(view); col < view.cols; col += strideOf(view)) {
                    const Question question{row, col, isParameterLike(operation.result.quantity) ? 0 : col, -1};
                    const Arithmetic arithmetic = operation.arithmetic(*told.record, question);
                    const std::string wrong = check(walk, i, arithmetic);
                    if (wrong.empty()) continue;
                    const std::string where =
                        told.name + ": " + arithmetic.symbol + " (" + operation.name + "): " + wrong;
                    QFAIL(where.c_str());
                }
        }
    }
    static void rows() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < tested().size(); ++i)
            QTest::newRow(tested()[i].name.c_str()) << static_cast<int>(i);
    }

  private Q_SLOTS:
    void resultsAreTheEngines_data() { rows(); }
    void resultsAreTheEngines();
    void sumsOfTheirTerms_data() { rows(); }
    void sumsOfTheirTerms();
    void chainsMultiplyToTheResult_data() { rows(); }
    void chainsMultiplyToTheResult();
    void shownArithmeticGivesItsValue_data() { rows(); }
    void shownArithmeticGivesItsValue();
    void mistakesAreMistakes_data() { rows(); }
    void mistakesAreMistakes();
};

void TestWalkNumbers::resultsAreTheEngines() {
    forEachNumber([](const Walk& walk, Index i, const Arithmetic& a) -> std::string {
        const double engine = valueAt(walk.record(), a.place).value();
        if (a.place.tensor != walk.at(i).result) return "another tensor";
        if (!same(a.result, engine, 0)) return "result is not the engine's";
        if (a.symbol != symbolOf(walk.record(), a.place)) return "symbol " + a.symbol;
        if (a.lines.empty()) return "no arithmetic";
        if (!same(a.lines.back().value, engine, 0)) return "the last line does not give the result";
        if (a.lines.back().left != a.symbol) return "the last line is not about the result";
        if (a.sentence.empty()) return "no sentence";
        for (const Place& place : a.places)
            if (!valueAt(walk.record(), place)) return "a place that there is not";
        return {};
    });
}

void TestWalkNumbers::sumsOfTheirTerms() {
    forEachNumber([](const Walk& walk, Index i, const Arithmetic& a) -> std::string {
        const bool parameter = isParameterLike(walk.at(i).result.quantity);
        if (!parameter && walk.items(i) != std::max<Index>(static_cast<Index>(a.terms.size()), 1))
            return std::to_string(a.terms.size()) + " terms, but " + std::to_string(walk.items(i)) + " items";
        if (parameter && walk.items(i) != tensorOf(walk.record(), walk.at(i).result).cols)
            return "items are no columns";
        if (a.terms.empty()) return {};
        double sum = 0, size = 0;
        for (const Term& term : a.terms) {
            double product = 1;
            for (const Place& place : term.factors) product *= valueAt(walk.record(), place).value();
            if (!same(product, term.value, 1e-12 * std::abs(product))) return "a term is not its factors' product";
            sum += term.value;
            size += std::abs(term.value);
        }
        const double tolerance = 1e-6 * size * std::abs(a.scale) + 1e-35;
        if (std::isfinite(a.result) && !same(sum * a.scale, a.result, tolerance))
            return "the terms give " + std::to_string(sum * a.scale) + ", not " + std::to_string(a.result);
        return {};
    });
}

void TestWalkNumbers::chainsMultiplyToTheResult() {
    QFETCH(int, index);
    const Told& told = tested()[static_cast<std::size_t>(index)];
    const StepRecord& record = *told.record;
    const Walk walk(told.record);
    for (Index i = 0; i < walk.count(); ++i) {
        const Operation& operation = walk.at(i);
        const TensorView view = tensorOf(record, operation.result);
        const bool parameter = isParameterLike(operation.result.quantity);
        for (Index row = 0; row < view.rows; ++row)
            for (Index col = 0; col < view.cols; ++col) {
                double shares = 0, size = 0;
                bool any = false;
                for (Index sample = parameter ? 0 : col; sample < (parameter ? record.sampleCount() : col + 1);
                     ++sample) {
                    const Arithmetic a = operation.arithmetic(record, {row, col, sample, -1});
                    if (a.chain.empty()) break;
                    any = true;
                    double product = 1;
                    for (const Factor& factor : a.chain) {
                        product *= factor.value;
                        if (factor.place)
                            QVERIFY2(same(valueAt(record, *factor.place).value(), factor.value, 0), a.symbol.c_str());
                    }
                    shares += product;
                    size += std::abs(product);
                }
                const bool wanted = operation.phase == Phase::Backward && (parameter || !operation.result.part);
                if (wanted && operation.result.quantity == Quantity::Gradient)
                    QVERIFY2(any, ("no chain: " + operation.symbol).c_str());
                if (!any || !std::isfinite(view(row, col))) continue;
                const std::string told2 = told.name + ": " + operation.symbol + " " + operation.name;
                QVERIFY2(same(shares, view(row, col), 2e-5 * size + 1e-12), told2.c_str());
            }
    }
}

void TestWalkNumbers::shownArithmeticGivesItsValue() {
    forEachNumber([](const Walk& walk, Index i, const Arithmetic& a) -> std::string {
        const StepRecord& record = walk.record();
        const TrainingSpec& training = record.experiment.training;
        tex::Meaning meaning;
        std::string wrong;
        meaning.term = [&](const std::string& key, const std::string& shown) {
            const auto at = static_cast<std::size_t>(std::stoi(key.substr(1)));
            if (at >= a.places.size()) throw tex::NotArithmetic("no place " + key);
            const double value = valueAt(record, a.places[at]).value();
            if (shown != shownAs(value)) wrong = "shown as " + shown;
            return value;
        };
        if (const Index layer = walk.at(i).layer; layer >= 0)
            meaning.slope = [&record, layer](double z) {
                // Where an activation layer's slope is told, its input's gradient is the result.
                return activationSlope(record.before.layer(layer).activationFunction(), z);
            };
        const auto setting = [&](double value) { meaning.settings.push_back(settingTex(value)); };
        for (const double value :
             {training.clipNorm, training.clipValue, training.weightDecay, training.l1, record.learningRate})
            setting(value);
        for (const Spec* spec : {&training.loss, &training.optimizer}) {
            const KindInfo& info = spec == &training.loss ? static_cast<const KindInfo&>(*findLoss(spec->kind))
                                                          : *findOptimizer(spec->kind);
            for (const auto& [name, value] : checkedOptions(info, spec->options, "x"))
                if (const double* real = std::get_if<double>(&value)) setting(*real), setting(1 - *real);
        }
        for (Index layer = 0; layer < record.before.layerCount(); ++layer)
            for (const auto& [name, value] :
                 checkedOptions(*findLayer(record.before.spec(layer).kind), record.before.spec(layer).options, "x"))
                if (const double* real = std::get_if<double>(&value)) setting(*real), setting(1 - *real);
        for (const Line& line : a.lines) {
            if (line.right.find("\\cdots") != std::string::npos || !std::isfinite(line.value)) continue;
            if (line.right.rfind("\\text{running ", 0) == 0) continue;
            try {
                const tex::Value value = tex::valueOf(line.right, meaning);
                if (!wrong.empty()) return wrong;
                const double tolerance = 4 * value.e + 1e-6 * std::abs(line.value) + 1e-37;
                if (!same(value.v, line.value, tolerance))
                    return line.left + " = " + line.right + " is " + QByteArray::number(value.v, 'g', 9).toStdString() +
                           " (" + QByteArray::number(tolerance).toStdString() + "), not " +
                           QByteArray::number(line.value, 'g', 9).toStdString();
                // What rounding of plain numbers on screen leaves open must be little.
                if (value.e > 0.01 * value.whole() + 1e-6) return "too coarse: " + line.right;
            } catch (const tex::NotArithmetic& error) {
                return error.what();
            }
        }
        return {};
    });
}

void TestWalkNumbers::mistakesAreMistakes() {
    forEachNumber([](const Walk& walk, Index, const Arithmetic& a) -> std::string {
        const auto samples = static_cast<double>(walk.record().sampleCount());
        std::set<Mistake> seen;
        for (const WrongResult& wrong : a.mistakes) {
            if (!std::isfinite(wrong.value)) return "a mistake gives no number";
            if (std::abs(wrong.value - a.result) <= 0.01 * std::abs(a.result))
                return "a mistake gives the right result";
            if (!seen.insert(wrong.mistake).second) return "a mistake twice";
            // What the judge says of these holds only for just this.
            if (wrong.mistake == Mistake::Sign && wrong.value != -a.result) return "not the sign";
            if (wrong.mistake == Mistake::NoMean && wrong.value != a.result * samples)
                return "not the mean over samples";
        }
        for (std::size_t i = 0; i < a.mistakes.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (a.mistakes[i].value == a.mistakes[j].value) return "two mistakes with one result";
        return {};
    });
}

QTEST_GUILESS_MAIN(TestWalkNumbers)
#include "test_walk_numbers.moc"
