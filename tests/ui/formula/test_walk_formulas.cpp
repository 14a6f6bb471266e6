#include "engine/explain/walk.h"
#include "tests/engine/explain/walk_records.h"
#include "tests/support/test.h"
#include "ui/formula/formula.h"
#include "ui/formula/formula_parser.h"

#include <QSet>

using namespace told;

/// Every formula that the telling of a step can show is one that the window can set: none falls back to plain text.
class TestWalkFormulas : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { m_font = std::make_shared<const MathFont>(); }
    void allCanBeSet_data();
    void allCanBeSet();
    void termsCanBePointedAt();

  private:
    void set(const std::string& tex) {
        if (tex.empty()) return;
        const QString text = QString::fromStdString(tex);
        if (m_seen.contains(text)) return;
        m_seen.insert(text);
        const ParsedFormula parsed = parseFormula(text);
        QVERIFY2(parsed.error.isEmpty(), qPrintable(text + QStringLiteral(": ") + parsed.error));
        const Formula formula(text, m_font);
        QVERIFY2(formula.size().width() > 0, qPrintable(text));
    }

    MathFontPtr m_font;
    QSet<QString> m_seen;
};

void TestWalkFormulas::allCanBeSet_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < records().size(); ++i) QTest::newRow(records()[i].name.c_str()) << static_cast<int>(i);
}

void TestWalkFormulas::allCanBeSet() {
    QFETCH(int, index);
    const auto record = records()[static_cast<std::size_t>(index)].record;
    const Walk walk(record);
    for (Index i = 0; i < walk.count(); ++i) {
        const Operation& operation = walk.at(i);
        set(operation.symbol);
        set(operation.rule);
        set(operation.where);
        for (const Use& use : operation.uses) set(use.derivative);
        const TensorView view = tensorOf(*record, operation.result);
        set(symbolOf(*record, operation.result));
        for (Index row = 0; row < view.rows; ++row) {
            const Arithmetic arithmetic = operation.arithmetic(*record, {row, row % view.cols, 0, -1});
            set(arithmetic.symbol);
            for (const Line& line : arithmetic.lines) {
                set(line.left);
                set(line.right);
                set(line.left + " = " + line.right);
            }
            for (const Factor& factor : arithmetic.chain) set(factor.symbol);
            for (const Place& place : arithmetic.places) set(symbolOf(*record, place));
        }
    }
}

void TestWalkFormulas::termsCanBePointedAt() {
    const Walk walk(records().front().record);
    const Arithmetic arithmetic = walk.arithmeticAt(walk.fitted({}, Grain::Unit), 0);
    Formula formula(QString::fromStdString(arithmetic.lines.back().right), m_font);
    QCOMPARE(formula.terms().size(), static_cast<qsizetype>(arithmetic.places.size()));
    for (std::size_t i = 0; i < arithmetic.places.size(); ++i)
        QVERIFY(formula.terms().contains(QStringLiteral("p%1").arg(i)));
}

QTEST_MAIN(TestWalkFormulas)
#include "test_walk_formulas.moc"
