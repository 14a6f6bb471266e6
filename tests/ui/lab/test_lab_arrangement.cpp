#include "tests/support/test.h"
#include "ui/lab/lab_arrangement.h"

using namespace glassbox;

/// Which panels of the Lab are seen.
class TestLabArrangement : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void everythingAtFirst() {
        const LabShown shown = arrangeLab({});
        QVERIFY(shown.data && shown.training && shown.network && shown.inside && shown.output && shown.cost);
        QVERIFY(!shown.layer);  // until one is chosen
        LabWishes wishes;
        wishes.layerChosen = true;
        QVERIFY(arrangeLab(wishes).layer);
    }

    void onePanelAlone() {
        LabWishes wishes;
        wishes.layerChosen = true;
        wishes.alone = LabPanel::Output;
        LabShown only;
        only.output = true;
        QVERIFY(arrangeLab(wishes) == only);
        wishes.presenting = true;
        QVERIFY(arrangeLab(wishes) == only);
        // What is hidden is not shown alone either.
        wishes.presentation = withPart({}, "output", false);
        QVERIFY(!arrangeLab(wishes).output && arrangeLab(wishes).network);
    }

    void aClassSeesNetworkOutputAndCost() {
        LabWishes wishes;
        wishes.presenting = true;
        LabShown stage;
        stage.network = stage.output = stage.cost = true;
        QVERIFY(arrangeLab(wishes) == stage);
        wishes.tall = true;
        stage.inside = true;
        QVERIFY(arrangeLab(wishes) == stage);
        wishes.side = true;
        stage.data = stage.training = true;
        QVERIFY(arrangeLab(wishes) == stage);
    }

    void askedForSettingsStandBesideTheAnswer() {
        LabWishes wishes;
        wishes.presenting = true;
        wishes.room = 1000;
        wishes.sideNeeds = 280;
        wishes.middleNeeds = 380;
        wishes.rightNeeds = 430;
        QVERIFY(!arrangeLab(wishes).side());
        wishes.side = true;
        const LabShown shown = arrangeLab(wishes);
        QVERIFY(shown.side() && shown.output && shown.cost && !shown.network);
        // Not presenting, the settings are the first to give way, until they are asked for.
        wishes.presenting = false;
        wishes.side.reset();
        QVERIFY(!arrangeLab(wishes).side() && arrangeLab(wishes).network);
        wishes.room = 700;  // where it would not help, nothing goes
        QVERIFY(arrangeLab(wishes).side() && arrangeLab(wishes).network);
    }

    void whatIsLeftIsPresented() {
        LabWishes wishes;
        wishes.presenting = true;
        for (const char* part : {"network", "output", "cost"})
            wishes.presentation = withPart(wishes.presentation, part, false);
        QVERIFY(arrangeLab(wishes).inside && arrangeLab(wishes).side());
        wishes.presentation = withPart(wishes.presentation, "inside", false);
        QVERIFY(arrangeLab(wishes).side());
        wishes.side = false;  // sent away, but all that there is
        QVERIFY(arrangeLab(wishes).side());
        for (const char* part : {"data", "training"}) wishes.presentation = withPart(wishes.presentation, part, false);
        QVERIFY(arrangeLab(wishes).nothing());
    }

    void aPanelWithoutControlsIsGone() {
        LabWishes wishes;
        for (const PartInfo& part : partInfos())
            if (part.panel() == "training") wishes.presentation = withPart(wishes.presentation, part.name, false);
        QVERIFY(!arrangeLab(wishes).training && arrangeLab(wishes).data);
        // But a network that can't be built is still there to see.
        wishes.presentation = withPart({}, "network.edit", false);
        QVERIFY(arrangeLab(wishes).network);
    }
};

QTEST_GUILESS_MAIN(TestLabArrangement)
#include "test_lab_arrangement.moc"
