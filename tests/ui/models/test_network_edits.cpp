#include "tests/support/test.h"
#include "ui/models/network_edits.h"

using namespace glassbox;

/// Building a network by clicks: what each act makes of the experiment.
class TestNetworkEdits : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aNewDenseLayerLooksLikeItsNeighbours();
    void theFirstHiddenLayerIsTanhWithXavier();
    void nothingGoesBehindTheOutput();
    void layersAreTakenCopiedAndMoved();
    void unitsStayWithinTheKindsLimits();
    void kindsWithoutUnitsHaveNoneToChange();
    void freezingIsAnOptionLikeAnyOther();
    void layersThatDoNotExistAreLeftAlone();
};

namespace {

Spec dense(std::int64_t units, const std::string& activation) {
    return {"dense", {{"units", units}, {"activation", activation}}};
}

Experiment threeLayers() {
    Experiment experiment = standardExperiment();
    experiment.network = {dense(8, "relu"), {"dropout"}, dense(1, "sigmoid")};
    return experiment;
}

QStringList kinds(const Experiment& experiment) {
    QStringList list;
    for (const Spec& layer : experiment.network) list << QString::fromStdString(layer.kind);
    return list;
}

}  // namespace

void TestNetworkEdits::aNewDenseLayerLooksLikeItsNeighbours() {
    for (const Index position : {0, 1, 2}) {
        const Spec layer = newLayer(threeLayers(), position, "dense");
        QCOMPARE(layer.options.integer("units"), 4);
        QCOMPARE(layer.options.text("activation"), std::string("relu"));
    }
    QVERIFY(newLayer(threeLayers(), 1, "batch_norm").options.empty());
}

void TestNetworkEdits::theFirstHiddenLayerIsTanhWithXavier() {
    Experiment experiment = threeLayers();
    experiment.network = {dense(1, "sigmoid")};
    const Spec layer = newLayer(experiment, 0, "dense");
    QCOMPARE(layer.options.text("activation"), std::string("tanh"));
    QCOMPARE(layer.options.text("init"), std::string("xavier"));
    validate(insertLayer(experiment, 0, layer));
}

void TestNetworkEdits::nothingGoesBehindTheOutput() {
    const Experiment next = insertLayer(threeLayers(), 99, {"flatten"});
    QCOMPARE(kinds(next), QStringList({"dense", "dropout", "flatten", "dense"}));
    QCOMPARE(kinds(insertLayer(threeLayers(), 0, {"flatten"})).first(), QStringLiteral("flatten"));
    Experiment empty = threeLayers();
    empty.network.clear();
    QCOMPARE(kinds(insertLayer(empty, 0, {"dense"})), QStringList({"dense"}));
}

void TestNetworkEdits::layersAreTakenCopiedAndMoved() {
    QCOMPARE(kinds(removeLayer(threeLayers(), 1)), QStringList({"dense", "dense"}));
    const Experiment copied = copyLayer(threeLayers(), 0);
    QCOMPARE(kinds(copied), QStringList({"dense", "dense", "dropout", "dense"}));
    QVERIFY(copied.network[0] == copied.network[1]);
    QCOMPARE(kinds(moveLayer(threeLayers(), 1, 0)), QStringList({"dropout", "dense", "dense"}));
    QCOMPARE(unitsOf(moveLayer(threeLayers(), 0, 2), 2), Index(8));
    QVERIFY(moveLayer(moveLayer(threeLayers(), 0, 2), 2, 0) == threeLayers());
}

void TestNetworkEdits::unitsStayWithinTheKindsLimits() {
    QCOMPARE(unitsOf(changeUnits(threeLayers(), 0, 1), 0), Index(9));
    QCOMPARE(unitsOf(changeUnits(threeLayers(), 0, -3), 0), Index(5));
    QVERIFY(changeUnits(threeLayers(), 2, -1) == threeLayers());  // the last unit stays
    const Experiment most = changeUnits(threeLayers(), 0, 1000000);
    validate(most);
    QVERIFY(changeUnits(most, 0, 1) == most);
}

void TestNetworkEdits::kindsWithoutUnitsHaveNoneToChange() {
    QVERIFY(hasUnits(threeLayers(), 0));
    QVERIFY(!hasUnits(threeLayers(), 1));
    QCOMPARE(unitsOf(threeLayers(), 1), Index(0));
    QVERIFY(changeUnits(threeLayers(), 1, 1) == threeLayers());
    Experiment byDefault = threeLayers();
    byDefault.network[0] = {"dense"};
    QCOMPARE(unitsOf(byDefault, 0), Index(8));
}

void TestNetworkEdits::freezingIsAnOptionLikeAnyOther() {
    QVERIFY(canFreeze(threeLayers(), 0));
    QVERIFY(!canFreeze(threeLayers(), 1));
    const Experiment frozen = setFrozen(threeLayers(), 0, true);
    QVERIFY(isFrozen(frozen, 0));
    validate(frozen);
    QVERIFY(setFrozen(frozen, 0, false) == threeLayers());
    QVERIFY(setFrozen(threeLayers(), 1, true) == threeLayers());
}

void TestNetworkEdits::layersThatDoNotExistAreLeftAlone() {
    const Experiment before = threeLayers();
    for (const Index layer : {-1, 3, 1000}) {
        QVERIFY(removeLayer(before, layer) == before);
        QVERIFY(copyLayer(before, layer) == before);
        QVERIFY(moveLayer(before, layer, 0) == before);
        QVERIFY(moveLayer(before, 0, layer) == before);
        QVERIFY(changeUnits(before, layer, 1) == before);
        QVERIFY(setFrozen(before, layer, true) == before);
    }
}

QTEST_GUILESS_MAIN(TestNetworkEdits)
#include "test_network_edits.moc"
