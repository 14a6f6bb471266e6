#include "app/composition.h"
#include "engine/experiment/fit_output.h"
#include "tests/support/scratch_home.h"
#include "tests/support/test.h"
#include "tests/ui/formula/formula_sheet.h"
#include "ui/backprop/backprop_page.h"
#include "ui/backprop/computation_card.h"
#include "ui/backprop/telling_card.h"
#include "ui/data/data_page.h"
#include "ui/exports/export_pictures_dialog.h"
#include "ui/formula/formula_label.h"
#include "ui/lab/csv_dialog.h"
#include "ui/lab/inside_card.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/output_canvas.h"
#include "ui/models/network_race_model.h"
#include "ui/optimizers/curves_card.h"
#include "ui/optimizers/guess_view.h"
#include "ui/optimizers/network_race_view.h"
#include "ui/optimizers/optimizers_page.h"
#include "ui/optimizers/paths_card.h"
#include "ui/optimizers/race_view.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/contour_plot.h"
#include "ui/plots/picture_dialog.h"
#include "ui/shell/actions.h"
#include "ui/shell/shortcut_help.h"
#include "ui/start/example_tile.h"

#include <QDir>
#include <QHBoxLayout>
#include <QMetaEnum>
#include <QPainter>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTimer>

#include <limits>

using namespace glassbox;

/// Renders every workspace and dialog, light and dark, at the sizes of an old laptop and of a large screen, to PNG
/// files in `gallery` beside the test (or GLASSBOX_GALLERY). The README's screenshots come from here. Checks that
/// nothing is cut off.
class TestGallery : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void lab_data();
    void lab();
    void pointTools_data() { lab_data(); }
    void pointTools();
    void inside_data() { lab_data(); }
    void inside();
    void backprop_data() { lab_data(); }
    void backprop();
    void optimizers_data() { lab_data(); }
    void optimizers();
    void data_data() { lab_data(); }
    void data();
    void tableDialog();
    void keysDialog();
    void pictureDialogs();
    void formulas();

  private:
    void save(QWidget& widget, const QString& name);
    /// At most `speed` updates a second.
    static void train(Composition& glassbox, const Experiment& experiment, Index epochs,
                      double speed = std::numeric_limits<double>::infinity());
    static void checkNothingIsCutOff(QWidget& window);

    ScratchHome m_home;
    QDir m_folder;
};

namespace {

Spec dense(std::int64_t units, const char* activation) {
    return {"dense", {{"units", units}, {"activation", std::string(activation)}}};
}

Experiment withData(Spec data, std::vector<Spec> network, const char* loss) {
    Experiment experiment = standardExperiment();
    experiment.data = std::move(data);
    experiment.features.reset();
    experiment.network = std::move(network);
    experiment.training.loss = {loss};
    experiment.training.epochs = 100'000;
    return experiment;
}

/// What the gallery shows, by name.
std::vector<std::pair<QString, Experiment>> scenes(const QString& flowers) {
    Experiment spiral = standardExperiment();
    spiral.training.epochs = 100'000;
    Experiment deep = withData({"moons"},
                               {dense(6, "relu"),
                                {"batch_norm"},
                                {"dropout", {{"rate", 0.1}}},
                                dense(6, "tanh"),
                                dense(4, "elu"),
                                dense(1, "sigmoid")},
                               "binary_cross_entropy");
    deep.network[0].options.set("frozen", true);
    Experiment diverged = withData({"plane"}, {dense(4, "identity"), dense(1, "identity")}, "mse");
    diverged.training.optimizer = {"sgd", {{"learning_rate", 500.0}}};
    Spec table{"csv", {{"path", flowers.toStdString()}, {"target", std::string("species")}}};
    return {{QStringLiteral("spiral"), spiral},
            {QStringLiteral("blobs"), withData({"blobs", {{"classes", std::int64_t{4}}}},
                                               {dense(6, "tanh"), dense(4, "softmax")}, "cross_entropy")},
            {QStringLiteral("sine"), withData({"sine"}, {dense(8, "tanh"), dense(1, "identity")}, "mse")},
            {QStringLiteral("peaks"),
             withData({"peaks"}, {dense(12, "tanh"), dense(8, "tanh"), dense(1, "identity")}, "mse")},
            {QStringLiteral("neuron"), withData({"gaussians"}, {dense(1, "sigmoid")}, "binary_cross_entropy")},
            {QStringLiteral("deep"), deep},
            {QStringLiteral("diverged"), diverged},
            {QStringLiteral("table"), withData(table, {dense(8, "tanh"), dense(3, "softmax")}, "cross_entropy")}};
}

}  // namespace

