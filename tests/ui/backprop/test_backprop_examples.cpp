#include "tests/support/test.h"
#include "tests/ui/shell/stage.h"
#include "ui/backprop/backprop_page.h"
#include "ui/backprop/computation_card.h"
#include "ui/backprop/telling_card.h"
#include "ui/start/examples.h"

#include <QSettings>

using namespace glassbox;

/// Every example that comes with the program can be walked through, on a sample and on a batch, in every view.
class TestBackpropExamples : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void everyExample_data() {
        QTest::addColumn<int>("group");
        QTest::addColumn<int>("place");
        const std::vector<ExampleGroup> groups = readExamples();
        for (std::size_t i = 0; i < groups.size(); ++i)
            for (std::size_t j = 0; j < groups[i].examples.size(); ++j)
                QTest::newRow(qPrintable(groups[i].examples[j].name)) << static_cast<int>(i) << static_cast<int>(j);
    }
    void everyExample() {
        QFETCH(int, group);
        QFETCH(int, place);
        QSettings().clear();
        const Example example =
            readExamples()[static_cast<std::size_t>(group)].examples[static_cast<std::size_t>(place)];
        Stage stage;
        BackpropPage& page = stage.glassbox.backprop();
        WalkModel& model = page.model();
        stage.glassbox.document().reset(example.experiment);
        for (const bool batch : {false, true}) {
            page.source().setSample(batch ? std::nullopt : std::optional<Index>(1));
            stage.window.showPage(QObject::tr("Backprop"));
            QTRY_VERIFY_WITH_TIMEOUT(
                model.walk() && model.walk()->record().experiment.network == example.experiment.network &&
                    model.walk()->record().isBatch() == (batch && example.experiment.training.batch != 1),
                20000);
            QVERIFY(model.walk()->count() >= 4);
            int at = 0;
            for (model.goToStart(); model.canGoOn(); model.goOn(), ++at) {
                QVERIFY(!model.arithmetic().sentence.empty());
                QVERIFY(!model.arithmetic().lines.empty());
                if (at % 2 > 0) continue;  // looked at in turns
                page.computation().setView(static_cast<ComputationCard::View>(at / 2 % 3));
                page.telling().setTab(static_cast<TellingCard::Tab>(at / 6 % 2));
                QVERIFY(!page.grab().isNull());
            }
        }
    }
};

QTEST_MAIN(TestBackpropExamples)
#include "test_backprop_examples.moc"
