#include "engine/experiment/fit_output.h"
#include "tests/support/test.h"
#include "tests/ui/lab/network_snapshot.h"
#include "ui/lab/output_axes.h"
#include "ui/lab/output_canvas.h"
#include "ui/lab/output_legend.h"
#include "ui/lab/output_view.h"
#include "ui/lab/output_words.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace glassbox;

namespace {

Experiment experimentOn(const Spec& data, Task task, Index classes) {
    Experiment experiment = standardExperiment();
    experiment.data = data;
    experiment.features.reset();
    fitOutput(experiment, task, classes);
    return experiment;
}

/// The view with a document whose data have arrived, and a snapshot whose picture a test may change.
struct Lab {
    explicit Lab(const Experiment& experiment = standardExperiment(), ThemeChoice choice = ThemeChoice::Light)
        : theme(choice) {
        QSignalSpy applied(&session, &TrainingSession::experimentApplied);
        document.reset(experiment);
        if (!QTest::qWaitFor([&applied] { return !applied.isEmpty(); }, 20000)) qFatal("no data");
        data = session.dataset();
        view.resize(400, 560);
        host.resize(view.size());
        host.show();
    }

    /// A snapshot of the untrained network with an output picture of these planes, the same everywhere unless `paint`
    /// says more.
    std::shared_ptr<Snapshot> snapshot(const std::vector<float>& planes) {
        auto result = snapshotOf(document.experiment());
        result->generation = session.generation();
        const Index side = result->plane->isLine() ? 1 : 20;
        result->output = {20, side, static_cast<Index>(planes.size()), {}};
        for (const float value : planes)
            result->output.values.insert(result->output.values.end(), static_cast<std::size_t>(20 * side), value);
        return result;
    }
    void show(const SnapshotPtr& snapshot) {
        view.setSnapshot(snapshot);
        QCoreApplication::processEvents();
    }
    const OutputCanvas& canvas() const { return view.canvas(); }
    OutputCanvas* canvasWidget() { return view.findChild<OutputCanvas*>("outputCanvas"); }
    QColor colorAt(double x, double y) {
        const QImage image = canvasWidget()->grab().toImage();
        const QPointF at = canvas().frame().place(x, y) * image.devicePixelRatio();
        return image.pixelColor(at.toPoint());
    }
    /// A point that no other one lies near, so that it can be pointed at and its pixels are its own.
    std::size_t lonelyPoint(bool validation) const {
        const auto& points = canvas().points().points;
        std::size_t best = 0;
        double distance = -1;
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (points[i].validation != validation) continue;
            double nearest = 1e9;
            for (std::size_t j = 0; j < points.size(); ++j) {
                if (i != j)
                    nearest = std::min(nearest, std::hypot(points[i].x - points[j].x, points[i].y - points[j].y));
            }
            if (nearest > distance) distance = nearest, best = i;
        }
        return best;
    }
    QPointF place(std::size_t point) const {
        const OutputPoint& at = canvas().points().points[point];
        return canvas().frame().place(at.x, at.y);
    }
    QString note() const { return view.findChild<QLabel*>("cardNote")->text(); }

    ThemeSource theme;
    TrainingSession session{1};
    ExperimentDocument document{session};
    LabSelection selection;
    QWidget host;
    OutputView view{document, selection, theme, &host};
    DatasetPtr data;
};

/// The colour that is strongest in a pixel tells which side it is on.
bool isBlue(const QColor& color) {
    return color.blue() > color.red() + 30;
}
bool isOrange(const QColor& color) {
    return color.red() > color.blue() + 30;
}

/// A tool tip is a window, and the offscreen platform has none to put on top.
void announceToolTip() {
    QTest::ignoreMessage(QtWarningMsg, "This plugin does not support raise()");
}

}  // namespace