void TestGallery::initTestCase() {
    nameApplication();
    const QString chosen = qEnvironmentVariable("GLASSBOX_GALLERY");
    m_folder = QDir(chosen.isEmpty() ? QCoreApplication::applicationDirPath() + QStringLiteral("/gallery") : chosen);
    QVERIFY(m_folder.mkpath(QStringLiteral(".")));
}

void TestGallery::save(QWidget& widget, const QString& name) {
    QVERIFY(widget.grab().save(m_folder.filePath(name + QStringLiteral(".png"))));
}

void TestGallery::train(Composition& glassbox, const Experiment& experiment, Index epochs, double speed) {
    glassbox.document().reset(experiment);
    TrainingSession& session = glassbox.session();
    session.setSpeed(speed);
    QTRY_VERIFY(!session.isLoading());
    session.run();
    QTRY_VERIFY_WITH_TIMEOUT(
        session.state() == RunState::Diverged || (session.latest() && session.latest()->epoch >= epochs), 30000);
    session.pause();
    QTRY_VERIFY(session.state() != RunState::Running);
    // One more frame, so that what is seen is the paused state.
    QTRY_VERIFY(session.latest()->state != RunState::Running);
    QTest::qWait(150);
}

void TestGallery::checkNothingIsCutOff(QWidget& window) {
    for (QWidget* child : window.findChildren<QWidget*>()) {
        if (!child->isVisibleTo(&window) || child->width() == 0) continue;
        const bool button = child->inherits("QPushButton") || child->inherits("QLabel") || child->inherits("QCheckBox");
        if (!button) continue;
        bool scrolled = false;
        for (QWidget* up = child->parentWidget(); up; up = up->parentWidget())
            scrolled = scrolled || up->inherits("QAbstractScrollArea");
        if (scrolled) continue;
        const QRect area(child->mapTo(&window, QPoint(0, 0)), child->size());
        QVERIFY2(window.rect().contains(area), qPrintable(child->objectName() + QStringLiteral(" leaves the window")));
    }
}

void TestGallery::lab_data() {
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light-1280x800") << false << QSize(1280, 800);
    QTest::newRow("light-1920x1080") << false << QSize(1920, 1080);
    QTest::newRow("dark-1280x800") << true << QSize(1280, 800);
    QTest::newRow("dark-1920x1080") << true << QSize(1920, 1080);
}

void TestGallery::lab() {
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    Composition glassbox;
    glassbox.theme().setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    glassbox.window().start({});
    glassbox.window().resize(size);
    glassbox.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&glassbox.window()));
    glassbox.window().showPage(QStringLiteral("Start"));
    for (const ExampleTile* tile : glassbox.window().findChildren<ExampleTile*>())
        QTRY_VERIFY_WITH_TIMEOUT(tile->hasPicture(), 60000);
    save(glassbox.window(), QStringLiteral("start-%1").arg(QString::fromLatin1(QTest::currentDataTag())));
    for (const auto& [name, experiment] : scenes(writeFlowers(m_home.path()))) {
        train(glassbox, experiment, 400);
        QCOMPARE(glassbox.window().size(), size);  // nothing asks for more room than there is
        checkNothingIsCutOff(glassbox.window());
        save(glassbox.window(), QStringLiteral("lab-%1-%2").arg(name, QString::fromLatin1(QTest::currentDataTag())));
    }
    auto* inside = glassbox.window().findChild<InsideCard*>();
    const QMetaEnum tabs = QMetaEnum::fromType<InsideCard::Tab>();
    for (int i = 1; i < tabs.keyCount(); ++i) {
        inside->setTab(static_cast<InsideCard::Tab>(i));
        QTest::qWait(100);
        checkNothingIsCutOff(glassbox.window());
        save(glassbox.window(),
             QStringLiteral("inside-%1-%2")
                 .arg(QString::fromLatin1(tabs.key(i)).toLower(), QString::fromLatin1(QTest::currentDataTag())));
    }
    inside->setTab(InsideCard::Weights);
    // The last experiment stays open: an edit that does not fit shows what the window says about it.
    Experiment wrong = glassbox.document().experiment();
    wrong.network.back().options.set("units", std::int64_t{5});
    glassbox.document().edit(QStringLiteral("Five outputs"), wrong);
    QTRY_VERIFY(!glassbox.document().problem().isEmpty());
    QTest::qWait(100);
    save(glassbox.window(), QStringLiteral("lab-problem-%1").arg(QString::fromLatin1(QTest::currentDataTag())));
}

