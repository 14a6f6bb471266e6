#include "tests/support/test.h"
#include "ui/models/lab_selection.h"

#include <QSignalSpy>

using namespace glassbox;

class TestLabSelection : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void escapeGivesUpOneLevelAtATime() {
        LabSelection selection;
        selection.setSample(3);
        selection.setLayer(1);
        selection.setUnit(UnitRef{0, 2});
        selection.setHoveredUnit(UnitRef{1, 1});
        QVERIFY(selection.back());
        QCOMPARE(selection.shownUnit(), (std::optional(UnitRef{0, 2})));
        QVERIFY(selection.back());
        QVERIFY(!selection.unit());
        QVERIFY(selection.back());
        QVERIFY(!selection.layer());
        QVERIFY(selection.back());
        QVERIFY(!selection.sample());
        QVERIFY(!selection.back());
    }

    void escapeLetsAKeptUnitGoThoughThePointerRestsOnIt() {
        LabSelection selection;
        selection.setUnit(UnitRef{0, 2});
        selection.setHoveredUnit(UnitRef{0, 2});
        QSignalSpy shown(&selection, &LabSelection::shownUnitChanged);
        QVERIFY(selection.back());
        QVERIFY(!selection.unit());
        QVERIFY(!selection.shownUnit());
        QCOMPARE(shown.count(), 1);
    }
};

QTEST_GUILESS_MAIN(TestLabSelection)
#include "test_lab_selection.moc"
