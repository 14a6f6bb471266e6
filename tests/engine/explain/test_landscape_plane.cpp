#include "engine/explain/landscape_plane.h"
#include "engine/nn/error.h"
#include "tests/support/test.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

#include <cmath>

using namespace glassbox;

namespace {

using Weights = std::vector<Scalar>;

Spec dense(int units, const std::string& activation = "tanh") {
    return {"dense", {{"units", std::int64_t{units}}, {"activation", activation}}};
}

Network drawn(const Shape& input, const std::vector<Spec>& layers) {
    Network network(input, layers);
    Random random(3);
    network.initialise(random);
    for (Scalar& p : network.parameters()) p += static_cast<Scalar>(random.uniform(-0.2, 0.2));
    return network;
}

std::vector<WeightPoint> views(const std::vector<Weights>& points) {
    return {points.begin(), points.end()};
}

double length(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v) sum += x * x;
    return std::sqrt(sum);
}

double product(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

bool near(double a, double b, double within = 1e-6) {
    return std::abs(a - b) <= within;
}

bool refused(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        return !std::string(error.what()).empty();
    }
    return false;
}

}  // namespace

class TestLandscapePlane : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void inThePlaneOfTwoWeightsCoordinatesAreTheWeights() {
        const Weights through{1, 2, 3, 4};
        const LandscapePlane plane = LandscapePlane::ofWeights(through, 1, 3);
        const PlaneCoordinates at = plane.project(through);
        QVERIFY(near(at.x, 2) && near(at.y, 4));
        Weights there(4);
        plane.weightsAt({-5, 7}, there);
        QCOMPARE(there, (Weights{1, -5, 3, 7}));
        // Off the plane by what the other two differ.
        QVERIFY(near(plane.distanceOutside(Weights{4, 9, -1, 9}), 5));
        QVERIFY(refused([&] { LandscapePlane::ofWeights(through, 1, 1); }));
        QVERIFY(refused([&] { LandscapePlane::ofWeights(through, 1, 4); }));
    }

    void projectionIsAtARightAngleEvenIfTheDirectionsAreNot() {
        const LandscapePlane plane({1, 1, 1}, {2, 0, 0}, {1, 1, 0});
        const PlaneCoordinates at = plane.project(Weights{4, 3, 8});  // 1 + 2x + y = 4, 1 + y = 3
        QVERIFY(near(at.x, 0.5) && near(at.y, 2));
        QVERIFY(near(plane.distanceOutside(Weights{4, 3, 8}), 7));
        QVERIFY(refused([] { LandscapePlane({0, 0}, {1, 2}, {2, 4}); }));
        QVERIFY(refused([] { LandscapePlane({0, 0}, {0, 0}, {2, 4}); }));
    }

    /// Every unit's part of a direction is as long as the unit's own incoming weights; biases and normalisation 0.
    void randomDirectionsAreFilterNormalised() {
        Spec frozen = dense(2);
        frozen.options.set("frozen", true);
        const Network network = drawn(Shape{3}, {dense(4), {"batch_norm"}, frozen, dense(1)});
        const LandscapePlane plane = LandscapePlane::ofRandomDirections(network, network.parameters(), 11);
        int filters = 0;
        for (const ParameterPlace& place : network.places()) {
            if (!place.trained) continue;
            for (const std::vector<double>* direction : {&plane.first(), &plane.second()}) {
                const bool moves = place.info.name == "weight" && place.info.shape.size() == 2 && place.layer != 2;
                const Index rows = place.info.shape[0];
                const Index columns = place.info.shape.size() > 1 ? place.info.shape[1] : 1;
                for (Index row = 0; row < rows; ++row) {
                    double own = 0, drawnLength = 0;
                    for (Index column = 0; column < columns; ++column) {
                        const auto i = static_cast<std::size_t>(
                            place.offset + row * place.info.strides[0] +
                            (columns > 1 || place.info.shape.size() > 1 ? column * place.info.strides[1] : 0));
                        own += std::pow(static_cast<double>(network.parameters()[i]), 2);
                        drawnLength += std::pow((*direction)[i], 2);
                    }
                    QVERIFY(near(drawnLength, moves ? own : 0, 1e-9));
                    filters += moves ? 1 : 0;
                }
            }
        }
        QCOMPARE(filters, 2 * (4 + 1));
        // The same seed gives the same plane, another another.
        QCOMPARE(LandscapePlane::ofRandomDirections(network, network.parameters(), 11).first(), plane.first());
        QVERIFY(LandscapePlane::ofRandomDirections(network, network.parameters(), 12).first() != plane.first());
        QVERIFY(plane.first() != plane.second());
        const Network zero(Shape{3}, {dense(4)});
        QVERIFY(refused([&] { LandscapePlane::ofRandomDirections(zero, zero.parameters(), 1); }));
    }

    /// (3, 0), (-3, 0), (0, 1), (0, -1) off the middle of a third coordinate that stays: axes and variances by hand.
    void componentsOfAHandCase() {
        const std::vector<Weights> points{{4, 2, 5}, {-2, 2, 5}, {1, 3, 5}, {1, 1, 5}};
        const LandscapePlane plane = LandscapePlane::ofComponents(points[0], views(points));
        QVERIFY(near(plane.first()[0], 1) && near(plane.second()[1], 1));
        QVERIFY(near(plane.firstShare(), 0.9) && near(plane.secondShare(), 0.1));
        const PlaneCoordinates at = plane.project(points[1]);
        QVERIFY(near(at.x, -6) && near(at.y, 0));
        QVERIFY(near(plane.shareOutside(views(points)), 0));
    }

    void componentsOfFewPointsAndOfALine() {
        const std::vector<Weights> line{{0, 0, 0, 0}, {1, 2, 0, 2}, {2, 4, 0, 4}};
        const LandscapePlane plane = LandscapePlane::ofComponents(line[0], views(line));
        QVERIFY(near(plane.first()[1], 2.0 / 3));
        QVERIFY(near(plane.firstShare(), 1) && near(plane.secondShare(), 0));
        QVERIFY(near(length(plane.second()), 1) && near(product(plane.first(), plane.second()), 0));
        QVERIFY(near(plane.project(line[2]).x, 6));
        QVERIFY(refused([&] { LandscapePlane::ofComponents(line[0], {line[1], line[1]}); }));
        QVERIFY(refused([&] { LandscapePlane::ofComponents(line[0], {line[1]}); }));
    }

    /// Fewer points than parameters, more points than parameters, and so many of both that only an iteration is cheap.
    void componentsAreNumpys_data() {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("count");
        QTest::newRow("wide") << 60 << 12;
        QTest::newRow("tall") << 7 << 50;
        QTest::newRow("large") << 450 << 430;
    }

    void componentsAreNumpys() {
        QFETCH(int, size);
        QFETCH(int, count);
        const QString python = QStringLiteral("/usr/bin/python3");
        Random random(5);
        std::vector<Weights> points;
        QJsonArray rows;
        for (int k = 0; k < count; ++k) {
            Weights point;
            QJsonArray row;
            for (int i = 0; i < size; ++i) {
                point.push_back(static_cast<Scalar>(random.normal() * (i % 5 == 0 ? 3 : 1) * (i == 2 ? 4 : 1)));
                row.append(static_cast<double>(point.back()));
            }
            points.push_back(point);
            rows.append(row);
        }
        QProcess numpy;
        numpy.start(python, {QStringLiteral("-c"), QStringLiteral(R"(
import json, sys, numpy
a = numpy.array(json.load(sys.stdin))
a = a - a.mean(0)
u, s, v = numpy.linalg.svd(a, full_matrices=False)
share = s ** 2 / (s ** 2).sum()
print(json.dumps([v[0].tolist(), v[1].tolist(), share[:2].tolist()]))
)")});
        numpy.write(QJsonDocument(rows).toJson());
        numpy.closeWriteChannel();
        QVERIFY(numpy.waitForFinished(60000));
        if (numpy.exitCode() != 0) QSKIP("/usr/bin/python3 can't import numpy; install python3-numpy to compare");
        const QJsonArray answer = QJsonDocument::fromJson(numpy.readAllStandardOutput()).array();
        const LandscapePlane plane = LandscapePlane::ofComponents(points[0], views(points));
        for (int axis = 0; axis < 2; ++axis) {
            const std::vector<double>& ours = axis == 0 ? plane.first() : plane.second();
            double along = 0;
            for (int i = 0; i < size; ++i) along += ours[static_cast<std::size_t>(i)] * answer[axis][i].toDouble();
            QVERIFY(near(std::abs(along), 1, 1e-5));  // the sign is free
            QVERIFY(near(length(ours), 1, 1e-9));
        }
        QVERIFY(near(plane.firstShare(), answer[2][0].toDouble()));
        QVERIFY(near(plane.secondShare(), answer[2][1].toDouble()));
    }

    void threePointsLieInTheirPlane() {
        const Weights a{1, 0, 2, 0}, b{1, 3, 2, 4}, c{0, 1, 5, -2};
        const LandscapePlane plane = LandscapePlane::throughPoints(a, b, c);
        const PlaneCoordinates atB = plane.project(b);
        QVERIFY(near(atB.x, 5) && near(atB.y, 0));
        for (const Weights& point : {a, b, c}) QVERIFY(near(plane.distanceOutside(point), 0));
        QVERIFY(plane.project(c).y > 0);
        QVERIFY(refused([&] { LandscapePlane::throughPoints(a, b, a); }));
        QVERIFY(refused([&] { LandscapePlane::throughPoints(a, a, c); }));
    }

    void shareOutsideIsWhatTheDefinitionSays() {
        const LandscapePlane plane({0, 0, 0}, {1, 0, 0}, {0, 1, 0});
        const std::vector<Weights> inside{{1, 1, 9}, {2, 1, 9}, {5, -4, 9}};
        QVERIFY(near(plane.shareOutside(views(inside)), 0));
        const std::vector<Weights> straightUp{{1, 1, 0}, {1, 1, 1}, {1, 1, 2}};
        QVERIFY(near(plane.shareOutside(views(straightUp)), 1));
        // Displacements (3, 0, 4) and (0, 0, 5): 9 of 50 lies inside.
        const std::vector<Weights> mixed{{1, 1, 0}, {4, 1, 4}, {1, 1, 5}};
        QVERIFY(near(plane.shareOutside(views(mixed)), 1 - 9.0 / 50));
        const std::vector<double> each = plane.sharesOutside(views(mixed));
        QVERIFY(near(each[0], 0) && near(each[1], 16.0 / 25) && near(each[2], 1));
        const std::vector<Weights> still{{1, 1, 0}, {1, 1, 0}};
        QVERIFY(near(plane.shareOutside(views(still)), 0));
    }
};

QTEST_GUILESS_MAIN(TestLandscapePlane)
#include "test_landscape_plane.moc"