// The tools for points, open on classes, values and a curve.
void TestGallery::pointTools() {
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    Composition glassbox;
    glassbox.theme().setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    glassbox.window().resize(size);
    glassbox.window().show();
    QVERIFY(QTest::qWaitForWindowActive(&glassbox.window()));
    auto* canvas = glassbox.window().findChild<OutputCanvas*>(QStringLiteral("outputCanvas"));
    const auto press = [&](const char* button) {
        QTest::mouseClick(glassbox.window().findChild<QAbstractButton*>(QLatin1String(button)), Qt::LeftButton);
    };
    const auto keep = [&](const char* name) {
        QTest::qWait(200);
        QCOMPARE(glassbox.window().size(), size);
        checkNothingIsCutOff(glassbox.window());
        save(glassbox.window(),
             QStringLiteral("points-%1-%2").arg(QLatin1String(name), QString::fromLatin1(QTest::currentDataTag())));
    };
    for (const auto& [name, experiment] : scenes(writeFlowers(m_home.path()))) {
        const bool classes = name == QLatin1String("spiral"), many = name == QLatin1String("blobs");
        if (!classes && !many && name != QLatin1String("peaks") && name != QLatin1String("sine")) continue;
        train(glassbox, experiment, 300);
        press("toolDraw");
        if (classes || many) press("class1");
        QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->frame().rect.center().toPoint() + QPoint(70, 110));
        if (many) {
            Experiment ten = glassbox.document().experiment();
            ten.data.options.set("classes", std::int64_t{10});
            fitOutput(ten, Task::Classification, 10);
            QVERIFY(glassbox.document().edit(QStringLiteral("Ten classes"), ten));
        }
        QTest::mouseMove(canvas, canvas->frame().rect.center().toPoint() + QPoint(-60, 80));
        keep(qPrintable(name));
        if (!classes) continue;
        canvas->setFocus(Qt::TabFocusReason);
        for (const Qt::Key key : {Qt::Key_M, Qt::Key_PageDown, Qt::Key_PageDown, Qt::Key_Return, Qt::Key_Up})
            QTest::keyClick(canvas, key);
        keep("move-by-key");
        QTest::keyClick(canvas, Qt::Key_Return);
        press("toolErase");
        QTest::mouseMove(canvas, canvas->frame().rect.center().toPoint() + QPoint(40, 40));
        keep("erase");
    }
}

/// Every inside view after a run that was watched from its first step on, with and without a chosen unit.
void TestGallery::inside() {
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    Composition glassbox;
    glassbox.theme().setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    glassbox.window().start({});
    glassbox.window().resize(size);
    glassbox.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&glassbox.window()));
    glassbox.window().showPage(QStringLiteral("Lab"));
    auto* inside = glassbox.window().findChild<InsideCard*>();
    auto* selection = glassbox.window().findChild<LabSelection*>();
    inside->setTab(InsideCard::Norms);  // its record begins when it is first seen
    for (int i = InsideCard::Weights; i <= InsideCard::Optimizer; ++i)
        inside->setOverTime(static_cast<InsideCard::Tab>(i), true);
    Experiment spiral = standardExperiment();
    spiral.training.epochs = 100'000;
    Experiment wide = withData({"blobs", {{"classes", std::int64_t{4}}}},
                               {dense(128, "relu"), dense(64, "tanh"), dense(4, "softmax")}, "cross_entropy");
    for (const auto& [name, experiment] : {std::pair("spiral", spiral), std::pair("wide", wide)}) {
        train(glassbox, experiment, 300, 2000);
        const QString tag =
            QStringLiteral("%1-%2").arg(QLatin1String(name), QString::fromLatin1(QTest::currentDataTag()));
        for (const bool chosen : {false, true}) {
            selection->setUnit(chosen ? std::optional(UnitRef{1, 2}) : std::nullopt);
            // All tabs on one sheet.
            QImage sheet(inside->width() * 2, inside->height() * 3, QImage::Format_RGB32);
            QPainter painter(&sheet);
            for (int i = InsideCard::Weights; i <= InsideCard::Curves; ++i) {
                inside->setTab(static_cast<InsideCard::Tab>(i));
                QTest::qWait(100);
                checkNothingIsCutOff(glassbox.window());
                painter.drawPixmap(i % 2 * inside->width(), i / 2 * inside->height(), inside->grab());
            }
            painter.end();
            sheet.save(m_folder.filePath(
                QStringLiteral("inside-time-%1%2.png").arg(tag, chosen ? QStringLiteral("-unit") : QString())));
        }
        selection->setUnit({});
        save(glassbox.window(), QStringLiteral("lab-curves-%1").arg(tag));
    }
}

