#include "engine/data/feature_map.h"
#include "tests/support/test.h"

#include <cmath>

using namespace glassbox;

class TestFeatureMap : public GlassboxTest {
    Q_OBJECT

    static std::vector<std::string> names(Index inputs) {
        std::vector<std::string> result;
        for (const FeatureInfo& info : featureInfos(inputs)) result.push_back(info.name);
        return result;
    }

    static std::string refusal(const std::vector<std::string>& inputs, const std::vector<std::string>& features) {
        try {
            FeatureMap(inputs, features);
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }

  private Q_SLOTS:
    void offersTheSevenOfPlaygroundAndMore() {
        const std::vector<std::string> two{"x1",      "x2",      "x1^2",    "x2^2",  "x1*x2", "sin(x1)",
                                           "sin(x2)", "cos(x1)", "cos(x2)", "x1-x2", "radius"};
        QCOMPARE(names(2), two);
        QCOMPARE(names(1), (std::vector<std::string>{"x", "x^2", "x^3", "sin(x)", "cos(x)"}));
        QVERIFY(names(3).empty());
    }

    void everyFormulaOfTwoInputs() {
        const FeatureMap map({"x1", "x2"}, names(2));
        Matrix x(2, 1);
        x << Scalar(3), Scalar(-4);
        const std::vector<double> expected{
            3, -4, 9, 16, -12, std::sin(3.0), std::sin(-4.0), std::cos(3.0), std::cos(-4.0), 7, 5};
        const Matrix out = map.apply(x);
        QCOMPARE(map.featureCount(), Index{11});
        QCOMPARE(map.inputCount(), Index{2});
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY2(std::abs(static_cast<double>(out(static_cast<Index>(i), 0)) - expected[i]) < 1e-6,
                     names(2)[i].c_str());
        }
    }

    void everyFormulaOfOneInput() {
        const FeatureMap map({"x"}, names(1));
        const Matrix out = map.apply(Matrix::Constant(1, 1, Scalar(-2)));
        const std::vector<double> expected{-2, 4, -8, std::sin(-2.0), std::cos(-2.0)};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY(std::abs(static_cast<double>(out(static_cast<Index>(i), 0)) - expected[i]) < 1e-6);
        }
    }

    void keepsTheOrderAskedFor() {
        const FeatureMap map({"age", "height", "weight"}, {"weight", "age"});
        Matrix x(3, 2);
        x << 1, 2, 3, 4, 5, 6;
        Matrix expected(2, 2);
        expected << 5, 6, 1, 2;
        QCOMPARE(map.apply(x), expected);
    }

    void normalisesToMeanNullAndDeviationOne() {
        FeatureMap map({"a", "constant"}, {"a", "constant"});
        QVERIFY(!map.normalises());
        Matrix x(2, 4);
        x << 1, 2, 3, 6, 9, 9, 9, 9;
        map.normaliseBy(x);
        QVERIFY(map.normalises());
        QCOMPARE(map.centre(), (std::vector<double>{3, 9}));
        QCOMPARE(map.scale(), (std::vector<double>{std::sqrt(3.5), 1}));
        const Matrix out = map.apply(x);
        QVERIFY(std::abs(static_cast<double>(out(0, 3)) - 3 / std::sqrt(3.5)) < 1e-6);
        QCOMPARE(out(1, 0), Scalar(0));
    }

    void namesTheMend() {
        QCOMPARE(refusal({"x1", "x2"}, {"x1", "x3"}),
                 std::string("features[1]: \"x3\" is unknown; there are x1, x2, x1^2, x2^2, x1*x2, sin(x1), sin(x2), "
                             "cos(x1), cos(x2), "
                             "x1-x2, radius."));
        QCOMPARE(refusal({"age", "height"}, {"x1"}),
                 std::string("features[0]: \"x1\" is unknown; there are age, height."));
        QVERIFY(refusal({"x"}, {}).find("at least one feature") != std::string::npos);
        QVERIFY(refusal({"x1", "x2"}, {"x1", "x1"}).find("named twice") != std::string::npos);
    }

    void formulasBelongToGeneratedInputsOnly() {
        QVERIFY(!refusal({"x1", "x2", "x3"}, {"x1^2"}).empty());
        QVERIFY(!refusal({"x1", "x2"}, {"sin(x)"}).empty());
        QVERIFY(refusal({"x1", "x2"}, {"radius"}).empty());
    }
};

QTEST_GUILESS_MAIN(TestFeatureMap)
#include "test_feature_map.moc"
