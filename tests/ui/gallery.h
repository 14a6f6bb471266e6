#pragma once

#include "app/composition.h"
#include "tests/support/scratch_home.h"
#include "tests/support/test.h"

#include <QDir>

#include <limits>

namespace glassbox {

/// Renders workspaces and dialogs to PNG files in `gallery` beside the test (or GLASSBOX_GALLERY), and checks that
/// nothing is cut off. The README's screenshots come from here.
class Gallery : public GlassboxTest {
  protected:
    Gallery() {
        const QString chosen = qEnvironmentVariable("GLASSBOX_GALLERY");
        m_folder =
            QDir(chosen.isEmpty() ? QCoreApplication::applicationDirPath() + QStringLiteral("/gallery") : chosen);
        m_folder.mkpath(QStringLiteral("."));
        nameApplication();
    }

    /// Light and dark, at the sizes of an old laptop and of a large screen: the rows of a test that calls open().
    static void addLooks();
    /// Shows the window as the row of the test says; returns its size.
    static QSize open(Composition& glassbox);
    /// What the row of the test is called.
    static QString tag() { return QString::fromLatin1(QTest::currentDataTag()); }
    /// At most `speed` updates a second.
    static void train(Composition& glassbox, const Experiment& experiment, Index epochs,
                      double speed = std::numeric_limits<double>::infinity());
    static void checkNothingIsCutOff(QWidget& window);

    QString path(const QString& name) const { return m_folder.filePath(name + QStringLiteral(".png")); }
    void save(QWidget& widget, const QString& name) const { QVERIFY(widget.grab().save(path(name))); }
    QString home() const { return m_home.path(); }

    static Spec dense(std::int64_t units, const char* activation);
    static Experiment withData(Spec data, std::vector<Spec> network, const char* loss);

  private:
    ScratchHome m_home;
    QDir m_folder;
};

inline void Gallery::addLooks() {
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light-1280x800") << false << QSize(1280, 800);
    QTest::newRow("light-1920x1080") << false << QSize(1920, 1080);
    QTest::newRow("dark-1280x800") << true << QSize(1280, 800);
    QTest::newRow("dark-1920x1080") << true << QSize(1920, 1080);
}

inline QSize Gallery::open(Composition& glassbox) {
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    glassbox.theme().setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    glassbox.window().start({});
    glassbox.window().resize(size);
    glassbox.window().show();
    if (!QTest::qWaitForWindowActive(&glassbox.window())) qWarning("the window does not show");
    return size;
}

inline void Gallery::train(Composition& glassbox, const Experiment& experiment, Index epochs, double speed) {
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

inline void Gallery::checkNothingIsCutOff(QWidget& window) {
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

inline Spec Gallery::dense(std::int64_t units, const char* activation) {
    return {"dense", {{"units", units}, {"activation", std::string(activation)}}};
}

inline Experiment Gallery::withData(Spec data, std::vector<Spec> network, const char* loss) {
    Experiment experiment = standardExperiment();
    experiment.data = std::move(data);
    experiment.features.reset();
    experiment.network = std::move(network);
    experiment.training.loss = {loss};
    experiment.training.epochs = 100'000;
    return experiment;
}

}  // namespace glassbox
