#include "engine/explain/walk.h"
#include "tests/engine/explain/walk_records.h"
#include "tests/support/test.h"

#include <map>
#include <set>

using namespace told;

namespace {

constexpr std::array grains{Grain::Phase, Grain::Layer, Grain::Operation, Grain::Unit, Grain::Weight};

bool isGiven(const TensorRef& tensor) {
    return tensor.quantity == Quantity::Input || tensor.quantity == Quantity::Target ||
           tensor.quantity == Quantity::Parameter || tensor.quantity == Quantity::MemoryBefore;
}

/// Every tensor that the step computed.
std::vector<TensorRef> computedTensors(const StepRecord& record) {
    std::vector<TensorRef> all{{Quantity::SampleLoss}};
    if (record.isBatch()) all.push_back({Quantity::Cost});
    for (Index layer = 0; layer < record.before.layerCount(); ++layer) {
        const Layer& of = record.before.layer(layer);
        all.push_back({Quantity::Output, layer});
        all.push_back({Quantity::OutputGradient, layer});
        for (Index part = 0; part < static_cast<Index>(of.traceNames().size()); ++part)
            all.push_back({Quantity::Inner, layer, part});
        for (Index part = 0; part < static_cast<Index>(of.parameters().size()); ++part) {
            all.push_back({Quantity::Gradient, layer, part});
            if (record.divergence || of.frozen()) continue;
            all.push_back({Quantity::NewParameter, layer, part});
            for (Index memory = 0; memory < static_cast<Index>(record.memoryNames.size()); ++memory)
                all.push_back({Quantity::MemoryAfter, layer, part, memory});
        }
    }
    std::erase_if(all, [&](const TensorRef& ref) { return tensorOf(record, ref).rows == 0; });
    return all;
}

bool sameNumbers(const TensorView& a, const TensorView& b) {
    if (a.rows != b.rows || a.cols != b.cols) return false;
    for (Index row = 0; row < a.rows; ++row)
        for (Index col = 0; col < a.cols; ++col)
            if (a(row, col) != b(row, col) && !(std::isnan(a(row, col)) && std::isnan(b(row, col)))) return false;
    return true;
}

}  // namespace

/// The ways through a step: everything that was computed is met once, in an order in which it can be followed, and
/// going on and back are each other's reverse at every grain.
class TestWalk : public GlassboxTest {
    Q_OBJECT

    static void rows() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < records().size(); ++i)
            QTest::newRow(records()[i].name.c_str()) << static_cast<int>(i);
    }
    static std::shared_ptr<const StepRecord> record() {
        QFETCH(int, index);
        return records()[static_cast<std::size_t>(index)].record;
    }

  private Q_SLOTS:
    void recordsHaveEveryKind();
    void everyComputedTensorIsToldOnce_data() { rows(); }
    void everyComputedTensorIsToldOnce();
    void whatIsReadIsKnown_data() { rows(); }
    void whatIsReadIsKnown();
    void onAndBackAreEachOthersReverse_data() { rows(); }
    void onAndBackAreEachOthersReverse();
    void anyPlaceIsFittedToAnyGrain_data() { rows(); }
    void anyPlaceIsFittedToAnyGrain();
    void unnamedNumbersAreTheLargest_data() { rows(); }
    void unnamedNumbersAreTheLargest();
    void numbersBecomeKnownWithTheirOperation();
    void titlesSayWhere();
    void thePictureOfTheIssueIsTold();
};

void TestWalk::recordsHaveEveryKind() {
    std::set<std::string> layers, losses, optimizers, activations;
    for (const Told& told : records()) {
        losses.insert(told.record->experiment.training.loss.kind);
        optimizers.insert(told.record->experiment.training.optimizer.kind);
        for (Index layer = 0; layer < told.record->before.layerCount(); ++layer) {
            layers.insert(told.record->before.spec(layer).kind);
            activations.insert(told.record->before.layer(layer).activation());
        }
    }
    for (const LayerInfo& info : layerInfos()) QVERIFY2(layers.contains(info.kind), info.kind.c_str());
    for (const LossInfo& info : lossInfos()) QVERIFY2(losses.contains(info.kind), info.kind.c_str());
    for (const OptimizerInfo& info : optimizerInfos()) QVERIFY2(optimizers.contains(info.kind), info.kind.c_str());
    for (const ActivationInfo& info : activationInfos()) QVERIFY2(activations.contains(info.kind), info.kind.c_str());
}

