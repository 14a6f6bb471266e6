#include "engine/experiment/fit_output.h"
#include "tests/support/screens.h"
#include "tests/ui/gallery.h"
#include "ui/data/data_page.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/lab_stage.h"
#include "ui/models/presentation_edits.h"
#include "ui/shell/actions.h"
#include "ui/shell/parts_dialog.h"
#include "ui/shell/presenter_window.h"
#include "ui/shell/presenting_tools.h"
#include "ui/shell/shortcut_help.h"
#include "ui/shell/spotlight.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

#include <limits>

using namespace glassbox;

/// Renders what a class sees, at the sizes of old and new projectors, to the gallery. Checks that nothing is cut off.
class TestGalleryPresenting : public Gallery {
    Q_OBJECT

  private Q_SLOTS:
    void presenting_data();
    void presenting();
    void data_data() { presenting_data(); }
    void data();
    void hiddenParts_data();
    void hiddenParts();
    void windows();

  private:
    void save(QWidget& widget, const QString& name) {
        QTest::qWait(120);
        Gallery::save(widget, name);
    }
    static void train(Composition& glassbox);
    static void checkNothingIsCutOff(QWidget& window);
};

void TestGalleryPresenting::train(Composition& glassbox) {
    Experiment experiment = standardExperiment();
    experiment.training.epochs = 100'000;
    experiment.presentation.notes =
        "1. What does one neuron see? (point at a tile)\n2. Why is the spiral hard for a straight line?\n"
        "3. Let them guess the learning rate: 0.001, 0.01, 0.1?\n4. Rewind, and run with 0.1.";
    glassbox.document().reset(experiment);
    TrainingSession& session = glassbox.session();
    session.setSpeed(std::numeric_limits<double>::infinity());
    QTRY_VERIFY(!session.isLoading());
    session.run();
    QTRY_VERIFY_WITH_TIMEOUT(session.latest() && session.latest()->epoch >= 300, 30000);
    session.pause();
    QTRY_VERIFY(session.state() != RunState::Running);
    QTRY_VERIFY(session.latest()->state != RunState::Running);
}

void TestGalleryPresenting::checkNothingIsCutOff(QWidget& window) {
    for (QWidget* child : window.findChildren<QWidget*>()) {
        if (!child->isVisibleTo(&window) || child->width() == 0 || child->window() != &window) continue;
        bool scrolled = false;
        for (QWidget* up = child->parentWidget(); up; up = up->parentWidget())
            scrolled = scrolled || up->inherits("QAbstractScrollArea");
        const QString name =
            QString::fromLatin1(child->metaObject()->className()) + QLatin1Char(' ') + child->objectName();
        const bool words = child->inherits("QPushButton") || child->inherits("QLabel") || child->inherits("QCheckBox");
        if (words && !scrolled) {
            const QRect area(child->mapTo(&window, QPoint(0, 0)), child->size());
            QVERIFY2(window.rect().contains(area), qPrintable(name + QStringLiteral(" leaves the window")));
        }
        if (child->inherits("QPushButton") || child->inherits("QCheckBox"))
            QVERIFY2(child->width() >= child->minimumSizeHint().width(), qPrintable(name + QStringLiteral(" is cut")));
        if (const auto* label = qobject_cast<QLabel*>(child); label && !label->wordWrap() && !scrolled) {
            const int needs = label->fontMetrics().horizontalAdvance(label->text());
            QVERIFY2(label->text().isEmpty() || needs <= label->width() + 2,
                     qPrintable(name + QStringLiteral(" is cut: ") + label->text()));
        }
    }
}

void TestGalleryPresenting::presenting_data() {
    QTest::addColumn<QSize>("size");
    QTest::newRow("1024x768") << QSize(1024, 768);
    QTest::newRow("1280x800") << QSize(1280, 800);
    QTest::newRow("1920x1080") << QSize(1920, 1080);
}

void TestGalleryPresenting::presenting() {
    QFETCH(QSize, size);
    const QString tag = Gallery::tag();
    Composition glassbox;
    MainWindow& window = glassbox.window();
    window.start({});
    window.resize(size);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    train(glassbox);
    window.actions()->present->trigger();
    window.setWindowState(Qt::WindowNoState);  // the size of a projector, whatever screen the test has
    window.resize(size);
    QTRY_COMPARE(window.size(), size);
    const auto shot = [&](const QString& name) {
        QTest::qWait(120);
        QCOMPARE(window.size(), size);
        checkNothingIsCutOff(window);
        save(window, QStringLiteral("present-%1-%2").arg(name, tag));
    };
    shot(QStringLiteral("all"));
    const char* names[] = {"network", "inside", "output", "cost"};
    for (int i = 0; i < 4; ++i) {
        glassbox.lab().stage().showAlone(static_cast<LabPanel>(i));
        shot(QString::fromLatin1(names[i]));
    }
    glassbox.lab().stage().showAlone({});
    glassbox.lab().stage().toggleSide();
    shot(QStringLiteral("settings"));
    glassbox.lab().stage().toggleSide();
    window.actions()->spotlight->trigger();
    shot(QStringLiteral("spotlight"));
    window.actions()->spotlight->trigger();
    window.actions()->present->trigger();
    // The theme by itself, without presenting.
    glassbox.theme().setChoice(ThemeChoice::Projector);
    window.resize(size);
    QTest::qWait(100);
    checkNothingIsCutOff(window);
    save(window, QStringLiteral("projector-%1").arg(tag));
}

