#include "engine/explain/surface.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>

#include <cmath>

using namespace glassbox;

/// The planes of every kind of data and the pictures that a network paints on them.
class TestSurface : public GlassboxTest {
    Q_OBJECT

    QTemporaryDir m_folder;

    Dataset table(const QByteArray& text, bool normalise = false,
                  const std::optional<std::vector<std::string>>& features = {}) const {
        QFile file(m_folder.filePath("t.csv"));
        if (!file.open(QIODevice::WriteOnly)) return {};
        file.write(text);
        file.close();
        return makeDataset({"csv", {{"path", std::string("t.csv")}, {"normalise", normalise}, {"validation", 0.0}}},
                           features, 1, m_folder.path().toStdString());
    }

    /// Three inputs: b follows a, c is small and on its own.
    static QByteArray correlated() {
        QByteArray text = "a,b,c,y\n";
        for (int i = 0; i < 200; ++i) {
            const double t = (i - 100) / 10.0;
            const double other = std::sin(i * 1.7);
            text += QByteArray::number(3 + t) + "," + QByteArray::number(50 - 20 * t + 0.5 * std::cos(i * 2.3)) + "," +
                    QByteArray::number(0.01 * other) + "," + QByteArray::number(0.1 * t) + "\n";
        }
        return text;
    }

    /// y = weights . x + bias, by one linear unit.
    static Network linear(const std::vector<float>& weights, float bias) {
        Network network(Shape{static_cast<Index>(weights.size())}, {{"dense", {{"units", std::int64_t{1}}}}});
        network.importParameters(
            {{"0.weight", {1, static_cast<Index>(weights.size())}, weights}, {"0.bias", {1}, {bias}}});
        return network;
    }

    static bool near(double a, double b, double within = 1e-4) { return std::abs(a - b) < within; }

  private Q_SLOTS:
    void generatedDataShowTheirOwnPlane() {
        const Dataset data = makeDataset({"spiral"}, {}, 1);
        QCOMPARE(standardPlane(data), PlaneChoice{});
        const Plane plane(data, standardPlane(data));
        QVERIFY(!plane.isLine());
        QCOMPARE(plane.xMin(), -6.0);
        QCOMPARE(plane.xMax(), 6.0);
        QCOMPARE(plane.yMin(), -6.0);
        QCOMPARE(plane.yMax(), 6.0);
        QCOMPARE(plane.xLabel(), std::string("x1"));
        QCOMPARE(plane.yLabel(), std::string("x2"));
        const PlanePoint p = plane.project(data.training.inputs.col(3).data());
        QCOMPARE(p.x, static_cast<double>(data.training.inputs(0, 3)));
        QCOMPARE(p.y, static_cast<double>(data.training.inputs(1, 3)));
    }

    void oneInputGivesALine() {
        const Dataset data = makeDataset({"sine"}, {}, 1);
        const Plane plane(data, standardPlane(data));
        QVERIFY(plane.isLine());
        QCOMPARE(plane.xLabel(), std::string("x"));
        QCOMPARE(plane.yLabel(), std::string("y"));
        QVERIFY(plane.yMin() < -1 && plane.yMin() > -2 && plane.yMax() > 1 && plane.yMax() < 2);
        Tensor features;
        plane.grid(5, 77, features);
        QCOMPARE(features.cols(), Index{5});  // a line has one row
        for (Index i = 0; i < 5; ++i) {
            QVERIFY(near(static_cast<double>(features(0, i)), -6 + 3.0 * static_cast<double>(i)));
            QVERIFY(near(plane.gridX(i, 5), static_cast<double>(features(0, i))));
        }
    }