void TestWalk::everyComputedTensorIsToldOnce() {
    const auto record = TestWalk::record();
    const Walk walk(record);
    std::map<TensorRef, int> told;
    for (const Operation& operation : walk.operations()) {
        ++told[operation.result];
        QVERIFY2(tensorOf(*record, operation.result).rows > 0, operation.symbol.c_str());
    }
    for (const auto& [tensor, count] : told) QVERIFY2(count == 1, symbolOf(*record, tensor).c_str());
    for (const TensorRef& tensor : computedTensors(*record)) {
        const TensorRef by = toldAs(*record, tensor);
        QVERIFY(sameNumbers(tensorOf(*record, tensor), tensorOf(*record, by)));
        if (!isGiven(by)) QVERIFY2(told.contains(by), symbolOf(*record, tensor).c_str());
    }
    // Nothing of the update of what is frozen, or of a step that was not taken.
    for (const Operation& operation : walk.operations())
        if (operation.phase == Phase::Update) {
            QVERIFY(!record->divergence);
            QVERIFY(!record->before.layer(operation.layer).frozen());
        }
}

void TestWalk::whatIsReadIsKnown() {
    const auto record = TestWalk::record();
    const Walk walk(record);
    std::set<TensorRef> known;
    Phase phase = Phase::Forward;
    for (const Operation& operation : walk.operations()) {
        QVERIFY2(operation.phase >= phase, "phases are mixed");
        phase = operation.phase;
        const std::string kind = operation.layer >= 0 ? record->before.spec(operation.layer).kind : std::string();
        if (operation.uses.empty()) QVERIFY(kind == "dropout" || kind == "batch_norm");  // drawn, or running averages
        for (const Use& use : operation.uses)
            QVERIFY2(isGiven(use.tensor) || known.contains(use.tensor),
                     (operation.symbol + " reads " + symbolOf(*record, use.tensor)).c_str());
        const Arithmetic arithmetic = operation.arithmetic(*record, {});
        for (const Place& place : arithmetic.places)
            QVERIFY2(isGiven(place.tensor) || known.contains(place.tensor) || place.tensor == operation.result,
                     (operation.symbol + " shows " + symbolOf(*record, place)).c_str());
        QVERIFY(!operation.matrices.empty());
        QCOMPARE(operation.matrices.back().tensor, operation.result);
        QCOMPARE(static_cast<bool>(operation.derivative), operation.phase == Phase::Forward);
        known.insert(operation.result);
    }
}

void TestWalk::onAndBackAreEachOthersReverse() {
    const Walk walk(record());
    for (const Grain grain : grains) {
        std::optional<WalkPlace> place = walk.first(grain);
        QVERIFY(!walk.previous(*place, grain));
        for (Index i = 0; i < walk.countAt(grain); ++i) {
            QVERIFY(place);
            QCOMPARE(walk.indexOf(*place, grain), i);
            QCOMPARE(walk.fitted(*place, grain), *place);
            const std::optional<WalkPlace> next = walk.next(*place, grain);
            if (next)
                QCOMPARE(walk.previous(*next, grain), place);
            else
                QCOMPARE(*place, walk.last(grain));
            place = next;
        }
        QVERIFY2(!place, "more places than counted");
    }
}