/// A training step told: small, deep and large networks, every picture and panel.
void TestGallery::backprop() {
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    Composition glassbox;
    glassbox.theme().setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    glassbox.window().start({});
    glassbox.window().resize(size);
    glassbox.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&glassbox.window()));
    BackpropPage& page = glassbox.backprop();
    WalkModel& model = page.model();
    const auto keep = [&](const char* name) {
        QTest::qWait(250);
        QCOMPARE(glassbox.window().size(), size);
        checkNothingIsCutOff(glassbox.window());
        save(glassbox.window(),
             QStringLiteral("backprop-%1-%2").arg(QLatin1String(name), QString::fromLatin1(QTest::currentDataTag())));
    };
    const auto walk = [&](const Experiment& experiment, std::optional<Index> sample) {
        glassbox.document().reset(experiment);
        page.source().setSample(sample);
        glassbox.window().showPage(QStringLiteral("Backprop"));  // what is opened is seen in the Lab first
        QTRY_VERIFY_WITH_TIMEOUT(model.walk() && model.walk()->record().experiment.network == experiment.network &&
                                     model.walk()->record().isBatch() != sample.has_value(),
                                 20000);
    };
    /// The operation with this result.
    const auto goTo = [&](Quantity quantity, Index layer) {
        for (Index i = 0; i < model.walk()->count(); ++i)
            if (model.walk()->at(i).result.quantity == quantity && model.walk()->at(i).layer == layer)
                return model.setPlace({i});
        QFAIL("no such operation");
    };
    Experiment small = withData({"xor"}, {dense(3, "tanh"), dense(1, "sigmoid")}, "binary_cross_entropy");
    small.training.optimizer = {"sgd", {{"learning_rate", 0.1}}};
    walk(small, 2);
    goTo(Quantity::Gradient, 1);
    keep("weights");
    page.telling().setTab(TellingCard::MatrixTab);
    keep("matrix");
    page.telling().setTab(TellingCard::CheckTab);
    keep("check");
    page.telling().setTab(TellingCard::FormulaTab);
    page.computation().setView(ComputationCard::Graph);
    keep("graph");
    page.computation().setView(ComputationCard::Network);
    model.setPredicting(true);
    keep("predict");
    model.setPredicting(false);
    model.setGrain(Grain::Phase);
    keep("phase");
    model.setGrain(Grain::Operation);
    model.goToEnd();
    keep("end");

    walk(withData({"blobs", {{"classes", std::int64_t{4}}}},
                  {dense(6, "relu"), {"batch_norm"}, {"dropout", {{"rate", 0.3}}}, dense(4, "softmax")},
                  "cross_entropy"),
         {});
    goTo(Quantity::OutputGradient, 1);
    keep("batch");
    goTo(Quantity::NewParameter, 3);
    keep("adam");

    std::vector<Spec> deep(8, dense(6, "sigmoid"));
    deep.push_back(dense(1, "sigmoid"));
    walk(withData({"moons"}, deep, "binary_cross_entropy"), 0);
    model.goToEnd();
    page.computation().setView(ComputationCard::Gradients);
    keep("deep-gradients");
    page.computation().setView(ComputationCard::Network);
    keep("deep");
    walk(withData({"moons"}, {dense(128, "relu"), dense(64, "relu"), dense(1, "sigmoid")}, "binary_cross_entropy"), 0);
    goTo(Quantity::Gradient, 1);
    keep("large");
}