    void gridBeginsAtTheLowerLeft() {
        const Dataset data = makeDataset({"xor"}, std::vector<std::string>{"x2", "x1", "x1*x2"}, 1);
        const Plane plane(data, standardPlane(data));
        Tensor features;
        plane.grid(3, 2, features);  // cells of 4 x 6, points in their middles
        const double xs[] = {-4, 0, 4, -4, 0, 4};
        const double ys[] = {-3, -3, -3, 3, 3, 3};
        QCOMPARE(features.cols(), Index{6});
        for (Index i = 0; i < 6; ++i) {
            QVERIFY(near(static_cast<double>(features(0, i)), ys[i]));
            QVERIFY(near(static_cast<double>(features(1, i)), xs[i]));
            QVERIFY(near(static_cast<double>(features(2, i)), xs[i] * ys[i]));
        }
    }

    void tablesWithTwoInputsShowThem() {
        const Dataset data = table("a,b,y\n0,100,0.1\n10,300,0.5\n5,200,0.25\n");
        const Plane plane(data, standardPlane(data));
        QCOMPARE(plane.choice(), (PlaneChoice{PlaneKind::Columns, 0, 1}));
        QCOMPARE(plane.xLabel(), std::string("a"));
        QCOMPARE(plane.xMin(), -0.5);  // 5 % beyond the data
        QCOMPARE(plane.xMax(), 10.5);
        QCOMPARE(plane.yMin(), 90.0);
        QCOMPARE(plane.yMax(), 310.0);
        QCOMPARE(plane.caption(), std::string("What the network answers for a and b."));
    }

    void chosenColumnsLeaveTheOthersAtTheirMeans() {
        const Dataset data = table("a,colour,b,y\n0,red,100,0.1\n10,blue,300,0.5\n5,red,200,0.25\n3,red,0,1\n");
        const Plane plane(data, {PlaneKind::Columns, 3, 0});  // b, a
        QCOMPARE(plane.xLabel(), std::string("b"));
        QCOMPARE(plane.yLabel(), std::string("a"));
        QVERIFY2(
            plane.caption().find("the other 2 inputs stay at their means over the training part") != std::string::npos,
            plane.caption().c_str());
        Tensor features;
        plane.grid(2, 2, features);
        for (Index i = 0; i < 4; ++i) {
            QVERIFY(near(static_cast<double>(features(1, i)), 0.25));  // colour = blue
            QVERIFY(near(static_cast<double>(features(2, i)), 0.75));  // colour = red
        }
        QVERIFY(features(3, 1) > features(3, 0));
        QVERIFY(features(0, 2) > features(0, 0));
        const PlanePoint p = plane.project(data.training.inputs.col(1).data());
        QCOMPARE(p.x, 300.0);
        QCOMPARE(p.y, 10.0);
    }

    void oneColumnGivesALine() {
        const Dataset data = table("a,y\n0,0.1\n10,0.5\n5,0.25\n");
        const Plane plane(data, standardPlane(data));
        QVERIFY(plane.isLine());
        QCOMPARE(plane.xLabel(), std::string("a"));
        QCOMPARE(plane.yLabel(), std::string("y"));
        QVERIFY(near(plane.yMin(), 0.06) && near(plane.yMax(), 0.54));
    }

    void componentsFollowTheData() {
        const Dataset data = table(correlated());
        const Plane plane(data, standardPlane(data));
        QCOMPARE(plane.choice().kind, PlaneKind::Components);
        // a and b are one direction (b falls as a rises), c is another: together nearly all of the variance.
        QVERIFY2(plane.xLabel() == "component 1 (67 %)", plane.xLabel().c_str());
        QVERIFY2(plane.yLabel() == "component 2 (33 %)", plane.yLabel().c_str());
        QVERIFY2(plane.caption().find("100 % of the variance of the 3 standardised inputs") == 0,
                 plane.caption().c_str());
        const Matrix& inputs = data.training.inputs;
        const PlanePoint low = plane.project(inputs.col(0).data());
        const PlanePoint high = plane.project(inputs.col(199).data());
        QVERIFY(std::abs(high.x - low.x) > 4);
        QVERIFY(std::abs(high.y - low.y) < 3);
        double furthest = 0;
        for (Index i = 0; i < inputs.cols(); ++i)
            furthest = std::max(furthest, std::abs(plane.project(inputs.col(i).data()).x));
        QVERIFY(plane.xMax() >= furthest * 0.9 || -plane.xMin() >= furthest * 0.9);
    }

