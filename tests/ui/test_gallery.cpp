#include "engine/experiment/fit_output.h"
#include "tests/ui/gallery.h"
#include "ui/lab/inside_card.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/output_canvas.h"
#include "ui/start/example_tile.h"

#include <QMetaEnum>
#include <QPainter>

using namespace glassbox;

/// The Start page and the Lab.
class TestGallery : public Gallery {
    Q_OBJECT

  private Q_SLOTS:
    void lab_data() { addLooks(); }
    void lab();
    void pointTools_data() { addLooks(); }
    void pointTools();
    void inside_data() { addLooks(); }
    void inside();

  private:
    /// What is shown, by name.
    static std::vector<std::pair<QString, Experiment>> scenes(const QString& flowers);
};

std::vector<std::pair<QString, Experiment>> TestGallery::scenes(const QString& flowers) {
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

void TestGallery::lab() {
    Composition glassbox;
    const QSize size = open(glassbox);
    glassbox.window().showPage(QStringLiteral("Start"));
    for (const ExampleTile* tile : glassbox.window().findChildren<ExampleTile*>())
        QTRY_VERIFY_WITH_TIMEOUT(tile->hasPicture(), 60000);
    save(glassbox.window(), QStringLiteral("start-%1").arg(tag()));
    for (const auto& [name, experiment] : scenes(writeFlowers(home()))) {
        train(glassbox, experiment, 400);
        QCOMPARE(glassbox.window().size(), size);  // nothing asks for more room than there is
        checkNothingIsCutOff(glassbox.window());
        save(glassbox.window(), QStringLiteral("lab-%1-%2").arg(name, tag()));
    }
    auto* inside = glassbox.window().findChild<InsideCard*>();
    const QMetaEnum tabs = QMetaEnum::fromType<InsideCard::Tab>();
    for (int i = 1; i < tabs.keyCount(); ++i) {
        inside->setTab(static_cast<InsideCard::Tab>(i));
        QTest::qWait(100);
        checkNothingIsCutOff(glassbox.window());
        save(glassbox.window(), QStringLiteral("inside-%1-%2").arg(QString::fromLatin1(tabs.key(i)).toLower(), tag()));
    }
    inside->setTab(InsideCard::Weights);
    // The last experiment stays open: an edit that does not fit shows what the window says about it.
    Experiment wrong = glassbox.document().experiment();
    wrong.network.back().options.set("units", std::int64_t{5});
    glassbox.document().edit(QStringLiteral("Five outputs"), wrong);
    QTRY_VERIFY(!glassbox.document().problem().isEmpty());
    QTest::qWait(100);
    save(glassbox.window(), QStringLiteral("lab-problem-%1").arg(tag()));
}

// The tools for points, open on classes, values and a curve.
void TestGallery::pointTools() {
    Composition glassbox;
    const QSize size = open(glassbox);
    auto* canvas = glassbox.window().findChild<OutputCanvas*>(QStringLiteral("outputCanvas"));
    const auto press = [&](const char* button) {
        QTest::mouseClick(glassbox.window().findChild<QAbstractButton*>(QLatin1String(button)), Qt::LeftButton);
    };
    const auto keep = [&](const char* name) {
        QTest::qWait(200);
        QCOMPARE(glassbox.window().size(), size);
        checkNothingIsCutOff(glassbox.window());
        save(glassbox.window(), QStringLiteral("points-%1-%2").arg(QLatin1String(name), tag()));
    };
    for (const auto& [name, experiment] : scenes(writeFlowers(home()))) {
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
    Composition glassbox;
    open(glassbox);
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
        const QString row = QStringLiteral("%1-%2").arg(QLatin1String(name), tag());
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
            sheet.save(path(QStringLiteral("inside-time-%1%2").arg(row, chosen ? QStringLiteral("-unit") : QString())));
        }
        selection->setUnit({});
        save(glassbox.window(), QStringLiteral("lab-curves-%1").arg(row));
    }
}

QTEST_MAIN(TestGallery)
#include "test_gallery.moc"