class TestOutputView : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void withoutASnapshotASentenceSaysWhatWillBeThere() {
        Lab lab;
        QCOMPARE(lab.canvas().scene().kind, OutputScene::Kind::Empty);
        QVERIFY(lab.canvas().image().isNull());
        QVERIFY(lab.view.readout().isEmpty());
    }

    void classOneIsBlueAndClassZeroOrange_data() {
        QTest::addColumn<ThemeChoice>("theme");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
    }
    void classOneIsBlueAndClassZeroOrange() {
        QFETCH(ThemeChoice, theme);
        Lab lab(standardExperiment(), theme);
        auto snapshot = lab.snapshot({0});
        for (Index i = 0; i < 400; ++i) snapshot->output.values[static_cast<std::size_t>(i)] = i % 20 >= 10 ? 1 : 0;
        lab.show(snapshot);
        QCOMPARE(lab.canvas().scene().kind, OutputScene::Kind::TwoClasses);
        QVERIFY(isOrange(lab.colorAt(-5.4, 5.4)));
        QVERIFY(isBlue(lab.colorAt(5.4, -5.4)));
        QCOMPARE(lab.colorAt(5.4, -5.4).rgb(), ColorMap::diverging(lab.theme.theme()).at(1));
    }

    void upIsUp() {
        Lab lab;
        auto snapshot = lab.snapshot({0});
        for (std::size_t i = 200; i < 400; ++i) snapshot->output.values[i] = 1;  // the upper half
        lab.show(snapshot);
        QVERIFY(isBlue(lab.colorAt(-5.4, 5.4)));
        QVERIFY(isOrange(lab.colorAt(-5.4, -5.4)));
    }

    void manyClassesShowTheWinnersColour() {
        Lab lab(experimentOn(Spec{"blobs", {{"classes", std::int64_t(4)}}}, Task::Classification, 4));
        lab.show(lab.snapshot({0.02F, 0.03F, 0.93F, 0.02F}));
        QCOMPARE(lab.canvas().scene().kind, OutputScene::Kind::ManyClasses);
        const QColor shown = lab.colorAt(-5.4, -5.4);
        const QColor winner = lab.theme.theme().classColor(2, 4);
        QVERIFY(std::abs(shown.hslHue() - winner.hslHue()) < 12);
        auto* legend = lab.view.findChild<OutputLegend*>("classLegend");
        QCOMPARE(legend->entries().size(), 4);
        QCOMPARE(legend->entries()[2].color, winner);
    }

    void regressionShowsValuesWithTheirScale() {
        Lab lab(experimentOn(Spec{"peaks"}, Task::Regression, 0));
        lab.show(lab.snapshot({0.4F}));
        const OutputScene& scene = lab.canvas().scene();
        QCOMPARE(scene.kind, OutputScene::Kind::Values);
        QVERIFY(scene.diverging);
        QCOMPARE(scene.range.low, -scene.range.high);
        float largest = 0;
        for (const DataPart* part : {&lab.data->training, &lab.data->validation}) {
            largest = std::max(largest, part->values.cwiseAbs().maxCoeff());
        }
        QCOMPARE(scene.range.high, static_cast<double>(largest));
        QVERIFY(lab.view.findChild<QWidget*>("colorBar")->isVisible());
        QCOMPARE(lab.colorAt(-5.4, -5.4).rgb(), ColorMap::diverging(lab.theme.theme()).color(0.4F, scene.range));
        QVERIFY(lab.note().startsWith("validation cost"));
    }

    void oneInputGivesACurveThroughThePoints() {
        Lab lab(experimentOn(Spec{"sine"}, Task::Regression, 0));
        lab.show(lab.snapshot({0.25F}));
        QCOMPARE(lab.canvas().scene().kind, OutputScene::Kind::Curves);
        QCOMPARE(lab.colorAt(-5.4, 0.25), lab.theme.theme().accent);
        const OutputPoint& point = lab.canvas().points().points.front();
        QCOMPARE(point.y, static_cast<double>(lab.data->training.values(0, point.sample)));
        QCOMPARE(point.x, static_cast<double>(lab.data->training.inputs(0, point.sample)));
    }

    void pointsCarryTheColourOfTheirClass() {
        Lab lab;
        lab.show(lab.snapshot({0.5F}));
        for (const bool validation : {false, true}) {
            const std::size_t at = lab.lonelyPoint(validation);
            const OutputPoint& point = lab.canvas().points().points[at];
            QCOMPARE(point.label, partOf(*lab.data, point).labels[static_cast<std::size_t>(point.sample)]);
            const QColor color = lab.theme.theme().classColor(point.label, 2);
            const QImage image = lab.canvasWidget()->grab().toImage();
            const QPoint centre = lab.place(at).toPoint();
            // A disc is filled in the middle, a ring is not.
            bool found = false;
            for (int dx = -4; dx <= 4; ++dx) found = found || image.pixelColor(centre + QPoint(dx, 0)) == color;
            if (!validation) QCOMPARE(image.pixelColor(centre), color);
            if (validation) QVERIFY(image.pixelColor(centre) != color);
            QVERIFY(validation || found);
        }
    }

    void validationPointsCanBeHidden() {
        Lab lab;
        lab.show(lab.snapshot({0.5F}));
        const std::size_t at = lab.lonelyPoint(true);
        QVERIFY(lab.canvas().hit(lab.place(at)).has_value());
        const QColor before =
            lab.canvasWidget()->grab().toImage().pixelColor((lab.place(at) + QPointF(3, 0)).toPoint());
        lab.view.findChild<QCheckBox*>("showValidation")->setChecked(false);
        QVERIFY(lab.canvas().hit(lab.place(at)) != at);
        const QColor after = lab.canvasWidget()->grab().toImage().pixelColor((lab.place(at) + QPointF(3, 0)).toPoint());
        QVERIFY(before != after);
        QCOMPARE(after.rgb(), lab.theme.theme().zero.rgb());
    }

    void pointingAtAPointTellsItsValues() {
        Lab lab;
        lab.show(lab.snapshot({0.5F}));
        const std::size_t at = lab.lonelyPoint(false);
        announceToolTip();
        QTest::mouseMove(lab.canvasWidget(), lab.place(at).toPoint());
        QCOMPARE(lab.canvas().hovered().value_or(9999), at);
        const OutputPoint& point = lab.canvas().points().points[at];
        const QString words = lab.canvasWidget()->accessibleDescription();
        QVERIFY(words.contains("training part"));
        QVERIFY(words.contains(plotNumber(static_cast<double>(lab.data->training.inputs(0, point.sample)))));
        QVERIFY(words.contains(QString::fromStdString(lab.data->classNames[static_cast<std::size_t>(point.label)])));
        QVERIFY2(words.contains("prediction"), qPrintable(words));
    }

    void predictionsOfPointsAreTheNetworksOwn() {
        Lab lab;
        const auto snapshot = snapshotOf(lab.document.experiment(), 3);
        OutputPredictor predictor;
        predictor.setExperiment(lab.document.experiment(), lab.data);
        QVERIFY(predictor.setSnapshot(*snapshot));
        Trainer trainer(lab.document.experiment(), lab.data);
        for (int i = 0; i < 3; ++i) trainer.epoch();
        Index right = 0;
        for (Index i = 0; i < lab.data->validation.count(); ++i) {
            const auto prediction = predictor.predict(lab.data->validation, i);
            QVERIFY(prediction.has_value());
            right += prediction->label == lab.data->validation.labels[static_cast<std::size_t>(i)];
        }
        const double accuracy = static_cast<double>(right) / static_cast<double>(lab.data->validation.count());
        QCOMPARE(accuracy, trainer.evaluateValidation()->accuracy.value());
    }

    void wrongPointsAreCrossed() {
        Lab lab;
        auto snapshot = lab.snapshot({1});
        std::fill(snapshot->parameters.begin(), snapshot->parameters.end(), 0.0F);
        snapshot->parameters.back() = 5;  // the output's bias: everything is class 1
        lab.show(snapshot);
        const auto isCrossed = [&lab](const QImage& image, std::size_t point) {
            // The cross is darker than anything else; its middle may lie between pixels.
            for (int dy = -1; dy <= 1; ++dy) {
                for (int dx = -1; dx <= 1; ++dx) {
                    if (image.pixelColor(lab.place(point).toPoint() + QPoint(dx, dy)).lightness() < 70) return true;
                }
            }
            return false;
        };
        const std::size_t at = lab.lonelyPoint(false);
        const auto& points = lab.canvas().points().points;
        const auto wrong = static_cast<std::size_t>(
            std::find_if(points.begin(), points.end(), [](const OutputPoint& point) { return point.label == 0; }) -
            points.begin());
        QTRY_VERIFY(isCrossed(lab.canvasWidget()->grab().toImage(), wrong));
        QCOMPARE(isCrossed(lab.canvasWidget()->grab().toImage(), at), points[at].label == 0);
    }

    void clickingAPointFollowsItsSample() {
        Lab lab;
        lab.show(lab.snapshot({0.5F}));
        const std::size_t at = lab.lonelyPoint(false);
        QTest::mouseClick(lab.canvasWidget(), Qt::LeftButton, {}, lab.place(at).toPoint());
        QCOMPARE(lab.selection.sample().value_or(-1), lab.canvas().points().points[at].sample);
        // Empty space goes one level back.
        QTest::mouseClick(lab.canvasWidget(), Qt::LeftButton, {}, lab.canvas().frame().place(-5.4, -5.4).toPoint());
        QVERIFY(!lab.selection.sample());
    }

    void pointsAreReachedAndChosenByKeys() {
        Lab lab;
        lab.show(lab.snapshot({0.5F}));
        announceToolTip();
        QTest::keyClick(lab.canvasWidget(), Qt::Key_Right);
        const auto first = lab.canvas().hovered();
        QVERIFY(first.has_value());
        QTest::keyClick(lab.canvasWidget(), Qt::Key_Right);
        const auto& points = lab.canvas().points().points;
        QVERIFY(points[*lab.canvas().hovered()].x >= points[*first].x);
        while (points[*lab.canvas().hovered()].validation) QTest::keyClick(lab.canvasWidget(), Qt::Key_Right);
        QTest::keyClick(lab.canvasWidget(), Qt::Key_Return);
        QCOMPARE(lab.selection.sample().value_or(-1), points[*lab.canvas().hovered()].sample);
    }

    void aHoveredUnitIsShownLarge() {
        Lab lab;
        auto snapshot = lab.snapshot({0});
        Picture& layer = snapshot->units[0];
        const auto size = static_cast<std::size_t>(layer.width * layer.height);
        std::fill_n(layer.values.begin() + static_cast<std::ptrdiff_t>(2 * size), size, 1.0F);
        lab.show(snapshot);
        QVERIFY(isOrange(lab.colorAt(-5.4, -5.4)));
        lab.selection.setHoveredUnit(UnitRef{0, 2});
        QVERIFY(isBlue(lab.colorAt(-5.4, -5.4)));
        QCOMPARE(lab.note(), QString("Layer 1, unit 3"));
        QCOMPARE(lab.canvas().scene().range, (ValueRange{-1, 1}));  // tanh
        lab.selection.setHoveredUnit({});
        QVERIFY(isOrange(lab.colorAt(-5.4, -5.4)));
        // A unit that does not exist (any more) shows the prediction.
        lab.selection.setHoveredUnit(UnitRef{7, 99});
        QVERIFY(isOrange(lab.colorAt(-5.4, -5.4)));
    }

    void theNoteTellsTheValidationAccuracy() {
        Lab lab;
        auto snapshot = lab.snapshot({0});
        snapshot->validation = Evaluation{0.1, 0.9921};
        lab.show(snapshot);
        QCOMPARE(lab.note(), QString("validation accuracy 99.2\u00a0%"));
        auto rough = std::make_shared<Snapshot>(*snapshot);
        rough->costsExact = false;
        lab.show(rough);
        QVERIFY2(lab.note().contains("≈"), "A number of the last epoch must not pass for one of now.");
        auto without = std::make_shared<Snapshot>(*snapshot);
        without->validation.reset();
        without->training = {0.3, 0.5};
        lab.show(without);
        QCOMPARE(lab.note(), QString("training accuracy 50.0\u00a0%"));
    }

    void notANumberHasAColourOfItsOwn() {
        Lab lab;
        lab.show(lab.snapshot({std::numeric_limits<float>::quiet_NaN()}));
        QCOMPARE(lab.colorAt(-5.4, -5.4).rgb(), ColorMap::diverging(lab.theme.theme()).invalid());
    }

    void theThemeChangesEverything() {
        Lab lab;
        lab.show(lab.snapshot({0.5F}));
        QCOMPARE(lab.colorAt(-5.4, -5.4).rgb(), Theme::light().zero.rgb());
        lab.theme.setChoice(ThemeChoice::Dark);
        QCOMPARE(lab.colorAt(-5.4, -5.4).rgb(), Theme::dark().zero.rgb());
    }

    void largeDataAreSampledAndSaid() {
        Experiment experiment = standardExperiment();
        experiment.data.options.set("points", std::int64_t(5000));
        Lab lab(experiment);
        lab.show(lab.snapshot({0.5F}));
        const auto drawn = static_cast<Index>(lab.canvas().points().points.size());
        QVERIFY(drawn <= OutputPoints::most && drawn > OutputPoints::most * 9 / 10);
        QVERIFY(lab.view.readout().contains(countText(drawn)));
        QVERIFY(lab.view.readout().contains(countText(5000)));
    }

    void tablesChooseTheirPlane() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("flowers.csv");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("length,width,height,species\n");
        for (int i = 0; i < 60; ++i) {
            file.write(QStringLiteral("%1,%2,%3,%4\n")
                           .arg(i % 7)
                           .arg(i % 5 * 0.5)
                           .arg(i % 3 * 1.5)
                           .arg(i % 2 ? "red" : "blue")
                           .toUtf8());
        }
        file.close();
        Spec data{"csv", {{"path", path.toStdString()}, {"target", std::string("species")}}};
        Lab lab(experimentOn(data, Task::Classification, 2));
        lab.show(lab.snapshot({0.9F}));
        auto* first = lab.view.findChild<QComboBox*>("planeFirst");
        auto* second = lab.view.findChild<QComboBox*>("planeSecond");
        QVERIFY(first->isVisible());
        QCOMPARE(first->currentText(), QString("Components"));
        QCOMPARE(first->count(), 4);
        QVERIFY(lab.view.readout().contains("variance"));

        std::vector<PlaneChoice> chosen;
        connect(&lab.view, &OutputView::planeChosen, this,
                [&chosen](const std::optional<PlaneChoice>& plane) { chosen.push_back(plane.value()); });
        first->setCurrentIndex(3);
        QCOMPARE(chosen.size(), std::size_t{1});
        QCOMPARE(chosen.back(), (PlaneChoice{PlaneKind::Columns, 2, 0}));
        second->setCurrentIndex(3);  // the same column: the other axis gives way
        QCOMPARE(chosen.back(), (PlaneChoice{PlaneKind::Columns, 0, 2}));
        first->setCurrentIndex(0);
        QCOMPARE(chosen.back().kind, PlaneKind::Components);
        QVERIFY(!second->isEnabled());
    }

    void aSnapshotThatDoesNotFitTheDataDoesNoHarm() {
        Lab lab;
        lab.show(lab.snapshot({0.5F}));
        const Experiment blobs = experimentOn(Spec{"blobs", {{"classes", std::int64_t(5)}}}, Task::Classification, 5);
        const auto other = snapshotOf(blobs);
        lab.selection.setHoveredUnit(UnitRef{0, 7});
        lab.show(other);
        auto broken = std::make_shared<Snapshot>(*other);
        broken->output.values.resize(7);
        broken->parameters.clear();
        lab.show(broken);
        lab.canvasWidget()->grab();
        lab.show(nullptr);
        lab.canvasWidget()->grab();
        QCOMPARE(lab.canvas().scene().kind, OutputScene::Kind::Empty);
    }

    void aSnapshotOfDataWithMoreInputsIsNotShown() {
        Lab lab;
        lab.document.reset(experimentOn(Spec{"sine"}, Task::Regression, 0));
        QTRY_COMPARE(lab.session.dataset()->inputCount(), 1);
        lab.show(snapshotOf(standardExperiment()));
        lab.canvasWidget()->grab();
        QCOMPARE(lab.canvas().scene().kind, OutputScene::Kind::Empty);
        QVERIFY(lab.canvas().points().points.empty());
    }
};

QTEST_MAIN(TestOutputView)
#include "test_output_view.moc"