void TestWalk::anyPlaceIsFittedToAnyGrain() {
    const Walk walk(record());
    for (const Index operation : {Index(-5), Index(0), walk.count() / 2, walk.count() + 3})
        for (const Index row : {Index(-1), Index(0), Index(1000)})
            for (const Index item : {Index(-1), Index(0), Index(1000)})
                for (const Grain grain : grains) {
                    const WalkPlace place = walk.fitted({operation, row, item}, grain);
                    const Index index = walk.indexOf(place, grain);
                    QVERIFY(index >= 0 && index < walk.countAt(grain));
                    const auto [first, last] = walk.covered(place, grain);
                    QVERIFY(first >= 0 && first <= place.operation && place.operation <= last && last < walk.count());
                    // Coarser and back: the place is one of those that the coarser one covers.
                    const WalkPlace coarse = walk.fitted(place, Grain::Layer);
                    const auto [from, to] = walk.covered(coarse, Grain::Layer);
                    QVERIFY(from <= place.operation && place.operation <= to);
                }
}

void TestWalk::unnamedNumbersAreTheLargest() {
    const auto record = TestWalk::record();
    if (record->divergence) return;  // not-a-number is not compared
    const Walk walk(record);
    for (Index i = 0; i < walk.count(); ++i) {
        const TensorRef& result = walk.at(i).result;
        const TensorView view = tensorOf(*record, result);
        const bool columns = isParameterLike(result.quantity);
        for (const Index sample : {Index(0), record->sampleCount() - 1}) {
            const Question whole = walk.questionAt({i}, sample);
            QVERIFY(view.has(whole.row, whole.col));
            QCOMPARE(whole.sample, sample);
            if (!columns) QCOMPARE(whole.col, std::min(sample, view.cols - 1));
            const auto sizeAt = [&](Index row, Index col) {
                const double before =
                    result.quantity == Quantity::NewParameter
                        ? valueAt(*record, {{Quantity::Parameter, result.layer, result.part}, row, col}).value()
                        : 0;
                return std::abs(view(row, col) - before);
            };
            for (Index row = 0; row < view.rows; ++row)
                for (Index col = columns ? 0 : whole.col; col < (columns ? view.cols : whole.col + 1); ++col)
                    QVERIFY(sizeAt(row, col) <= sizeAt(whole.row, whole.col));
            const Question term = walk.questionAt(walk.fitted({i, 0, 0}, Grain::Weight), sample);
            QCOMPARE(term.row, Index(0));
            QCOMPARE(columns ? term.col : term.term, Index(0));
        }
        // The term asked for is among those shown.
        const Index last = walk.items(i) - 1;
        const Arithmetic arithmetic = walk.arithmeticAt({i, 0, last}, 0);
        if (columns || arithmetic.terms.empty()) continue;
        for (const Place& factor : arithmetic.terms[static_cast<std::size_t>(last)].factors)
            QVERIFY(std::find(arithmetic.places.begin(), arithmetic.places.end(), factor) != arithmetic.places.end());
    }
}

void TestWalk::numbersBecomeKnownWithTheirOperation() {
    for (const Told& told : records()) {
        const Walk walk(told.record);
        for (Index i = 0; i < walk.count(); ++i) {
            const TensorRef& result = walk.at(i).result;
            QCOMPARE(walk.operationOf(result), std::optional<Index>(i));
            QVERIFY(walk.isKnown(result, {i}, Grain::Operation));
            if (i > 0) QVERIFY(!walk.isKnown(result, {i - 1}, Grain::Operation));
            QVERIFY(walk.isKnown(result, walk.first(Grain::Phase), Grain::Phase) ==
                    (walk.at(i).phase == Phase::Forward));
            for (const Use& use : walk.at(i).uses) QVERIFY(walk.isKnown(use.tensor, {i}, Grain::Operation));
        }
        for (Index layer = 0; layer < told.record->before.layerCount(); ++layer) {
            QVERIFY(walk.isKnown(sumOf(*told.record, layer), walk.last(Grain::Phase), Grain::Phase));
            QVERIFY(walk.isKnown(errorOf(*told.record, layer), walk.last(Grain::Phase), Grain::Phase));
        }
        QVERIFY(walk.isKnown({Quantity::Input}, walk.first(Grain::Weight), Grain::Weight));
        QVERIFY(!walk.isKnown({Quantity::Output, 99}, walk.last(Grain::Weight), Grain::Weight));
    }
}