// The Data workspace before a class: pictures alone, and all of it in the projector's colours.
void TestGalleryPresenting::data() {
    QFETCH(QSize, size);
    const QString tag = Gallery::tag();
    Composition glassbox;
    MainWindow& window = glassbox.window();
    window.start({});
    Experiment experiment = standardExperiment();
    experiment.data = {"csv", {{"path", writePatients(home()).toStdString()}}};
    experiment.features.reset();
    fitOutput(experiment, Task::Classification, 3);
    glassbox.document().reset(experiment);
    window.resize(size);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.showPage(QStringLiteral("Data"));
    QTRY_VERIFY(glassbox.data().model().look() && !glassbox.data().model().look()->data->generated);
    const auto shot = [&](const QString& name) {
        window.setWindowState(Qt::WindowNoState);
        window.resize(size);
        QTRY_COMPARE(window.size(), size);
        QTest::qWait(120);
        QCOMPARE(window.size(), size);
        checkNothingIsCutOff(window);
        save(window, QStringLiteral("%1-%2").arg(name, tag));
    };
    window.actions()->present->trigger();
    shot(QStringLiteral("present-data"));
    window.actions()->present->trigger();
    glassbox.theme().setChoice(ThemeChoice::Projector);
    // Out of presenting the bar at the top asks for more than an old projector has.
    window.resize(size);
    QTest::qWait(120);
    checkNothingIsCutOff(window);
    save(window, QStringLiteral("projector-data-%1").arg(tag));
}

void TestGalleryPresenting::hiddenParts_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestGalleryPresenting::hiddenParts() {
    QFETCH(bool, dark);
    const QString tag = Gallery::tag();
    Composition glassbox;
    glassbox.theme().setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    MainWindow& window = glassbox.window();
    window.start({});
    window.resize(1280, 800);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    train(glassbox);
    const auto hide = [&](std::initializer_list<const char*> parts) {
        for (const char* part : parts) showPart(glassbox.document(), QString::fromLatin1(part), false);
    };
    hide({"data.noise", "data.validation", "data.features", "data.turns", "data.arms", "training.optimizer",
          "training.schedule", "training.loss", "training.weight_decay", "training.init", "training.seed",
          "transport.reinitialise", "transport.epoch", "network.edit", "inside"});
    save(window, QStringLiteral("hidden-some-") + tag);
    hide({"data", "training", "network", "output", "cost", "transport"});
    save(window, QStringLiteral("hidden-all-") + tag);
    showEveryPart(glassbox.document());
    glassbox.lab().stage().showAlone(LabPanel::Network);
    save(window, QStringLiteral("alone-network-") + tag);
    glassbox.lab().stage().showAlone(LabPanel::Inside);
    save(window, QStringLiteral("alone-inside-") + tag);
}

void TestGalleryPresenting::windows() {
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Projector}) {
        const QString tag = choice == ThemeChoice::Light  ? QStringLiteral("light")
                            : choice == ThemeChoice::Dark ? QStringLiteral("dark")
                                                          : QStringLiteral("projector");
        Composition glassbox;
        glassbox.theme().setChoice(choice);
        MainWindow& window = glassbox.window();
        window.start({});
        window.resize(1280, 800);
        window.show();
        train(glassbox);
        showPart(glassbox.document(), QStringLiteral("training.seed"), false);
        showPart(glassbox.document(), QStringLiteral("inside"), false);
        window.actions()->chooseParts->trigger();
        auto* dialog = window.findChild<PartsDialog*>();
        QVERIFY(dialog);
        checkNothingIsCutOff(*dialog);
        save(*dialog, QStringLiteral("parts-dialog-") + tag);
        dialog->close();
        window.actions()->notes->trigger();
        auto* notes = window.findChild<PresenterWindow*>();
        QVERIFY(notes);
        checkNothingIsCutOff(*notes);
        save(*notes, QStringLiteral("notes-window-") + tag);
        notes->close();
        bool seen = false;
        QTimer::singleShot(300, this, [&] {
            QWidget* keys = QApplication::activeModalWidget();
            if (!keys) return;
            save(*keys, QStringLiteral("keys-dialog-") + tag);
            seen = keys->height() <= 760 || choice != ThemeChoice::Projector;
            keys->close();
        });
        showShortcutHelp(*window.actions(), &window);
        QVERIFY(seen);
    }
}

int main(int argc, char** argv) {
    useScreens({QRect(0, 0, 1920, 1080)});
    QTEST_SET_MAIN_SOURCE_PATH
    QApplication application(argc, argv);
    TestGalleryPresenting test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_gallery_presenting.moc"
