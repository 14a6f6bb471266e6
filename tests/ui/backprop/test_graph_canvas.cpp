#include "engine/explain/number_words.h"
#include "tests/support/test.h"
#include "tests/ui/backprop/step_stage.h"
#include "ui/backprop/graph_canvas.h"
#include "ui/backprop/graph_picture.h"

#include <QAccessible>
#include <QScrollBar>

#include <algorithm>

using namespace glassbox;

namespace {

using Stage = StepStage<GraphCanvas>;

Experiment everyKind() {
    return steps::experiment({steps::dense(6, "relu"),
                              {"batch_norm"},
                              {"dropout", {{"rate", 0.3}}},
                              steps::dense(4, "identity"),
                              {"activation", {{"activation", std::string("tanh")}}},
                              {"layer_norm"},
                              {"flatten"},
                              steps::dense(1, "sigmoid")},
                             "moons");
}

struct Node {
    Stage& stage;
    Index number;

    Node(Stage& of, const TensorRef& tensor) : stage(of), number(scene().graph.find(tensor).value_or(-1)) {
        if (number < 0) qFatal("no such node");
    }
    const GraphScene& scene() const { return stage.view.picture().scene(); }
    const GraphFace& face() const { return scene().nodes[static_cast<std::size_t>(number)]; }
    const EdgeFace& edgeTo(const Node& other) const {
        for (std::size_t i = 0; i < scene().graph.edges.size(); ++i)
            if (scene().graph.edges[i].from == number && scene().graph.edges[i].to == other.number)
                return scene().edges[i];
        qFatal("no such edge");
    }
};

}  // namespace

/// The computation graph has the step's operations, and the gradient comes back over its edges.
class TestGraphCanvas : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void operationsAndWhatTheyReadAreNodes();
    void nothingOverlaps_data();
    void nothingOverlaps();
    void gradientComesBackOverEveryEdge_data();
    void gradientComesBackOverEveryEdge();
    void toldDerivativesHaveTheirNumber();
    void gradientsStandAtTheirNodes();
    void whatIsPredictedIsHidden();
    void clickingGoesToTheOperation();
    void keyboardReachesEveryNode();
    void presentOperationIsKeptInView();
    void screenReadersMeetTheNodes();
    void emptyStateSaysWhy();
};

void TestGraphCanvas::operationsAndWhatTheyReadAreNodes() {
    const Walk walk(steps::record(steps::small()));
    const ComputationGraph graph = graphOf(walk);
    Index operations = 0;
    for (Index i = 0; i < walk.count(); ++i) {
        if (walk.at(i).phase != Phase::Forward) continue;
        const auto node = graph.find(walk.at(i).result);
        QVERIFY(node && graph.node(*node).operation == i);
        ++operations;
    }
    QCOMPARE(operations, Index{5});  // z, a, z, a, L
    QCOMPARE(graph.count(), operations + 1 + 4 + 1);
    for (const GraphEdge& edge : graph.edges) QVERIFY(graph.node(edge.from).depth < graph.node(edge.to).depth);
}

void TestGraphCanvas::nothingOverlaps_data() {
    QTest::addColumn<int>("layers");
    for (const int layers : {1, 2, 6, 12}) QTest::addRow("%d layers", layers) << layers;
    QTest::newRow("every kind") << 0;
}

void TestGraphCanvas::nothingOverlaps() {
    QFETCH(int, layers);
    std::vector<Spec> network;
    for (int i = 1; i < layers; ++i) network.push_back(steps::dense(4, "tanh"));
    network.push_back(steps::dense(1, "sigmoid"));
    const auto record = steps::record(layers > 0 ? steps::experiment(network) : everyKind(), {});
    Stage stage(record);
    stage.model.goToEnd();
    const GraphScene& scene = stage.view.picture().scene();
    std::vector<QRectF> things = scene.layout.nodes;
    for (std::size_t i = 0; i < scene.nodes.size(); ++i)
        if (!scene.nodes[i].noteSymbol.isEmpty()) things.push_back(scene.layout.notes[i].adjusted(0, 1, 0, -1));
    for (std::size_t i = 0; i < things.size(); ++i) {
        QVERIFY(QRectF(QPointF(), scene.layout.size).contains(things[i]));
        for (std::size_t k = i + 1; k < things.size(); ++k)
            QVERIFY2(!things[i].intersects(things[k]), qPrintable(QStringLiteral("%1 and %2").arg(i).arg(k)));
    }
    // No derivative stands on a node.
    for (std::size_t i = 0; i < scene.edges.size(); ++i)
        for (const QRectF& node : scene.layout.nodes)
            QVERIFY(scene.edges[i].derivative.isEmpty() ||
                    !node.adjusted(2, 2, -2, -2).intersects(scene.layout.labels[i].adjusted(3, 3, -3, -3)));
}

