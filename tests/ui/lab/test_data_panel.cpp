#include "engine/data/dataset.h"
#include "engine/data/drawn_data.h"
#include "tests/support/test.h"
#include "ui/lab/data_panel.h"
#include "ui/lab/data_thumbnail.h"
#include "ui/models/experiment_document.h"

#include <QAbstractButton>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QUndoStack>

#include <set>

using namespace glassbox;

/// The data panel: tiles with true pictures, settings and features, every change one undoable step.
class TestDataPanel : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void everyKindOfDataHasATileWithAPictureOfItsOwn();
    void choosingATileFitsTheNetworkInOneStep();
    void oneInputGoesBackToTheStandardFeatures();
    void settingsThatMeanTheSameStay();
    void tilesAreReachedAndChosenWithTheKeyboard();
    void draggingNoiseIsOneStepAndUndoMovesTheSliderBack();
    void twoDragsAreTwoSteps();
    void moreClassesGrowTheOutput();
    void featuresAreChosenAndTheLastOneStays();
};

namespace {

struct Lab {
    Lab() {
        document.reset(standardExperiment());
        host.resize(232, 700);
        panel.resize(host.size());
        host.show();
    }
    const Experiment& experiment() const { return document.experiment(); }
    template <typename Widget = QAbstractButton>
    Widget* find(const char* name) {
        auto* widget = panel.findChild<Widget*>(QLatin1String(name));
        if (!widget) qFatal("no widget called %s", name);
        return widget;
    }
    ThemeSource theme{ThemeChoice::Light};
    TrainingSession session{1};
    ExperimentDocument document{session};
    QWidget host;
    DataPanel panel{document, theme, &host};
};

std::int64_t outputUnits(const Experiment& experiment) {
    return experiment.network.back().options.integer("units");
}

}  // namespace

void TestDataPanel::everyKindOfDataHasATileWithAPictureOfItsOwn() {
    Lab lab;
    std::set<QByteArray> pictures;
    for (const DataInfo& info : dataInfos()) {
        if (info.kind == "drawn_values" || info.kind == "drawn_curve") continue;  // one tile for all drawn data
        auto* tile = lab.find(("tile_" + info.kind).c_str());
        QCOMPARE(tile->accessibleName(), QString::fromStdString(info.title));
        QVERIFY(tile->toolTip().contains(QString::fromStdString(info.title).toHtmlEscaped()));
        if (info.inputs == 0 || isDrawn(info.kind)) continue;
        const QImage picture = drawThumbnail(makeThumbnailData(info, 42), Theme::light(), 48);
        QVERIFY2(pictures.insert(QByteArray(reinterpret_cast<const char*>(picture.constBits()), picture.sizeInBytes()))
                     .second,
                 info.kind.c_str());
        int painted = 0;
        for (int y = 0; y < 48; ++y)
            for (int x = 0; x < 48; ++x) painted += picture.pixelColor(x, y) != Theme::light().panel ? 1 : 0;
        QVERIFY2(painted > 50, info.kind.c_str());
    }
    QVERIFY(lab.find("tile_spiral")->isChecked());
}

void TestDataPanel::choosingATileFitsTheNetworkInOneStep() {
    Lab lab;
    const Experiment before = lab.experiment();
    QTest::mouseClick(lab.find("tile_plane"), Qt::LeftButton);
    QCOMPARE(lab.experiment().data.kind, std::string("plane"));
    QCOMPARE(lab.experiment().training.loss.kind, std::string("mse"));
    QCOMPARE(lab.experiment().network.back().options.text("activation"), std::string("identity"));
    QCOMPARE(lab.experiment().network.size(), before.network.size());
    QVERIFY(lab.find("tile_plane")->isChecked());
    QVERIFY(!lab.find("tile_spiral")->isChecked());
    QCOMPARE(lab.document.undoStack()->count(), 1);
    lab.document.undoStack()->undo();
    QVERIFY(lab.experiment() == before);
    QVERIFY(lab.find("tile_spiral")->isChecked());
}

void TestDataPanel::oneInputGoesBackToTheStandardFeatures() {
    Lab lab;
    QVERIFY(lab.experiment().features.has_value());
    QTest::mouseClick(lab.find("tile_sine"), Qt::LeftButton);
    QCOMPARE(lab.experiment().data.kind, std::string("sine"));
    QVERIFY(!lab.experiment().features.has_value());
    QVERIFY(lab.find("feature_x")->isChecked());
}

