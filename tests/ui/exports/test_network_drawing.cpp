#include "engine/training/trainer.h"
#include "tests/support/test.h"
#include "ui/exports/network_drawing.h"
#include "ui/shell/theme.h"

#include <QFile>

using namespace glassbox;

namespace {

Model modelOf(const Experiment& experiment) {
    const auto data = std::make_shared<const Dataset>(
        makeDataset(experiment.data, experiment.features, experiment.seed, std::string()));
    return makeModel(experiment, data, Trainer(experiment, data).network().exportParameters());
}

QByteArray svgOf(const Model& model) {
    return encodePicture(QStringLiteral("svg"), networkDrawing(model));
}

/// Keeps a picture where somebody wants to look at it.
void keep(const char* name, const QByteArray& bytes) {
    const QByteArray folder = qgetenv("GLASSBOX_PICTURES");
    if (folder.isEmpty()) return;
    QFile file(QStringLiteral("%1/%2").arg(QString::fromLocal8Bit(folder), QLatin1String(name)));
    if (file.open(QIODevice::WriteOnly)) file.write(bytes);
}

}  // namespace

/// The network on paper: units and weights as lines and text.
class TestNetworkDrawing : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void unitsAndWeightsAreLinesAndText() {
        const Model model = modelOf(standardExperiment());
        const QByteArray svg = svgOf(model);
        QVERIFY(!svg.contains("<image"));
        for (const char* words : {"Input", "2 features", "8 units, 24 parameters", "6 units, 54 parameters",
                                  "1 unit, 7 parameters", "positive weight", "negative weight"})
            QVERIFY2(svg.contains(words), words);
        QVERIFY(svg.count("<path") >= 2 * 8 + 8 * 6 + 6 * 1);
        keep("network.png", encodePicture(QStringLiteral("png"), framed(networkDrawing(model), {"Title", "Caption"})));
    }

    void signsAreToldByColourAndDash() {
        Experiment experiment = standardExperiment();
        experiment.data = Spec{"sine"};
        experiment.features.reset();
        experiment.network = {Spec{"dense", {{"units", std::int64_t{1}}, {"activation", std::string("identity")}}}};
        experiment.training.loss = Spec{"mse"};
        const auto data = std::make_shared<const Dataset>(
            makeDataset(experiment.data, experiment.features, experiment.seed, std::string()));
        const Theme theme = Theme::light();
        for (const float weight : {0.5F, -0.5F}) {
            const QByteArray svg =
                svgOf(makeModel(experiment, data, {{"0.weight", {1, 1}, {weight}}, {"0.bias", {1}, {0.0F}}}));
            // The one link, and a line in the legend for each sign.
            QCOMPARE(svg.count("stroke=\"" + theme.positive.name().toLatin1()), weight > 0 ? 2 : 1);
            QCOMPARE(svg.count("stroke=\"" + theme.negative.name().toLatin1()), weight < 0 ? 2 : 1);
            QCOMPARE(svg.count("stroke-dasharray"), weight < 0 ? 2 : 1);
        }
    }

    void largeLayersAreCollapsedAndCounted() {
        Experiment experiment = standardExperiment();
        experiment.network = {Spec{"dense", {{"units", std::int64_t{300}}, {"activation", std::string("relu")}}},
                              Spec{"dropout"},
                              Spec{"dense", {{"units", std::int64_t{1}}, {"activation", std::string("sigmoid")}}}};
        const Model model = modelOf(experiment);
        const QByteArray svg = svgOf(model);
        QCOMPARE(svg.count("290 more"), 2);  // in the dense layer and in the dropout layer
        QVERIFY(svg.contains("Dropout"));
        QVERIFY(svg.size() < 200'000);
        keep("network-large.png", encodePicture(QStringLiteral("png"), networkDrawing(model)));
    }

    /// However small the network, what is below it is not cut off.
    void theLegendHasRoom() {
        Experiment experiment = standardExperiment();
        experiment.network = {Spec{"dense", {{"units", std::int64_t{1}}, {"activation", std::string("sigmoid")}}}};
        const Drawing drawing = networkDrawing(modelOf(experiment));
        const QFontMetricsF metrics(Theme::light().font(11));
        const QString words =
            "positive weight"
            "negative weight"
            "wider: larger within its layer";
        QVERIFY(drawing.size.width() > metrics.horizontalAdvance(words) + 2 * 32);
    }

    void classesNameTheOutputs() {
        Experiment experiment = standardExperiment();
        experiment.data = Spec{"blobs", {{"classes", std::int64_t{4}}}};
        experiment.network = {Spec{"dense", {{"units", std::int64_t{4}}, {"activation", std::string("softmax")}}}};
        experiment.training.loss = Spec{"cross_entropy"};
        const Model model = modelOf(experiment);
        const QByteArray svg = svgOf(model);
        for (const std::string& name : model.data->classNames) QVERIFY2(svg.contains(name.c_str()), name.c_str());
        for (const std::string& name : model.data->featureNames) QVERIFY2(svg.contains(name.c_str()), name.c_str());
        keep("network-classes.png", encodePicture(QStringLiteral("png"), networkDrawing(model)));
    }
};

QTEST_MAIN(TestNetworkDrawing)
#include "test_network_drawing.moc"