    void componentsAreMappedBack() {
        const Dataset data = table(correlated());
        const Plane plane(data, standardPlane(data));
        Tensor features;  // no normalisation and every input seen: features are inputs
        plane.grid(9, 7, features);
        for (Index row = 0; row < 7; ++row) {
            for (Index column = 0; column < 9; ++column) {
                const PlanePoint p = plane.project(features.data() + (row * 9 + column) * 3);
                QVERIFY(near(p.x, plane.gridX(column, 9), 1e-3));
                QVERIFY(near(p.y, plane.gridY(row, 7), 1e-3));
            }
        }
    }

    void componentsOfManyInputsAreFoundToo() {
        // 200 inputs that all follow two hidden ones.
        QByteArray text;
        for (int k = 0; k < 200; ++k) text += "i" + QByteArray::number(k) + ",";
        text += "y\n";
        Random random(1);
        for (int row = 0; row < 60; ++row) {
            const double u = random.normal();
            const double v = random.normal();
            for (int k = 0; k < 200; ++k) text += QByteArray::number(k < 130 ? u : v) + ",";
            text += QByteArray::number(u) + "\n";
        }
        const Dataset data = table(text);
        const Plane plane(data, standardPlane(data));
        QVERIFY2(plane.caption().find("100 % of the variance of the 200") == 0, plane.caption().c_str());
    }

    void onlyWhatTheNetworkSeesMakesThePlane() {
        const Dataset data = table(correlated(), true, std::vector<std::string>{"a", "c"});
        QCOMPARE(data.inputCount(), Index{3});
        QCOMPARE(standardPlane(data), (PlaneChoice{PlaneKind::Columns, 0, 2}));
        const Plane plane(data, {PlaneKind::Components, 0, 1});
        QVERIFY(plane.caption().find("of the 2 standardised inputs") != std::string::npos);
    }

    void choicesThatDoNotFitGiveTheStandardPlane() {
        const Dataset spiral = makeDataset({"spiral"}, {}, 1);
        QCOMPARE(Plane(spiral, {PlaneKind::Components, 0, 1}).choice(), PlaneChoice{});
        const Dataset data = table("a,b,y\n0,100,0.1\n10,300,0.5\n5,200,0.25\n");
        QCOMPARE(Plane(data, {PlaneKind::Columns, 0, 7}).choice(), standardPlane(data));
        QCOMPARE(Plane(data, {}).choice(), standardPlane(data));
    }

    void outputsArePaintedFromTheLowerLeft() {
        const Dataset data = makeDataset({"plane"}, {}, 1);
        SurfacePainter painter;
        painter.setPlane(Plane(data, standardPlane(data)));
        const Network network = linear({1, 10}, 0.5F);
        const auto loss = makeLoss({"mse"});
        Picture picture;
        painter.output(network, *loss, 50, 40, picture);  // more points than one block
        QCOMPARE(picture.width, Index{50});
        QCOMPARE(picture.height, Index{40});
        QCOMPARE(picture.planes, Index{1});
        QCOMPARE(picture.values.size(), std::size_t{2000});
        for (Index row = 0; row < 40; ++row) {
            for (Index column = 0; column < 50; ++column) {
                const double x = -6 + 12 * (static_cast<double>(column) + 0.5) / 50;
                const double y = -6 + 12 * (static_cast<double>(row) + 0.5) / 40;
                QVERIFY(near(static_cast<double>(picture.plane(0)[row * 50 + column]), x + 10 * y + 0.5, 1e-3));
            }
        }
    }

