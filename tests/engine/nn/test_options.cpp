#include "engine/nn/error.h"
#include "engine/nn/layer.h"
#include "engine/nn/loss.h"
#include "engine/nn/options.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>

using namespace glassbox;

namespace {

KindInfo kind() {
    KindInfo info;
    info.kind = "thing";
    info.options = {{"units", "Units", OptionType::Integer, std::int64_t{8}, 1, 4096},
                    {"rate", "Rate", OptionType::Real, 0.5, 0, 1},
                    {"mode", "Mode", OptionType::Choice, std::string("slow"), 0, 0, {"slow", "quick"}},
                    {"bias", "Bias", OptionType::Flag, true},
                    {"note", "Note", OptionType::Text, std::string()},
                    {"points", "Points", OptionType::List, Numbers{}, -6, 6},
                    {"delta", "Delta", OptionType::Real, 1.0, 0, 10}};
    info.options.back().minimumExcluded = true;
    info.options[5].columns = 2;
    return info;
}

QString refusal(const Options& options) {
    try {
        checkedOptions(kind(), options, "network[1]");
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

/// Options are completed by defaults, and what is wrong with them is said with its place.
class TestOptions : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void listsHaveWholeRowsAndNumbersInRange() {
        QVERIFY(checkedOptions(kind(), {}, "data").numbers("points").empty());
        QCOMPARE(checkedOptions(kind(), {{"points", Numbers{1, 2, -6, 6}}}, "data").numbers("points").size(),
                 std::size_t(4));
        QVERIFY(refusal({{"points", Numbers{1, 2, 3}}})
                    .contains(QStringLiteral("a list of rows of 2 numbers from -6 to 6")));
        QVERIFY(refusal({{"points", Numbers{1, 7}}}).endsWith(QStringLiteral("got a list with 7.")));
        QVERIFY(refusal({{"points", Numbers{1, std::nan("")}}}).contains(QStringLiteral("not-a-number")));
        QVERIFY(refusal({{"points", 3.0}}).contains(QStringLiteral("network[1].points: expected a list")));
        QVERIFY(refusal({{"rate", Numbers{1, 2}}})
                    .contains(QStringLiteral("expected a number from 0 to 1, got a list of 2")));
    }

    void defaultsAreFilledIn() {
        const Options options = checkedOptions(kind(), {{"units", std::int64_t{3}}}, "network[0]");
        QCOMPARE(options.integer("units"), std::int64_t(3));
        QCOMPARE(options.real("rate"), 0.5);
        QCOMPARE(options.text("mode"), std::string("slow"));
        QVERIFY(options.flag("bias"));
        QCOMPARE(options.text("note"), std::string());
    }

    void wholeNumbersPassAsRealOnesAndBack() {
        const Options options = checkedOptions(kind(), {{"rate", std::int64_t{1}}, {"units", 64.0}}, "");
        QCOMPARE(options.real("rate"), 1.0);
        QVERIFY(std::holds_alternative<double>(*options.find("rate")));
        QCOMPARE(options.integer("units"), std::int64_t(64));
    }

    void refusals_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QString>("sentence");
        const QString units = "network[1].units: expected a whole number from 1 to 4096, got ";
        const QString rate = "network[1].rate: expected a number from 0 to 1, got ";
        QTest::newRow("too small") << "units" << QVariant(0) << units + "0";
        QTest::newRow("too large") << "units" << QVariant(4097) << units + "4097";
        QTest::newRow("not whole") << "units" << QVariant(2.5) << units + "2.5";
        QTest::newRow("huge") << "units" << QVariant(1e300) << units + "1e+300";
        QTest::newRow("text for a whole number") << "units" << QVariant("8") << units + "\"8\"";
        QTest::newRow("flag for a whole number") << "units" << QVariant(true) << units + "true";
        QTest::newRow("above range") << "rate" << QVariant(1.5) << rate + "1.5";
        QTest::newRow("not-a-number") << "rate" << QVariant(std::nan("")) << rate + "not-a-number";
        QTest::newRow("infinity") << "rate" << QVariant(std::numeric_limits<double>::infinity()) << rate + "infinity";
        QTest::newRow("text for a number") << "rate" << QVariant("much") << rate + "\"much\"";
        QTest::newRow("excluded minimum")
            << "delta" << QVariant(0) << "network[1].delta: expected a number above 0 and at most 10, got 0";
        QTest::newRow("unknown choice") << "mode" << QVariant("fast")
                                        << "network[1].mode: expected one of slow, quick, got \"fast\"";
        QTest::newRow("number for a choice")
            << "mode" << QVariant(1) << "network[1].mode: expected one of slow, quick, got 1";
        QTest::newRow("number for a flag") << "bias" << QVariant(1) << "network[1].bias: expected true or false, got 1";
        QTest::newRow("number for a text") << "note" << QVariant(1) << "network[1].note: expected a text, got 1";
        QTest::newRow("unknown key")
            << "unit" << QVariant(1)
            << "network[1].unit: unknown key; thing has units, rate, mode, bias, note, points, delta";
    }
    void refusals() {
        QFETCH(QString, name);
        QFETCH(QVariant, value);
        QFETCH(QString, sentence);
        OptionValue option;
        switch (value.typeId()) {
            case QMetaType::Bool:
                option = value.toBool();
                break;
            case QMetaType::Int:
                option = std::int64_t{value.toInt()};
                break;
            case QMetaType::Double:
                option = value.toDouble();
                break;
            default:
                option = value.toString().toStdString();
        }
        QCOMPARE(refusal({{name.toStdString(), option}}), sentence + ".");
    }

    void readingAMissingOrWrongOptionIsAnError() {
        const Options options{{"rate", 0.5}, {"units", std::int64_t{3}}};
        QVERIFY_THROWS_EXCEPTION(Error, options.integer("rate"));
        QVERIFY_THROWS_EXCEPTION(Error, options.flag("units"));
        QVERIFY_THROWS_EXCEPTION(Error, options.text("units"));
        QVERIFY_THROWS_EXCEPTION(Error, options.real("nothing"));
        QCOMPARE(options.real("units"), 3.0);
    }

    void optionOrDefaultFallsBack() {
        QCOMPARE(std::get<double>(optionOrDefault(kind(), {}, "rate")), 0.5);
        QCOMPARE(std::get<double>(optionOrDefault(kind(), {{"rate", 0.25}}, "rate")), 0.25);
        QVERIFY_THROWS_EXCEPTION(Error, optionOrDefault(kind(), {}, "nothing"));
    }

    void everyKindExplainsItselfAndAcceptsItsOwnDefaults() {
        const auto verify = [](const KindInfo& info) {
            QVERIFY2(!info.title.empty() && !info.help.empty() && !info.formula.empty(), info.kind.c_str());
            for (const OptionInfo& option : info.options) {
                QVERIFY2(!option.label.empty() && !option.help.empty(), option.name.c_str());
                QCOMPARE(checkedOptions(info, {{option.name, option.standard}}, ""), checkedOptions(info, {}, ""));
            }
        };
        for (const LayerInfo& info : layerInfos()) verify(info);
        for (const LossInfo& info : lossInfos()) verify(info);
    }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "test_options.moc"