void TestGallery::optimizers() {
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    Composition glassbox;
    glassbox.theme().setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    glassbox.window().start({});
    glassbox.window().resize(size);
    glassbox.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&glassbox.window()));
    glassbox.window().showPage(QStringLiteral("Optimizers"));
    OptimizersPage& page = glassbox.optimizers();
    RaceModel& model = page.race();
    const auto keep = [&](const char* name) {
        QTRY_VERIFY(!model.isRunning() && !page.raceView().paths().plot().canvas().isRefining());
        QTest::qWait(250);
        QCOMPARE(glassbox.window().size(), size);
        checkNothingIsCutOff(glassbox.window());
        save(glassbox.window(),
             QStringLiteral("optimizers-%1-%2").arg(QLatin1String(name), QString::fromLatin1(QTest::currentDataTag())));
    };
    keep("beale");
    model.setSelected(5);
    model.scrubber().setStep(60);
    page.raceView().curves().setTableShown(true);
    keep("selected");
    page.raceView().paths().setInSpace(true);
    keep("space");
    page.raceView().paths().setInSpace(false);
    page.raceView().curves().setTableShown(false);
    model.setSelected(-1);
    model.scrubber().setStep(400);
    model.chooseSurface("rastrigin");
    keep("rastrigin");
    QVERIFY(model.chooseFormula(QStringLiteral("sqrt(x) * sin(3*y) + 1 / y")));
    keep("formula");
    glassbox.document().reset(
        withData({"spiral"}, {dense(8, "tanh"), dense(8, "tanh"), dense(1, "sigmoid")}, "binary_cross_entropy"));
    glassbox.window().showPage(QStringLiteral("Optimizers"));
    page.setView(OptimizersPage::Network);
    QTRY_VERIFY_WITH_TIMEOUT(
        !page.network().model().landscapes().empty() && page.network().model().phase() == NetworkRaceModel::Phase::Idle,
        60000);
    keep("network");
    page.setView(OptimizersPage::Knobs);
    QTest::qWait(1500);
    keep("knobs");
    page.setView(OptimizersPage::Guess);
    page.guess().game().start("himmelblau", 5);
    for (int i = 0; i < 4; ++i) page.guess().game().take();
    keep("fog");
    page.guess().game().reveal();
    keep("revealed");
}

// The Data workspace with a generator, values of a table, and a table with gaps, outliers and an uncommon class.
void TestGallery::data() {
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    Composition glassbox;
    glassbox.theme().setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    glassbox.window().start({});
    glassbox.window().resize(size);
    glassbox.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&glassbox.window()));
    const auto classes = [](const QString& path, std::int64_t count) {
        return withData({"csv", {{"path", path.toStdString()}}}, {dense(8, "tanh"), dense(count, "softmax")},
                        "cross_entropy");
    };
    const auto values = [](Spec data) {
        return withData(std::move(data), {dense(8, "tanh"), dense(1, "identity")}, "mse");
    };
    const std::vector<std::pair<QString, Experiment>> shown{
        {QStringLiteral("spiral"), standardExperiment()},
        {QStringLiteral("sine"), values({"sine"})},
        {QStringLiteral("peaks"), values({"peaks"})},
        {QStringLiteral("flowers"), classes(writeFlowers(m_home.path()), 3)},
        {QStringLiteral("flats"), values({"csv", {{"path", writeFlats(m_home.path()).toStdString()}}})},
        {QStringLiteral("patients"), classes(writePatients(m_home.path()), 3)}};
    for (const auto& [name, experiment] : shown) {
        glassbox.document().reset(experiment);
        glassbox.window().showPage(QStringLiteral("Data"));
        QTRY_VERIFY(!glassbox.session().isLoading());
        DataModel& model = glassbox.data().model();
        QTRY_VERIFY(model.look() && model.look()->data == glassbox.session().dataset());
        model.setRow(12);
        QTest::qWait(80);
        QCOMPARE(glassbox.window().size(), size);
        checkNothingIsCutOff(glassbox.window());
        save(glassbox.window(), QStringLiteral("data-%1-%2").arg(name, QString::fromLatin1(QTest::currentDataTag())));
    }
}

