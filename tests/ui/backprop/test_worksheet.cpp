#include "engine/explain/number_words.h"
#include "tests/support/step_walk.h"
#include "tests/support/test.h"
#include "ui/backprop/worksheet.h"
#include "ui/formula/formula.h"
#include "ui/models/walk_model.h"

#include <QPainter>

using namespace glassbox;

/// Worksheets: what is asked for is not given away, the answers are the step's own numbers, and the pages are PDF.
class TestWorksheet : public GlassboxTest {
    Q_OBJECT

    static QString shown(double value) { return QString::fromStdString(numberTex(value)); }

  private Q_SLOTS:
    void anOperationAsksForEachOfItsNumbers() {
        const Walk walk(steps::onXor());
        const auto groups = exercisesOf(walk, {0}, Grain::Operation, 0);
        QCOMPARE(groups.size(), std::size_t(1));
        QCOMPARE(groups[0].exercises.size(), std::size_t(3));
        for (Index row = 0; row < 3; ++row)
            QCOMPARE(groups[0].exercises[static_cast<std::size_t>(row)].answer,
                     *valueAt(walk.record(), {walk.at(0).result, row, 0}));
        // The given numbers stand in it.
        QVERIFY(groups[0].exercises[0].right.contains(shown(*valueAt(walk.record(), {{Quantity::Input}, 1, 0}))));
    }
    void whatIsAskedForElsewhereStandsAsLetters() {
        const Walk walk(steps::onXor());
        const auto groups = exercisesOf(walk, {0}, Grain::Phase, 0);
        QCOMPARE(groups.size(), std::size_t(5));  // z, a, z, y, L
        const double z = *valueAt(walk.record(), {walk.at(0).result, 0, 0});
        const QString activation = groups[1].exercises[0].right;
        QVERIFY2(activation.contains(QStringLiteral("z^{1}_{1}")), qPrintable(activation));
        QVERIFY(!activation.contains(shown(z)));
        for (const ExerciseGroup& group : groups)
            for (const Exercise& exercise : group.exercises)
                QVERIFY(!exercise.right.contains(QStringLiteral("\\term{p0}{}")));
    }
    void aUnitAloneAsksForItself() {
        const Walk walk(steps::onXor());
        const auto groups = exercisesOf(walk, {0, 2, -1}, Grain::Unit, 0);
        QCOMPARE(groups.at(0).exercises.size(), std::size_t(1));
        QVERIFY(groups.at(0).exercises[0].left.contains(QStringLiteral("_{3}")));
    }
    void largeOperationsAskForSomeAndSayHowManyAreLeft() {
        const Walk walk(steps::record(steps::experiment({steps::dense(40, "relu"), steps::dense(1, "sigmoid")}), {0}));
        const auto groups = exercisesOf(walk, {0}, Grain::Operation, 0);
        QCOMPARE(groups[0].exercises.size(), std::size_t(8));
        QCOMPARE(groups[0].left, Index(32));
    }
    void everyFormulaCanBeSet() {
        const auto font = std::make_shared<const MathFont>();
        for (const char* optimizer : {"sgd", "adam"}) {
            const Walk walk(steps::onXor({}, optimizer));
            for (const Grain grain : {Grain::Phase, Grain::Operation}) {
                for (std::optional<WalkPlace> place = walk.first(grain); place; place = walk.next(*place, grain)) {
                    for (const ExerciseGroup& group : exercisesOf(walk, *place, grain, 1)) {
                        for (const Exercise& exercise : group.exercises) {
                            const Formula formula(exercise.left + QStringLiteral(" = ") + exercise.right, font);
                            QVERIFY2(formula.isValid(), qPrintable(formula.tex() + formula.error()));
                        }
                    }
                }
            }
        }
    }
    void thePagesArePdf() {
        const auto font = std::make_shared<const MathFont>();
        const Walk walk(steps::onXor({}, "adam"));
        Worksheet sheet;
        sheet.title = QStringLiteral("XOR");
        sheet.picture = {QSizeF(600, 300), {}, [](QPainter& painter) { painter.drawRect(QRectF(0, 0, 600, 300)); }};
        sheet.groups = exercisesOf(walk, walk.first(Grain::Phase), Grain::Phase, 0);
        const auto pages = [&](const QByteArray& pdf) { return pdf.count("/Type /Page\n"); };
        const QByteArray one = worksheetPdf(sheet, font);
        QVERIFY(one.startsWith("%PDF-"));
        QVERIFY(pages(one) >= 1);
        for (int i = 0; i < 5; ++i)
            sheet.groups.insert(sheet.groups.end(), sheet.groups.begin(), sheet.groups.begin() + 3);
        QVERIFY(pages(worksheetPdf(sheet, font)) > pages(one));
        sheet.answers = true;
        QVERIFY(worksheetPdf(sheet, font) != one);
    }
};

QTEST_MAIN(TestWorksheet)
#include "test_worksheet.moc"