    void classesArePaintedAsProbabilities() {
        const Dataset data = makeDataset({"blobs"}, {}, 1);
        SurfacePainter painter;
        painter.setPlane(Plane(data, standardPlane(data)));
        Network network(Shape{2}, {{"dense", {{"units", std::int64_t{3}}}}});
        Random random(1);
        network.initialise(random);
        Picture picture;
        painter.output(network, *makeLoss({"cross_entropy"}), 20, 20, picture);
        QCOMPARE(picture.planes, Index{3});
        for (Index i = 0; i < 400; ++i) {
            QVERIFY(near(static_cast<double>(picture.plane(0)[i] + picture.plane(1)[i] + picture.plane(2)[i]), 1));
        }
        QVERIFY(picture.plane(0)[0] != picture.plane(0)[399]);
    }

    void unitsShowTheirOutputs() {
        const Dataset data = makeDataset({"spiral"}, {}, 1);
        SurfacePainter painter;
        painter.setPlane(Plane(data, standardPlane(data)));
        Network network(Shape{2}, {{"dense", {{"units", std::int64_t{3}}, {"activation", std::string("tanh")}}},
                                   {"dense", {{"units", std::int64_t{1}}}}});
        Random random(3);
        network.initialise(random);
        std::vector<Picture> layers;
        painter.units(network, 40, 64, layers);
        QCOMPARE(layers.size(), std::size_t{2});
        QCOMPARE(layers[0].planes, Index{3});
        QCOMPARE(layers[1].planes, Index{1});
        // A point in the second block of the pass, checked by hand.
        const Index at = 30 * 40 + 17;
        const double x = -6 + 12 * 17.5 / 40;
        const double y = -6 + 12 * 30.5 / 40;
        const auto w = network.exportParameters();
        for (std::size_t unit = 0; unit < 3; ++unit) {
            const double z = static_cast<double>(w[0].values[unit * 2]) * x +
                             static_cast<double>(w[0].values[unit * 2 + 1]) * y +
                             static_cast<double>(w[1].values[unit]);
            QVERIFY(near(static_cast<double>(layers[0].plane(static_cast<Index>(unit))[at]), std::tanh(z)));
        }
        painter.units(network, 40, 2, layers);
        QCOMPARE(layers[0].planes, Index{0});  // more units than pictures were asked for
        QCOMPARE(layers[1].planes, Index{1});
    }

    void inputsShowTheFeatures() {
        const Dataset data = makeDataset({"xor"}, std::vector<std::string>{"x1*x2", "x1"}, 1);
        SurfacePainter painter;
        painter.setPlane(Plane(data, standardPlane(data)));
        Picture picture;
        painter.inputs(10, picture);
        QCOMPARE(picture.planes, Index{2});
        QVERIFY(near(static_cast<double>(picture.plane(0)[0]), 5.4 * 5.4));
        QVERIFY(near(static_cast<double>(picture.plane(0)[9]), -5.4 * 5.4));
        QVERIFY(near(static_cast<double>(picture.plane(1)[99]), 5.4));
    }

    void aNetworkOfOtherInputsGetsNoPicture() {
        const Dataset data = makeDataset({"xor"}, {}, 1);
        SurfacePainter painter;
        painter.setPlane(Plane(data, standardPlane(data)));
        Picture picture;
        painter.output(linear({1, 2, 3}, 0), *makeLoss({"mse"}), 10, 10, picture);
        QCOMPARE(picture.planes, Index{0});
    }

    void aNewPlaneReplacesTheGrids() {
        SurfacePainter painter;
        const Dataset square = makeDataset({"plane"}, {}, 1);
        const Dataset other = table("a,b,y\n0,100,0.1\n10,300,0.5\n5,200,0.25\n");
        Picture first, second;
        painter.setPlane(Plane(square, standardPlane(square)));
        painter.inputs(8, first);
        painter.setPlane(Plane(other, standardPlane(other)));
        painter.inputs(8, second);
        QVERIFY(first.values != second.values);
    }
};

QTEST_GUILESS_MAIN(TestSurface)
#include "test_surface.moc"