void TestGraphCanvas::gradientComesBackOverEveryEdge_data() {
    QTest::addColumn<bool>("fused");
    QTest::newRow("loss and sigmoid are one") << true;
    QTest::newRow("squared error") << false;
}

void TestGraphCanvas::gradientComesBackOverEveryEdge() {
    QFETCH(bool, fused);
    Experiment experiment =
        fused ? steps::small()
              : steps::experiment({steps::dense(3, "tanh"), steps::dense(1, "identity")}, "plane", "mse");
    Stage stage(steps::record(experiment));
    if (fused) QVERIFY(stage.model.walk()->record().isFused());
    stage.model.goToStart();
    do {
        for (const EdgeFace& edge : stage.view.picture().scene().edges) {
            const bool back = edge.state == EdgeState::Backward || edge.state == EdgeState::Returned;
            if (stage.model.operation().phase == Phase::Forward) QVERIFY(!back);
        }
        stage.model.goOn();
    } while (stage.model.canGoOn());
    const GraphScene& scene = stage.view.picture().scene();
    for (std::size_t i = 0; i < scene.edges.size(); ++i) {
        const Quantity from = scene.graph.node(scene.graph.edges[i].from).tensor.quantity;
        const bool given = from == Quantity::Input || from == Quantity::Target;
        QCOMPARE(scene.edges[i].state == EdgeState::Returned, !given);
    }
}

void TestGraphCanvas::toldDerivativesHaveTheirNumber() {
    const auto record = steps::record(steps::small());
    Stage stage(record);
    stage.go(Quantity::Inner, 0, 1, Grain::Unit, 1);  // delta of a hidden unit
    const Node z(stage, {Quantity::Inner, 0, 0}), a(stage, {Quantity::Output, 0});
    const auto value = z.edgeTo(a).value;
    QVERIFY(value);
    const double activation = double(record->trace.layers[0].output(1, 0));
    QVERIFY(std::abs(*value - (1 - activation * activation)) < 1e-6);  // tanh'
    QVERIFY(z.edgeTo(a).state == EdgeState::Backward);
    stage.go(Quantity::Gradient, 1, 0, Grain::Weight, 0, 2);
    const Node w(stage, {Quantity::Parameter, 1, 0}), sum(stage, sumOf(*record, 1));
    QCOMPARE(w.edgeTo(sum).value.value_or(0), double(record->trace.layers[0].output(2, 0)));
}

void TestGraphCanvas::gradientsStandAtTheirNodes() {
    const auto record = steps::record(steps::small());
    Stage stage(record);
    stage.go(Quantity::SampleLoss, -1);
    const Node w(stage, {Quantity::Parameter, 1, 0}), a(stage, {Quantity::Output, 0});
    QVERIFY(w.face().noteSymbol.isEmpty());
    stage.go(Quantity::Gradient, 1, 0, Grain::Weight, 0, 1);
    QVERIFY(w.face().note.endsWith(
        QString::fromStdString(numberWords(tensorOf(*record, {Quantity::Gradient, 1, 0})(0, 1)))));
    QVERIFY(w.face().isNoteStrong);
    QVERIFY(a.face().noteSymbol.isEmpty());
    stage.go(Quantity::Inner, 0, 1);
    QVERIFY(w.face().note.startsWith(QLatin1String("rms ")));  // of three weights none is told
}

void TestGraphCanvas::whatIsPredictedIsHidden() {
    Stage stage(steps::record(steps::small()));
    stage.go(Quantity::Gradient, 1, 0, Grain::Weight, 0, 1);
    const Node w(stage, {Quantity::Parameter, 1, 0}), sum(stage, sumOf(stage.model.walk()->record(), 1));
    QVERIFY(w.edgeTo(sum).value);
    stage.model.setPredicting(true);
    QCOMPARE(w.face().note, QStringLiteral("?"));
    QVERIFY(!w.edgeTo(sum).value);
    stage.model.reveal();
    QVERIFY(w.face().note != QLatin1String("?"));
}

