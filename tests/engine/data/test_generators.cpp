#include "engine/data/dataset.h"
#include "engine/data/drawn_data.h"
#include "tests/support/test.h"

#include <cmath>
#include <map>
#include <set>

using namespace glassbox;

/// What every generator promises, and the exact shapes where there is no noise.
class TestGenerators : public GlassboxTest {
    Q_OBJECT

    static Spec quiet(const std::string& kind, std::int64_t points = 300) {
        return {kind, {{"points", points}, {"noise", 0.0}, {"validation", 0.0}}};
    }

    static void everyGenerator() {
        QTest::addColumn<QString>("kind");
        for (const DataInfo& info : dataInfos()) {
            if (info.kind != "csv" && !isDrawn(info.kind))
                QTest::newRow(info.kind.c_str()) << QString::fromStdString(info.kind);
        }
    }

    static std::string classOption(const DataInfo& info) {
        return info.option("classes") ? "classes" : info.option("arms") ? "arms" : "";
    }

    static double x(const Dataset& data, Index i) { return static_cast<double>(data.training.inputs(0, i)); }
    static double y(const Dataset& data, Index i) { return static_cast<double>(data.training.inputs(1, i)); }
    static double radius(const Dataset& data, Index i) { return std::hypot(x(data, i), y(data, i)); }
    static Index label(const Dataset& data, Index i) { return data.training.labels[static_cast<std::size_t>(i)]; }

  private Q_SLOTS:
    void listHasTheDesignsKinds() {
        for (const char* kind :
             {"gaussians", "circle", "xor", "moons", "spiral", "checkerboard", "blobs", "plane", "peaks", "sine"}) {
            QVERIFY2(findData(kind), kind);
        }
        QCOMPARE(dataInfos().back().kind, std::string("csv"));
        for (const DataInfo& info : dataInfos()) {
            QVERIFY2(!info.title.empty() && !info.help.empty(), info.kind.c_str());
            for (const OptionInfo& option : info.options)
                QVERIFY2(!option.label.empty() && !option.help.empty(), option.name.c_str());
        }
    }

    void givesWhatWasAskedFor_data() { everyGenerator(); }
    void givesWhatWasAskedFor() {
        QFETCH(QString, kind);
        const DataInfo& info = *findData(kind.toStdString());
        const Dataset data = makeDataset({info.kind, {{"points", std::int64_t{400}}, {"validation", 0.25}}}, {}, 1);
        QCOMPARE(data.training.count(), Index{300});
        QCOMPARE(data.validation.count(), Index{100});
        QCOMPARE(data.task, info.task);
        QVERIFY(data.generated);
        QCOMPARE(data.inputCount(), info.inputs);
        QCOMPARE(data.featureNames, data.inputNames);
        QCOMPARE(data.training.inputs, data.training.features);
        std::set<Index> rows(data.training.sourceRows.begin(), data.training.sourceRows.end());
        rows.insert(data.validation.sourceRows.begin(), data.validation.sourceRows.end());
        QCOMPARE(rows.size(), std::size_t{400});
        QCOMPARE(*rows.rbegin(), Index{399});
        for (const DataPart* part : {&data.training, &data.validation}) {
            QCOMPARE(part->inputs.cols(), part->count());
            QCOMPARE(part->values.cols(), info.task == Task::Regression ? part->count() : Index{0});
            QCOMPARE(static_cast<Index>(part->labels.size()), info.task == Task::Regression ? Index{0} : part->count());
        }
    }

    void sameSeedSameData_data() { everyGenerator(); }
    void sameSeedSameData() {
        QFETCH(QString, kind);
        const Spec spec{kind.toStdString()};
        const Dataset first = makeDataset(spec, {}, 7);
        const Dataset again = makeDataset(spec, {}, 7);
        const Dataset other = makeDataset(spec, {}, 8);
        QCOMPARE(first.training.inputs, again.training.inputs);
        QCOMPARE(first.training.values, again.training.values);
        QCOMPARE(first.training.sourceRows, again.training.sourceRows);
        QVERIFY(first.training.inputs != other.training.inputs);
        QVERIFY(first.training.sourceRows != other.training.sourceRows);
    }

    void shapesReachToFive_data() { everyGenerator(); }
    void shapesReachToFive() {
        QFETCH(QString, kind);
        for (std::uint64_t seed = 0; seed < 5; ++seed) {
            const Dataset data = makeDataset(quiet(kind.toStdString(), 2000), {}, seed);
            const double reach = static_cast<double>(data.training.inputs.cwiseAbs().maxCoeff());
            QVERIFY2(reach > 3.5 && reach < 6, qPrintable(QString::number(reach)));
            if (data.task == Task::Regression) {
                const double size = static_cast<double>(data.training.values.cwiseAbs().maxCoeff());
                QVERIFY2(size > 0.6 && size < 1.05, qPrintable(QString::number(size)));
            }
        }
    }