void TestWalk::titlesSayWhere() {
    const Walk walk(recordOf(caseFor(lossChoices()[4], "tanh", {"sgd"}), one()));
    const auto title = [&](const WalkPlace& place, Grain grain) {
        return QString::fromStdString(titleOf(walk, walk.fitted(place, grain), grain));
    };
    QCOMPARE(title({0}, Grain::Phase), "Forward");
    QCOMPARE(title({0}, Grain::Layer), "Forward · layer 1");
    QCOMPARE(title({0}, Grain::Operation), "Forward · layer 1 · weighted sums");
    QCOMPARE(title({0, 1}, Grain::Unit), "Forward · layer 1 · weighted sums · unit 2");
    QCOMPARE(title({4}, Grain::Unit), "Forward · layer 3 · weighted sums");
    QCOMPARE(title({6}, Grain::Layer), "Forward · loss");
    QCOMPARE(title({6}, Grain::Operation), "Forward · Binary cross-entropy");
    QCOMPARE(title({7}, Grain::Operation), "Backward · layer 3 · error at the output");
    QCOMPARE(title({walk.count() - 1}, Grain::Operation), "Update · layer 3 · new biases");
}

/// The step of design/backprop.png: the same operations in the same order, and its sentence.
void TestWalk::thePictureOfTheIssueIsTold() {
    Case run = caseFor(lossChoices()[4], "tanh", {"sgd"});
    run.experiment.network = {dense(3, "tanh"), dense(1, "sigmoid")};
    run.data = numbers({{1, 0}}, {1});
    auto data = std::make_shared<Dataset>(*run.data);
    data->task = Task::Classification;
    data->classNames = {"0", "1"};
    data->training.values.resize(0, 0);
    data->validation.values.resize(0, 0);
    data->training.labels = {1};
    run.data = data;
    Trainer trainer(run.experiment, run.data);
    const std::vector<ParameterValue> start{{{0, "weight", 0, 0}, 0.33F},   {{0, "weight", 1, 0}, 0.955F},
                                            {{0, "weight", 2, 0}, -0.211F}, {{1, "weight", 0, 0}, 0.3F},
                                            {{1, "weight", 0, 1}, 0.5F},    {{1, "weight", 0, 2}, 0.031F}};
    trainer.setParameters(start, true);
    const Walk walk(std::make_shared<const StepRecord>(recordStep(trainer, {})));
    QStringList symbols;
    for (const Operation& operation : walk.operations()) symbols << QString::fromStdString(operation.symbol);
    QCOMPARE(symbols.mid(0, 12),
             (QStringList{"z^{1}", "a^{1}", "z^{2}", "\\hat{y}", "L", "\\delta^{2}", "\\partial W^{2}",
                          "\\partial b^{2}", "\\partial a^{1}", "\\delta^{1}", "\\partial W^{1}", "\\partial b^{1}"}));
    const Arithmetic weight = walk.arithmeticAt({6, 0, 1}, 0);
    QCOMPARE(weight.chain.size(), std::size_t(3));
    QCOMPARE(QString::fromStdString(weight.chain[0].symbol), "\\frac{\\partial L}{\\partial \\hat{y}}");
    QCOMPARE(QString::fromStdString(weight.chain[1].symbol), "\\frac{\\partial \\hat{y}}{\\partial z^{2}}");
    QCOMPARE(QString::fromStdString(weight.chain[2].symbol), "\\frac{\\partial z^{2}}{\\partial w^{2}_{1,2}}");
    QCOMPARE(QString::fromStdString(weight.sentence),
             "The output is too low, so its error is negative (−0.387). Unit 2 of layer 1 fired strongly (0.742), so "
             "its weight gets most of the blame (58 %) and will grow by η · 0.287 in the update.");
}

QTEST_GUILESS_MAIN(TestWalk)
#include "test_walk.moc"