void TestGallery::tableDialog() {
    for (const bool dark : {false, true}) {
        ThemeSource theme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        CsvDialog dialog(writeFlowers(m_home.path()), theme);
        QSignalSpy read(&dialog, &CsvDialog::tableRead);
        dialog.show();
        QVERIFY(read.count() > 0 || read.wait());
        QTest::qWait(50);
        save(dialog, dark ? QStringLiteral("table-dialog-dark") : QStringLiteral("table-dialog-light"));
    }
}

void TestGallery::keysDialog() {
    Composition glassbox;
    glassbox.theme().setChoice(ThemeChoice::Light);
    glassbox.window().start({});
    glassbox.window().show();
    for (const bool keys : {true, false}) {
        bool seen = false;
        QTimer::singleShot(300, this, [&] {
            QWidget* dialog = QApplication::activeModalWidget();
            if (!dialog) return;
            save(*dialog, keys ? QStringLiteral("keys-dialog") : QStringLiteral("about-dialog"));
            seen = true;
            dialog->close();
        });
        keys ? showShortcutHelp(*glassbox.window().actions(), &glassbox.window()) : showAbout(&glassbox.window());
        QTRY_VERIFY(seen);
    }
}

void TestGallery::pictureDialogs() {
    for (const auto& [choice, name] : {std::pair(ThemeChoice::Light, "light"), std::pair(ThemeChoice::Dark, "dark"),
                                       std::pair(ThemeChoice::Projector, "projector")}) {
        ThemeSource theme(choice);
        PictureDialog picture([](const PictureSettings&) { return QSizeF(864, 552); }, {});
        picture.show();
        QCoreApplication::processEvents();
        save(picture, QStringLiteral("picture-dialog-") + QLatin1String(name));
        checkNothingIsCutOff(picture);
        picture.findChild<QSpinBox*>(QStringLiteral("pictureWidth"))->setValue(40'000);
        QCoreApplication::processEvents();
        save(picture, QStringLiteral("picture-dialog-problem-") + QLatin1String(name));
        const PictureCollection nothing{{},
                                        {QStringLiteral("backprop-step-network"), QStringLiteral("optimizers-race")}};
        ExportPicturesDialog all(nothing, {m_home.path(), {QStringLiteral("svg")}, {}}, theme);
        all.show();
        QCoreApplication::processEvents();
        save(all, QStringLiteral("pictures-dialog-") + QLatin1String(name));
        checkNothingIsCutOff(all);
    }
}

/// All kinds of formulas, to be looked at beside TeX's.
void TestGallery::formulas() {
    const auto font = std::make_shared<const MathFont>();
    for (const bool dark : {false, true}) {
        ThemeSource theme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        QWidget sheet;
        sheet.setAutoFillBackground(true);
        QPalette palette = sheet.palette();
        palette.setColor(QPalette::Window, theme.theme().panel);
        sheet.setPalette(palette);
        auto* columns = new QHBoxLayout(&sheet);
        columns->setContentsMargins(24, 24, 24, 24);
        columns->setSpacing(48);
        QVBoxLayout* column = nullptr;
        int count = 0;
        for (const char* tex : formulaSheet) {
            if (count++ % ((std::size(formulaSheet) + 1) / 2) == 0) {
                columns->addLayout(column = new QVBoxLayout);
                column->setSpacing(theme.theme().gap);
            }
            auto* label = new FormulaLabel(theme, font, &sheet);
            label->setTex(QString::fromUtf8(tex));
            QVERIFY2(label->formula().isValid(), qPrintable(label->formula().error()));
            label->setValue(QStringLiteral("w"), QStringLiteral("0.731"));
            label->setValue(QStringLiteral("g"), QStringLiteral("-0.125"));
            label->highlight(QStringLiteral("old"));
            column->addWidget(label);
        }
        const int width = sheet.sizeHint().width();
        sheet.resize(width, columns->totalHeightForWidth(width));
        sheet.show();
        save(sheet, dark ? QStringLiteral("formulas-dark") : QStringLiteral("formulas-light"));
    }
}

QTEST_MAIN(TestGallery)
#include "test_gallery.moc"
