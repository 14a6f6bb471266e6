#include "engine/experiment/presentation.h"
#include "engine/nn/error.h"
#include "tests/support/test.h"

#include <set>

using namespace glassbox;

/// What is hidden from a class, by name.
class TestPresentation : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void everyPartHasANameOfItsOwnAndWords() {
        std::set<std::string> names;
        QString panel;
        for (const PartInfo& part : partInfos()) {
            QVERIFY2(names.insert(part.name).second, part.name.c_str());
            QVERIFY(!part.title.empty() && !part.phrase.empty() && !part.help.empty());
            QCOMPARE(findPart(part.name), &part);
            if (part.panel().empty()) {
                panel = QString::fromStdString(part.name);
            } else {  // controls follow their panel
                QCOMPARE(QString::fromStdString(std::string(part.panel())), panel);
            }
        }
        for (const char* name : {"data", "data.noise", "data.validation", "data.points", "data.turns", "data.features",
                                 "training", "training.learning_rate", "network.edit", "inside", "layer", "output",
                                 "cost", "transport.step", "transport.speed"})
            QVERIFY2(names.contains(name), name);
        QVERIFY(!findPart("data.path"));
        QVERIFY(!findPart(""));
    }

    void aHiddenPanelHidesItsControls() {
        Presentation presentation;
        QVERIFY(isShown(presentation, "training") && isShown(presentation, "training.loss"));
        presentation = withPart(presentation, "training.loss", false);
        QVERIFY(isShown(presentation, "training") && !isShown(presentation, "training.loss"));
        presentation = withPart(presentation, "training", false);
        QCOMPARE(presentation.hidden, std::vector<std::string>{"training"});
        QVERIFY(!isShown(presentation, "training.seed"));
        QVERIFY(isShown(presentation, "data.noise"));
        QVERIFY(isAllHidden(presentation, "training"));
    }

    void showingAControlOfAHiddenPanelShowsItAlone() {
        Presentation presentation = withPart({}, "training", false);
        presentation = withPart(presentation, "training.learning_rate", true);
        QVERIFY(isShown(presentation, "training") && isShown(presentation, "training.learning_rate"));
        QVERIFY(!isShown(presentation, "training.loss"));
        QVERIFY(!isAllHidden(presentation, "training"));
        presentation = withPart(presentation, "training.learning_rate", false);
        QVERIFY(isAllHidden(presentation, "training"));
        presentation = withPart(presentation, "training", true);
        QVERIFY(presentation.empty());
    }

    void doingItTwiceChangesNothing() {
        for (const char* part : {"cost", "data.noise"}) {
            const Presentation once = withPart({}, part, false);
            QVERIFY(withPart(once, part, false) == once);
            QVERIFY(withPart(once, part, true).empty());
            QVERIFY(withPart({}, part, true).empty());
        }
    }

    void anythingHiddenIsValid() {
        Presentation presentation;
        for (const PartInfo& part : partInfos()) {
            presentation = withPart(presentation, part.name, false);
            validate(presentation);
        }
        for (const PartInfo& part : partInfos()) QVERIFY(!isShown(presentation, part.name));
        presentation.hidden.push_back("spotlight");
        QVERIFY_EXCEPTION_THROWN(validate(presentation), Error);
    }
};

QTEST_GUILESS_MAIN(TestPresentation)
#include "test_presentation.moc"