void TestGraphCanvas::clickingGoesToTheOperation() {
    Stage stage(steps::record(steps::small()), {1200, 760});
    stage.model.goToEnd();
    GraphPicture& picture = stage.view.picture();
    const Node a(stage, {Quantity::Output, 0});
    QTest::mouseMove(&picture, picture.nodeRect(a.number).center());
    QTRY_VERIFY(stage.model.hovered() && stage.model.hovered()->tensor == (TensorRef{Quantity::Output, 0}));
    QTest::mouseClick(&picture, Qt::LeftButton, {}, picture.nodeRect(a.number).center());
    QVERIFY(stage.model.operation().result == (TensorRef{Quantity::Output, 0}));
    QVERIFY(a.face().stress == Stress::Result);
    stage.model.goToEnd();
    QTest::mouseClick(&picture, Qt::LeftButton, {}, picture.noteRect(a.number).center());
    QVERIFY(stage.model.operation().result == (TensorRef{Quantity::OutputGradient, 0}));
    const Node w(stage, {Quantity::Parameter, 0, 0});
    QTest::mouseClick(&picture, Qt::LeftButton, {}, picture.nodeRect(w.number).center());
    QVERIFY(stage.model.operation().result == sumOf(stage.model.walk()->record(), 0));
}

void TestGraphCanvas::keyboardReachesEveryNode() {
    Stage stage(steps::record(steps::small()));
    GraphPicture& picture = stage.view.picture();
    picture.clearFocus();
    picture.setFocus(Qt::TabFocusReason);
    QCOMPARE(picture.focusNode(), Index{0});
    for (Index i = 1; i < picture.scene().graph.count(); ++i) {
        QTest::keyClick(&picture, Qt::Key_Down);
        QCOMPARE(picture.focusNode(), i);
        QVERIFY(stage.model.hovered());
    }
    QTest::keyClick(&picture, Qt::Key_Home);
    QCOMPARE(picture.focusNode(), Index{0});
    QTest::keyClick(&picture, Qt::Key_End);
    QTest::keyClick(&picture, Qt::Key_Return);
    QCOMPARE(stage.model.place().operation,
             picture.scene().graph.node(picture.scene().graph.count() - 1).operation.value_or(-1));
}

void TestGraphCanvas::presentOperationIsKeptInView() {
    Stage stage(steps::record(everyKind(), {}), {600, 400});
    QVERIFY(stage.view.horizontalScrollBar()->maximum() > 0);
    stage.model.goToStart();
    do {
        const GraphPicture& picture = stage.view.picture();
        for (Index i = 0; i < picture.scene().graph.count(); ++i) {
            const GraphNode& node = picture.scene().graph.node(i);
            if (!node.operation || *node.operation != stage.model.place().operation) continue;
            const QPoint middle = picture.mapTo(&stage.view, picture.nodeRect(i).center());
            QVERIFY(stage.view.viewport()->geometry().contains(middle));
        }
        stage.model.goOn();
    } while (stage.model.canGoOn());
}

void TestGraphCanvas::screenReadersMeetTheNodes() {
    Stage stage(steps::record(steps::small()));
    QAccessibleInterface* picture = QAccessible::queryAccessibleInterface(&stage.view.picture());
    QCOMPARE(picture->childCount(), int(stage.view.picture().scene().graph.count()));
    QStringList names;
    for (int i = 0; i < picture->childCount(); ++i) names += picture->child(i)->text(QAccessible::Name);
    QVERIFY2(names.contains(QStringLiteral("Weights of layer 1")), qPrintable(names.join(u'|')));
    QVERIFY(!names.contains(QString()));
}

void TestGraphCanvas::emptyStateSaysWhy() {
    Stage stage(nullptr);
    stage.view.setEmptyText(QStringLiteral("Nothing yet."));
    QCOMPARE(stage.view.picture().accessibleDescription(), QStringLiteral("Nothing yet."));
    QTest::keyClick(&stage.view.picture(), Qt::Key_Down);
    QTest::mouseClick(&stage.view.picture(), Qt::LeftButton, {}, QPoint(100, 100));
    const QImage empty = stage.view.grab().toImage();
    stage.model.setRecord(steps::record(steps::small()));
    QVERIFY(stage.view.grab().toImage() != empty);
}

QTEST_MAIN(TestGraphCanvas)
#include "test_graph_canvas.moc"