    void classesAreBalancedAndKeepTheirShare_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("classes");
        for (const DataInfo& info : dataInfos()) {
            if (info.task != Task::Classification || info.kind == "csv" || isDrawn(info.kind)) continue;
            for (int classes = 2; classes <= (classOption(info).empty() ? 2 : 6); ++classes) {
                QTest::addRow("%s %d", info.kind.c_str(), classes) << QString::fromStdString(info.kind) << classes;
            }
        }
    }
    void classesAreBalancedAndKeepTheirShare() {
        QFETCH(QString, kind);
        QFETCH(int, classes);
        const DataInfo& info = *findData(kind.toStdString());
        Spec spec{info.kind, {{"points", std::int64_t{600}}, {"validation", 0.3}}};
        if (!classOption(info).empty()) spec.options.set(classOption(info), std::int64_t{classes});
        const Dataset data = makeDataset(spec, {}, 3);
        QCOMPARE(data.classCount(), Index{classes});
        QCOMPARE(classesOf(spec), Index{classes});
        std::map<Index, Index> training, validation;
        for (const Index c : data.training.labels) ++training[c];
        for (const Index c : data.validation.labels) ++validation[c];
        for (Index c = 0; c < classes; ++c) {
            QCOMPARE(training[c] + validation[c], Index{600} / classes);
            QCOMPARE(validation[c], Index{180} / classes);
        }
    }

    void noiseMovesPointsByItsShareOfTheRadius() {
        const Dataset exact = makeDataset(quiet("xor", 5000), {}, 5);
        Spec spec = quiet("xor", 5000);
        spec.options.set("noise", 0.1);
        const Dataset noisy = makeDataset(spec, {}, 5);
        const Matrix moved = noisy.training.inputs - exact.training.inputs;
        const double deviation =
            std::sqrt(static_cast<double>(moved.squaredNorm()) / static_cast<double>(moved.size()));
        QVERIFY2(std::abs(deviation - 0.5) < 0.02, qPrintable(QString::number(deviation)));
    }

    void noiseMovesTargetsByItsShareOfTheRange() {
        Spec spec = quiet("sine", 5000);
        spec.options.set("noise", 0.1);
        const Dataset noisy = makeDataset(spec, {}, 5);
        double squares = 0;
        for (Index i = 0; i < noisy.training.count(); ++i) {
            const double d = static_cast<double>(noisy.training.values(0, i)) - std::sin(x(noisy, i));
            squares += d * d;
        }
        const double deviation = std::sqrt(squares / static_cast<double>(noisy.training.count()));
        QVERIFY2(std::abs(deviation - 0.2) < 0.01, qPrintable(QString::number(deviation)));
    }

    void xorAsksWhetherExactlyOneIsPositive() {
        const Dataset data = makeDataset(quiet("xor"), {}, 1);
        for (Index i = 0; i < data.training.count(); ++i)
            QCOMPARE(label(data, i) == 1, (x(data, i) > 0) != (y(data, i) > 0));
    }

    void ringsDoNotTouch() {
        Spec spec = quiet("circle", 2000);
        spec.options.set("classes", std::int64_t{4});
        const Dataset data = makeDataset(spec, {}, 1);
        std::array<double, 4> inner{9, 9, 9, 9}, outer{};
        for (Index i = 0; i < data.training.count(); ++i) {
            const auto c = static_cast<std::size_t>(label(data, i));
            inner[c] = std::min(inner[c], radius(data, i));
            outer[c] = std::max(outer[c], radius(data, i));
        }
        for (std::size_t c = 1; c < 4; ++c) QVERIFY(inner[c] > outer[c - 1] + 0.3);
        QVERIFY(outer[3] <= 5.0001);
    }

    void spiralsArmsWindAsOftenAsAsked() {
        Spec spec = quiet("spiral", 1000);
        spec.options.set("turns", 1.5);
        spec.options.set("arms", std::int64_t{3});
        const Dataset data = makeDataset(spec, {}, 1);
        for (Index i = 0; i < data.training.count(); ++i) {
            const double t = radius(data, i) / 5;
            const double angle = 2 * M_PI * (1.5 * t + static_cast<double>(label(data, i)) / 3);
            QVERIFY(std::abs(x(data, i) - 5 * t * std::cos(angle)) < 1e-4);
            QVERIFY(std::abs(y(data, i) - 5 * t * std::sin(angle)) < 1e-4);
        }
    }

    void checkerboardsNeighboursDiffer() {
        for (std::int64_t classes = 2; classes <= 6; ++classes) {
            Spec spec = quiet("checkerboard", 3000);
            spec.options.set("classes", classes);
            const Dataset data = makeDataset(spec, {}, 1);
            std::map<std::pair<int, int>, std::set<Index>> fields;
            for (Index i = 0; i < data.training.count(); ++i) {
                fields[{static_cast<int>((x(data, i) + 5) / 2.5), static_cast<int>((y(data, i) + 5) / 2.5)}].insert(
                    label(data, i));
            }
            QCOMPARE(fields.size(), std::size_t{16});
            for (const auto& [place, labels] : fields) {
                QCOMPARE(labels.size(), std::size_t{1});
                for (const auto& next :
                     {std::pair{place.first + 1, place.second}, std::pair{place.first, place.second + 1}}) {
                    if (fields.contains(next)) QVERIFY(fields[next] != labels);
                }
            }
        }
    }

    void moonsAreHalfCircles() {
        const Dataset data = makeDataset(quiet("moons"), {}, 1);
        const double unit = 5 / 1.5;
        for (Index i = 0; i < data.training.count(); ++i) {
            const double side = label(data, i) == 0 ? -0.5 : 0.5;
            const double dx = x(data, i) / unit - side;
            const double dy = y(data, i) / unit - side / 2;
            QVERIFY(std::abs(std::hypot(dx, dy) - 1) < 1e-4);
            QVERIFY(label(data, i) == 0 ? dy > -1e-4 : dy < 1e-4);
        }
    }

    void targetsFollowTheirFormulas() {
        const Dataset plane = makeDataset(quiet("plane"), {}, 1);
        const Dataset saddle = makeDataset(quiet("saddle"), {}, 1);
        const Dataset cubic = makeDataset(quiet("polynomial"), {}, 1);
        const Dataset steps = makeDataset(quiet("steps"), {}, 1);
        std::set<float> levels;
        for (Index i = 0; i < 300; ++i) {
            const double u = x(cubic, i) / 5;
            QVERIFY(std::abs(static_cast<double>(plane.training.values(0, i)) - (x(plane, i) + y(plane, i)) / 10) <
                    1e-5);
            QVERIFY(std::abs(static_cast<double>(saddle.training.values(0, i)) - x(saddle, i) * y(saddle, i) / 25) <
                    1e-5);
            QVERIFY(std::abs(static_cast<double>(cubic.training.values(0, i)) - (4 * u * u * u - 3 * u)) < 1e-5);
            levels.insert(static_cast<float>(steps.training.values(0, i)));
        }
        QCOMPARE(levels.size(), std::size_t{4});  // three steps part four levels
        QCOMPARE(*levels.begin(), -1.0F);
        QCOMPARE(*levels.rbegin(), 1.0F);
    }

    void normalisesByTheTrainingPart() {
        const Dataset data =
            makeDataset({"gaussians", {{"normalise", true}}}, std::vector<std::string>{"x1", "x1^2", "radius"}, 1);
        QCOMPARE(data.training.features.rows(), Index{3});
        for (Index k = 0; k < 3; ++k) {
            const Eigen::ArrayXd row = data.training.features.row(k).transpose().array().cast<double>();
            QVERIFY(std::abs(row.mean()) < 1e-5);
            QVERIFY(std::abs(std::sqrt((row - row.mean()).square().mean()) - 1) < 1e-4);
        }
        QVERIFY(data.featureMap.normalises());
        QCOMPARE(data.validation.features, data.featureMap.apply(data.validation.inputs));
    }

    void refusesWhatIsWrong_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("option");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("place");
        QTest::newRow("unknown kind") << "spirale"
                                      << "noise" << 0.1 << "data.kind";
        QTest::newRow("unknown option") << "moons"
                                        << "classes" << 2.0 << "data.classes";
        QTest::newRow("noise too large") << "moons"
                                         << "noise" << 1.5 << "data.noise";
        QTest::newRow("validation too large") << "moons"
                                              << "validation" << 0.95 << "data.validation";
    }
    void refusesWhatIsWrong() {
        QFETCH(QString, kind);
        QFETCH(QString, option);
        QFETCH(double, value);
        QFETCH(QString, place);
        try {
            makeDataset({kind.toStdString(), {{option.toStdString(), value}}}, {}, 1);
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).startsWith(place), error.what());
        }
    }

    void targetsFitTheNetworksOutputs() {
        const Dataset two = makeDataset(quiet("xor", 10), {}, 1);
        const Matrix single = encodeTargets(two, two.training, 1);
        const Matrix both = encodeTargets(two, two.training, 2);
        for (Index i = 0; i < 10; ++i) {
            QCOMPARE(static_cast<Index>(single(0, i)), label(two, i));
            QCOMPARE(both(label(two, i), i), Scalar(1));
            QCOMPARE(both.col(i).sum(), Scalar(1));
        }
        const Dataset wave = makeDataset(quiet("sine", 10), {}, 1);
        QCOMPARE(encodeTargets(wave, wave.training, 1), wave.training.values);
        QVERIFY_EXCEPTION_THROWN(encodeTargets(wave, wave.training, 2), Error);
        const Dataset three = makeDataset(quiet("blobs", 10), {}, 1);
        try {
            encodeTargets(three, three.training, 1);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(
                QString(error.what()),
                QString("The network ends with 1 output, but the data have 3 classes; give its last layer 3 units."));
        }
    }
};

QTEST_GUILESS_MAIN(TestGenerators)
#include "test_generators.moc"