void TestDataPanel::settingsThatMeanTheSameStay() {
    Lab lab;
    Experiment next = lab.experiment();
    next.data.options.set("points", std::int64_t{240});
    next.data.options.set("noise", 0.1);
    next.data.options.set("turns", 2.0);
    QVERIFY(lab.document.edit(QStringLiteral("prepare"), next));
    QTest::mouseClick(lab.find("tile_moons"), Qt::LeftButton);
    const Options& options = lab.experiment().data.options;
    QCOMPARE(options.integer("points"), std::int64_t{240});
    QCOMPARE(options.real("noise"), 0.1);
    QCOMPARE(options.real("validation"), 0.3);
    QVERIFY(!options.has("turns"));
}

void TestDataPanel::tilesAreReachedAndChosenWithTheKeyboard() {
    Lab lab;
    QApplication::setActiveWindow(&lab.host);
    const auto& infos = dataInfos();
    auto* first = lab.find(("tile_" + infos[0].kind).c_str());
    auto* second = lab.find(("tile_" + infos[1].kind).c_str());
    auto* below = lab.find(("tile_" + infos[5].kind).c_str());
    first->setFocus();
    QTest::keyClick(first, Qt::Key_Right);
    QVERIFY(second->hasFocus());
    QTest::keyClick(second, Qt::Key_Down);
    QVERIFY(below->hasFocus());
    QTest::keyClick(below, Qt::Key_Return);
    QCOMPARE(lab.experiment().data.kind, infos[5].kind);
    QTest::keyClick(below, Qt::Key_Left);
    auto* left = lab.find(("tile_" + infos[4].kind).c_str());
    QVERIFY(left->hasFocus());
    QTest::keyClick(left, Qt::Key_Space);
    QCOMPARE(lab.experiment().data.kind, infos[4].kind);
}

void TestDataPanel::draggingNoiseIsOneStepAndUndoMovesTheSliderBack() {
    Lab lab;
    auto* slider = lab.find<QSlider>("noiseSlider");
    const int before = slider->value();
    slider->setSliderDown(true);
    for (int i = 1; i <= 5; ++i) slider->setValue(before + i);
    slider->setSliderDown(false);
    QCOMPARE(lab.experiment().data.options.real("noise"), 0.075);
    QCOMPARE(lab.document.undoStack()->count(), 1);
    QCOMPARE(lab.document.undoStack()->undoText(), QStringLiteral("Noise 7.5 %"));
    lab.document.undoStack()->undo();
    QCOMPARE(slider->value(), before);
    QCOMPARE(lab.experiment().data.options.real("noise"), 0.05);
}

void TestDataPanel::twoDragsAreTwoSteps() {
    Lab lab;
    auto* slider = lab.find<QSlider>("validationSlider");
    for (int drag = 0; drag < 2; ++drag) {
        slider->setSliderDown(true);
        slider->setValue(slider->value() + 3);
        slider->setValue(slider->value() + 3);
        slider->setSliderDown(false);
    }
    QCOMPARE(lab.document.undoStack()->count(), 2);
}

void TestDataPanel::moreClassesGrowTheOutput() {
    Lab lab;
    QTest::mouseClick(lab.find("tile_gaussians"), Qt::LeftButton);
    lab.find<QSlider>("classesSlider")->setValue(1);
    QCOMPARE(lab.experiment().data.options.integer("classes"), std::int64_t{3});
    QCOMPARE(outputUnits(lab.experiment()), std::int64_t{3});
    QCOMPARE(lab.experiment().network.back().options.text("activation"), std::string("softmax"));
    QCOMPARE(lab.experiment().training.loss.kind, std::string("cross_entropy"));
    lab.document.undoStack()->undo();
    QCOMPARE(outputUnits(lab.experiment()), std::int64_t{1});
}

void TestDataPanel::featuresAreChosenAndTheLastOneStays() {
    Lab lab;
    lab.find("feature_x1^2")->click();
    QCOMPARE(lab.experiment().features.value(), (std::vector<std::string>{"x1", "x2", "x1^2"}));
    QCOMPARE(lab.document.undoStack()->undoText(), QStringLiteral("Add feature x₁²"));
    lab.find("feature_x1")->click();
    lab.find("feature_x2")->click();
    lab.find("feature_x1^2")->click();
    QCOMPARE(lab.experiment().features.value(), std::vector<std::string>{"x1^2"});
    QVERIFY(lab.find("feature_x1^2")->isChecked());
    QVERIFY(lab.find<QLabel>("featureProblem")->text().contains(QStringLiteral("at least one feature")));
    while (lab.document.undoStack()->canUndo()) lab.document.undoStack()->undo();
    QVERIFY(lab.find("feature_x1")->isChecked());
    QVERIFY(!lab.find("feature_x1^2")->isChecked());
}

QTEST_MAIN(TestDataPanel)
#include "test_data_panel.moc"
